/**
 * Runs SQL from outside in a DuckDB that can read the files of its run and nothing else.
 *
 * @module
 */
import type { DuckDBPreparedStatement } from "@duckdb/node-api";
import { NexusError, type Schema, type Table, type Value } from "nexus";
import type { Duckdb } from "../duckdb/open.ts";
import { parquet } from "../duckdb/open.ts";
import { quoteName } from "../duckdb/sql.ts";
import { checkSql } from "./check.ts";
import { sqlError } from "./errors.ts";
import { MAX_SQL, MAX_SQL_COLUMNS, MAX_SQL_ROWS, type NamedRelation, type SqlRequest } from "./request.ts";
import { toCell, typeOf } from "./values.ts";

/**
 * Runs one SELECT. The instance must be locked to the files of the request.
 *
 * @throws {NexusError} `plan.invalid`, `engine.failed`, `engine.memory`, `process.cancelled`.
 */
export async function runSql(
  { connection }: Duckdb,
  request: SqlRequest,
  signal?: AbortSignal,
): Promise<Table> {
  const interrupt = () => connection.interrupt();
  signal?.addEventListener("abort", interrupt, { once: true });
  let used: NamedRelation[] = [];
  try {
    if (request.text.length > MAX_SQL) {
      throw new NexusError("plan.invalid", `Cannot run the SQL: it is longer than ${MAX_SQL} characters`);
    }
    // DuckDB reads a statement up to the first NUL, so that is where a check and a run could part.
    if (request.text.includes("\0")) {
      throw new NexusError("plan.invalid", "Cannot run the SQL: it has a NUL character");
    }
    const tree = await connection.runAndReadAll("SELECT json_serialize_sql(?::VARCHAR)", [request.text]);
    used = checkSql(JSON.parse(String(tree.getRows()[0]![0])), request.relations);
    for (const each of used) await connection.run(viewOf(each, used));
    const statement = await connection.prepare(request.text);
    try {
      return await readTable(statement, request);
    } finally {
      statement.destroySync();
    }
  } catch (error) {
    throw sqlError(error, request, used);
  } finally {
    signal?.removeEventListener("abort", interrupt);
  }
}

/** The table as SQL sees it: without the row id. */
function viewOf(relation: NamedRelation, used: readonly NamedRelation[]): string {
  const { name, path, schema } = relation;
  const folded = name.toLowerCase();
  if (used.some((each) => each !== relation && each.name.toLowerCase() === folded)) {
    throw new NexusError(
      "plan.invalid",
      `Cannot run the SQL: it reads two tables whose names differ in case alone: "${name}"`,
    );
  }
  const columns = schema.map((field) => quoteName(field.name)).join(", ");
  return `CREATE OR REPLACE TEMP VIEW ${quoteName(name)} AS SELECT ${columns} FROM ${parquet(path)}`;
}

async function readTable(statement: DuckDBPreparedStatement, request: SqlRequest): Promise<Table> {
  const columns = schemaOf(statement);
  const result = await statement.stream();
  const rows: Value[][] = [];
  let [rowCount, bytes] = [0, 0];
  let full = request.limit === 0;
  while (true) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) break;
    rowCount += chunk.rowCount;
    if (rowCount > MAX_SQL_ROWS) throw tooMany();
    for (let k = 0; k < chunk.rowCount && !full; k++) {
      const row: Value[] = [];
      chunk.visitRowValues(k, (value, _row, column) => {
        if (bytes > request.maxBytes) return;
        const cell = toCell(value, columns[column]!.type);
        bytes += bytesOf(cell);
        row.push(cell);
      });
      if (bytes <= request.maxBytes) rows.push(row);
      full = rows.length >= request.limit || bytes > request.maxBytes;
    }
  }
  return { columns, rows, rowCount, truncated: rowCount > rows.length };
}

function schemaOf(statement: DuckDBPreparedStatement): Schema {
  if (statement.columnCount > MAX_SQL_COLUMNS) {
    throw new NexusError(
      "plan.invalid",
      `Cannot run the SQL: its result has ${statement.columnCount} columns, and at most ${MAX_SQL_COLUMNS} can be read`,
    );
  }
  const taken = new Set<string>();
  return Array.from({ length: statement.columnCount }, (_, k) => {
    const shown = statement.columnName(k) || "column";
    let name = shown;
    for (let n = 2; taken.has(name); n++) name = `${shown} (${n})`;
    taken.add(name);
    return { name, type: typeOf(statement.columnTypeId(k)) };
  });
}

/** About what a cell takes as JSON. */
function bytesOf(cell: Value): number {
  return typeof cell === "string" ? cell.length + 3 : 8;
}

function tooMany(): NexusError {
  return new NexusError(
    "plan.invalid",
    `Cannot run the SQL: its result has more than ${MAX_SQL_ROWS.toLocaleString("en")} rows`,
    { hint: "Group, filter or limit it." },
  );
}
