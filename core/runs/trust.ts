/**
 * Trust has two halves, and one label that is never better than either.
 *
 * @module
 */
import type { Check, Computation, ReadingTrust, Trust } from "../contract/mod.ts";

/**
 * The label of an answer. A check that failed, and a model behind the reading, let nothing be more than `suggested`; nor does generated code,
 * unless a checked plan gave the same (`byPlan`).
 */
export function trustOf(
  computation: Computation,
  reading: ReadingTrust,
  checks: readonly Check[],
  options: { byModel?: boolean; byPlan?: boolean } = {},
): Trust {
  if (computation === "none") return "none";
  const generated = computation === "generated" && !options.byPlan;
  if (options.byModel || generated || checks.some((check) => !check.passed)) {
    return "suggested";
  }
  return computation === "confirmed" && (reading === "sure" || reading === "given") ? "verified" : "computed";
}
