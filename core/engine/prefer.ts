/**
 * Which engine runs a plan first. Both can run every plan; this only decides which answers sooner.
 *
 * Measured on 2 cores, milliseconds over Parquet with a million rows of 7 columns, the first 100 rows returned and all counted
 * (DuckDB 1.5.5 / Polars 0.25.2):
 *
 *     total 28 / 43             group by 10 21 / 56         by 10,000 24 / 67        by 200,000 texts 142 / 213
 *     median, quantile 83 / 42  mode 219 / 41               first, last 53 / 31      count distinct 24 / 32
 *     computed column 21 / 61   upper case 15 / 166         filter 97 / 43           all rows 186 / 8
 *     sort 221 / 162            sort and limit 176 / 446    top 10 122 / 196         top 3 of 10,000 628 / 1423
 *     row number 1489 / 857     total per row 349 / 138     running sum 974 / 325    union 271 / 143
 *     join 10,000 340 / 167     join, then group 31 / 78    join a million 290 / 420 semi 44 / 47
 *
 * DuckDB computes and groups faster; Polars hands over whole rows, and windows, faster. Over 5,000 rows Polars won all thirty (3 to 7
 * against 4 to 30), as DuckDB opens and locks an instance for each run. Past memory only DuckDB goes on, by writing to disk.
 *
 * @module
 */
import type { AggregateName, Plan } from "nexus";
import type { EngineName } from "./request.ts";

/** Up to so many rows the fixed cost of a run decides, and Polars has less of it. */
const SMALL_ROWS = 50_000;
/** From so many rows a plan may not fit into the memory of an engine. */
const LARGE_ROWS = 20_000_000;

/** Aggregates that DuckDB computes slower than Polars. */
const POLARS_AGGREGATES: ReadonlySet<AggregateName> = new Set([
  "median",
  "quantile",
  "mode",
  "first",
  "last",
]);

/** The engine that answers sooner. `rows` is how many the plan reads in all. */
export function preferredEngine(plan: Plan, rows: number): EngineName {
  if (rows >= LARGE_ROWS) return "duckdb";
  return rows <= SMALL_ROWS ? "polars" : fasterOn(plan);
}

/** Decides by the outermost operation that has to touch all rows. */
function fasterOn(plan: Plan): EngineName {
  switch (plan.op) {
    case "aggregate":
      return plan.measures.some((measure) => POLARS_AGGREGATES.has(measure.function)) ? "polars" : "duckdb";
    case "top":
    case "distinct":
      return "duckdb";
    case "limit":
      return plan.input.op === "sort" && !isReduced(plan.input.input) ? "duckdb" : fasterOn(plan.input);
    case "sort":
      return isReduced(plan.input) ? fasterOn(plan.input) : "polars";
    case "filter":
    case "derive":
    case "select":
    case "statistic":
      return fasterOn(plan.input);
    case "window":
      return isReduced(plan.input) ? fasterOn(plan.input) : "polars";
    case "join":
      return isReduced(plan.left) ? fasterOn(plan.left) : "polars";
    case "scan":
    case "result":
    case "union":
      return "polars";
  }
}

/** Whether few rows are left, so that what comes after costs nothing. */
function isReduced(plan: Plan): boolean {
  switch (plan.op) {
    case "aggregate":
    case "limit":
    case "top":
    case "distinct":
      return true;
    case "filter":
    case "derive":
    case "select":
    case "sort":
    case "window":
      return isReduced(plan.input);
    default:
      return false;
  }
}
