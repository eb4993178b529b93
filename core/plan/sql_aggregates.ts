/**
 * Aggregates and window functions as DuckDB's SQL.
 *
 * @module
 */
import type { ColumnType, Measure, WindowColumn } from "../contract/mod.ts";
import { columnsOf } from "./walk.ts";

/** What an aggregate's SQL is made of. */
export interface AggregateParts {
  /** SQL of the arguments, in the plan's types. */
  operands: readonly string[];
  type: ColumnType;
  /** The condition of `where`. */
  where: string | undefined;
  /** The input's order, for `first` and `last`. */
  order: readonly string[];
  /** A column that holds the mean of the argument within each group; set where {@linkcode needsCentre}. */
  centre: string | undefined;
}

/** Whether an aggregate is computed on distances from the mean: DuckDB's power sums lose all digits far from zero. */
export function needsCentre(measure: Measure): boolean {
  return measure.function === "skewness" || measure.function === "kurtosis";
}

/** One measure. */
export function aggregateSql(measure: Measure, parts: AggregateParts): string {
  const { operands, where } = parts;
  const [x, y] = operands;
  const over = (text: string, also?: string): string => {
    const conditions = [where, also].filter((condition) => condition !== undefined);
    const joined = conditions.length > 1 ? conditions.map((one) => `(${one})`).join(" AND ") : conditions[0];
    return joined === undefined ? text : `${text} FILTER (WHERE ${joined})`;
  };
  const order = parts.order.length > 0 ? ` ORDER BY ${parts.order.join(", ")}` : "";
  switch (measure.function) {
    case "count":
      return over(`count(${x ?? "*"})`);
    case "count_distinct":
      return over(`count(DISTINCT ${x})`);
    case "sum":
      return parts.type === "integer" ? `CAST(${over(`sum(${x})`)} AS BIGINT)` : over(`sum(${x})`);
    case "mean":
      return over(`avg(${x})`);
    case "median":
      return over(`quantile_cont(${x}, 0.5)`);
    case "quantile":
      return over(`quantile_cont(${x}, ${measure.parameter})`);
    case "stddev":
      return over(`stddev_samp(${x})`);
    case "stddev_population":
      return over(`stddev_pop(${x})`);
    case "variance":
      return over(`var_samp(${x})`);
    case "variance_population":
      return over(`var_pop(${x})`);
    case "skewness":
    case "kurtosis": {
      const varies = `${over(`max(${x})`)} > ${over(`min(${x})`)}`;
      return `CASE WHEN ${varies} THEN ${over(`${measure.function}((${x}) - ${parts.centre})`)} END`;
    }
    case "correlation":
      return `nullif(${over(`corr(${x}, ${y})`)}, 'NaN'::DOUBLE)`;
    case "covariance":
      return over(`covar_samp(${x}, ${y})`);
    case "mode":
      // A constant has no order, and DuckDB takes it for a direct argument and not for a key.
      return over(columnsOf(measure.arguments[0]!).length === 0 ? `mode(${x})` : `mode(${x} ORDER BY ${x})`);
    case "first":
    case "last":
      return over(`${measure.function}(${x}${order})`, `${x} IS NOT NULL`);
    case "any":
      return over(`bool_or(${x})`);
    case "all":
      return over(`bool_and(${x})`);
    case "min":
    case "max":
      return over(`${measure.function}(${x})`);
  }
}

/** What a window function's SQL is made of. */
export interface WindowParts {
  argument: string | undefined;
  type: ColumnType;
  partition: readonly string[];
  /** The order as the plan gives it, and with ties broken. */
  order: readonly string[];
  total: readonly string[];
}

/** One window function. */
export function windowSql(column: WindowColumn, parts: WindowParts): string {
  const { argument } = parts;
  const over = (order: readonly string[], frame = ""): string => {
    const partition = parts.partition.length > 0 ? [`PARTITION BY ${parts.partition.join(", ")}`] : [];
    const sorted = order.length > 0 ? [`ORDER BY ${order.join(", ")}`] : [];
    return `OVER (${[...partition, ...sorted, ...(frame ? [frame] : [])].join(" ")})`;
  };
  const whole = (text: string): string => parts.type === "integer" ? `CAST(${text} AS BIGINT)` : text;
  switch (column.function) {
    case "row_number":
      return `row_number() ${over(parts.total)}`;
    case "rank":
    case "dense_rank":
      return `${column.function}() ${over(parts.order)}`;
    case "lag":
    case "lead":
      return `${column.function}(${argument}, ${column.offset ?? 1}) ${over(parts.total)}`;
    case "cumulative_sum":
      return whole(`sum(${argument}) ${over(parts.total, "ROWS UNBOUNDED PRECEDING")}`);
    case "moving_mean": {
      const before = (column.offset ?? 1) - 1;
      return `avg(${argument}) ${over(parts.total, `ROWS BETWEEN ${before} PRECEDING AND CURRENT ROW`)}`;
    }
    case "sum":
      return whole(`sum(${argument}) ${over([])}`);
    case "mean":
      return `avg(${argument}) ${over([])}`;
    case "min":
    case "max":
      return `${column.function}(${argument}) ${over([])}`;
    case "count":
      return `count(${argument ?? "*"}) ${over([])}`;
  }
}
