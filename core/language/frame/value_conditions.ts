/**
 * Conditions by named cells: `in France`, `the Sales department`, `red or blue`.
 *
 * @module
 */
import type { ColumnInfo } from "../link/table_context.ts";
import type { ValueMatch } from "../link/value_match.ts";
import type { Condition } from "./frame.ts";
import type { Walk } from "./walk.ts";

/** The columns named on either side of a value, nearest first. */
function neighbours(walk: Walk, at: number): { at: number; columns: readonly ColumnInfo[] }[] {
  const out: { at: number; columns: readonly ColumnInfo[] }[] = [];
  let before = walk.previous(at);
  if (
    walk.sense(before, "compare")?.op === "eq" || walk.sense(before, "not") !== undefined ||
    walk.sense(before, "compare")?.op === "ne"
  ) before = walk.previous(before);
  for (const index of [before, walk.next(at)]) {
    const chunk = walk.chunks[index];
    if (chunk?.kind === "column" && !walk.broken(Math.min(index, at), Math.max(index, at))) {
      out.push({ at: index, columns: chunk.matches.map((match) => match.column) });
    }
  }
  return out;
}

function choose(walk: Walk, at: number): { match: ValueMatch; used: number[] } | undefined {
  const chunk = walk.chunks[at];
  if (chunk?.kind !== "value") return undefined;
  for (const near of neighbours(walk, at)) {
    const match = chunk.matches.find((candidate) => near.columns.includes(candidate.column));
    if (match !== undefined) return { match, used: walk.used(near.at) ? [] : [near.at] };
  }
  return { match: chunk.matches[0]!, used: [] };
}

/** Reads a condition by values that begins at `at`, with further values of the same column. */
export function valueCondition(walk: Walk, at: number): Condition | undefined {
  if (walk.used(at)) return undefined;
  const first = choose(walk, at);
  if (first === undefined) return undefined;
  const { column } = first.match;
  const counted = walk.sense(walk.previous(at), "count") !== undefined;
  if (
    counted && !first.match.exact && walk.chunks[at]!.to - walk.chunks[at]!.from === 1 &&
    walk.chunks[at]!.text === walk.chunks[at]!.text.toLowerCase()
  ) return undefined;
  const parts = [...first.used, at];
  const values = new Set(first.match.values);
  let doubt = doubtOf(first.match) + rival(walk, at, first.match);
  if (first.used.length === 0 && /^[12]\d{3}$/.test(walk.chunks[at]!.text)) doubt += 0.07;
  for (let last = at;;) {
    let next = walk.next(last);
    const joint = walk.sense(next, "or") !== undefined || walk.sense(next, "and") !== undefined
      ? next
      : undefined;
    if (joint !== undefined) next = walk.next(joint);
    else if (!commaBetween(walk, last, next)) break;
    if (joint !== undefined && commaBetween(walk, joint, next)) break;
    const chunk = walk.chunks[next];
    if (chunk?.kind !== "value") break;
    const match = chunk.matches.find((candidate) => candidate.column === column);
    if (match === undefined) break;
    match.values.forEach((value) => values.add(value));
    if (joint !== undefined) parts.push(joint);
    parts.push(next);
    doubt += doubtOf(match);
    last = next;
  }
  const not = walk.sense(walk.previous(Math.min(...parts)), "compare")?.op === "ne"
    ? walk.previous(Math.min(...parts))
    : undefined;
  const equal = walk.previous(at);
  if (walk.sense(equal, "compare")?.op === "eq" || walk.sense(equal, "compare")?.op === "ne") {
    parts.push(equal);
  }
  for (const index of parts) walk.use(index, `value ${list(values)} of "${column.name}"`);
  const negated = not !== undefined || walk.sense(equal, "compare")?.op === "ne";
  return { at: parts, column, test: { kind: "in", values: [...values] }, negated, connector: "and", doubt };
}

function commaBetween(walk: Walk, from: number, to: number): boolean {
  for (let at = from + 1; at < to; at++) {
    if (walk.word(at) === "," || walk.word(at) === "/") return to - from <= 3;
  }
  return false;
}

function doubtOf(match: ValueMatch): number {
  return match.exact
    ? (1 - Math.min(1, match.score)) * 0.5 + (match.shared ? 0.04 : 0)
    : (1 - match.score) * 0.4 + (match.values.length > 1 ? 0.04 : 0);
}

/** Doubt where another column has the same value and nothing beside it says which is meant. */
function rival(walk: Walk, at: number, match: ValueMatch): number {
  const chunk = walk.chunks[at];
  if (chunk?.kind !== "value") return 0;
  const other = chunk.matches.find((candidate) =>
    candidate.column !== match.column && candidate.exact === match.exact &&
    candidate.score > match.score - 0.1
  );
  return other === undefined || neighbours(walk, at).some((near) => near.columns.includes(match.column))
    ? 0
    : 0.12;
}

function list(values: ReadonlySet<string>): string {
  const shown = [...values].slice(0, 3).map((value) => `"${value}"`).join(", ");
  return values.size > 3 ? `${shown} and ${values.size - 3} more` : shown;
}
