/**
 * Import of a Parquet file by DuckDB's native reader, column by column, in the order of its rows. Its rows are held against the count in its
 * footer.
 *
 * @module
 */
import type { DuckDBConnection } from "@duckdb/node-api";
import { type ImportNote, NexusError, type ParquetColumn, ROW_ID, type Scan } from "nexus";
import { SLICE_COLUMNS } from "../../process/rows.ts";
import { type Duckdb, parquet } from "../duckdb/open.ts";
import { quoteName, quoteText } from "../duckdb/sql.ts";
import { publish, unfinished } from "../files.ts";
import type { JudgedColumn } from "./judge.ts";
import { mergeSlices } from "./merge.ts";
import { columnNames } from "./names.ts";
import { type Way, waysOf } from "./parquet_cells.ts";
import { profileColumns } from "./profile.ts";
import { columnGroups } from "./raw_table.ts";
import type { ImportProgress, ImportResult } from "./types.ts";

/** What is imported where. */
export interface ParquetImport {
  file: string;
  /** What the file is called in errors. */
  name: string;
  scan: Extract<Scan, { kind: "parquet" }>;
  out: string;
  onProgress?: (progress: ImportProgress) => void;
}

/** A column with the way that was found for it. */
interface Chosen {
  column: ParquetColumn;
  way: Way;
}

const ROW_NUMBER = "file_row_number";
/** What DuckDB says where it is at fault, or the machine, and not the file. */
const NOT_THE_FILE =
  /^(?:Out of Memory|Permission|INTERRUPT|Internal|Binder|Catalog|Parser)|No space left|Cannot open file/i;

/**
 * Imports a file.
 *
 * @throws NexusError `file.unreadable` where its data are damaged or encrypted
 */
export async function importParquet(duckdb: Duckdb, options: ParquetImport): Promise<ImportResult> {
  try {
    return await convert(duckdb.connection, options);
  } catch (error) {
    if (error instanceof NexusError) throw error;
    const message = (error instanceof Error ? error.message : String(error)).split("\n")[0]!;
    if (NOT_THE_FILE.test(message)) throw error;
    throw new NexusError(
      "file.unreadable",
      `"${options.name}" cannot be read: ${told(message, options.file)}`,
      {
        hint: /encrypt/i.test(message)
          ? "Write it without encryption, with the key that it was written with, and add that."
          : "Check that the file was written and copied in full.",
        cause: error,
      },
    );
  }
}

async function convert(
  connection: DuckDBConnection,
  { file, name, scan, out, onProgress = () => {} }: ParquetImport,
): Promise<ImportResult> {
  onProgress({ stage: "reading" });
  const names = columnNames(scan.columns.map(({ name }) => name));
  const columns = scan.columns.map((column, index) => ({ ...column, name: names[index]! }));
  const fields = await fieldsOf(connection, file);
  const hasNumber = fields.some(({ name }) => name.toLowerCase() === ROW_NUMBER);
  const source = hasNumber ? parquet(file) : `read_parquet(${quoteText(file)}, ${ROW_NUMBER} = true)`;
  const ways = await waysOfAll(connection, source, { columns, fields });
  const notes: ImportNote[] = [];
  const chosen = await choose(connection, source, { columns, ways, notes });
  onProgress({ stage: "converting" });
  const groups = columnGroups(columns.length, SLICE_COLUMNS);
  const part = unfinished(out);
  const paths = groups.length === 1 ? [part] : groups.map((_, index) => `${part}.${index}`);
  const id = hasNumber ? "row_number() OVER () - 1" : ROW_NUMBER;
  for (const [index, group] of groups.entries()) {
    const selected = group.map((k) => `${chosen[k]!.way.sql} AS ${quoteName(columns[k]!.name)}`);
    await connection.run(
      `COPY (SELECT ${id} AS ${quoteName(ROW_ID)}, ${selected.join(", ")} FROM ${source}) TO ${
        quoteText(paths[index]!)
      } (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, USE_TMP_FILE false)`,
    );
  }
  if (paths.length > 1) await mergeSlices(paths, part);
  const rows = await checkRows(connection, { file, name, part });
  onProgress({ stage: "profiling", rows });
  const judged = chosen.map(({ column, way }): JudgedColumn => ({
    conversion: { name: column.name, type: way.type },
    rejected: 0,
  }));
  const { profiles, values } = await profileColumns(connection, part, { columns: judged, rows, indexed: [] });
  await publish(part, out);
  const read = chosen.map(({ column, way }) => ({ ...column, type: way.type }));
  return { rows, columns: profiles, scan: { kind: "parquet", columns: read }, values, notes, rejects: [] };
}

/** The fields of the file as DuckDB names and reads them, in order. */
async function fieldsOf(
  connection: DuckDBConnection,
  file: string,
): Promise<{ name: string; type: string }[]> {
  const reader = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${parquet(file)}`);
  return reader.getRows().map(([name, type]) => ({ name: String(name), type: String(type) }));
}

/** How each column can be read, by the type that it has where it lies. */
async function waysOfAll(
  connection: DuckDBConnection,
  source: string,
  { columns, fields }: {
    columns: readonly ParquetColumn[];
    fields: readonly { name: string; type: string }[];
  },
): Promise<Way[][]> {
  const values = columns.map(({ name, path: [first, ...inside] }) => {
    const field = fields[first!];
    if (field === undefined) throw new NexusError("plugin.contract", `The file has no field for "${name}"`);
    return inside.reduce((sql, place) => `struct_extract_at(${sql}, ${place + 1})`, quoteName(field.name));
  });
  const nested = columnGroups(columns.length).map((group) =>
    group.filter((k) => columns[k]!.path.length > 1)
  );
  const types = columns.map(({ path }) => fields[path[0]!]!.type);
  for (const group of nested.filter(({ length }) => length > 0)) {
    const selected = group.map((k) => `${values[k]} AS c${k}`).join(", ");
    const reader = await connection.runAndReadAll(`DESCRIBE SELECT ${selected} FROM ${source}`);
    reader.getRows().forEach(([, type], index) => types[group[index]!] = String(type));
  }
  return columns.map(({ type }, k) => waysOf(values[k]!, types[k]!, type));
}

/** The first way of each column that holds all of its values, and what is to be told. */
async function choose(
  connection: DuckDBConnection,
  source: string,
  { columns, ways, notes }: {
    columns: readonly ParquetColumn[];
    ways: readonly Way[][];
    notes: ImportNote[];
  },
): Promise<Chosen[]> {
  const questions = ways.flatMap(([way], k) => way?.misfit === undefined ? [] : [{ k, ...way.misfit }]);
  const counts = new Map<number, number>();
  for (const group of columnGroups(questions.length)) {
    const selected = group.map((index) => `count_if(${questions[index]!.condition})`).join(", ");
    const reader = await connection.runAndReadAll(`SELECT ${selected} FROM ${source}`);
    reader.getRows()[0]!.forEach((count, index) => counts.set(questions[group[index]!]!.k, Number(count)));
  }
  return columns.map((column, k) => {
    const [first, ...others] = ways[k]!;
    const count = counts.get(k) ?? 0;
    const way = count > 0 ? others[0] ?? first! : first!;
    if (count > 0 && way === first) tell(notes, way.misfit?.note, column.name, count);
    tell(notes, way.note, column.name, way === first ? undefined : count);
    return { column, way };
  });
}

function tell(notes: ImportNote[], note: Way["note"], name: string, count: number | undefined): void {
  if (note === undefined) return;
  const { message, ...rest } = note;
  notes.push({ ...rest, message: message(name), ...(count === undefined ? {} : { count }) });
}

/** Rows that were written, which must be those that the footer promises. */
async function checkRows(
  connection: DuckDBConnection,
  { file, name, part }: { file: string; name: string; part: string },
): Promise<number> {
  const [promised, written] = await Promise.all([file, part].map(async (path) => {
    const sql = `SELECT num_rows FROM parquet_file_metadata(${quoteText(path)})`;
    return Number((await connection.runAndReadAll(sql)).getRows()[0]![0]);
  })) as [number, number];
  if (promised !== written) {
    throw new NexusError(
      "file.unreadable",
      `"${name}" promises ${promised} rows, and ${written} were found`,
      { hint: "Check that the file was written and copied in full." },
    );
  }
  return written;
}

/** A message without the path of the file, which is ours. */
function told(message: string, file: string): string {
  return message.replace(/^[A-Z][A-Za-z ]+ Error: /, "").replaceAll(file, "the file").replace(
    /['"]the file['"]/g,
    "the file",
  )
    .slice(0, 300).replace(/\.$/, "");
}
