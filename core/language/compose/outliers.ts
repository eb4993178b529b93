/**
 * Outliers, and aggregates without them.
 *
 * @module
 */
import type { Condition, Measured } from "../frame/frame.ts";
import { whereWords } from "./conditions.ts";
import { measure, measureName } from "./expressions.ts";
import { columnsIn } from "../steps/clauses.ts";
import type { Candidate, Scope } from "./scope.ts";

/** The standard deviation with n is meant. */
export const POPULATION = /\bpopulation (?:standard deviation|variance)|\bddof ?= ?0\b/i;

export function outliers(scope: Scope): Candidate[] {
  const { frame, walk } = scope;
  const at = frame.flags.get("outliers");
  if (at === undefined) return [];
  const condition = outlierCondition(scope);
  if (condition?.test.kind !== "outlier") return [];
  const { column: subject, test: { reach } } = condition;
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
    also: [at, ...saidOf(walk, reach)],
    ...(measures.length === 1 ? { answerColumn: measures[0]!.name } : {}),
  }];
}

/** The condition that a row is an outlier, or, where outliers are left out of what is measured, that it is none. */
export function outlierCondition(scope: Scope): Condition | undefined {
  const { frame, walk, hints } = scope;
  const at = frame.flags.get("outliers");
  if (at === undefined) return undefined;
  const numbers = [
    ...frame.mentions.filter((mention) => mention.column.quantity).map((mention) => mention.column),
    ...frame.counts.flatMap((count) => count.noun?.quantity ? [count.noun] : []),
    ...frame.measures.flatMap((one) => one.column ?? []),
  ];
  const exact = scope.tables.length > 1
    ? []
    : columnsIn(walk.chunks.map(({ text }) => text).join(" "), scope.tables[0]!).filter((one) => one.exact);
  const subject = numbers.find((column) => exact.some((one) => one.column === column)) ?? numbers[0];
  if (subject === undefined) return undefined;
  const text = walk.chunks.map((chunk) => chunk.text.toLowerCase()).join(" ");
  const rule = outlierRule(text, hints);
  return {
    at: [at],
    column: subject,
    test: { kind: "outlier", ...rule },
    // `identify and remove outliers`, and how many: those that were found are counted, not those that are left.
    negated: frame.measures.length > 0 && /remov|exclud|without|drop|clean|filter/.test(text),
    connector: "and",
    doubt: 0,
  };
}

/** How outliers are told: by what a text says, else by what was said besides, else by the quartiles. */
export function outlierRule(
  text: string,
  hints: string,
): { rule: "quartiles" | "deviations"; reach: number; population: boolean } {
  return ruleOf(`${text}\n${hints}`.toLowerCase(), ruleIn(hints) ?? ruleIn(text) ?? "quartiles");
}

/** The rule that a text names. */
function ruleIn(text: string): "quartiles" | "deviations" | undefined {
  if (/\biqr\b|interquartile|quartile|\bq1\b/i.test(text)) return "quartiles";
  return /\bz[ -]*scores?\b|standard deviations? (?:from|away|of|above)/i.test(text)
    ? "deviations"
    : undefined;
}

const NUMBER = "(\\d+(?:\\.\\d+)?|two|three|four)";
const SPELLED: Record<string, number> = { two: 2, three: 3, four: 4 };

/** The rule with its reach: 1.5 ranges or 3 deviations where none is said. */
function ruleOf(
  said: string,
  rule: "quartiles" | "deviations",
): { rule: "quartiles" | "deviations"; reach: number; population: boolean } {
  const population = POPULATION.test(said);
  const found = rule === "quartiles"
    ? /(\d+(?:\.\d+)?)\s*(?:\*|x|×|times)?\s*(?:the\s+)?(?:iqr|interquartile range)/.exec(said)?.[1]
    : new RegExp(`${NUMBER} standard deviations?`).exec(said)?.[1] ??
      new RegExp(
        `z[ -]*scores?\\b[^.;]{0,60}?(?:than|of|above|over|exceed\\w*|>|≥|>=|±|outside)\\D{0,20}?${NUMBER}`,
      ).exec(said)?.[1] ?? new RegExp(`threshold[^.;]{0,20}?${NUMBER}`).exec(said)?.[1];
  const reach = found === undefined ? NaN : SPELLED[found] ?? Number(found);
  return { rule, reach: reach > 0 && reach < 20 ? reach : rule === "quartiles" ? 1.5 : 3, population };
}

/** Words that say how outliers are found and that they are left out, and the number of the rule. */
function saidOf({ chunks }: Scope["walk"], reach: number): number[] {
  const words =
    /^(?:remov\w*|exclud\w*|drop\w*|clean\w*|recalculat\w*|detect\w*|z[- ]?scores?(?: (?:method|rule))?|method|iqr|rule|rest)$/i;
  const said = chunks.flatMap((chunk, at) => {
    if (chunk.kind === "number") return chunk.number.value === reach ? [at] : [];
    return chunk.kind !== "column" && chunk.kind !== "value" && words.test(chunk.text) ? [at] : [];
  });
  // `by z-score above 2`: what joins them belongs to them.
  const joins = said.filter((at) =>
    /^(?:by|using|above|over|beyond|more than|greater than)$/i.test(chunks[at - 1]?.text ?? "")
  );
  return [...said, ...joins.map((at) => at - 1)];
}
