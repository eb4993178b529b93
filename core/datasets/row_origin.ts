/**
 * Where the rows of a dataset stand in its file.
 *
 * @module
 */
import type { RowOrigin, Table } from "../contract/mod.ts";

/** The number of a row of a dataset, counted from 0, on its sheet. */
export function numberOnSheet({ runs }: RowOrigin, row: number): number {
  let low = 0, high = runs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (runs[middle]![0] <= row) low = middle;
    else high = middle - 1;
  }
  const [from, number] = runs[low]!;
  return number + row - from;
}

/** Rows whose first column counts them from 1, with their numbers on the sheet in its place. */
export function withNumbers(table: Table, origin: RowOrigin): Table {
  const rows = table.rows.map(([row, ...cells]) => [numberOnSheet(origin, Number(row) - 1), ...cells]);
  return { ...table, rows };
}
