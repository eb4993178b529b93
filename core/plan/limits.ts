/**
 * The size that a plan may have. A plan comes from outside; these bounds keep checking, SQL and both engines small.
 *
 * @module
 */
import { type Expression, NexusError, type Plan } from "../contract/mod.ts";
import { operationOf } from "./operations.ts";
import { operandsOf } from "./walk.ts";

/** Bounds of a plan. `size` counts operations, columns, calls and subplans, not literals; `depth` counts how far they nest together. */
export const PLAN_LIMITS = { size: 512, depth: 64, literals: 10_000, textLength: 100_000 } as const;

/** Throws `plan.too_complex` where a plan is over {@linkcode PLAN_LIMITS}. Stops at the first breach, so it is safe on any plan. */
export function checkLimits(plan: Plan): void {
  const count = { size: 0, literals: 0 };
  const enter = (depth: number): void => {
    if (++count.size > PLAN_LIMITS.size) {
      refuse(`it has more than ${PLAN_LIMITS.size} operations and expressions`, "size");
    }
    if (depth > PLAN_LIMITS.depth) refuse(`it nests more than ${PLAN_LIMITS.depth} deep`, "depth");
  };
  const countLiteral = (expression: Expression & { kind: "literal" }): void => {
    if (++count.literals > PLAN_LIMITS.literals) {
      refuse(`it has more than ${PLAN_LIMITS.literals} literals`, "literals");
    }
    if (typeof expression.value === "string" && expression.value.length > PLAN_LIMITS.textLength) {
      refuse(`a text in it is longer than ${PLAN_LIMITS.textLength} characters`, "textLength");
    }
  };
  const visitExpression = (expression: Expression, depth: number): void => {
    if (expression.kind === "literal") return countLiteral(expression);
    enter(depth);
    if (expression.kind === "scalar" || expression.kind === "member") visitPlan(expression.plan, depth + 1);
    for (const operand of operandsOf(expression)) visitExpression(operand, depth + 1);
  };
  const visitPlan = (part: Plan, depth: number): void => {
    enter(depth);
    const operation = operationOf(part);
    for (const slot of operation.slots(part)) visitExpression(slot.expression, depth + 1);
    for (const input of operation.inputs(part)) visitPlan(input, depth + 1);
  };
  visitPlan(plan, 1);
}

function refuse(why: string, limit: keyof typeof PLAN_LIMITS): never {
  throw new NexusError("plan.too_complex", `Cannot run the plan: ${why}`, {
    hint: "Split the analysis into several plans that build on each other's results.",
    details: { limit, most: PLAN_LIMITS[limit] },
  });
}
