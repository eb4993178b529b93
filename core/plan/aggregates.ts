/**
 * The tables of aggregates and of window functions: what each takes and gives.
 *
 * @module
 */
import type { AggregateName, ColumnType, WindowName } from "../contract/mod.ts";
import { ANY, NUMERIC } from "./column_types.ts";

/** One row of {@linkcode AGGREGATES}. */
export interface AggregateEntry {
  /** Types of the arguments, in order. */
  readonly arguments: readonly (readonly ColumnType[])[];
  /** How many arguments may be absent. */
  readonly optional?: number;
  /** Needs `parameter`, from 0 to 1. */
  readonly parameter?: boolean;
  /** The result's type; `argument`: that of the first argument. */
  readonly result: ColumnType | "argument";
  /** What it gives over no values. */
  readonly empty: 0 | null;
  /** Depends on the order of its input. */
  readonly ordered?: boolean;
  readonly doc: string;
}

const measure = (doc: string): AggregateEntry => ({
  arguments: [NUMERIC],
  result: "number",
  empty: null,
  doc,
});
const pick = (doc: string, ordered = false): AggregateEntry => ({
  arguments: [ANY],
  result: "argument",
  empty: null,
  ...(ordered ? { ordered } : {}),
  doc,
});
const pair = (doc: string): AggregateEntry => ({
  arguments: [NUMERIC, NUMERIC],
  result: "number",
  empty: null,
  doc,
});
const logic = (doc: string): AggregateEntry => ({
  arguments: [["boolean"]],
  result: "boolean",
  empty: null,
  doc,
});

/** What each aggregate takes and gives. All skip nulls. */
export const AGGREGATES: Record<AggregateName, AggregateEntry> = {
  count: {
    arguments: [ANY],
    optional: 1,
    result: "integer",
    empty: 0,
    doc: "The number of rows, or of values that are not null.",
  },
  count_distinct: { arguments: [ANY], result: "integer", empty: 0, doc: "The number of different values." },
  sum: {
    arguments: [NUMERIC],
    result: "argument",
    empty: null,
    doc: "The total. Of integers an integer; past 64 bits an error.",
  },
  mean: measure("The arithmetic mean."),
  median: measure("The middle value, or the mean of the two in the middle."),
  min: pick("The smallest value."),
  max: pick("The largest value."),
  stddev: measure("The standard deviation of a sample (n - 1); null for fewer than two values."),
  stddev_population: measure("The standard deviation of a population (n)."),
  variance: measure("The variance of a sample (n - 1); null for fewer than two values."),
  variance_population: measure("The variance of a population (n)."),
  quantile: { ...measure("The quantile at `parameter`, interpolated linearly (type 7)."), parameter: true },
  skewness: measure("G1, corrected for bias; null for fewer than three values, or where all are equal."),
  kurtosis: measure(
    "Excess kurtosis G2, corrected for bias; null for fewer than four values, or where all are equal.",
  ),
  correlation: pair("Pearson's r over rows that have both; null where one side does not vary."),
  covariance: pair("The covariance of a sample (n - 1) over rows that have both; null for fewer than two."),
  mode: pick("The most frequent value; of several the smallest."),
  first: pick("The first value in the input's order that is not null.", true),
  last: pick("The last value in the input's order that is not null.", true),
  any: logic("Whether one is true."),
  all: logic("Whether all are true."),
};

/** One row of {@linkcode WINDOWS}. */
export interface WindowEntry {
  readonly argument: "none" | "optional" | "required";
  readonly takes: readonly ColumnType[];
  readonly offset: "none" | "optional" | "required";
  /** `input`: without an order it follows the input's. `ignored`: spans the whole partition. */
  readonly order: "required" | "input" | "ignored";
  readonly result: ColumnType | "argument";
  readonly doc: string;
}

const ranking = (order: "required" | "input", doc: string): WindowEntry => ({
  argument: "none",
  takes: ANY,
  offset: "none",
  order,
  result: "integer",
  doc,
});
const neighbour = (doc: string): WindowEntry => ({
  argument: "required",
  takes: ANY,
  offset: "optional",
  order: "input",
  result: "argument",
  doc,
});
const total = (result: ColumnType | "argument", takes: readonly ColumnType[], doc: string): WindowEntry => ({
  argument: "required",
  takes,
  offset: "none",
  order: "ignored",
  result,
  doc,
});

/** What each window function takes and gives. */
export const WINDOWS: Record<WindowName, WindowEntry> = {
  row_number: ranking("input", "1, 2, 3 along the order; ties are broken as `sort` breaks them."),
  rank: ranking("required", "The rank, equal for ties, with gaps after them."),
  dense_rank: ranking("required", "The rank, equal for ties, without gaps."),
  lag: neighbour("The value `offset` rows before (1 if absent); null where there is none."),
  lead: neighbour("The value `offset` rows after (1 if absent); null where there is none."),
  cumulative_sum: {
    argument: "required",
    takes: NUMERIC,
    offset: "none",
    order: "input",
    result: "argument",
    doc: "The sum of this row and all before, nulls skipped; null until the first value.",
  },
  moving_mean: {
    argument: "required",
    takes: NUMERIC,
    offset: "required",
    order: "input",
    result: "number",
    doc: "The mean of the last `offset` rows up to this one, nulls skipped; null where all are.",
  },
  sum: total("argument", NUMERIC, "The total of the partition."),
  mean: total("number", NUMERIC, "The mean of the partition."),
  min: total("argument", ANY, "The smallest value of the partition."),
  max: total("argument", ANY, "The largest value of the partition."),
  count: {
    ...total("integer", ANY, "The rows of the partition, or its values that are not null."),
    argument: "optional",
  },
};
