/**
 * Outliers, and aggregates without them.
 *
 * @module
 */
import type { Condition, Measured } from "../frame/frame.ts";
import { whereWords } from "./conditions.ts";
import { measure, measureName } from "./expressions.ts";
import type { Candidate, Scope } from "./scope.ts";

export function outliers(scope: Scope): Candidate[] {
  const { frame, walk } = scope;
  const at = frame.flags.get("outliers");
  if (at === undefined) return [];
  const numbers = [
    ...frame.mentions.filter((mention) => mention.column.quantity).map((mention) => mention.column),
    ...frame.counts.flatMap((count) => count.noun?.quantity ? [count.noun] : []),
    ...frame.measures.flatMap((one) => one.column ?? []),
  ];
  const subject = numbers[0];
  if (subject === undefined) return [];
  const text = walk.chunks.map((chunk) => chunk.text.toLowerCase()).join(" ");
  const condition: Condition = {
    at: [at],
    column: subject,
    test: {
      kind: "outlier",
      rule: ruleIn(scope.hints) ?? ruleIn(text) ?? "quartiles",
    },
    // `identify and remove outliers`, and how many: those that were found are counted, not those that are left.
    negated: frame.measures.length > 0 && /remov|exclud|without|drop|clean|filter/.test(text),
    connector: "and",
    doubt: 0,
  };
  const rows = scope.rows(frame.measures.flatMap((one) => one.column ?? []), [
    ...frame.conditions,
    condition,
  ]);
  if (rows === undefined) return [];
  const measured: Measured[] = frame.measures.length > 0 ? [...frame.measures] : [{ at, name: "count" }];
  const measures = measured.map((one) => measure(one, rows.of));
  return [{
    plan: { op: "aggregate", input: rows.plan, groups: [], measures },
    kind: measures.length === 1 ? "number" : "record",
    summary: `the ${
      measured.map((one) => one.name === "count" ? "number of rows" : measureName(one)).join(", ")
    }${whereWords([...frame.conditions, condition])}`,
    fit: 0.93,
    parts: [
      ...frame.measures,
      ...frame.counts,
      ...frame.mentions.filter((mention) => mention.column === subject),
    ],
    also: [at],
    ...(measures.length === 1 ? { answerColumn: measures[0]!.name } : {}),
  }];
}

/** The rule that a text names. */
function ruleIn(text: string): "quartiles" | "deviations" | undefined {
  if (/\biqr\b|interquartile|quartile|\bq1\b/i.test(text)) return "quartiles";
  return /\bz[ -]*scores?\b|standard deviations? (?:from|away|of|above)/i.test(text)
    ? "deviations"
    : undefined;
}
