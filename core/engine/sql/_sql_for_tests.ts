/**
 * A pool with two small tables, for tests of SQL.
 *
 * @module
 */
import type { Schema, Table } from "nexus";
import { EnginePool, type EnginePoolOptions, type SqlOptions } from "../pool.ts";
import { openDuckdb } from "../duckdb/open.ts";
import type { NamedRelation } from "./request.ts";

const SALES: Schema = [
  { name: "id", type: "integer" },
  { name: "Region", type: "text" },
  { name: "unit price", type: "number" },
  { name: "day", type: "date" },
  { name: "at", type: "datetime" },
  { name: "paid", type: "boolean" },
];

/** What a test of SQL works with. */
export interface SqlBench {
  pool: EnginePool;
  /** `sales` (4 rows) and `my "odd" table` (3 rows). */
  relations: NamedRelation[];
  folder: string;
  /** A Parquet file beside them, which belongs to no table of the run. */
  secret: string;
  sql(text: string, options?: Partial<SqlOptions>): Promise<Table>;
}

/** Runs a test with a fresh pool. */
export async function withSql(
  work: (bench: SqlBench) => Promise<void>,
  options: Partial<EnginePoolOptions> = {},
): Promise<void> {
  const folder = await Deno.makeTempDir();
  const pool = new EnginePool({ memoryMb: 1536, temporary: folder, ...options });
  try {
    const [sales, odd, secret] = ["sales", "odd", "secret"].map((name) => `${folder}/${name}.parquet`);
    const made = await openDuckdb({ memoryMb: 256, threads: 1, temporary: folder });
    await made.connection.run(`COPY (SELECT row_number() OVER () - 1 AS __row, * FROM (VALUES
      (1::BIGINT, 'north', 2.5::DOUBLE, DATE '2024-01-31', TIMESTAMP '2024-01-31 10:20:30.5', true),
      (2, 'south', 4, DATE '2024-02-29', TIMESTAMP '1969-12-31 23:59:59', false),
      (3, 'north', NULL, NULL, NULL, NULL),
      (9007199254740993, 'it''s', -0.0, DATE '1066-10-14', TIMESTAMP '2024-01-01', true)
    ) t(id, "Region", "unit price", day, "at", paid)) TO '${sales}'`);
    await made.connection.run(`COPY (SELECT range AS __row, range AS n FROM range(3)) TO '${odd}'`);
    await made.connection.run(`COPY (SELECT 'canary' AS word) TO '${secret}'`);
    made.close();
    const relations: NamedRelation[] = [
      { id: "d1", name: "sales", path: sales!, schema: SALES },
      { id: "d2", name: 'my "odd" table', path: odd!, schema: [{ name: "n", type: "integer" }] },
    ];
    await work({
      pool,
      relations,
      folder,
      secret: secret!,
      sql: (text, more = {}) =>
        pool.sql(text, relations, { limit: 1000, maxBytes: 1e6, deadlineMs: 20_000, ...more }),
    });
  } finally {
    await pool.close();
    await Deno.remove(folder, { recursive: true });
  }
}
