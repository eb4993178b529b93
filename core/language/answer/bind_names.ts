/**
 * Binds the names that a format fixes to the columns and rows of a reading's result.
 *
 * @module
 */
import type { AggregateName, Plan, Reading } from "../../contract/mod.ts";
import { STATISTIC_METHODS } from "../../plan/mod.ts";
import type { TableContext } from "../link/table_context.ts";
import { judgementOf } from "./judgement.ts";
import { stem } from "../text/stem.ts";
import { wordsOf } from "../text/token.ts";
import { asksSeveral, type WantedName } from "./wanted_names.ts";

type Bound = NonNullable<Reading["values"]>[number];

/** A column of the result: what computed it and of what. */
interface ResultColumn {
  readonly name: string;
  readonly function?: AggregateName;
  readonly words: ReadonlySet<string>;
}

/** Words by which a name speaks of an aggregate. */
export const FUNCTION_WORDS: Partial<Record<AggregateName, readonly string[]>> = {
  mean: ["mean", "average", "avg"],
  median: ["median"],
  sum: ["sum", "total"],
  min: ["min", "minimum", "lowest", "smallest"],
  max: ["max", "maximum", "highest", "largest"],
  stddev: ["std", "stddev", "standard", "deviation", "sd", "dev"],
  stddev_population: ["std", "stddev", "standard", "deviation", "sd", "dev"],
  variance: ["variance", "var"],
  count: ["count", "number", "total", "num", "no", "outliers", "n"],
  count_distinct: ["unique", "distinct", "count", "number", "different"],
  correlation: ["correlation", "coefficient", "r", "corr", "pearson"],
  skewness: ["skewness", "skew"],
  kurtosis: ["kurtosis"],
  quantile: ["quartile", "percentile", "quantile", "q1", "q3"],
  mode: ["mode", "common", "frequent"],
  covariance: ["covariance"],
};

/** Every word that names some aggregate. */
const ALL_WORDS = new Set(Object.values(FUNCTION_WORDS).flat());

/** Words of names that ask for a judgement or a list, not for a number of the result. */
const QUALIFIERS = new Set([
  "type",
  "status",
  "strength",
  "significant",
  "significance",
  "p",
  "relationship",
  "result",
  "ids",
  "list",
  "strings",
  "conclusion",
]);

function resultColumns(plan: Plan): ResultColumn[] {
  if (plan.op === "aggregate") {
    return [
      ...plan.groups.map((group) => ({ name: group.name, words: new Set(wordsOf(group.name).map(stem)) })),
      ...plan.measures.map((one) => ({
        name: one.name,
        function: one.function,
        words: new Set(wordsOf(one.name).map(stem)),
      })),
    ];
  }
  if (plan.op === "select") {
    const inner = "input" in plan ? resultColumns(plan.input) : [];
    return plan.columns.map((column) =>
      inner.find((other) => other.name === column.name) ??
        { name: column.name, words: new Set(wordsOf(column.name).map(stem)) }
    );
  }
  if (plan.op === "statistic") return [];
  if (plan.op === "scan" || plan.op === "result" || plan.op === "join" || plan.op === "union") return [];
  return resultColumns(plan.input);
}

function fit(want: WantedName, column: ResultColumn): number {
  let score = 0;
  const words = want.words;
  if (column.function !== undefined && words.some((word) => QUALIFIERS.has(word))) return -1;
  if (column.function !== undefined) {
    const own = FUNCTION_WORDS[column.function] ?? [];
    const others = words.filter((word) => ALL_WORDS.has(word) && !own.includes(word));
    if (words.some((word) => own.includes(word))) score += 2;
    else if (others.length > 0) return -1;
  } else if (
    words.some((word) =>
      ALL_WORDS.has(word) &&
      !["total", "number", "count", "highest", "lowest", "max", "min", "maximum", "minimum"].includes(word)
    )
  ) score -= 0.5;
  for (const word of words) if (column.words.has(stem(word))) score += 1;
  return score;
}

/** The binding of each name that has a fitting column; names without one are left out. */
export function bindNames(
  plan: Plan,
  wanted: readonly WantedName[],
  contexts: readonly TableContext[],
  texts: { format: string; constraints: string } = { format: "", constraints: "" },
): Bound[] {
  // `@top[name, value]` asks for several values in one.
  const single = wanted.filter((want) => !asksSeveral(want));
  if (single.length < wanted.length) return bindNames(plan, single, contexts, texts);
  if (plan.op === "statistic") return bindStatistic(plan, wanted, texts, contexts);
  const columns = resultColumns(plan);
  if (columns.length === 0 || !isOneRow(plan) && plan.op !== "sort") return [];
  const keys = groupKeys(plan, contexts);
  const out: Bound[] = [];
  for (const want of wanted) {
    const options = keys.length > 0 && wanted.length > 1 ? columns.slice(1) : columns;
    let best: ResultColumn | undefined, top = wanted.length === 1 && options.length === 1 ? -0.6 : 0.4;
    for (const column of options) {
      const score = namesOther(want, column, contexts) ? -1 : fit(want, column);
      if (score > top) {
        top = score;
        best = column;
      }
    }
    if (best === undefined) {
      const judged = judgedBy(plan, want, texts);
      if (judged !== undefined) out.push(judged);
      continue;
    }
    // Of a result with several rows a name must say which one.
    const row = isOneRow(plan) ? 0 : rowOf(want, keys);
    if (row === undefined) continue;
    out.push({
      name: want.name,
      column: best.name,
      ...(row === 0 ? {} : { row }),
      ...(want.decimals === undefined ? {} : { decimals: want.decimals }),
    });
  }
  return out;
}

/** `max_sales_city` is a city, and no figure of sales: a name ends with what it asks for. */
function namesOther(
  want: WantedName,
  { name, function: aggregate }: ResultColumn,
  contexts: readonly TableContext[],
): boolean {
  if (aggregate === undefined || ["mode", "count_distinct", "count"].includes(aggregate)) return false;
  const last = stem(wordsOf(want.name).at(-1) ?? "");
  const own = new Set(wordsOf(name).map(stem));
  return !own.has(last) &&
    contexts.some((table) =>
      table.columns.some((column) =>
        column.text && !column.quantity && column.forms.some((form) => form.at(-1) === last)
      )
    );
}

/** Whether a plan gives one row: an aggregate of everything, or the first of an order. */
export function isOneRow(plan: Plan): boolean {
  if (plan.op === "aggregate") return plan.groups.length === 0;
  if (plan.op === "top" || plan.op === "limit") return plan.count === 1;
  return (plan.op === "select" || plan.op === "derive" || plan.op === "sort") && isOneRow(plan.input);
}

/** The values of the one group column, in the order in which the result has them; empty where they are not all known. */
function groupKeys(plan: Plan, contexts: readonly TableContext[]): string[] {
  if (
    plan.op !== "sort" || plan.input.op !== "aggregate" || plan.input.groups.length !== 1 ||
    plan.keys[0]!.descending
  ) return [];
  const group = plan.input.groups[0]!;
  const key = plan.keys[0]!.by;
  if (group.value.kind !== "column" || key.kind !== "column" || key.name !== group.name) return [];
  const name = group.value.name;
  const column = contexts.flatMap((table) => table.columns).find((one) => one.name === name);
  if (column === undefined || column.profile.distinct > column.profile.top.length) return [];
  const values = column.profile.top.map((entry) => entry.value);
  values.sort((a, b) => a === b ? 0 : a! < b! ? -1 : 1);
  return values.map(String);
}

function rowOf(want: WantedName, keys: readonly string[]): number | undefined {
  const fused = want.name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  let best: number | undefined, length = 0;
  keys.forEach((key, index) => {
    const text = key.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
    const whole = /^\d+$/.test(text)
      ? new RegExp(`(?<!\\d)${text}(?!\\d)`).test(fused)
      : fused.includes(text);
    if (text !== "" && whole && text.length > length) {
      best = index;
      length = text.length;
    }
  });
  return best;
}

const STATISTIC_WORDS: Record<string, readonly string[]> = {
  "p-value": ["p", "pvalue", "probability"],
  "r squared": ["r2", "squared", "determination"],
  coefficient: [
    "r",
    "correlation",
    "coefficient",
    "corr",
    "rho",
    "tau",
    "pearson",
    "spearman",
    "kendall",
    "slope",
  ],
  statistic: ["statistic", "stat", "t", "f", "w", "u", "h", "chi", "chi2", "d", "test"],
  "degrees of freedom": ["df", "freedom", "dof"],
  n: ["n", "count", "size", "rows"],
};

/** Names of a test: its numbers by their words, and judgements by its probability. */
function bindStatistic(
  plan: Extract<Plan, { op: "statistic" }>,
  wanted: readonly WantedName[],
  texts: { format: string; constraints: string },
  contexts: readonly TableContext[],
): Bound[] {
  const { result } = STATISTIC_METHODS[plan.method];
  const has = (name: string) => result.some((column) => column.name === name);
  if (has("term")) return bindRegression(plan, wanted, texts, contexts);
  const groups = has("first") ? groupNames(plan, contexts) : [];
  const keys = plan.per === undefined ? undefined : perKeys(plan.per, contexts);
  return wanted.flatMap((want): Bound[] => {
    const row = keys && rowOf(want, keys);
    if (keys !== undefined && row === undefined) return [];
    return bindTest(want).map((one) => row === undefined || row === 0 ? one : { ...one, row });
  });

  function bindTest(want: WantedName): Bound[] {
    const rounding = want.decimals === undefined ? {} : { decimals: want.decimals };
    const beside = plan.measures?.find(({ function: name }) =>
      wordsOf(want.name).some((word) => FUNCTION_WORDS[name]?.includes(word))
    );
    if (beside !== undefined) return [{ name: want.name, column: beside.name, ...rounding }];
    const group = rowOf(want, groups);
    if (group !== undefined && want.words.some((word) => FUNCTION_WORDS.mean!.includes(word))) {
      return [{ name: want.name, column: group === 0 ? "mean of first" : "mean of second", ...rounding }];
    }
    const judged = judgement(plan, want, texts);
    if (judged !== undefined) return [{ name: want.name, column: "p-value", judgement: judged }];
    const column = Object.keys(STATISTIC_WORDS).find((name) =>
      has(name) && want.words.some((word) => STATISTIC_WORDS[name]!.includes(word))
    );
    if (column === undefined) return [];
    return [{ name: want.name, column, ...rounding }];
  }
}

/** The values that a test is made apart for, in the order of its result; none where they are not all known. */
function perKeys({ name }: { name: string }, contexts: readonly TableContext[]): string[] {
  const column = contexts.flatMap((table) => table.columns).find((one) => one.name === name);
  if (column === undefined || column.profile.distinct > column.profile.top.length) return [];
  return column.profile.top.map(({ value }) => value).sort((a, b) => a === b ? 0 : a! < b! ? -1 : 1).map(
    String,
  );
}

/** Names of a regression: the figures of one predictor each, in the row of that predictor, and those of the whole. */
function bindRegression(
  plan: Extract<Plan, { op: "statistic" }>,
  wanted: readonly WantedName[],
  texts: { format: string; constraints: string },
  contexts: readonly TableContext[],
): Bound[] {
  const predictors = plan.values.slice(1).map(({ name }) => name);
  const columns = contexts.flatMap((table) => table.columns);
  // A predictor that is text has a row for each of its values.
  if (predictors.some((name) => !columns.some((column) => column.name === name && column.numeric))) return [];
  return wanted.flatMap((want): Bound[] => {
    const rounding = want.decimals === undefined ? {} : { decimals: want.decimals };
    const says = (...words: string[]) => want.words.some((word) => words.includes(word));
    if (says("r2", "rsquared", "squared", "determination")) {
      return [{
        name: want.name,
        column: says("adjusted") ? "adjusted r squared" : "r squared",
        ...rounding,
      }];
    }
    if (says("intercept", "constant")) return [{ name: want.name, column: "coefficient", ...rounding }];
    const at = rowOf(want, predictors) ?? (predictors.length === 1 ? 0 : undefined);
    if (at === undefined) return [];
    const place = { name: want.name, row: at + 1 };
    if (says("coef", "coefficient", "slope", "beta")) {
      return [{ ...place, column: "coefficient", ...rounding }];
    }
    if (says("p", "pvalue", "probability")) return [{ ...place, column: "p-value", ...rounding }];
    const judged = judgementOf(want, texts, { p: "p-value", smallMeans: "yes" });
    return judged === undefined ? [] : [{ ...place, column: "p-value", judgement: judged }];
  });
}

/** The names of the two groups of a test, in the order of its result; empty where they are not known. */
function groupNames(plan: Extract<Plan, { op: "statistic" }>, contexts: readonly TableContext[]): string[] {
  if (plan.by === undefined) return plan.values.map(({ name }) => name);
  const { by } = plan;
  const column = contexts.flatMap((table) => table.columns).find(({ name }) => name === by.name);
  if (column === undefined || column.profile.distinct !== 2) return [];
  return column.profile.top.map(({ value }) => String(value)).sort();
}

/** Whether a name asks for a word: it or its placeholder says so, and neither names a number of the test. */
function judgement(
  plan: Extract<Plan, { op: "statistic" }>,
  want: WantedName,
  texts: { format: string; constraints: string },
) {
  const numbers = [
    "p",
    "pvalue",
    "statistic",
    "coefficient",
    ...FUNCTION_WORDS.mean!,
    ...FUNCTION_WORDS.stddev!,
  ];
  if (want.words.some((word) => numbers.includes(word))) return undefined;
  const correlates = ["pearson", "spearman", "kendall"].includes(plan.method);
  const asksNormality = plan.values.length === 1 && plan.by === undefined;
  return judgementOf(want, texts, {
    p: "p-value",
    ...(correlates ? { size: "coefficient" } : {}),
    smallMeans: asksNormality ? "no" : "yes",
  });
}

/** A judgement by the size of a plain correlation or skewness. */
function judgedBy(
  plan: Plan,
  want: WantedName,
  texts: { format: string; constraints: string },
): Bound | undefined {
  if (plan.op !== "aggregate" || plan.groups.length > 0) return undefined;
  const measure = plan.measures.find(({ function: name }) => name === "correlation" || name === "skewness");
  if (measure === undefined) return undefined;
  const chosen = judgementOf(want, texts, { size: measure.name, smallMeans: "yes" });
  return chosen && { name: want.name, column: measure.name, judgement: chosen };
}
