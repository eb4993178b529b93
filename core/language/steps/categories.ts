/**
 * Classes that a question names with their bounds: `'Child' (0-12), 'Adult' (13 and above)`, `High is at least the 75th percentile`.
 *
 * @module
 */
import type { Expression, Plan } from "../../contract/mod.ts";
import { call, column as named, every, literal, numberOf } from "../compose/expressions.ts";
import type { ColumnInfo } from "../link/table_context.ts";

/** Classes in the order of their mention, and the class of a row as an expression. */
export interface Categories {
  readonly labels: readonly string[];
  readonly value: Expression;
  readonly words: string;
}

/** A bound: a number, or a quantile of the column. */
type Bound = { kind: "number"; value: number } | { kind: "quantile"; value: number } | {
  kind: "mean" | "median";
};
interface Range {
  low?: { bound: Bound; op: "ge" | "gt" };
  high?: { bound: Bound; op: "le" | "lt" };
}

const BOUND =
  "(?:the\\s+)?(-?\\d+(?:,\\d{3})*(?:\\.\\d+)?)(?:\\s*(?:st|nd|rd|th))?\\s*(percentile)?|(?:the\\s+)?(first|third|lower|upper) quartile|(?:the\\s+)?(mean|average|median)";
const LESS = "less than(?! or equal)|below|under|lower than|smaller than|younger than|<(?!=)|up to but not";
const AT_MOST = "less than or equal to|at most|up to|no more than|<=|≤";
const MORE = "more than|greater than(?! or equal)|above|over|higher than|larger than|older than|>(?!=)";
const AT_LEAST = "greater than or equal to|at least|from|no less than|>=|≥";

/** The classes of a column that a text names with their bounds; undefined where they are not all clear. */
export function categoriesIn(said: string, column: ColumnInfo, rows: Plan): Categories | undefined {
  // The column's own name in quotation marks is no class.
  const text = ["'", '"'].reduce(
    (rest, mark) => rest.replaceAll(`${mark}${column.name}${mark}`, column.name),
    said,
  );
  const labels = labelsIn(text);
  if (labels.length < 2) return undefined;
  const ranges = labels.map(({ end }, at) => rangeIn(text.slice(end, labels[at + 1]?.start)));
  const open = ranges.findIndex((range) => range === undefined);
  const rest = open >= 0 && /\b(?:otherwise|else|rest|remaining|other)\b/i.test(text);
  if (open >= 0 && (!rest || open !== labels.length - 1)) return undefined;
  const cell = numberOf(column, named(column.name));
  const of = (bound: Bound): Expression => boundOf(bound, cell, rows);
  const conditions = ranges.map((range) => range && conditionOf(range, ranges, cell, of));
  const last: Expression = rest ? literal(labels.at(-1)!.text) : literal(null);
  const value = labels.toReversed().reduce<Expression>((otherwise, label, index) => {
    const where = conditions[labels.length - 1 - index];
    return where === undefined ? otherwise : call("if", where, literal(label.text), otherwise);
  }, last);
  return {
    labels: labels.map((label) => label.text),
    value,
    words: `one of ${labels.map((label) => `"${label.text}"`).join(", ")} by "${column.name}"`,
  };
}

/** Words in quotation marks, or capitalised ones before a bracket, that have a range after them. */
function labelsIn(text: string): { text: string; start: number; end: number }[] {
  const found = [
    ...text.matchAll(
      /["'“‘]([\p{L}][\p{L}\d _-]{0,30})["'”’](?=[^"'“‘]{0,110}?(?:\d|[<>≤≥]|quartile|otherwise|rest|median|mean|average))|\b(\p{Lu}[\p{L}\d]*(?: \p{L}+)?)\s*(?=\(\s*(?:[<>≤≥=\d]|less|more|below|above|under|over))/gu,
    ),
  ];
  return found.map((match) => ({
    text: match[1] ?? match[2]!,
    start: match.index,
    end: match.index + match[0].length,
  })).filter((one, at, all) => all.findIndex((other) => other.text === one.text) === at);
}

function boundFrom(match: RegExpMatchArray, from: number): Bound | undefined {
  const [number, percentile, quartile, centre] = match.slice(from, from + 4);
  if (quartile !== undefined) {
    return { kind: "quantile", value: /first|lower/i.test(quartile) ? 0.25 : 0.75 };
  }
  if (centre !== undefined) return { kind: /median/i.test(centre) ? "median" : "mean" };
  if (number === undefined) return undefined;
  const value = Number(number.replaceAll(",", ""));
  return percentile === undefined ? { kind: "number", value } : { kind: "quantile", value: value / 100 };
}

function rangeIn(text: string): Range | undefined {
  const between = new RegExp(`(?:${BOUND})\\s*(?:-|–|to|and)\\s*(?:${BOUND})`, "i").exec(text);
  if (between !== null) {
    const low = boundFrom(between, 1), high = boundFrom(between, 5);
    if (low === undefined || high === undefined) return undefined;
    const start = low.kind === "number" && high.kind === "quantile"
      ? { kind: "quantile" as const, value: low.value / 100 }
      : low;
    return { low: { bound: start, op: "ge" }, high: { bound: high, op: "le" } };
  }
  const after =
    /^[^\d]{0,40}?(-?\d+(?:\.\d+)?)\s*(?:\p{L}+\s+){0,3}?(?:(and|or) (above|over|older|more|higher|greater|up)|\+)/iu
      .exec(text);
  if (after !== null) {
    return { low: { bound: { kind: "number", value: Number(after[1]) }, op: "ge" } };
  }
  const until =
    /^[^\d]{0,40}?(-?\d+(?:\.\d+)?)\s*(?:\p{L}+\s+){0,3}?(?:and|or) (?:below|under|younger|less|lower)/iu
      .exec(text);
  if (until !== null) return { high: { bound: { kind: "number", value: Number(until[1]) }, op: "le" } };
  for (const [words, side, op] of SIDES) {
    const match = new RegExp(`(?:${words})\\s*(?:or equal to\\s*)?(?:${BOUND})`, "i").exec(text);
    const bound = match === null ? undefined : boundFrom(match, 1);
    if (bound === undefined) continue;
    return side === "low" ? { low: { bound, op: op as "ge" } } : { high: { bound, op: op as "le" } };
  }
  return undefined;
}

const SIDES: readonly [string, "low" | "high", string][] = [
  [AT_LEAST, "low", "ge"],
  [AT_MOST, "high", "le"],
  [MORE, "low", "gt"],
  [LESS, "high", "lt"],
];

/** Whole bounds that follow on one another (0-12, 13-19) leave no gap: 12.5 belongs to the first. */
function conditionOf(
  range: Range,
  all: readonly (Range | undefined)[],
  cell: Expression,
  of: (bound: Bound) => Expression,
): Expression {
  const { low, high } = range;
  const next = high?.bound.kind !== "number" ? undefined : all.find((other) => {
    const from = other?.low?.bound;
    return from?.kind === "number" && high.bound.kind === "number" && from.value === high.bound.value + 1;
  });
  const parts = [
    ...(low === undefined ? [] : [call(low.op, cell, of(low.bound))]),
    ...(high === undefined
      ? []
      : [next === undefined ? call(high.op, cell, of(high.bound)) : call("lt", cell, of(next.low!.bound))]),
  ];
  return every(parts)!;
}

function boundOf(bound: Bound, cell: Expression, rows: Plan): Expression {
  if (bound.kind === "number") return literal(bound.value);
  const measure = bound.kind === "quantile"
    ? { name: "value", function: "quantile" as const, arguments: [cell], parameter: bound.value }
    : { name: "value", function: bound.kind, arguments: [cell] };
  return { kind: "scalar", plan: { op: "aggregate", input: rows, groups: [], measures: [measure] } };
}
