/**
 * Tests and models of statistics as plans: what each takes and gives, and the rows that it is computed from.
 *
 * @module
 */
import { type ColumnType, NexusError, type Plan, type Schema, type StatisticName } from "../contract/mod.ts";
import { accepts, ANY, type Kind, NUMERIC } from "./column_types.ts";
import type { Operation } from "./operations.ts";

/** A test as a plan. */
export type Statistic = Operation<"statistic">;

/** One row of {@linkcode STATISTIC_METHODS}. */
export interface StatisticEntry {
  /** Fewest and most columns of values. */
  readonly values: readonly [number, number];
  /** Fewest and most where the rows are split by `by`; absent where they cannot be. */
  readonly valuesBy?: readonly [number, number];
  readonly takes: readonly ColumnType[];
  /** What the columns after the first take, where that is something else. */
  readonly others?: readonly ColumnType[];
  readonly result: Schema;
  /** Names the method, for people. */
  readonly title: string;
  /** Completes `test ...`, with the columns in words. */
  words(values: readonly string[], by: string | undefined): string;
}

const number = (name: string) => ({ name, type: "number" as const });
const integer = (name: string) => ({ name, type: "integer" as const });
const TEST: Schema = [number("statistic"), number("p-value"), integer("n")];
const CORRELATION: Schema = [number("coefficient"), number("p-value"), integer("n")];
const DEGREES: Schema = [
  number("statistic"),
  number("degrees of freedom"),
  number("p-value"),
  integer("n"),
];
/** Groups in the order of their names; of two columns, in that of the plan. */
const MEANS: Schema = [
  ...DEGREES,
  { name: "first", type: "text" },
  number("mean of first"),
  { name: "second", type: "text" },
  number("mean of second"),
];
const REGRESSION: Schema = [
  { name: "term", type: "text" },
  number("coefficient"),
  number("standard error"),
  number("t"),
  number("p-value"),
  number("r squared"),
  number("adjusted r squared"),
  integer("n"),
];

const normal = (title: string): StatisticEntry => ({
  values: [1, 1],
  takes: NUMERIC,
  result: TEST,
  title,
  words: ([a]) => `whether ${a} is normally distributed`,
});
const correlation = (title: string): StatisticEntry => ({
  values: [2, 2],
  takes: NUMERIC,
  result: CORRELATION,
  title,
  words: ([a, b]) => `how ${a} and ${b} are correlated`,
});
const groups = (title: string, result: Schema): StatisticEntry => ({
  values: [2, 2],
  valuesBy: [1, 1],
  takes: NUMERIC,
  result,
  title,
  words: ([a, b], by) =>
    by === undefined ? `whether ${a} and ${b} differ` : `whether ${a} differs between the groups of ${by}`,
});
const paired = (title: string, result: Schema): StatisticEntry => ({
  values: [2, 2],
  takes: NUMERIC,
  result,
  title,
  words: ([a, b]) => `whether ${a} and ${b} differ row by row`,
});

/** What each test and model takes and gives. */
export const STATISTIC_METHODS: Record<StatisticName, StatisticEntry> = {
  shapiro_wilk: normal("Shapiro-Wilk test"),
  anderson_darling: normal("Anderson-Darling test"),
  dagostino: normal("D'Agostino-Pearson test"),
  jarque_bera: normal("Jarque-Bera test"),
  kolmogorov_smirnov: normal("Kolmogorov-Smirnov test"),
  pearson: correlation("Pearson correlation"),
  spearman: correlation("Spearman rank correlation"),
  kendall: correlation("Kendall rank correlation"),
  t_test: groups("t-test with equal variances", MEANS),
  welch: groups("Welch's t-test", MEANS),
  paired_t_test: paired("paired t-test", MEANS),
  mann_whitney: groups("Mann-Whitney U test", TEST),
  wilcoxon: paired("Wilcoxon signed-rank test", TEST),
  levene: groups("Levene's test", TEST),
  anova: groups("analysis of variance", TEST),
  kruskal_wallis: groups("Kruskal-Wallis test", TEST),
  chi_square: {
    values: [2, 2],
    takes: ANY,
    result: DEGREES,
    title: "chi-square test",
    words: ([a, b]) => `whether ${a} and ${b} are independent`,
  },
  linear_regression: {
    values: [2, 20],
    takes: NUMERIC,
    others: [...NUMERIC, "text", "boolean"],
    result: REGRESSION,
    title: "linear regression",
    words: ([first, ...others]) => `how ${first} depends on ${others.join(", ")}`,
  },
};

/** Checks what a test is given; `kinds` are those of its values. */
export function statisticSchema(plan: Statistic, kinds: readonly Kind[]): Schema {
  const entry = STATISTIC_METHODS[plan.method];
  const range = plan.by ? entry.valuesBy : entry.values;
  if (range === undefined) {
    throw new NexusError("plan.invalid", `Cannot make a ${entry.title} by groups`, {
      hint: "Leave out the column of groups.",
    });
  }
  if (plan.values.length < range[0] || plan.values.length > range[1]) {
    const wanted = range[0] === range[1] ? `${range[0]}` : `${range[0]} to ${range[1]}`;
    throw new NexusError(
      "plan.invalid",
      `Cannot make a ${entry.title} of ${plan.values.length} columns: it takes ${wanted}`,
    );
  }
  kinds.forEach((kind, index) => {
    if (accepts(index > 0 ? entry.others ?? entry.takes : entry.takes, kind)) return;
    throw new NexusError(
      "plan.type_mismatch",
      `Cannot make a ${entry.title} of "${plan.values[index]!.name}", which is ${kind}`,
      { details: { function: plan.method, types: [kind] } },
    );
  });
  const names = [...plan.values, ...(plan.by ? [plan.by] : []), ...(plan.per ? [plan.per] : [])]
    .map((column) => column.name);
  if (new Set(names).size < names.length) {
    throw new NexusError("plan.invalid", `Cannot make a ${entry.title} of one column twice`);
  }
  return entry.result;
}

/** The schema of a test with what stands beside it: measures need a result of one row, and names of their own. */
export function besideStatistic(plan: Statistic, schema: Schema, measures: Schema): Schema {
  const { title } = STATISTIC_METHODS[plan.method];
  const many = plan.per !== undefined || schema.some(({ name }) => name === "term");
  if (measures.length > 0 && many) {
    throw new NexusError("plan.invalid", `Cannot put measures beside a ${title} of several rows`);
  }
  const all = [...schema, ...measures];
  const twice = all.find(({ name }, at) => all.findIndex((other) => other.name === name) < at);
  if (twice !== undefined) {
    throw new NexusError(
      "plan.invalid",
      `Cannot give a ${title} two columns that are called "${twice.name}"`,
    );
  }
  return all;
}

/** The aggregate that gives the measures beside a test; undefined where there are none. */
export function statisticMeasures({ input, measures }: Statistic): Plan | undefined {
  return measures && { op: "aggregate", input, groups: [], measures };
}

/** The plan of the rows that a test is computed from: its values, then its groups, then what it is made apart for, without the rows that lack one. */
export function statisticRows(plan: Statistic): Plan {
  const columns = [...plan.values, ...(plan.by ? [plan.by] : []), ...(plan.per ? [plan.per] : [])];
  const present = columns.map(({ value }) => ({
    kind: "call" as const,
    function: "not" as const,
    arguments: [{ kind: "call" as const, function: "is_null" as const, arguments: [value] }],
  }));
  const where = present.length === 1
    ? present[0]!
    : { kind: "call" as const, function: "and" as const, arguments: present };
  return { op: "select", input: { op: "filter", input: plan.input, where }, columns };
}
