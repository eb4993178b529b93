/**
 * Rewriting plans.
 *
 * @module
 */
import type { Plan } from "../contract/mod.ts";

/** A copy of a plan in which every operation, innermost first and also inside expressions, is what `change` makes of it. */
export function mapPlan(plan: Plan, change: (plan: Plan) => Plan): Plan {
  return mapValue(plan, change) as Plan;
}

/** A plan is plain data, and whatever has an `op` in it is an operation. */
function mapValue(value: unknown, change: (plan: Plan) => Plan): unknown {
  if (Array.isArray(value)) return value.map((item) => mapValue(item, change));
  if (typeof value !== "object" || value === null) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapValue(item, change)]));
  return "op" in copy ? change(copy as unknown as Plan) : copy;
}
