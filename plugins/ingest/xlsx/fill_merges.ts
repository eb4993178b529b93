import type { Area } from "./area.ts";
import { Amount, type Cell, Fault } from "./cell.ts";
import type { Range } from "./range.ts";
import { cellAt, type Row } from "./row.ts";

/** Rows that are looked at for merged cells; more are no sheet that people made. */
const MAX_STEPS = 20_000_000;

/** What cells merged over several rows came to. */
export interface MergesFilled {
  rows: Row[];
  /** Cells that were given the value of the cell above that they are merged with. */
  filled: number;
  /** Cells with a number that counts once, in the first of their rows. */
  numbers: number;
  /** Cells merged over several columns. */
  wide: number;
}

/**
 * Gives each row the value of a cell that is merged over it: a name merged over four rows goes for all of them. A number does not, for it would be
 * counted four times.
 */
export function fillMerges(rows: Row[], { left, right }: Area, merges: Range[]): MergesFilled {
  if (rows.length === 0 || merges.length === 0) return { rows, filled: 0, numbers: 0, wide: 0 };
  const byNumber = new Map(rows.map((row, index) => [row.number, index]));
  const added = new Map<number, Map<number, Cell>>();
  let filled = 0, numbers = 0, wide = 0, steps = 0;
  for (const merge of merges) {
    if (merge.left < left || merge.left > right) continue;
    const cell = cellOf(rows, byNumber, merge);
    if (cell === undefined || cell instanceof Fault) continue;
    if (merge.right > merge.left) wide++;
    if (merge.bottom === merge.top) continue;
    if (typeof cell === "number" || cell instanceof Amount) {
      numbers++;
      continue;
    }
    // Rows of the table only, however far the merge goes.
    const last = Math.min(merge.bottom, rows.at(-1)!.number);
    steps += last - merge.top;
    if (steps > MAX_STEPS) break;
    for (let number = merge.top + 1; number <= last; number++) {
      const index = byNumber.get(number);
      if (index === undefined || cellAt(rows[index]!, merge.left) !== undefined) continue;
      if (!added.has(index)) added.set(index, new Map());
      added.get(index)!.set(merge.left, cell);
      filled++;
    }
  }
  if (filled === 0) return { rows, filled, numbers, wide };
  return { rows: rows.map((row, index) => withCells(row, added.get(index))), filled, numbers, wide };
}

function cellOf(rows: Row[], byNumber: Map<number, number>, { top, left }: Range): Cell | undefined {
  const index = byNumber.get(top);
  return index === undefined ? undefined : cellAt(rows[index]!, left);
}

function withCells(row: Row, added: Map<number, Cell> | undefined): Row {
  if (added === undefined) return row;
  const at = [...new Set([...row.at, ...added.keys()])].sort((one, two) => one - two);
  return { ...row, at, cells: at.map((column) => added.get(column) ?? cellAt(row, column)!) };
}
