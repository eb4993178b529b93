/**
 * One form for plans that mean the same, and a hash of it: for caches, and to tell whether two readings are one.
 *
 * @module
 */
import type { Expression, Plan } from "../contract/mod.ts";
import { ownKind } from "./literals.ts";
import { mapPlan } from "./map.ts";

type Call = Extract<Expression, { kind: "call" }>;
const MIRRORED = { gt: "lt", ge: "le" } as const;

/**
 * The plan in its normal form: filters that follow each other are one; `and` and `or` are flat, without repetitions, in one order, as are
 * the values of `in`; `eq` and `ne` have their sides in one order; `gt` and `ge` are written as `lt` and `le`; a literal does not name the
 * type that it has anyway. What the plan gives stays the same.
 */
export function normalisePlan(plan: Plan): Plan {
  return mapPlan(plan, (part) => {
    const clean = mapExpressions(part, normaliseExpression);
    if (clean.op === "limit" && clean.offset === 0) {
      return { op: "limit", input: clean.input, count: clean.count };
    }
    if (clean.op !== "filter" || clean.input.op !== "filter") return clean;
    const where = normaliseExpression({
      kind: "call",
      function: "and",
      arguments: [clean.input.where, clean.where],
    });
    return { op: "filter", input: clean.input.input, where };
  });
}

/** JSON with sorted keys and without absent ones: equal for equal plans. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  entries.sort(([a], [b]) => a < b ? -1 : 1);
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonicalJson(part)}`).join(",")}}`;
}

/** The normal form as text: the same for plans that ask the same. */
export function planKey(plan: Plan): string {
  return canonicalJson(normalisePlan(plan));
}

/** Whether two plans have the same normal form. Plans that differ may still give the same. */
export function samePlan(a: Plan, b: Plan): boolean {
  return planKey(a) === planKey(b);
}

/** Replaces the expressions of one operation; plans inside them have been replaced before. */
function mapExpressions(plan: Plan, change: (expression: Expression) => Expression): Plan {
  const map = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(map);
    if (typeof value !== "object" || value === null || "op" in value) return value;
    const copy = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, map(part)]));
    return "kind" in copy ? change(copy as Expression) : copy;
  };
  return Object.fromEntries(Object.entries(plan).map(([key, part]) => [key, map(part)])) as Plan;
}

/** The normal form of an expression whose operands have theirs. */
function normaliseExpression(expression: Expression): Expression {
  if (expression.kind === "literal") {
    const { value, type } = expression;
    return value !== null && type === ownKind(value) ? { kind: "literal", value } : expression;
  }
  if (expression.kind !== "call") return expression;
  const { function: name, arguments: operands } = expression;
  switch (name) {
    case "and":
    case "or": {
      const flat = unique(
        operands.flatMap((operand) => isCall(operand, name) ? operand.arguments : [operand]),
      );
      return flat.length === 1 ? flat[0]! : { ...expression, arguments: flat };
    }
    case "in":
      return { ...expression, arguments: [operands[0]!, ...unique(operands.slice(1))] };
    case "eq":
    case "ne":
      return { ...expression, arguments: sorted(operands) };
    case "gt":
    case "ge":
      return { ...expression, function: MIRRORED[name], arguments: [...operands].reverse() };
    default:
      return expression;
  }
}

function isCall(expression: Expression, name: Call["function"]): expression is Call {
  return expression.kind === "call" && expression.function === name;
}

function sorted(expressions: readonly Expression[]): Expression[] {
  const keyed = expressions.map((expression) => ({ expression, key: canonicalJson(expression) }));
  keyed.sort((a, b) => a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
  return keyed.map(({ expression }) => expression);
}

function unique(expressions: readonly Expression[]): Expression[] {
  const all = sorted(expressions);
  return all.filter((expression, index) =>
    index === 0 || canonicalJson(expression) !== canonicalJson(all[index - 1])
  );
}
