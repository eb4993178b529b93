/**
 * Tests and models of statistics: `is price normally distributed`, `is there a significant difference in fare between men and women`,
 * `linear regression of price on area`.
 *
 * @module
 */
import type { Derived, StatisticName } from "../../contract/mod.ts";
import { STATISTIC_METHODS } from "../../plan/mod.ts";
import type { Sense } from "../lexicon/sense.ts";
import type { ColumnInfo } from "../link/table_context.ts";
import { numberOf } from "./expressions.ts";
import type { Candidate, Rows, Scope } from "./scope.ts";

type TestSense = Extract<Sense, { is: "test" }>;

/** A column with the part of the frame that named it. */
interface Named {
  readonly column: ColumnInfo;
  readonly part: object;
  readonly at: number;
}

/** A text column with more values is no predictor. */
const MAX_LEVELS = 20;
/** Royston's p for Shapiro and Wilk's W is made for as many values. */
const SHAPIRO_VALUES = 5000;

/** The test of normality that suits a column: the one that was asked for, unless the column has more values than it is made for. */
export function normalityTest(
  wanted: StatisticName,
  column: ColumnInfo | undefined,
  rows: number,
): StatisticName {
  const values = rows - (column?.profile.missing ?? 0);
  return wanted === "shapiro_wilk" && values > SHAPIRO_VALUES ? "dagostino" : wanted;
}

/** Composes every test that the question names. */
export function composeTests(scope: Scope): Candidate[] {
  return [...normality(scope), ...tests(scope)];
}

/** Positions of all words that name a test. */
function positions(scope: Scope): number[] {
  const { walk } = scope;
  return walk.chunks.flatMap((_, at) =>
    (["normality", "test", "between"] as const).some((name) => walk.sense(at, name) !== undefined) ? [at] : []
  );
}

function normality(scope: Scope): Candidate[] {
  const { walk, frame } = scope;
  const senses = walk.chunks.flatMap((_, at) => walk.sense(at, "normality") ?? []);
  const [subject] = named(scope).filter(({ column }) => column.quantity);
  if (senses.length === 0 || subject === undefined) return [];
  const wanted = senses.find((sense) => sense.method !== undefined)?.method ?? "shapiro_wilk";
  const method = normalityTest(wanted, subject.column, scope.rowCount);
  const also = [...positions(scope), ...flags(scope, "distribution", "describe", "correlation", "test")];
  return candidate(scope, method, [subject], undefined, also, frame.chart === undefined ? 0.97 : 0.6);
}

function tests(scope: Scope): Candidate[] {
  const { walk, frame } = scope;
  const senses = walk.chunks.flatMap((_, at) => walk.sense(at, "test") ?? []);
  const asked = senses.find((sense) => sense.method !== undefined) ?? senses[0];
  if (asked === undefined) return [];
  const also = [
    ...positions(scope),
    ...flags(scope, "correlation", "difference", "versus", "comparative", "distribution", "or"),
  ];
  const fit = frame.chart === undefined || frame.chart.soft ? 0.97 : 0.6;
  const all = named(scope);
  const numbers = all.filter(({ column }) => column.quantity);
  switch (asked.asks) {
    case "difference":
      if (asked.method === undefined && frame.flags.has("correlation") && numbers.length >= 2) {
        return candidate(scope, "pearson", numbers.slice(0, 2), undefined, also, fit);
      }
      return difference(scope, asked, { all, numbers, also, fit });
    case "association": {
      const two = all.slice(0, 2);
      return two.length < 2 ? [] : candidate(scope, "chi_square", two, undefined, also, fit);
    }
    case "correlation":
      return numbers.length < 2
        ? []
        : candidate(scope, asked.method ?? "pearson", numbers.slice(0, 2), undefined, also, fit);
    case "regression": {
      const [target] = numbers;
      const predictors = all.filter((one) =>
        one !== target && (one.column.numeric || one.column.profile.distinct <= MAX_LEVELS)
      );
      if (target === undefined || predictors.length === 0) return [];
      return candidate(
        scope,
        "linear_regression",
        [target, ...predictors.slice(0, 19)],
        undefined,
        also,
        fit,
      );
    }
  }
}

/** One number between groups, or two columns. */
function difference(
  scope: Scope,
  asked: TestSense,
  found: { all: Named[]; numbers: Named[]; also: number[]; fit: number },
): Candidate[] {
  const { numbers, all, also, fit } = found;
  const compared = scope.frame.conditions.find(({ test, negated }) =>
    test.kind === "in" && test.values.length >= 2 && !negated
  );
  const groups = [
    ...(compared === undefined ? [] : [{ column: compared.column, part: compared, at: compared.at[0] ?? 0 }]),
    ...all.filter(({ column }) => (column.category || !column.numeric) && column.profile.distinct <= 50),
  ];
  const paired = asked.method === "paired_t_test" || asked.method === "wilcoxon";
  const out: Candidate[] = [];
  for (const group of groups) {
    const subject = numbers.find(({ column }) => column !== group.column);
    if (paired || subject === undefined) continue;
    const count = compared?.column === group.column && compared.test.kind === "in"
      ? compared.test.values.length
      : group.column.profile.distinct;
    const two = count === 2;
    const method = asked.method ?? (two ? "welch" : "anova");
    const fits = two || !["t_test", "welch", "mann_whitney"].includes(method);
    if (fits) out.push(...candidate(scope, method, [subject], group, also, fit));
    break;
  }
  if (numbers.length >= 2 && groups.length === 0) {
    out.push(...candidate(scope, asked.method ?? "welch", numbers.slice(0, 2), undefined, also, fit - 0.04));
  }
  return out;
}

function candidate(
  scope: Scope,
  method: StatisticName,
  values: readonly Named[],
  by: Named | undefined,
  also: readonly number[],
  fit: number,
): Candidate[] {
  const columns = [...values, ...(by === undefined ? [] : [by])];
  if (new Set(columns.map(({ column }) => column)).size < columns.length) return [];
  // `for each continent` asks for as many tests as there are groups.
  const apart = scope.frame.groups.filter((group) => !columns.some(({ column }) => column === group.column));
  const [per] = apart;
  if (apart.length > 1 || per !== undefined && (per.unit !== undefined || method === "linear_regression")) {
    return [];
  }
  const rows = scope.rows([...columns, ...(per === undefined ? [] : [per])].map(({ column }) => column));
  if (rows === undefined) return [];
  const entry = STATISTIC_METHODS[method];
  const names = columns.map(({ column }) => `"${column.name}"`);
  const words = entry.words(
    names.slice(0, values.length),
    by === undefined ? undefined : names.at(-1),
  );
  const takesNumbers = entry.takes.length < 4;
  return [{
    plan: {
      op: "statistic",
      input: rows.plan,
      method,
      values: values.map(({ column }) => derived(column, rows, takesNumbers && column.quantity)),
      ...(by === undefined ? {} : { by: derived(by.column, rows, false) }),
      ...(per === undefined ? {} : { per: derived(per.column, rows, false) }),
    },
    kind: method === "linear_regression" || per !== undefined ? "table" : "record",
    summary: `${
      per === undefined ? "" : `for each "${per.column.name}", `
    }${words} (${entry.title})${scope.where()}`,
    fit,
    parts: [...columns.map(({ part }) => part), ...(per === undefined ? [] : [per])],
    also,
  }];
}

function derived(column: ColumnInfo, rows: Rows, asNumber: boolean): Derived {
  const value = rows.of(column);
  return { name: column.name, value: asNumber ? numberOf(column, value) : value };
}

/** Columns that the question names, in its order, each once. */
function named(scope: Scope): Named[] {
  const { frame } = scope;
  const all: Named[] = [
    ...frame.mentions.map((part) => ({ column: part.column, part, at: part.at })),
    ...frame.groups.map((part) => ({ column: part.column, part, at: part.at })),
    ...frame.counts.flatMap((part) =>
      part.noun === undefined ? [] : [{ column: part.noun, part, at: part.at }]
    ),
    ...frame.measures.flatMap((part) =>
      part.column === undefined ? [] : [{ column: part.column, part, at: part.at }]
    ),
  ].sort((a, b) => a.at - b.at);
  return all.filter((one, index) => all.findIndex((other) => other.column === one.column) === index);
}

function flags(scope: Scope, ...names: string[]): number[] {
  return names.flatMap((name) => scope.frame.flags.get(name) ?? []);
}
