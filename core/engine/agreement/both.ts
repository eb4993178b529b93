/**
 * Runs one plan on both engines and says whether they agree.
 *
 * @module
 */
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Plan, Schema, Table } from "nexus";
import { checkPlan, compareTables, planSql, type SchemaLookup } from "../../plan/mod.ts";
import { datasetView } from "../duckdb/views.ts";
import { toValue } from "../duckdb/values.ts";
import { runPolars } from "../polars/run.ts";
import type { Relation } from "../request.ts";

/** Relative difference that two sums of doubles in different order may have. */
const TOLERANCE = 1e-9;

/** What running a plan on both engines came to. `error` where both refuse it. */
export type Outcome =
  | { agrees: true; error?: string; rows: number }
  | { agrees: false; message: string; sql: string };

/** Both engines over the same files. */
export class Both {
  readonly #connection: DuckDBConnection;
  readonly #relations: Relation[];
  readonly lookup: SchemaLookup;

  constructor(connection: DuckDBConnection, relations: readonly Relation[]) {
    this.#connection = connection;
    this.#relations = [...relations];
    const schema = (id: string): Schema | undefined =>
      relations.find((relation) => relation.id === id)?.schema;
    this.lookup = { dataset: schema, result: schema };
  }

  /** Makes the files known to DuckDB under their ids. */
  async open(): Promise<void> {
    for (const relation of this.#relations) await this.#connection.run(datasetView(relation.id, relation));
  }

  /** Runs the plan on one engine after the other. */
  async compare(plan: Plan): Promise<Outcome> {
    const checked = checkPlan(plan, this.lookup);
    const sql = planSql(plan, this.lookup, { tableName: (id) => id });
    const duckdb = await this.#duckdb(sql, checked.schema);
    const polars = await this.#polars(plan);
    if (duckdb instanceof Error || polars instanceof Error) {
      if (duckdb instanceof Error && polars instanceof Error) {
        return { agrees: true, error: polars.message, rows: 0 };
      }
      const message = duckdb instanceof Error
        ? `DuckDB: ${duckdb.message}, Polars: ${show(polars as Table)}`
        : `Polars: ${(polars as Error).message}, DuckDB: ${show(duckdb)}`;
      return { agrees: false, message, sql };
    }
    const { agrees, message } = compareTables(duckdb, polars, {
      tolerance: TOLERANCE,
      ordered: checked.ordered,
    });
    return agrees ? { agrees, rows: duckdb.rowCount } : { agrees, message, sql };
  }

  async #duckdb(sql: string, schema: Schema): Promise<Table | Error> {
    try {
      const found = (await this.#connection.runAndReadAll(sql)).getRows();
      const rows = found.map((row) => row.map((cell, at) => toValue(cell, schema[at]!.type)));
      return { columns: schema, rows, rowCount: rows.length, truncated: false };
    } catch (error) {
      return error as Error;
    }
  }

  async #polars(plan: Plan): Promise<Table | Error> {
    try {
      return (await runPolars({ plan, relations: this.#relations, limit: 1_000_000 })).table;
    } catch (error) {
      return error as Error;
    }
  }
}

function show(table: Table): string {
  return JSON.stringify(table.rows.slice(0, 5));
}
