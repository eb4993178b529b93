/**
 * Walking plans, by the table of operations.
 *
 * @module
 */
import type { Expression, Plan } from "../contract/mod.ts";
import { operationOf } from "./operations.ts";

/** The plans directly under a plan: its inputs, then those inside its expressions. */
export function children(plan: Plan): Plan[] {
  return [...operationOf(plan).inputs(plan), ...expressionsOf(plan).flatMap(plansWithin)];
}

/** The expressions of the outermost operation. */
export function expressionsOf(plan: Plan): Expression[] {
  return operationOf(plan).slots(plan).map((slot) => slot.expression);
}

/** The expressions directly under an expression. */
export function operandsOf(expression: Expression): Expression[] {
  if (expression.kind === "call") return expression.arguments;
  return expression.kind === "member" ? [expression.value] : [];
}

/** Calls `visit` for an expression and all under it, outermost first; plans inside are left alone. */
export function walkExpression(expression: Expression, visit: (expression: Expression) => void): void {
  visit(expression);
  for (const operand of operandsOf(expression)) walkExpression(operand, visit);
}

/** The plans of `scalar` and `member` inside an expression. */
export function plansWithin(expression: Expression): Plan[] {
  const plans: Plan[] = [];
  walkExpression(expression, (part) => {
    if (part.kind === "scalar" || part.kind === "member") plans.push(part.plan);
  });
  return plans;
}

/** Calls `visit` for every operation, inputs before the operation that reads them, plans inside expressions too. */
export function walkPlan(plan: Plan, visit: (plan: Plan) => void): void {
  for (const child of children(plan)) walkPlan(child, visit);
  visit(plan);
}

/** The names of the columns that an expression reads, in order of appearance, each once. */
export function columnsOf(expression: Expression): string[] {
  const names = new Set<string>();
  walkExpression(expression, (part) => {
    if (part.kind === "column") names.add(part.name);
  });
  return [...names];
}

/** Whether an expression reads neither columns nor plans. */
export function isConstant(expression: Expression): boolean {
  return expression.kind === "literal" ||
    expression.kind === "call" && expression.arguments.every(isConstant);
}

/** Ids of the datasets that a plan scans, in order of appearance, each once. */
export function datasetsOf(plan: Plan): string[] {
  const ids = new Set<string>();
  walkPlan(plan, (part) => {
    if (part.op === "scan") ids.add(part.dataset);
  });
  return [...ids];
}

/** References of the earlier results that a plan reads, in order of appearance, each once. */
export function resultsOf(plan: Plan): string[] {
  const refs = new Set<string>();
  walkPlan(plan, (part) => {
    if (part.op === "result") refs.add(part.ref);
  });
  return [...refs];
}
