/**
 * Which rows are the evidence, in words.
 *
 * @module
 */
import type { Expression, Plan, Value } from "../contract/mod.ts";
import { along, isGrouping } from "./paths.ts";
import { planWords } from "./words.ts";
import { conditionWords, expressionWords } from "./words_expressions.ts";
import { quoted, valueWords } from "./word_lists.ts";

const NAMES = { name: (id: string) => id };

/**
 * `rows where "region" is "north"`, for the rows of the relation at the end of `path` that are under the result, or under one row of it:
 * `row` has the values that are known of the first grouping's row, or of the result's where nothing is grouped.
 */
export function describeEvidence(
  plan: Plan,
  path: readonly number[],
  row?: ReadonlyMap<string, Value>,
): string {
  const parts = along(plan, path);
  const groupings = parts.flatMap((part, index) => isGrouping(part) ? [index] : []);
  const [first = parts.length, last = -1] = [groupings[0], groupings.at(-1)];
  const conditions: string[] = [];
  const notes: string[] = [];
  const steps: string[] = [];
  parts.forEach((part, index) => {
    const chosen = row !== undefined && index < first;
    if (index > last) {
      if (part.op === "filter") conditions.unshift(bracketed(part.where));
      if (part.op === "limit" || part.op === "top" || part.op === "sort") steps.unshift(stepWords(part));
    } else if (!chosen) {
      if (part.op === "filter") notes.push(`only groups where ${conditionWords(part.where)}`);
      if (part.op === "limit" || part.op === "top") {
        notes.push(`only groups that remain after: ${stepWords(part)}`);
      }
    }
    if (part.op === "aggregate") notes.push(...measureNotes(part));
    if (part.op === "join") notes.push(joinNote(part, path[index]!));
  });
  if (row) conditions.push(...rowConditions(parts[first], row));
  const cut = parts.some((part, index) => index > last && (part.op === "limit" || part.op === "top"));
  if (cut) notes.unshift(`of these: ${steps.join(", then ")}`);
  return [conditions.length > 0 ? `rows where ${conditions.join(" and ")}` : "all rows", ...new Set(notes)]
    .join("; ");
}

function rowConditions(grouping: Plan | undefined, row: ReadonlyMap<string, Value>): string[] {
  if (grouping?.op === "aggregate") {
    return grouping.groups.map(({ name, value }) =>
      isWords(expressionWords(value), row.get(name) ?? null, value)
    );
  }
  const entries = [...row].filter(([name]) => grouping?.op !== "distinct" || covers(grouping.columns, name));
  return entries.length > 6
    ? ["all values are those of the chosen row"]
    : entries.map(([name, value]) => isWords(quoted(name), value));
}

function covers(columns: readonly string[], name: string): boolean {
  return columns.length === 0 || columns.includes(name);
}

/** Dates and years read as such: the expression says which they are. */
function isWords(subject: string, value: Value, expression?: Expression): string {
  if (value === null) return `${subject} is missing`;
  const literal: Expression = { kind: "literal", value };
  return expression
    ? conditionWords({ kind: "call", function: "eq", arguments: [expression, literal] })
    : `${subject} is ${valueWords(value)}`;
}

function bracketed(where: Expression): string {
  const words = conditionWords(where);
  return where.kind === "call" && where.function === "or" ? `(${words})` : words;
}

function stepWords(part: Plan): string {
  const words = planWords(part, NAMES).at(-1)!.replace(/^With the rows of step \d+: /, "");
  return words.slice(0, 1).toLowerCase() + words.slice(1);
}

/** Measures that look at some of the rows only. */
function measureNotes(plan: Extract<Plan, { op: "aggregate" }>): string[] {
  return plan.measures.flatMap((measure) =>
    measure.where ? [`${quoted(measure.name)} counts only those where ${conditionWords(measure.where)}`] : []
  );
}

function joinNote(plan: Extract<Plan, { op: "join" }>, index: number): string {
  if (plan.how === "anti") return "those without a match in the other table";
  if (plan.how === "left" && index === 0) return "with their matches in the other table, if any";
  return "those with a match in the other table";
}
