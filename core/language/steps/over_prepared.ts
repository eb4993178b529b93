/**
 * Plans over prepared tables.
 *
 * @module
 */
import type { Plan } from "../../contract/mod.ts";
import { mapPlan } from "../../plan/mod.ts";
import type { TableContext } from "../link/table_context.ts";

/** A plan over the rows that the tables were prepared to, in the place of their scans. */
export function overPrepared(plan: Plan, contexts: readonly TableContext[]): Plan {
  if (contexts.every((table) => table.rows === undefined)) return plan;
  return mapPlan(
    plan,
    (one) =>
      one.op === "scan" ? contexts.find((table) => table.profile.id === one.dataset)?.rows ?? one : one,
  );
}
