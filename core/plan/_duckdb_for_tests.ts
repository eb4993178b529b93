/**
 * Runs plans on a DuckDB in the test's own process. Only tests import this.
 *
 * @module
 */
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { ColumnType, Plan, Schema, Table, Value } from "../contract/mod.ts";
import { ROW_ID } from "../contract/mod.ts";
import { checkPlan, type SchemaLookup } from "./check.ts";
import { literalSql } from "./sql_expressions.ts";
import { planSql } from "./sql.ts";
import { quoteName, SQL_TYPES } from "./sql_text.ts";

/** A table by its columns: `{age: ["integer", 1, 2, null]}`. */
export type Columns = Record<string, [ColumnType, ...Value[]]>;

/** Datasets in a DuckDB in memory. */
export class TestDatabase {
  readonly #connection: DuckDBConnection;
  readonly #schemas = new Map<string, Schema>();

  private constructor(connection: DuckDBConnection) {
    this.#connection = connection;
  }

  static async open(tables: Record<string, Columns> = {}): Promise<TestDatabase> {
    const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
    const database = new TestDatabase(await instance.connect());
    for (const [id, columns] of Object.entries(tables)) await database.add(id, columns);
    return database;
  }

  async add(id: string, columns: Columns): Promise<void> {
    const schema = Object.entries(columns).map(([name, [type]]) => ({ name, type }));
    this.#schemas.set(id, schema);
    // DuckDB cannot name two columns alike but for case, so they are positions here; planSql is told nothing of it.
    const fields = schema.map((field, index) => ({
      ...field,
      index,
      values: Object.values(columns)[index]!.slice(1) as Value[],
    }));
    const clash = new Set(schema.map((field) => field.name.toLowerCase())).size < schema.length ||
      schema.some((field) => field.name === "" || field.name.includes("\0"));
    const name = (field: (typeof fields)[number]): string =>
      quoteName(clash ? `c${field.index}` : field.name);
    const definitions = fields.map((field) => `${name(field)} ${SQL_TYPES[field.type]}`);
    await this.#connection.run(
      `CREATE TABLE ${quoteName(id)} (${[...definitions, `"${ROW_ID}" BIGINT`].join(", ")})`,
    );
    const rows = (fields[0]?.values ?? []).map((_, row) =>
      `(${[...fields.map((field) => literalSql(field.values[row]!, field.type).text), row].join(", ")})`
    );
    if (rows.length > 0) await this.#connection.run(`INSERT INTO ${quoteName(id)} VALUES ${rows.join(", ")}`);
  }

  get lookup(): SchemaLookup {
    return { dataset: (id) => this.#schemas.get(id), result: (ref) => this.#schemas.get(ref) };
  }

  /** The table that a plan gives. */
  async run(plan: Plan, options: { pretty?: boolean; rowIds?: boolean } = {}): Promise<Table> {
    const { schema } = checkPlan(plan, this.lookup);
    const columns: Schema = options.rowIds ? [...schema, { name: ROW_ID, type: "integer" }] : schema;
    const sql = planSql(plan, this.lookup, { tableName: (id) => id, pretty: true, ...options });
    const reader = await this.#connection.runAndReadAll(sql).catch((cause) => {
      throw new Error(`${cause.message}\n${sql}`);
    });
    const types = reader.columnTypes().map(String);
    const wrong = columns.findIndex((field, index) => SQL_TYPES[field.type] !== types[index]);
    if (wrong >= 0) {
      throw new Error(`"${columns[wrong]!.name}" is ${types[wrong]}, not ${columns[wrong]!.type}\n${sql}`);
    }
    const rows = (reader.getRowsJson() as (string | number | boolean | null)[][]).map((row) =>
      row.map((cell, index) => valueOf(cell, columns[index]!.type))
    );
    return { columns, rows, rowCount: rows.length, truncated: false };
  }

  /** The rows alone. */
  async rows(plan: Plan, options: { pretty?: boolean; rowIds?: boolean } = {}): Promise<Value[][]> {
    return (await this.run(plan, options)).rows;
  }

  close(): void {
    this.#connection.closeSync();
  }
}

function valueOf(cell: string | number | boolean | null, type: ColumnType): Value {
  if (cell === null) return null;
  if (type === "integer") return Number.isSafeInteger(Number(cell)) ? Number(cell) : String(cell);
  if (type === "number") return typeof cell === "number" ? cell : null;
  return type === "datetime" ? String(cell).replace(" ", "T") : cell;
}
