/**
 * The column that a condition speaks of, and the condition made of it.
 *
 * @module
 */
import type { Condition, Test } from "./frame.ts";
import type { ColumnInfo } from "../link/table_context.ts";
import { conceptColumn } from "./concepts.ts";
import type { Walk } from "./walk.ts";

export function subjectOf(
  walk: Walk,
  at: number,
  number: number,
  concepts: readonly string[] | undefined,
  value: number,
  lean?: "high" | "low",
): { column: ColumnInfo; at: number[]; doubt: number } | undefined {
  const before = walk.previous(at);
  const fits = (column: ColumnInfo) => column.quantity || column.temporal && isNearYear(column, value);
  const left = before >= 0 && !walk.broken(before, at) ? walk.columnWhere(before, fits) : undefined;
  const holdsValue = (column: ColumnInfo) =>
    column.quantity && !column.key && column.flag === undefined && !(column.high < value);
  const after = walk.next(number);
  const right = after < walk.length && !walk.broken(number, after)
    ? walk.columnWhere(after, holdsValue)
    : undefined;
  const outside = left !== undefined && left.quantity && (value > left.high || value < left.low) &&
    Number.isFinite(left.high);
  if (outside && right !== undefined && !walk.used(after) && after - number <= 2 && value >= right.low) {
    return { column: right, at: [after], doubt: 0.02 };
  }
  if (left !== undefined && !walk.used(before)) return { column: left, at: [before], doubt: 0 };
  if (concepts !== undefined) {
    const found = conceptColumn(walk.columns, concepts, fits, lean);
    if (found !== undefined) return { column: found.column, at: [], doubt: 0.15 * (1 - found.score) };
  }
  if (right !== undefined && !walk.used(after) && after - number <= 3) {
    return { column: right, at: [after], doubt: 0 };
  }
  if (left !== undefined) return { column: left, at: [], doubt: 0.05 };
  for (let back = before; back >= 0 && before - back < 5; back--) {
    const column = walk.columnWhere(back, fits);
    if (column !== undefined && !walk.used(back) && !walk.broken(back, at)) {
      return { column, at: [back], doubt: 0.12 };
    }
  }
  const holds = walk.columns.filter((column) =>
    column.quantity && !column.key && column.low <= value &&
    column.high >= value
  );
  return holds.length === 1 ? { column: holds[0]!, at: [], doubt: 0.3 } : undefined;
}

/** Whether a bare number can be a year of a column's time: not `orders above 1000`. */
function isNearYear({ profile }: ColumnInfo, value: number): boolean {
  if (Number.isNaN(value)) return true;
  const [first, last] = [profile.min, profile.max].map((moment) => Number(String(moment).slice(0, 4)));
  return Number.isInteger(value) && value >= first! - 100 && value <= last! + 100;
}

export function condition(
  walk: Walk,
  subject: { column: ColumnInfo; at: readonly number[]; doubt: number },
  at: readonly number[],
  test: Test,
): Condition {
  for (const index of subject.at) walk.use(index, `column "${subject.column.name}"`);
  const text = at.map((index) => walk.chunks[index]!.text).join(" ");
  for (const index of at) walk.use(index, `condition on "${subject.column.name}": ${text}`);
  return {
    at: [...subject.at, ...at],
    column: subject.column,
    test,
    negated: false,
    connector: "and",
    doubt: subject.doubt,
  };
}

export function literalFor(column: ColumnInfo, value: number): number | string {
  if (column.temporal) return value >= 1000 && value <= 2200 ? `${value}-01-01` : value;
  const scale = /billion|\bbn\b/i.test(column.name)
    ? 1e9
    : /million|\bmn\b/i.test(column.name)
    ? 1e6
    : /thousand|\b000/i.test(column.name)
    ? 1e3
    : 1;
  return scale > 1 && value >= scale && value > column.high ? value / scale : value;
}
