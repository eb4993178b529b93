/**
 * Which side of a test counts.
 *
 * @module
 */
import { needsOption } from "./values.ts";

/** `greater`: the first is greater. */
export type Alternative = "two-sided" | "less" | "greater";

/** Checks the name of an alternative; two-sided by default. */
export function alternativeOf(value: Alternative | undefined, what: string): Alternative {
  needsOption(
    value === undefined || ["two-sided", "less", "greater"].includes(value),
    "alternative",
    value,
    what,
  );
  return value ?? "two-sided";
}

/** The p value of a statistic from the probabilities of being at most and at least so large. */
export function pOf(lower: number, upper: number, alternative: Alternative): number {
  if (alternative === "less") return lower;
  if (alternative === "greater") return upper;
  return Math.min(1, 2 * Math.min(lower, upper));
}
