/**
 * When two rows are the same.
 *
 * @module
 */
import type { ColumnType, Schema, Value } from "../contract/mod.ts";

/** How rows of one schema are compared. */
export interface RowRule {
  readonly columns: Schema;
  /** Positions of the columns that are compared within the tolerance. */
  readonly numbers: readonly number[];
  readonly tolerance: number;
  readonly floor: number;
  /** All that must be equal of a row. */
  key(row: readonly Value[]): string;
  same(a: readonly Value[], b: readonly Value[], column: number): boolean;
}

/** The rule of a schema. */
export function ruleFor(columns: Schema, bounds: { tolerance: number; floor: number }): RowRule {
  const numbers = columns.flatMap((field, index) => field.type === "number" ? [index] : []);
  return {
    columns,
    numbers,
    ...bounds,
    key: (row) =>
      JSON.stringify(
        columns.map(({ type }, index) =>
          type === "number" ? row[index] === null : exactCell(row[index]!, type)
        ),
      ),
    same: (a, b, index) => {
      const { type } = columns[index]!;
      return type === "number"
        ? isClose(a[index]!, b[index]!, bounds)
        : exactCell(a[index]!, type) === exactCell(b[index]!, type);
    },
  };
}

/** One way to write a cell that may be written in several. */
function exactCell(value: Value, type: ColumnType): Value {
  if (value === null) return null;
  if (type === "integer") return String(value);
  if (type !== "datetime") return value;
  const [date, time = "00:00:00"] = String(value).split(/[T ]/);
  return `${date}T${time.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "")}`;
}

/** Whether two doubles are the same within the bounds; null is the same as null only. */
export function isClose(
  a: Value,
  b: Value,
  { tolerance, floor }: { tolerance: number; floor: number },
): boolean {
  if (a === null || b === null) return a === b;
  const [x, y] = [Number(a), Number(b)];
  if (x === y) return true;
  return Math.abs(x - y) <= Math.max(tolerance * Math.max(Math.abs(x), Math.abs(y)), floor);
}

/** Whether two rows are the same. */
export function sameRow(a: readonly Value[], b: readonly Value[], rule: RowRule): boolean {
  return rule.columns.every((_, index) => rule.same(a, b, index));
}

/** How far near ties are looked for. */
const LONGEST_TIE = 1000;

/**
 * Where a run of rows ends, from `at`, that both tables hold in another order because a double in them is almost, but not quite, the same
 * in all of them: engines that round differently sort such rows differently. Undefined where there is no such run.
 */
export function nearTies(
  a: readonly Value[][],
  b: readonly Value[][],
  { at, rule }: { at: number; rule: RowRule },
): number | undefined {
  for (const column of rule.numbers) {
    const start = a[at]![column]!;
    if (start === null) continue;
    const left: Value[][] = [];
    let exact = true;
    for (let end = at; end < Math.min(a.length, at + LONGEST_TIE); end++) {
      const [x, y] = [a[end]!, b[end]!];
      if (!isClose(x[column]!, start, rule) || !isClose(y[column]!, start, rule)) break;
      exact &&= x[column] === start && y[column] === start;
      left.push(x);
      if (!exact && isReordered(left, b.slice(at, end + 1), rule)) return end + 1;
    }
  }
  return undefined;
}

function isReordered(
  a: readonly (readonly Value[])[],
  b: readonly (readonly Value[])[],
  rule: RowRule,
): boolean {
  const rest = [...b];
  return a.every((row) => {
    const found = rest.findIndex((other) => sameRow(row, other, rule));
    if (found >= 0) rest.splice(found, 1);
    return found >= 0;
  });
}
