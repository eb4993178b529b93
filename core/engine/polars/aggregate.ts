/**
 * Groups and their measures.
 *
 * @module
 */
import { type AggregateName, type ColumnType, type Measure, NexusError, type Plan } from "nexus";
import pl, { type Expr } from "nodejs-polars";
import { AGGREGATES } from "../../plan/mod.ts";
import { finite, only, truth } from "./functions/typing.ts";
import { integer } from "./literal.ts";
import { fromWide, toWide, variance } from "./native.ts";
import { compute } from "./operations.ts";
import { type Column, type Compilation, type Rows, settle, sortFrame } from "./relation.ts";

/** One argument of a measure: its values without nulls, and their type. */
interface Values {
  values: Expr;
  type: ColumnType;
}
type Reduce = (x: Values, y: Values, parameter: number) => { expression: Expr; type: ColumnType };

/** A statistic of doubles that is null for fewer than `least` values, and where it is not finite. */
function statistic(least: number, reduce: (x: Expr) => Expr): Reduce {
  return ({ values }) => {
    const x = values.cast(pl.Float64);
    return { expression: finite(only(x.count().gtEq(integer(least)), reduce(x))), type: "number" };
  };
}

/** A statistic of pairs of doubles; where one side does not vary there is none. */
function paired(reduce: (x: Expr, y: Expr) => Expr): Reduce {
  return (x, y) => {
    const a = x.values.cast(pl.Float64);
    const b = y.values.cast(pl.Float64);
    return { expression: finite(only(a.count().gtEq(integer(2)), reduce(a, b))), type: "number" };
  };
}

function varies(x: Expr): Expr {
  return x.min().neq(x.max());
}

function pick(reduce: (values: Expr) => Expr): Reduce {
  return ({ values, type }) => ({ expression: reduce(values), type });
}

/** Reduces values that are not null. `count` without an argument is the number of rows. */
const REDUCERS: Record<AggregateName, Reduce> = {
  count: ({ values }) => ({ expression: values.count().cast(pl.Int64), type: "integer" }),
  count_distinct: ({ values }) => ({
    expression: values.dropNulls().nUnique().cast(pl.Int64),
    type: "integer",
  }),
  sum: ({ values, type }) => {
    const some = values.count().gt(integer(0));
    return type === "integer"
      ? { expression: only(some, fromWide(toWide(values).sum())), type }
      : { expression: finite(only(some, values.cast(pl.Float64).sum())), type: "number" };
  },
  mean: statistic(1, (x) => x.mean()),
  median: statistic(1, (x) => x.quantile(0.5, "linear")),
  min: pick((x) => x.min()),
  max: pick((x) => x.max()),
  stddev: statistic(2, (x) => variance(x, 1).pow(0.5)),
  stddev_population: statistic(1, (x) => variance(x, 0).pow(0.5)),
  variance: statistic(2, (x) => variance(x, 1)),
  variance_population: statistic(1, (x) => variance(x, 0)),
  quantile: ({ values }, _, parameter) => ({
    expression: finite(values.cast(pl.Float64).quantile(parameter, "linear")),
    type: "number",
  }),
  skewness: statistic(3, (x) => only(varies(x), x.skew(false))),
  kurtosis: statistic(4, (x) => only(varies(x), x.kurtosis(true, false))),
  correlation: paired((x, y) => only(varies(x).and(varies(y)), pl.pearsonCorr(x, y))),
  covariance: paired((x, y) => pl.cov(x, y, 1)),
  mode: pick((x) => x.dropNulls().mode().min()),
  first: pick((x) => x.dropNulls().first()),
  last: pick((x) => x.dropNulls().last()),
  any: ({ values }) => ({ expression: only(values.count().gt(integer(0)), values.any()), type: "boolean" }),
  all: ({ values }) => ({ expression: only(values.count().gt(integer(0)), values.all()), type: "boolean" }),
};

/** The columns that a measure needs beside its input, and its reduction of them. */
interface Prepared {
  name: string;
  type: ColumnType;
  columns: Expr[];
  reduction: Expr;
}

/**
 * Rows that a measure does not see (by its `where`, or, of a pair, where one side is missing) become nulls, which every aggregate skips.
 * The arguments become columns first: inside a group Polars would take a constant for one value, not for one a row.
 */
function prepare(compilation: Compilation, rows: Rows, measure: Measure): Prepared {
  const where = measure.where === undefined ? undefined : truth(compilation.value(measure.where, rows));
  const given = measure.arguments.map((argument, at) =>
    settle(compilation.value(argument, rows), AGGREGATES[measure.function].arguments[at]![0])
  );
  if (given.length === 0) given.push({ expression: integer(1), type: "integer" });
  const paired = given.length > 1 ? given.map((value) => value.expression.isNotNull()) : [];
  const conditions = where === undefined ? paired : [where, ...paired];
  const ids = given.map(() => compilation.fresh());
  const columns = given.map(({ expression }, at) =>
    (conditions.length === 0 ? expression : only(conditions.reduce((a, b) => a.and(b)), expression)).alias(
      ids[at]!,
    )
  );
  const [x, y] = given.map(({ type }, at): Values => ({ values: pl.col(ids[at]!), type }));
  const { expression, type } = REDUCERS[measure.function](x!, y ?? x!, measure.parameter ?? 0.5);
  return { name: measure.name, type, columns, reduction: expression };
}

/** One row a group, or one row in all. */
export function aggregateRows(compilation: Compilation, plan: Extract<Plan, { op: "aggregate" }>): Rows {
  const input = compilation.rows(plan.input);
  const all = new Set(input.columns.map((column) => column.id));
  const { frame: keyed, columns: keys } = compute(compilation, input, plan.groups, all);
  const rows: Rows = { ...input, frame: keyed };
  const prepared = plan.measures.map((measure) => prepare(compilation, rows, measure));
  const frame = prepared.reduce(
    (frame, one) => one.columns.length ? frame.withColumns(...one.columns) : frame,
    rows.frame,
  );
  const measures: Column[] = prepared.map(({ name, type }) => ({ name, type, id: compilation.fresh() }));
  const reductions = prepared.map(({ reduction }, at) => reduction.alias(measures[at]!.id));
  const ids = keys.map((key) => key.id);
  if (keys.length === 0 && measures.length === 0) {
    throw new NexusError("plan.invalid", "An aggregate needs groups or measures");
  }
  const reduced = keys.length === 0
    ? frame.select(...reductions)
    : measures.length === 0
    ? frame.select(...ids).unique({ subset: ids, keep: "any" } as never)
    : frame.groupBy(ids, false).agg(...reductions);
  // The order of groups is that of their keys.
  const sorted = sortFrame(reduced, ids.map((id) => ({ id, descending: false })));
  return { frame: sorted, columns: [...keys, ...measures], rowId: undefined, natural: false };
}
