/**
 * Import of rows that a parser hands over in batches.
 *
 * @module
 */
import { type DuckDBAppender, DuckDBDataChunk, VARCHAR } from "@duckdb/node-api";
import { type Batch, type ColumnConversion, NexusError, type Scan } from "nexus";
import type { Duckdb } from "../duckdb/open.ts";
import { convertTable } from "./convert.ts";
import { nameColumns } from "./names.ts";
import type { ImportProgress, ImportResult } from "./types.ts";

/** DuckDB's vectors hold so many values. */
const CHUNK_ROWS = 2048;

/** A table that grows by batches until it is finished. */
export class BatchImport {
  readonly #duckdb: Duckdb;
  readonly #columns: ColumnConversion[];
  readonly #appender: DuckDBAppender;
  #rows = 0;

  private constructor(duckdb: Duckdb, columns: ColumnConversion[], appender: DuckDBAppender) {
    this.#duckdb = duckdb;
    this.#columns = columns;
    this.#appender = appender;
  }

  static async begin(duckdb: Duckdb, scan: Scan): Promise<BatchImport> {
    const columns = nameColumns(scan.columns);
    const names = columns.map((_, k) => `c${k} VARCHAR`).join(", ");
    await duckdb.connection.run(`CREATE TABLE raw (${names})`);
    return new BatchImport(duckdb, columns, await duckdb.connection.createAppender("raw"));
  }

  /** Adds rows of text, each with exactly the scan's columns. */
  append(batch: Batch): void {
    const width = this.#columns.length;
    const types = this.#columns.map(() => VARCHAR);
    for (const [index, row] of batch.entries()) {
      if (row.length === width) continue;
      throw new NexusError(
        "plugin.contract",
        `Row ${this.#rows + index + 1} has ${row.length} cells where the scan has ${width} columns`,
      );
    }
    for (let start = 0; start < batch.length; start += CHUNK_ROWS) {
      const rows = batch.slice(start, start + CHUNK_ROWS);
      const chunk = DuckDBDataChunk.create(types, rows.length);
      chunk.setRows(rows);
      this.#appender.appendDataChunk(chunk);
    }
    this.#rows += batch.length;
  }

  /** Converts what was added and writes it to `out`. */
  async finish(
    out: string,
    onProgress?: (progress: ImportProgress) => void,
  ): Promise<ImportResult> {
    this.#appender.closeSync();
    const table = { name: "raw", columns: this.#columns, rows: this.#rows, emptyIsText: false };
    const result = await convertTable(this.#duckdb, table, {
      scanOf: (columns) => ({ kind: "batches", columns }),
      out,
      ...(onProgress === undefined ? {} : { onProgress }),
    });
    if ("misfit" in result) throw new TypeError("Batches are not checked against a file");
    return result;
  }
}
