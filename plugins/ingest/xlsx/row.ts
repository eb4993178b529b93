import type { Cell } from "./cell.ts";

/** A row of a sheet that holds something. */
export interface Row {
  /** Counted from 1, as Excel shows it. */
  number: number;
  /** Columns that hold something, from the left, counted from 0. Rows that are filled alike share the list. */
  at: readonly number[];
  /** What they hold. */
  cells: readonly Cell[];
  /** Every cell is bold or on a ground of its own. */
  strong: boolean;
  /** Columns in which a formula adds up cells above. */
  sums: readonly number[];
}

/** The cell of a row in a column; undefined where it is empty. */
export function cellAt(row: Row, column: number): Cell | undefined {
  const { at, cells } = row;
  const guess = column - at[0]!;
  if (at[guess] === column) return cells[guess];
  let low = 0, high = at.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = at[middle]!;
    if (found === column) return cells[middle];
    if (found < column) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}

/** How many cells of a row lie between two columns, both inside. */
export function countBetween(row: Row, left: number, right: number): number {
  let count = 0;
  for (const column of row.at) if (column >= left && column <= right) count++;
  return count;
}

/** The cells of a row between two columns, both inside. */
export function cellsBetween(row: Row, left: number, right: number): Cell[] {
  return row.cells.filter((_, index) => row.at[index]! >= left && row.at[index]! <= right);
}
