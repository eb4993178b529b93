/**
 * One column against another of the same row: `countries where wine exceeds beer`, `which teams scored more goals than points`.
 *
 * @module
 */
import type { Comparison } from "../lexicon/sense.ts";
import type { ColumnInfo } from "../link/table_context.ts";
import type { Condition } from "./frame.ts";
import { condition } from "./subject.ts";
import type { Walk } from "./walk.ts";

/** Reads a comparison of two columns that begins at `at`; undefined where there is none. */
export function againstColumn(walk: Walk, at: number): Condition | undefined {
  return beside(walk, at) ?? apart(walk, at);
}

const fits = (column: ColumnInfo) => column.quantity && column.flag === undefined || column.temporal;

/** `wine above beer`: the columns stand on both sides. */
function beside(walk: Walk, at: number): Condition | undefined {
  const sense = walk.sense(at, "compare");
  if (sense === undefined) return undefined;
  const [before, after] = [walk.previous(at), walk.next(at)];
  return between(walk, [before, after], [at], sense.op);
}

/** `more wine than beer`. */
function apart(walk: Walk, at: number): Condition | undefined {
  const sense = walk.sense(at, "comparative");
  const first = walk.next(at), than = walk.next(first);
  const said = [than, than - 1].find((index) => walk.word(index) === "than");
  if (sense === undefined || said === undefined || said <= first) return undefined;
  return between(walk, [first, walk.next(said)], [at, said], sense.descending ? "gt" : "lt");
}

function between(
  walk: Walk,
  [left, right]: [number, number],
  at: readonly number[],
  op: Comparison,
): Condition | undefined {
  if (left < 0 || walk.used(left) || walk.used(right) || walk.broken(left, right)) return undefined;
  const column = walk.columnWhere(left, fits);
  const other = walk.columnWhere(right, (one) => fits(one) && one !== column);
  if (
    column === undefined || other === undefined || column.table !== other.table ||
    column.temporal !== other.temporal
  ) return undefined;
  const subject = { column, at: [left], doubt: 0.01 };
  return condition(walk, subject, [...at, right], { kind: "against_column", op, other });
}
