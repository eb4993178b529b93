/**
 * A plan as one SELECT in DuckDB's SQL: for the reader, and for the engine that runs it.
 *
 * @module
 */
import type { Plan } from "../contract/mod.ts";
import { PlanChecker, type SchemaLookup } from "./check.ts";
import { checkLimits } from "./limits.ts";
import { STATISTIC_METHODS, statisticRows } from "./statistics.ts";
import { SqlWriter } from "./sql_writer.ts";
import { datasetsOf, resultsOf } from "./walk.ts";

/** How {@linkcode planSql} writes. */
export interface SqlOptions {
  /**
   * The table or view that holds a dataset, or a result by its ref; unquoted. Its columns are those of the schema in their order,
   * then the row id ({@linkcode ROW_ID}, from 0) last, in the types that `SQL_TYPES` names.
   */
  tableName(id: string): string;
  /** On lines, for reading. */
  pretty?: boolean;
  /** Adds the row id as last column, from 0 in the result's order: for results that later plans read. */
  rowIds?: boolean;
}

/**
 * One self-contained SELECT; of a statistic, that of the rows it is computed from. Throws as `checkPlan` does. Its columns are those of the checked schema, by position (DuckDB may show a name
 * differently where two differ in case alone); its rows come in the plan's order.
 */
export function planSql(plan: Plan, lookup: SchemaLookup, options: SqlOptions): string {
  checkLimits(plan);
  const checker = new PlanChecker(lookup);
  checker.check(plan);
  if (plan.op === "statistic") {
    const { title } = STATISTIC_METHODS[plan.method];
    const sql = planSql(statisticRows(plan), lookup, options);
    return options.pretty ? `-- the rows of the test: ${title}\n${sql}` : sql;
  }
  const names = [...datasetsOf(plan), ...resultsOf(plan)].map((id) => options.tableName(id));
  const writer = new SqlWriter(checker, { tables: names, tableName: (id) => options.tableName(id) });
  return writer.write(plan, { pretty: options.pretty ?? false, rowIds: options.rowIds ?? false });
}
