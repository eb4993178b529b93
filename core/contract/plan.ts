/**
 * A plan: an analysis as data. A tree of operations over named columns, checked against the real schema before anything runs.
 * The language, a model, the page, the API and a receipt all speak plans.
 *
 * Semantics that both engines keep, where SQL dialects differ:
 * - A comparison, arithmetic or text function with a null argument gives null; `filter` keeps rows whose condition is true, not null.
 * - `and`/`or` are Kleene's. `divide` gives a double; by zero it gives null, as does `modulo`. `power`, `sqrt`, `ln` outside their domain give null.
 * - Text compares by code point. `weekday` is 1 (Monday) to 7. `week` is ISO 8601.
 * - Aggregates skip nulls; over no values `count*` give 0 and all others null. `stddev` and `variance` divide by n - 1 and give null for n < 2.
 *   `skewness` and `kurtosis` are the bias-corrected sample forms (pandas, G1 and G2). `quantile` interpolates linearly (type 7).
 *   `mode` breaks ties by the smallest value. `first` and `last` follow the input's order, ending with the row id.
 * - `sort` puts nulls last in both directions; ties are broken by the row id, or, where there is none, by all remaining columns ascending.
 * - A group whose key is null is a group.
 * - A whole number without a type is an `integer`, any other a `number`. Integers and numbers mix as numbers, dates and datetimes as
 *   datetimes (a date is midnight); no other types mix, so a date is compared with a literal of type `date`, never with text.
 * - Integer arithmetic and sums past 64 bits are an error. `exp`, `power` and `to_number` give null for what is no finite double; what other
 *   arithmetic leaves infinite or NaN is delivered as null.
 * - `round` rounds halves away from zero, as round(x * 10^digits) / 10^digits; `round`, `floor`, `ceil`, `abs` keep the argument's type.
 *   The result of `modulo` has the sign of the first argument.
 * - `in` is `or` over `eq`, so it gives null where nothing matches and a null took part; `member` never gives null.
 *   `least`, `greatest` and `coalesce` skip nulls. `if` takes its third argument where the condition is false or null.
 * - Offsets in texts count code points from 1. `split_part` counts from the end for a negative index and gives null where there is no such part.
 *   `trim` takes off spaces, tabs, line feeds, carriage returns and no-break spaces. Case mapping is one to one (Unicode simple mapping).
 *   The patterns of `contains`, `starts_with`, `ends_with`, `replace`, `split_part`, the bounds of `substring`, the digits of `round`, units,
 *   and width and origin of `bin` are literals.
 * - `to_text` writes as {@linkcode Value} does, a number that is whole without a point (from 0.0001 up to 1e15; beyond, the notation is the
 *   engine's). `to_integer` of a number cuts towards zero; `to_number` takes sign, digits, fraction, exponent and spaces around, no separators, no `inf`.
 * - `skewness` needs three values, `kurtosis` four; both, and `correlation`, give null where the values do not vary.
 * - Order: scan and result have the order of their rows; filter, derive, select, window, limit and distinct keep it (distinct: that of first
 *   appearance); join goes by left, then right; union by input. `aggregate` gives its groups by the group columns ascending, nulls last, but that
 *   is no order that results are compared by (`ordered` is false), unlike the others. `top` goes by partition ascending, then keys, then ties as `sort`.
 * - The hidden row id lives through filter, derive, select, distinct (that of the first row), sort, limit, top, window, semi and anti join.
 *   A result's row id is the position of its row, from 0.
 * - In a window, `cumulative_sum` and `moving_mean` skip nulls and count rows, not equal keys; where there are ties they are broken as by `sort`;
 *   without `order`, the input's order holds (`rank` and `dense_rank` need one). A window column replaces a column of its name.
 * - Joining: a right column whose name is taken gets ` (right)` again until it is free.
 * - A plan has at most 512 operations and expressions (literals aside), nested at most 64 deep together.
 *
 * @module
 */
import { z } from "zod";
import { ColumnType, Value } from "./value.ts";

/** Functions of one row. Argument and result types stand in `core/plan/functions.ts`. */
export const FunctionName = z.enum([
  // arithmetic
  "add",
  "subtract",
  "multiply",
  "divide",
  "modulo",
  "negate",
  "abs",
  "round",
  "floor",
  "ceil",
  "sqrt",
  "ln",
  "log10",
  "exp",
  "power",
  // comparison and logic
  "eq",
  "ne",
  "lt",
  "le",
  "gt",
  "ge",
  "and",
  "or",
  "not",
  "is_null",
  "in",
  // conditional
  "if",
  "coalesce",
  "least",
  "greatest",
  // text
  "lower",
  "upper",
  "trim",
  "length",
  "concat",
  "contains",
  "starts_with",
  "ends_with",
  "substring",
  "replace",
  "split_part",
  // dates; `truncate(date, unit)`, `difference(from, to, unit)` counts unit boundaries crossed (days: calendar days)
  "year",
  "quarter",
  "month",
  "day",
  "weekday",
  "week",
  "hour",
  "minute",
  "truncate",
  "difference",
  "add_days",
  // numbers to classes: `bin(x, width, origin)` gives the lower edge
  "bin",
  // conversion: null where the text does not fit
  "to_text",
  "to_number",
  "to_integer",
  "to_date",
  "to_datetime",
]);
export type FunctionName = z.infer<typeof FunctionName>;

/** Units of time for `truncate` and `difference`, given as text literals. Weeks begin on Monday. */
export const TimeUnit = z.enum(["year", "quarter", "month", "week", "day", "hour", "minute"]);
export type TimeUnit = z.infer<typeof TimeUnit>;

/** An expression over one row. */
export type Expression =
  | { kind: "column"; name: string }
  /** A constant. `type` says how to take text: without it, text is text. Dates are written as in {@linkcode Value}. */
  | { kind: "literal"; value: Value; type?: ColumnType | undefined }
  | { kind: "call"; function: FunctionName; arguments: Expression[] }
  /** The single value of a plan that gives one row and one column (more rows: an error; none: null). */
  | { kind: "scalar"; plan: Plan }
  /** Whether `value` is among the values of the one column that the plan gives. Nulls never match. */
  | { kind: "member"; value: Expression; plan: Plan };

export const Expression: z.ZodType<Expression> = z.lazy(() =>
  z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("column"), name: z.string() }),
    z.strictObject({ kind: z.literal("literal"), value: Value, type: ColumnType.optional() }),
    z.strictObject({ kind: z.literal("call"), function: FunctionName, arguments: z.array(Expression) }),
    z.strictObject({ kind: z.literal("scalar"), plan: Plan }),
    z.strictObject({ kind: z.literal("member"), value: Expression, plan: Plan }),
  ])
);

/** Functions of a set of rows. `correlation` (Pearson) and `covariance` (n - 1) take two arguments, `quantile` a parameter from 0 to 1. */
export const AggregateName = z.enum([
  "count",
  "count_distinct",
  "sum",
  "mean",
  "median",
  "min",
  "max",
  "stddev",
  "stddev_population",
  "variance",
  "variance_population",
  "quantile",
  "skewness",
  "kurtosis",
  "correlation",
  "covariance",
  "mode",
  "first",
  "last",
  "any",
  "all",
]);
export type AggregateName = z.infer<typeof AggregateName>;

/** A column that is computed, with the name it gets. */
export const Derived = z.strictObject({ name: z.string().min(1), value: Expression });
export type Derived = z.infer<typeof Derived>;

/** One aggregate. `count` without arguments counts rows, with one it counts values that are not null. `where` limits the rows it sees. */
export const Measure = z.strictObject({
  name: z.string().min(1),
  function: AggregateName,
  arguments: z.array(Expression).max(2),
  parameter: z.number().optional(),
  where: Expression.optional(),
});
export type Measure = z.infer<typeof Measure>;

export const SortKey = z.strictObject({ by: Expression, descending: z.boolean() });
export type SortKey = z.infer<typeof SortKey>;

/**
 * Functions over an ordered partition. `row_number`, `rank` (gaps) and `dense_rank` follow `order`. `lag` and `lead` take the argument
 * `offset` rows away. `cumulative_sum` runs along `order`. `moving_mean` takes `offset` rows ending here (fewer at the start).
 * `sum`, `mean`, `min`, `max`, `count` span the whole partition (shares of a total).
 */
export const WindowName = z.enum([
  "row_number",
  "rank",
  "dense_rank",
  "lag",
  "lead",
  "cumulative_sum",
  "moving_mean",
  "sum",
  "mean",
  "min",
  "max",
  "count",
]);
export type WindowName = z.infer<typeof WindowName>;

export const WindowColumn = z.strictObject({
  name: z.string().min(1),
  function: WindowName,
  argument: Expression.optional(),
  offset: z.number().int().positive().optional(),
  partition: z.array(Expression),
  order: z.array(SortKey),
});
export type WindowColumn = z.infer<typeof WindowColumn>;

/** `left` keeps unmatched left rows; `semi` and `anti` keep the left columns alone. Null keys never match. */
export const JoinKind = z.enum(["inner", "left", "semi", "anti"]);
export type JoinKind = z.infer<typeof JoinKind>;

/**
 * Tests and models of statistics. `shapiro_wilk`, `anderson_darling`, `dagostino`, `jarque_bera` and `kolmogorov_smirnov` (against the normal
 * distribution with the values' own mean and deviation) ask whether one column is normal. `pearson`, `spearman`, `kendall` correlate two. `t_test` (equal variances),
 * `welch`, `mann_whitney` compare a column between the two groups of `by`, or two columns; `levene`, `anova`, `kruskal_wallis` between two groups
 * or more. `paired_t_test` and `wilcoxon` compare two columns row by row. `chi_square` asks whether two columns are independent.
 * `linear_regression` (ordinary least squares) explains the first column by the others. All are two-sided.
 */
export const StatisticName = z.enum([
  "shapiro_wilk",
  "anderson_darling",
  "dagostino",
  "jarque_bera",
  "kolmogorov_smirnov",
  "pearson",
  "spearman",
  "kendall",
  "t_test",
  "welch",
  "paired_t_test",
  "mann_whitney",
  "wilcoxon",
  "levene",
  "anova",
  "kruskal_wallis",
  "chi_square",
  "linear_regression",
]);
export type StatisticName = z.infer<typeof StatisticName>;

/** One operation with its inputs. */
export type Plan =
  /** All rows of a dataset in their order, with the hidden row id. */
  | { op: "scan"; dataset: string }
  /** The rows of an earlier result of the same run (`ref` from `host.query`). */
  | { op: "result"; ref: string }
  | { op: "filter"; input: Plan; where: Expression }
  /** Adds columns, or replaces those of the same name. Every value sees the input's columns only. */
  | { op: "derive"; input: Plan; columns: Derived[] }
  /** Exactly these columns, in this order. */
  | { op: "select"; input: Plan; columns: Derived[] }
  /** One row a group (one row in all without groups): group columns, then measures. */
  | { op: "aggregate"; input: Plan; groups: Derived[]; measures: Measure[] }
  /** The first row of each distinct combination of `columns` (of all columns where it is empty); keeps only those columns. */
  | { op: "distinct"; input: Plan; columns: string[] }
  | { op: "sort"; input: Plan; keys: SortKey[] }
  | { op: "limit"; input: Plan; count: number; offset?: number | undefined }
  /** The first `count` rows of each partition by `keys`; with `ties`, also those that equal the last by `keys`. No partition: of all rows. */
  | { op: "top"; input: Plan; partition: Expression[]; keys: SortKey[]; count: number; ties: boolean }
  | { op: "window"; input: Plan; columns: WindowColumn[] }
  /** Columns of `right` whose name the left has get the suffix ` (right)`. Order of the left, then of the right. */
  | { op: "join"; left: Plan; right: Plan; how: JoinKind; on: { left: Expression; right: Expression }[] }
  /** The rows of all inputs, one after the other; same names and types in the same order. */
  | { op: "union"; inputs: Plan[] }
  /**
   * A test or a model over the rows that have all values. Only the outermost operation can be one. Columns of the result by method stand in
   * `core/plan/statistics.ts`. With `per` the same for the rows of each of its values, in their order, with that value as first column (rows
   * without one are left out; so are values with too few rows); with `measures` aggregates of the input's rows stand after a result of one row.
   */
  | {
    op: "statistic";
    input: Plan;
    method: StatisticName;
    values: Derived[];
    by?: Derived | undefined;
    per?: Derived | undefined;
    measures?: Measure[] | undefined;
  };

export const Plan: z.ZodType<Plan> = z.lazy(() =>
  z.discriminatedUnion("op", [
    z.strictObject({ op: z.literal("scan"), dataset: z.string() }),
    z.strictObject({ op: z.literal("result"), ref: z.string() }),
    z.strictObject({ op: z.literal("filter"), input: Plan, where: Expression }),
    z.strictObject({ op: z.literal("derive"), input: Plan, columns: z.array(Derived).min(1) }),
    z.strictObject({ op: z.literal("select"), input: Plan, columns: z.array(Derived).min(1) }),
    z.strictObject({
      op: z.literal("aggregate"),
      input: Plan,
      groups: z.array(Derived),
      measures: z.array(Measure),
    }),
    z.strictObject({ op: z.literal("distinct"), input: Plan, columns: z.array(z.string()) }),
    z.strictObject({ op: z.literal("sort"), input: Plan, keys: z.array(SortKey).min(1) }),
    z.strictObject({
      op: z.literal("limit"),
      input: Plan,
      count: z.number().int().nonnegative(),
      offset: z.number().int().nonnegative().optional(),
    }),
    z.strictObject({
      op: z.literal("top"),
      input: Plan,
      partition: z.array(Expression),
      keys: z.array(SortKey).min(1),
      count: z.number().int().positive(),
      ties: z.boolean(),
    }),
    z.strictObject({ op: z.literal("window"), input: Plan, columns: z.array(WindowColumn).min(1) }),
    z.strictObject({
      op: z.literal("join"),
      left: Plan,
      right: Plan,
      how: JoinKind,
      on: z.array(z.strictObject({ left: Expression, right: Expression })).min(1),
    }),
    z.strictObject({ op: z.literal("union"), inputs: z.array(Plan).min(1) }),
    z.strictObject({
      op: z.literal("statistic"),
      input: Plan,
      method: StatisticName,
      values: z.array(Derived).min(1).max(20),
      by: Derived.optional(),
      per: Derived.optional(),
      measures: z.array(Measure).min(1).max(50).optional(),
    }),
  ])
);

/** The word that names an operation. */
export type OperationName = Plan["op"];
