/**
 * Import of rows that a parser hands over in batches.
 *
 * @module
 */
import { type DuckDBAppender, DuckDBDataChunk, VARCHAR } from "@duckdb/node-api";
import { type Batch, type ColumnConversion, NexusError, type Scan } from "nexus";
import type { Duckdb } from "../duckdb/open.ts";
import { convertTables, SLICE_COLUMNS } from "./convert.ts";
import { nameColumns } from "./names.ts";
import { columnGroups, type RawTable } from "./raw_table.ts";
import type { ImportProgress, ImportResult } from "./types.ts";

/** DuckDB's vectors hold so many values. */
const CHUNK_ROWS = 2048;

/** Some neighbouring columns. */
interface Slice {
  table: RawTable;
  appender: DuckDBAppender;
  /** Position of the first in the row. */
  start: number;
}

/** A table that grows by batches until it is finished. Wide ones are kept in slices, for a vector costs 32 KB a column however few its rows. */
export class BatchImport {
  readonly #duckdb: Duckdb;
  readonly #columns: ColumnConversion[];
  readonly #slices: Slice[];
  #rows = 0;

  private constructor(duckdb: Duckdb, columns: ColumnConversion[], slices: Slice[]) {
    this.#duckdb = duckdb;
    this.#columns = columns;
    this.#slices = slices;
  }

  static async begin(duckdb: Duckdb, scan: Scan): Promise<BatchImport> {
    const columns = nameColumns(scan.columns);
    const slices: Slice[] = [];
    for (const [index, group] of columnGroups(columns.length, SLICE_COLUMNS).entries()) {
      const name = `raw_${index}`;
      const cells = group.map((_, k) => `c${k} VARCHAR`).join(", ");
      await duckdb.connection.run(`CREATE TABLE ${name} (${cells})`);
      const table = { name, columns: group.map((k) => columns[k]!), rows: 0, emptyIsText: false };
      slices.push({ table, appender: await duckdb.connection.createAppender(name), start: group[0]! });
    }
    return new BatchImport(duckdb, columns, slices);
  }

  /** Adds rows of text, each with exactly the scan's columns. */
  append(batch: Batch): void {
    const width = this.#columns.length;
    for (const [index, row] of batch.entries()) {
      if (row.length === width) continue;
      throw new NexusError(
        "plugin.contract",
        `Row ${this.#rows + index + 1} has ${row.length} cells where the scan has ${width} columns`,
      );
    }
    for (let from = 0; from < batch.length; from += CHUNK_ROWS) {
      const rows = batch.slice(from, from + CHUNK_ROWS);
      for (const { table, appender, start } of this.#slices) {
        const width = table.columns.length;
        const chunk = DuckDBDataChunk.create(new Array(width).fill(VARCHAR), rows.length);
        chunk.setRows(this.#slices.length === 1 ? rows : rows.map((row) => row.slice(start, start + width)));
        appender.appendDataChunk(chunk);
      }
    }
    this.#rows += batch.length;
  }

  /** Converts what was added and writes it to `out`. */
  async finish(
    out: string,
    onProgress?: (progress: ImportProgress) => void,
  ): Promise<ImportResult> {
    for (const { appender } of this.#slices) appender.closeSync();
    const tables = this.#slices.map(({ table }) => ({ ...table, rows: this.#rows }));
    const result = await convertTables(this.#duckdb, tables, {
      scanOf: (columns) => ({ kind: "batches", columns }),
      out,
      ...(onProgress === undefined ? {} : { onProgress }),
    });
    if ("misfit" in result) throw new TypeError("Batches are not held against a file");
    return result;
  }
}
