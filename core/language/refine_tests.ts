/**
 * Tests whose method stands in the constraints of a question, not in the question: `Use the Shapiro-Wilk test`, `report the p-value`.
 *
 * @module
 */
import type { Plan, Question, StatisticName } from "../contract/mod.ts";
import { STATISTIC_METHODS } from "../plan/mod.ts";
import { normalityTest } from "./compose/tests.ts";
import type { TableContext } from "./link/table_context.ts";
import type { Ranked } from "./rank.ts";

const METHODS: readonly [RegExp, StatisticName][] = [
  [/shapiro/i, "shapiro_wilk"],
  [/anderson/i, "anderson_darling"],
  [/kolmogorov|\bks[- ]?test\b/i, "kolmogorov_smirnov"],
  [/normal ?test|d['’]agostino/i, "dagostino"],
  [/jarque/i, "jarque_bera"],
  [/spearman/i, "spearman"],
  [/kendall/i, "kendall"],
  [/pearson/i, "pearson"],
  [/mann[- ]?whitney/i, "mann_whitney"],
  [/wilcoxon/i, "wilcoxon"],
  [/kruskal/i, "kruskal_wallis"],
  [/welch|unequal variance/i, "welch"],
  [/paired/i, "paired_t_test"],
  [/\bt[- ]?test|student/i, "t_test"],
  [/\banova\b|analysis of variance/i, "anova"],
];
const FAMILIES: readonly (readonly StatisticName[])[] = [
  ["shapiro_wilk", "anderson_darling", "kolmogorov_smirnov", "dagostino", "jarque_bera"],
  ["pearson", "spearman", "kendall"],
  ["t_test", "welch", "mann_whitney", "anova", "kruskal_wallis"],
  ["paired_t_test", "wilcoxon"],
];

/** `normal if the skewness is below 0.5`: the skewness judges, not a test. */
const JUDGED_BY_SKEWNESS = /\bnormal[^.\n]{0,60}\bif\b[^.\n]{0,60}\bskew|\bskew[^.\n]{0,80}\bnormal/i;

/** A candidate with the method that the question's other texts name. */
export function refined(ranked: Ranked, question: Question, contexts: readonly TableContext[]): Ranked {
  const texts = `${question.constraints ?? ""}\n${question.format ?? ""}`;
  const plan = refinedPlan(ranked.candidate.plan, texts, contexts);
  if (plan === ranked.candidate.plan) return ranked;
  const summary = plan.op === "statistic" ? summaryOf(plan) : ranked.candidate.summary;
  const { answerColumn: _, ...candidate } = ranked.candidate;
  return { ...ranked, candidate: { ...candidate, plan, summary, kind: "record" } };
}

function refinedPlan(plan: Plan, texts: string, contexts: readonly TableContext[]): Plan {
  if (plan.op === "statistic") {
    if (
      isNormality(plan) && JUDGED_BY_SKEWNESS.test(texts) &&
      !METHODS.slice(0, 5).some(([words]) => words.test(texts))
    ) {
      return skewness(plan);
    }
    const family = FAMILIES.find((methods) => methods.includes(plan.method));
    const wanted = METHODS.find(([words, method]) => family?.includes(method) && words.test(texts))?.[1];
    const column = contexts.flatMap((table) => table.columns).find(({ name }) =>
      name === plan.values[0]?.name
    );
    const rows = Math.max(...contexts.map((table) => table.profile.rows));
    const method = wanted && normalityTest(wanted, column, rows);
    return method === undefined || method === plan.method ? plan : { ...plan, method };
  }
  return /p[-_ ]?values?\b|statistically significant|significance level|two-tailed/i.test(texts)
    ? tested(plan, texts)
    : plan;
}

/** A correlation alone becomes one with its probability. */
function tested(plan: Plan, texts: string): Plan {
  if (plan.op !== "aggregate" || plan.groups.length > 0 || plan.measures.length !== 1) return plan;
  const [measure] = plan.measures;
  if (measure!.function !== "correlation" || measure!.where !== undefined) return plan;
  const [a, b] = measure!.arguments;
  const method = METHODS.find(([words, method]) => FAMILIES[1]!.includes(method) && words.test(texts))?.[1];
  const name = (value: typeof a, other: string) => value?.kind === "column" ? value.name : other;
  return {
    op: "statistic",
    input: plan.input,
    method: method ?? "pearson",
    values: [{ name: name(a, "first"), value: a! }, { name: name(b, "second"), value: b! }],
  };
}

function isNormality(plan: Extract<Plan, { op: "statistic" }>): boolean {
  return FAMILIES[0]!.includes(plan.method);
}

/** `normal where the skewness is small`: no test, but a number. */
function skewness(plan: Extract<Plan, { op: "statistic" }>): Plan {
  const [value] = plan.values;
  return {
    op: "aggregate",
    input: plan.input,
    groups: [],
    measures: [{ name: `skewness of ${value!.name}`, function: "skewness", arguments: [value!.value] }],
  };
}

function summaryOf(plan: Extract<Plan, { op: "statistic" }>): string {
  const entry = STATISTIC_METHODS[plan.method];
  const names = plan.values.map(({ name }) => `"${name}"`);
  return `${entry.words(names, plan.by && `"${plan.by.name}"`)} (${entry.title})`;
}
