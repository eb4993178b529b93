/**
 * Import of rows that a parser hands over in batches.
 *
 * @module
 */
import { type ColumnConversion, NexusError, type Scan } from "nexus";
import { ESCAPE, ESCAPES, NULL_CELL, type PackedRows, SEPARATOR, SLICE_COLUMNS } from "../../process/rows.ts";
import type { Duckdb } from "../duckdb/open.ts";
import { quoteText } from "../duckdb/sql.ts";
import { convertTables } from "./convert.ts";
import { nameColumns } from "./names.ts";
import { columnGroups, type RawTable } from "./raw_table.ts";
import type { ImportProgress, ImportResult } from "./types.ts";

/** Longest record that the native reader takes without being told. */
const MAX_LINE_BYTES = 2_000_000;

/** Some neighbouring columns, in a file of their own: a vector costs 32 KB a column however few its rows. */
interface Slice {
  name: string;
  columns: ColumnConversion[];
  path: string;
  file: Deno.FsFile;
  cellBytes: number;
  escaped: boolean;
}

/** Files that batches of so many columns are kept in until they are converted. */
export function batchFiles(folder: string, columns: number): string[] {
  return columnGroups(columns, SLICE_COLUMNS).map((_, index) => `${folder}/batches-${index}`);
}

/** A table that grows by batches until it is finished. Batches go to disk as they come; the native reader takes them from there. */
export class BatchImport {
  readonly #duckdb: Duckdb;
  readonly #slices: Slice[];
  #rows = 0;
  #longest = 0;

  private constructor(duckdb: Duckdb, slices: Slice[]) {
    this.#duckdb = duckdb;
    this.#slices = slices;
  }

  /** `folder` is this import's alone. Of its files, DuckDB must be allowed {@linkcode batchFiles}. */
  static async begin(duckdb: Duckdb, scan: Scan, folder: string): Promise<BatchImport> {
    const columns = nameColumns(scan.columns);
    const paths = batchFiles(folder, columns.length);
    const slices: Slice[] = [];
    for (const [index, group] of columnGroups(columns.length, SLICE_COLUMNS).entries()) {
      const path = paths[index]!;
      const file = await Deno.open(path, { write: true, create: true, truncate: true });
      const cells = { cellBytes: 0, escaped: false };
      slices.push({ name: `raw_${index}`, columns: group.map((k) => columns[k]!), path, file, ...cells });
    }
    return new BatchImport(duckdb, slices);
  }

  /** Adds rows. Whether they are what the scan says is seen when they are read. */
  async append(batch: PackedRows): Promise<void> {
    if (batch.slices.length !== this.#slices.length) throw contract("a batch has other columns");
    for (const [index, { bytes, cellBytes, escaped }] of batch.slices.entries()) {
      const slice = this.#slices[index]!;
      for (let at = 0; at < bytes.byteLength;) at += await slice.file.write(bytes.subarray(at));
      slice.cellBytes += cellBytes;
      slice.escaped ||= escaped;
    }
    this.#rows += batch.rows;
    this.#longest = Math.max(this.#longest, batch.longest);
  }

  /** Converts what was added and writes it to `out`. */
  async finish(
    out: string,
    onProgress?: (progress: ImportProgress) => void,
  ): Promise<ImportResult> {
    const tables: RawTable[] = [];
    for (const slice of this.#slices) tables.push(await this.#load(slice));
    let checked = 0;
    const result = await convertTables(this.#duckdb, tables, {
      scanOf: (columns) => ({ kind: "batches", columns }),
      out,
      check: (bytes) =>
        bytes === this.#slices[checked++]?.cellBytes ? undefined : { misfit: { message: "other text" } },
      ...(onProgress === undefined ? {} : { onProgress }),
    });
    if ("misfit" in result) throw contract("the cells that were read are not those that were sent");
    return result;
  }

  /** Removes its files. */
  async close(): Promise<void> {
    for (const { file, path } of this.#slices) {
      try {
        file.close();
      } catch {
        // It was closed to be read.
      }
      await Deno.remove(path).catch(() => {});
    }
  }

  async #load({ name, columns, path, file, escaped }: Slice): Promise<RawTable> {
    file.close();
    const { connection } = this.#duckdb;
    const cells = columns.map((_, k) => escaped ? `${unescapeSql(`c${k}`)} AS c${k}` : `c${k}`);
    try {
      await connection.run(
        `CREATE TABLE ${name} AS SELECT ${cells.join(", ")} FROM ${this.#reader(path, columns.length)}`,
      );
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (!/CSV (Error|Parser)|utf-8/i.test(message)) throw error;
      throw contract(message.replace(/^Invalid Input Error: /, "").split("\n")[0]!);
    }
    await Deno.remove(path);
    const counted = await connection.runAndReadAll(`SELECT count(*) FROM ${name}`);
    const rows = Number(counted.getRows()[0]![0]);
    if (rows !== this.#rows) throw contract(`${rows} rows were read where ${this.#rows} were sent`);
    return { name, columns, rows, emptyIsText: false };
  }

  #reader(path: string, columns: number): string {
    const types = Array.from({ length: columns }, (_, k) => `'c${k}': 'VARCHAR'`).join(", ");
    const longest = Math.max(MAX_LINE_BYTES, this.#longest + 1);
    const settings = [
      "auto_detect = false",
      `columns = {${types}}`,
      "header = false",
      `delim = ${quoteText(SEPARATOR)}`,
      `nullstr = ${quoteText(NULL_CELL)}`,
      "quote = ''",
      "escape = ''",
      "comment = ''",
      "new_line = '\\n'",
      "strict_mode = true",
      "null_padding = false",
      "ignore_errors = false",
      `max_line_size = ${longest}`,
      ...(longest > MAX_LINE_BYTES ? [`buffer_size = ${longest * 2}`] : []),
      "compression = 'none'",
      "encoding = 'utf-8'",
    ];
    return `read_csv(${quoteText(path)}, ${settings.join(", ")})`;
  }
}

/** A cell as it was, where something in its slice is escaped. */
function unescapeSql(cell: string): string {
  const whole = ESCAPES.reduce(
    (sql, [letter, text]) => `replace(${sql}, ${codes(ESCAPE + letter)}, ${codes(text)})`,
    cell,
  );
  return `CASE WHEN contains(${cell}, ${codes(ESCAPE)}) THEN ${whole} ELSE ${cell} END`;
}

/** Text of invisible characters as SQL that can be read. */
function codes(text: string): string {
  return text === "" ? "''" : [...text].map((letter) => `chr(${letter.codePointAt(0)})`).join(" || ");
}

function contract(what: string): NexusError {
  return new NexusError("plugin.contract", `The parser's rows are not what it promised: ${what}`);
}
