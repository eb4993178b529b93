/**
 * The engines through their pool, as ratios against raw DuckDB in the same run: `deno bench -A bench/engine_bench.ts`.
 *
 * Import: a CSV of a million rows and ten columns to typed Parquet with an exact profile, against DuckDB's own conversion of the same file to
 * Parquet, which counts nothing and keeps no rejects. Questions: a grouping over that Parquet, against the same SQL on an open connection.
 */
import { DuckDBInstance } from "@duckdb/node-api";
import type { ColumnConversion, Plan } from "nexus";
import { EnginePool, type Relation } from "../core/engine/mod.ts";

const ROWS = 1_000_000;
const folder = await Deno.makeTempDir({ prefix: "nexus-bench-" });
const file = `${folder}/rows.csv`, raw = `${folder}/raw.parquet`, out = `${folder}/out.parquet`;
const instance = await DuckDBInstance.create(":memory:");
const connection = await instance.connect();
await connection.run("SELECT setseed(0.5)");
await connection.run(
  `COPY (SELECT i AS id, 'name' || (i % 1000) AS name, (random() * 1000)::DECIMAL(10, 2) AS price,
    DATE '2020-01-01' + (i % 1000)::INT AS day, i % 7 AS k, 'region ' || (i % 20) AS region, round(random(), 6) AS share,
    i % 2 = 0 AS flag, 'order number ' || i AS label, (i * 7919) % 100003 AS n FROM range(${ROWS}) t(i)) TO '${file}' (HEADER)`,
);
const megabytes = Math.round(Deno.statSync(file).size / 1e6);
console.log(`${ROWS} rows, 10 columns, ${megabytes} MB`);

const pool = new EnginePool({ memoryMb: 4096, temporary: folder });
pool.warm();
const types = [
  "integer",
  "text",
  "number",
  "date",
  "integer",
  "text",
  "number",
  "boolean",
  "text",
  "integer",
] as const;
const names = ["id", "name", "price", "day", "k", "region", "share", "flag", "label", "n"];
const columns = names.map((name, k): ColumnConversion => ({ name, type: types[k]! }));
const dialect = {
  delimiter: ",",
  quote: '"',
  escape: '"',
  newline: "\n",
  skipLines: 0,
  header: true,
} as const;

async function importThroughPool(): Promise<void> {
  const result = await pool.importDelimited({ file, out, scan: { kind: "delimited", dialect, columns } });
  if ("misfit" in result || result.rows !== ROWS) throw new Error("The import failed");
}

Deno.bench(
  { name: `raw DuckDB, ${megabytes} MB`, group: "import", baseline: true, n: 3, warmup: 1 },
  async () => {
    await connection.run(
      `COPY (SELECT row_number() OVER () - 1 AS __row, * FROM read_csv('${file}')) TO '${raw}' (COMPRESSION zstd)`,
    );
  },
);
Deno.bench(
  { name: "pool, with census, rejects and profile", group: "import", n: 3, warmup: 1 },
  importThroughPool,
);

await importThroughPool();
const relations: Relation[] = [{
  id: "d",
  path: out,
  schema: columns.map(({ name, type }) => ({ name, type })),
}];
const column = (name: string) => ({ kind: "column" as const, name });
const GROUPINGS: Record<string, string[]> = {
  "20 groups": ["region"],
  "7,000 groups": ["name", "k"],
  "a million groups": ["label"],
};
for (const [group, keys] of Object.entries(GROUPINGS)) {
  const plan: Plan = {
    op: "aggregate",
    input: { op: "scan", dataset: "d" },
    groups: keys.map((name) => ({ name, value: column(name) })),
    measures: [
      { name: "count", function: "count", arguments: [] },
      { name: "mean", function: "mean", arguments: [column("price")] },
      { name: "largest", function: "max", arguments: [column("share")] },
    ],
  };
  const list = keys.join(", ");
  const sql =
    `SELECT ${list}, count(*), avg(price), max(share) FROM read_parquet('${out}') GROUP BY ${list} ORDER BY ${list}`;
  Deno.bench({ name: `raw DuckDB, ${group}`, group, baseline: true, n: 10, warmup: 2 }, async () => {
    const reader = await connection.streamAndReadUntil(sql, 100);
    reader.getRows();
  });
  for (const engine of ["duckdb", "polars"] as const) {
    Deno.bench({ name: `pool, ${engine}, ${group}`, group, n: 10, warmup: 2 }, async () => {
      await pool.run(engine, { plan, relations, limit: 100 });
    });
  }
}

addEventListener("unload", () => Deno.removeSync(folder, { recursive: true }));
