/**
 * Paths into a plan: which input to take, from the outermost operation down.
 *
 * @module
 */
import type { Plan } from "../contract/mod.ts";
import { operationOf } from "./operations.ts";

/** The plan at the end of a path. */
export function follow(plan: Plan, path: readonly number[]): Plan {
  return path.reduce((part, index) => operationOf(part).inputs(part)[index]!, plan);
}

/** The operations along a path, without the relation at its end. */
export function along(plan: Plan, path: readonly number[]): Plan[] {
  return path.map((_, index) => follow(plan, path.slice(0, index)));
}

/** Whether an operation makes one row of several. */
export function isGrouping(plan: Plan): plan is Extract<Plan, { op: "aggregate" | "distinct" }> {
  return plan.op === "aggregate" || plan.op === "distinct";
}

/** The relations that a plan's rows come from, each with the path there. The right side of a semi or anti join gives no rows. */
export function sourcesOf(plan: Plan, path: readonly number[] = []): { path: number[]; source: Plan }[] {
  const inputs = operationOf(plan).inputs(plan);
  if (inputs.length === 0) return [{ path: [...path], source: plan }];
  const semi = plan.op === "join" && (plan.how === "semi" || plan.how === "anti");
  return (semi ? inputs.slice(0, 1) : inputs).flatMap((input, index) => sourcesOf(input, [...path, index]));
}
