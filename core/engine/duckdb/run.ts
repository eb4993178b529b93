/**
 * Runs a checked plan on DuckDB.
 *
 * @module
 */
import { type DuckDBConnection, version } from "@duckdb/node-api";
import type { Schema, Table, Value } from "nexus";
import { checkPlan, planSql, resultsOf, type SchemaLookup } from "../../plan/mod.ts";
import type { Relation, RunRequest, RunResult } from "../request.ts";
import { publish, unfinished } from "../files.ts";
import { duckdbError } from "./errors.ts";
import { type Duckdb, lockDuckdb, parquet } from "./open.ts";
import { quoteName, quoteText } from "./sql.ts";
import { SQL_TYPES } from "./types.ts";
import { toValue } from "./values.ts";
import { datasetView, resultView } from "./views.ts";

/** Version of DuckDB, such as `1.5.5`. */
export function duckdbVersion(): string {
  return version().replace(/^v/, "");
}

/**
 * Runs a plan in a fresh instance, which is locked to the request's files, or in one that {@linkcode isLockedFor} this request.
 *
 * @throws {NexusError} `engine.failed`, `engine.memory`, `process.cancelled`.
 */
export async function runDuckdb(
  duckdb: Duckdb,
  request: RunRequest,
  signal?: AbortSignal,
): Promise<RunResult> {
  const started = performance.now();
  const { connection } = duckdb;
  const interrupt = () => connection.interrupt();
  signal?.addEventListener("abort", interrupt, { once: true });
  try {
    const lookup = lookupOf(request.relations);
    const { schema } = checkPlan(request.plan, lookup);
    const views = new Map(request.relations.map(({ id }, k) => [id, `relation_${k}`]));
    const sql = planSql(request.plan, lookup, { tableName: (id) => views.get(id) ?? id, pretty: false });
    if (!isLockedFor(duckdb, request)) await lockDuckdb(duckdb, pathsOf(request));
    const results = new Set(resultsOf(request.plan));
    for (const relation of request.relations) {
      const view = views.get(relation.id)!;
      await connection.run(
        results.has(relation.id) ? resultView(view, relation) : datasetView(view, relation),
      );
    }
    const table = request.saveAs === undefined
      ? await readLimited(connection, sql, schema, request.limit)
      : await save(connection, sql, { schema, limit: request.limit, out: request.saveAs });
    return { table, version: duckdbVersion(), ms: performance.now() - started };
  } catch (error) {
    throw duckdbError(error, "plan");
  } finally {
    signal?.removeEventListener("abort", interrupt);
  }
}

/** Whether an instance can reach exactly the files of a request, so that an earlier one for the same files can be used again. */
export function isLockedFor({ lockedTo }: Duckdb, request: RunRequest): boolean {
  const paths = pathsOf(request);
  return lockedTo !== null && lockedTo.length === paths.length &&
    paths.every((path, k) => path === lockedTo[k]);
}

/** Schemas of relations by id; an id names a dataset or a result, never both. */
export function lookupOf(relations: readonly Relation[]): SchemaLookup {
  const schemas = new Map(relations.map(({ id, schema }) => [id, schema]));
  return { dataset: (id) => schemas.get(id), result: (ref) => schemas.get(ref) };
}

function pathsOf({ relations, saveAs }: RunRequest): string[] {
  const paths = relations.map(({ path }) => path);
  return saveAs === undefined ? paths : [...paths, unfinished(saveAs)];
}

/** The first rows of a result, and the count of all: the others are counted as they come and not kept. */
async function readLimited(
  connection: DuckDBConnection,
  sql: string,
  columns: Schema,
  limit: number,
): Promise<Table> {
  const result = await connection.stream(sql);
  const rows: Value[][] = [];
  let rowCount = 0;
  while (true) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) break;
    rowCount += chunk.rowCount;
    if (rows.length >= limit) continue;
    for (const row of chunk.getRows().slice(0, limit - rows.length)) {
      rows.push(row.map((value, k) => toValue(value, columns[k]!.type)));
    }
  }
  return { columns, rows, rowCount, truncated: rowCount > rows.length };
}

/** Writes the whole result to Parquet, with the types that the plan promises, and reads its first rows back. */
async function save(
  connection: DuckDBConnection,
  sql: string,
  { schema, limit, out }: { schema: Schema; limit: number; out: string },
): Promise<Table> {
  const part = unfinished(out);
  const positions = schema.map((_, k) => `k${k}`).join(", ");
  const typed = schema.map(({ name, type }, k) => `CAST(k${k} AS ${SQL_TYPES[type]}) AS ${quoteName(name)}`);
  await connection.run(
    `COPY (SELECT ${typed.join(", ")} FROM (${sql}) AS t(${positions})) TO ${
      quoteText(part)
    } (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, USE_TMP_FILE false)`,
  );
  const counted = await connection.runAndReadAll(`SELECT count(*) FROM ${parquet(part)}`);
  const table = await readLimited(connection, `SELECT * FROM ${parquet(part)} LIMIT ${limit}`, schema, limit);
  await publish(part, out);
  const rowCount = Number(counted.getRows()[0]![0]);
  return { ...table, rowCount, truncated: rowCount > table.rows.length };
}
