/**
 * Compares two results of the same plan: from two engines, or from then and now.
 *
 * @module
 */
import type { Table, Value } from "../contract/mod.ts";
import { isClose, nearTies, type RowRule, ruleFor, sameRow } from "./compare_rows.ts";
import { countWords, numberWords, valueWords } from "./word_lists.ts";

/** Two doubles are the same within this share of the larger. */
export const TOLERANCE = 1e-9;
/** Doubles that differ by less are the same: sums that should be zero end near it. */
export const TOLERANCE_FLOOR = 1e-12;

/** How {@linkcode compareTables} compares. */
export interface CompareOptions {
  /** Relative, for columns of type `number`; all others must be equal. {@linkcode TOLERANCE} if absent. */
  tolerance?: number;
  /** Absolute. {@linkcode TOLERANCE_FLOOR} if absent. */
  floor?: number;
  /** Whether the plan orders its rows (`checkPlan`); otherwise they are compared as a bag. */
  ordered: boolean;
}

/** Whether two tables say the same. The message says how much was compared, or names the first difference. */
export interface Comparison {
  agrees: boolean;
  message: string;
}

/** Columns that a receipt or an engine gives; more than the rows that both hold cannot be compared. */
type Comparable = Pick<Table, "columns" | "rows" | "rowCount" | "truncated">;

/**
 * Compares cell by cell: text, integers, booleans, dates and counts exactly, doubles within the tolerance. Where the plan orders, so must
 * the rows, but for neighbours whose doubles are so close that either order is right. Of truncated tables the rows are compared that both hold.
 */
export function compareTables(a: Comparable, b: Comparable, options: CompareOptions): Comparison {
  const { tolerance = TOLERANCE, floor = TOLERANCE_FLOOR } = options;
  const headings = compareHeadings(a, b);
  if (headings) return { agrees: false, message: headings };
  const count = Math.min(a.rows.length, b.rows.length);
  const rule = ruleFor(a.columns, { tolerance, floor });
  const rows: [Value[][], Value[][]] = [a.rows.slice(0, count), b.rows.slice(0, count)];
  const difference = options.ordered ? compareSequence(...rows, rule) : compareBag(...rows, rule);
  if (difference) return { agrees: false, message: difference };
  const shown = count < a.rowCount
    ? `the first ${numberWords(count)} of ${countWords(a.rowCount, "row")}`
    : countWords(count, "row");
  return {
    agrees: true,
    message: rule.numbers.length > 0 ? `${shown}, decimals within ${tolerance}` : shown,
  };
}

function compareHeadings(a: Comparable, b: Comparable): string | undefined {
  if (a.columns.length !== b.columns.length) {
    return `one has ${countWords(a.columns.length, "column")}, the other ${b.columns.length}`;
  }
  const at = a.columns.findIndex((field, index) =>
    field.name !== b.columns[index]!.name || field.type !== b.columns[index]!.type
  );
  if (at >= 0) {
    const [one, other] = [a.columns[at]!, b.columns[at]!];
    return `column ${
      at + 1
    } is "${one.name}" (${one.type}) in one, "${other.name}" (${other.type}) in the other`;
  }
  if (a.rowCount === b.rowCount) return undefined;
  return `one has ${countWords(a.rowCount, "row")}, the other ${numberWords(b.rowCount)}`;
}

function compareSequence(a: Value[][], b: Value[][], rule: RowRule): string | undefined {
  for (let at = 0; at < a.length; at++) {
    if (sameRow(a[at]!, b[at]!, rule)) continue;
    const end = nearTies(a, b, { at, rule });
    if (end === undefined) return differenceWords(a[at]!, b[at]!, { at, rule });
    at = end - 1;
  }
  return undefined;
}

/** Pairs rows that are the same but for doubles; among those with equal exact cells, by the nearest first double. */
function compareBag(a: Value[][], b: Value[][], rule: RowRule): string | undefined {
  const buckets = new Map<string, Value[][]>();
  for (const row of b) {
    const key = rule.key(row);
    const bucket = buckets.get(key);
    if (bucket) bucket.push(row);
    else buckets.set(key, [row]);
  }
  const first = rule.numbers[0];
  if (first !== undefined) {
    for (const bucket of buckets.values()) bucket.sort((x, y) => Number(x[first]) - Number(y[first]));
  }
  for (const [at, row] of a.entries()) {
    const bucket = buckets.get(rule.key(row));
    if (!bucket || bucket.length === 0) return `row ${at + 1} (${rowWords(row, rule)}) is in one table only`;
    const from = first === undefined ? 0 : firstNear(bucket, row, { first, rule });
    let found = from;
    while (found < bucket.length && !sameRow(row, bucket[found]!, rule)) {
      if (first !== undefined && !isClose(row[first]!, bucket[found]![first]!, rule)) found = bucket.length;
      else found++;
    }
    if (found >= bucket.length) {
      return differenceWords(row, bucket[Math.min(from, bucket.length - 1)]!, { at, rule });
    }
    bucket.splice(found, 1);
  }
  return undefined;
}

/** Where in a bucket, sorted by its first double, the rows begin that are near. */
function firstNear(
  bucket: Value[][],
  row: Value[],
  { first, rule }: { first: number; rule: RowRule },
): number {
  const wanted = Number(row[first]);
  let [low, high] = [0, bucket.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const value = bucket[middle]![first]!;
    if (Number(value) < wanted && !isClose(value, row[first]!, rule)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function differenceWords(a: Value[], b: Value[], { at, rule }: { at: number; rule: RowRule }): string {
  const column = rule.columns.findIndex((_, index) => !rule.same(a, b, index));
  const field = rule.columns[Math.max(column, 0)]!;
  const [one, other] = [a[Math.max(column, 0)]!, b[Math.max(column, 0)]!];
  const where = rule.columns
    .flatMap((other, index) =>
      index < column && other.type !== "number" ? [`"${other.name}" ${shown(a[index]!)}`] : []
    )
    .slice(0, 3);
  const row = where.length > 0 ? `row ${at + 1} (${where.join(", ")})` : `row ${at + 1}`;
  return `${row}, "${field.name}": ${shown(one)} in one, ${shown(other)} in the other`;
}

function rowWords(row: Value[], rule: RowRule): string {
  return rule.columns.slice(0, 4).map((field, index) => `"${field.name}" ${shown(row[index]!)}`).join(", ");
}

/** All digits, for the difference may be in the last. */
function shown(value: Value): string {
  const text = typeof value === "number" ? String(value) : valueWords(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
