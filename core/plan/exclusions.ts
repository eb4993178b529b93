/**
 * Rows that take no part in a result, and why: what a person should know who reads `the mean of "body_mass_g"`.
 *
 * @module
 */
import type { Expression, Measure, Plan } from "../contract/mod.ts";
import { checkPlan, type SchemaLookup } from "./check.ts";
import { canBeNull } from "./nulls.ts";
import { operationOf } from "./operations.ts";
import { along, isGrouping, sourcesOf } from "./paths.ts";
import { columnsOf } from "./walk.ts";
import { listWords } from "./word_lists.ts";
import { conditionWords, expressionWords } from "./words_expressions.ts";
import { measuredWords } from "./words_measures.ts";

/**
 * Why rows are left out. `filtered`: a condition is false. `undecided`: it could not be decided, for a value is missing. `unmatched`: a join
 * found no partner. `missing`: a measure has no value there, though the row was counted among the rest. `group`: not left out, but in the
 * group of those without a group.
 */
export type ExclusionCause = "filtered" | "undecided" | "unmatched" | "missing" | "group";

/** Rows that take no part. */
export interface ExclusionPlan {
  cause: ExclusionCause;
  /** Gives the rows; to be counted. */
  plan: Plan;
  /** Ends the sentence `3 of 344 rows ...`: `have no "body_mass_g" and are not part of the mean of "body_mass_g"`. */
  reason: string;
}

/**
 * A plan for each cause for which rows of the source take no part, in the order in which they are left out. Only what happens to rows of the
 * (left) source is told: of a plan that groups twice, the first grouping and what comes before it. What `limit` and `top` leave out is not:
 * that was asked for. A plan that gives no rows means that the cause left nothing out.
 */
export function exclusionPlans(plan: Plan, lookup: SchemaLookup): ExclusionPlan[] {
  checkPlan(plan, lookup);
  const parts = along(plan, sourcesOf(plan)[0]!.path);
  const last = parts.findLastIndex(isGrouping);
  return parts.slice(Math.max(last, 0)).reverse().flatMap((part): ExclusionPlan[] => {
    if (part.op === "filter") return ofFilter(part);
    if (part.op === "join") return ofJoin(part);
    if (part.op === "statistic") return ofStatistic(part);
    return part.op === "aggregate" ? ofAggregate(part) : [];
  });
}

function ofFilter(plan: Extract<Plan, { op: "filter" }>): ExclusionPlan[] {
  const words = conditionWords(plan.where);
  const refused: ExclusionPlan = {
    cause: "filtered",
    plan: { ...plan, where: call("not", plan.where) },
    reason: `do not meet the condition that ${words}`,
  };
  if (!canBeNull(plan.where)) return [refused];
  const columns = listWords(columnsOf(plan.where).map((name) => `"${name}"`), "or");
  return [refused, {
    cause: "undecided",
    plan: { ...plan, where: call("is_null", plan.where) },
    reason: `have no ${columns}, so it cannot be said whether ${words}`,
  }];
}

function ofJoin(plan: Extract<Plan, { op: "join" }>): ExclusionPlan[] {
  if (plan.how !== "inner" && plan.how !== "semi") return [];
  return [{
    cause: "unmatched",
    plan: { ...plan, how: "anti" },
    reason: `have no match in the other table by ${listWords(plan.on.map((on) => expressionWords(on.left)))}`,
  }];
}

function ofStatistic(plan: Extract<Plan, { op: "statistic" }>): ExclusionPlan[] {
  const { input } = plan;
  const what = plan.method === "linear_regression" ? "the regression" : "the test";
  return [...plan.values, ...(plan.by ? [plan.by] : []), ...(plan.per ? [plan.per] : [])].map(({ value }) =>
    value
  ).filter(canBeNull)
    .map((value) => ({
      cause: "missing",
      plan: { op: "filter", input, where: isNull(value) },
      reason: `have no ${valueWords(value)} and are not part of ${what}`,
    }));
}

function ofAggregate(plan: Extract<Plan, { op: "aggregate" }>): ExclusionPlan[] {
  const [input] = operationOf(plan).inputs(plan) as [Plan];
  const missing = new Map<string, { where: Expression; measures: Measure[] }>();
  for (const measure of plan.measures) {
    const gaps = measure.arguments.filter(canBeNull);
    if (gaps.length === 0) continue;
    const gap = gaps.length === 1 ? isNull(gaps[0]!) : call("or", ...gaps.map(isNull));
    const where = measure.where ? call("and", measure.where, gap) : gap;
    const key = JSON.stringify(where);
    const known = missing.get(key);
    if (known) known.measures.push(measure);
    else missing.set(key, { where, measures: [measure] });
  }
  const groups = plan.groups.filter((group) => canBeNull(group.value)).map(({ value }): ExclusionPlan => ({
    cause: "group",
    plan: { op: "filter", input, where: isNull(value) },
    reason: `have no ${valueWords(value)} and make a group of their own`,
  }));
  const measured = [...missing.values()].map(({ where, measures }): ExclusionPlan => ({
    cause: "missing",
    plan: { op: "filter", input, where },
    reason: missingWords(measures),
  }));
  return [...groups, ...measured];
}

function missingWords(measures: readonly Measure[]): string {
  const [first] = measures as [Measure];
  const values = listWords(first.arguments.filter(canBeNull).map(valueWords), "or");
  const where = first.where ? ` (where ${conditionWords(first.where)})` : "";
  const parts = measures.map((measure) => measuredWords(measure));
  const many = parts.length > 3 ? [`${parts.length} of the measures`] : parts;
  return `have no ${values}${where} and are not part of ${listWords(many)}`;
}

/** `"price"`, and for what is computed `value of "a" divided by "b"`. */
function valueWords(expression: Expression): string {
  const words = expressionWords(expression);
  return expression.kind === "column" ? words : words.replace(/^the /, "");
}

function isNull(expression: Expression): Expression {
  return call("is_null", expression);
}

function call(name: "not" | "is_null" | "and" | "or", ...operands: Expression[]): Expression {
  return { kind: "call", function: name, arguments: operands };
}
