import { isTyped } from "nexus/ingest";
import { type Cell, kindOf, plainText } from "./cell.ts";
import type { Range } from "./range.ts";
import { cellAt, countBetween, type Row } from "./row.ts";

/** Rows of a sheet between two columns, both inside. */
export interface Block {
  rows: Row[];
  left: number;
  right: number;
}

/** A table as Excel knows it: its place, and which of its rows are no data. */
export interface NamedTable {
  name: string;
  range: Range;
  headerRows: number;
  totalRows: number;
}

/** A table on a sheet, with the text that belongs to it. */
export interface Area extends Block {
  /** Lines above it. */
  titles: string[];
  /** Lines below or beside it. */
  notes: string[];
  /** Where Excel knows it as a table. */
  named: NamedTable | undefined;
}

/** Whether a cell holds a number, a date, a time: what data have and names of columns seldom are. */
export function isData(cell: Cell): boolean {
  return typeof cell === "string" ? isTyped(cell) : kindOf(cell) !== "fault";
}

/** Cells of a row between the columns of a block, as text. */
export function textsOf(row: Row, { left, right }: { left: number; right: number }): string[] {
  const texts = new Array<string>(right - left + 1).fill("");
  for (const [index, column] of row.at.entries()) {
    if (column >= left && column <= right) texts[column - left] = plainText(row.cells[index]);
  }
  return texts;
}

/** The texts of rows, one line a row. */
export function linesOf({ rows, left, right }: Block): string[] {
  return rows.map((row) => textsOf(row, { left, right }).map((text) => text.trim()).filter(Boolean).join(" "))
    .filter((line) => line !== "");
}

/** Whether the first row names columns and the rows under it hold something else. */
export function startsTable({ rows, left, right }: Block): boolean {
  const at = rows.findIndex((row) => countBetween(row, left, right) > 1 || left === right);
  const first = rows[at];
  if (first === undefined || at > 3 || rows.length < at + 2) return false;
  const columns = first.at.filter((column) => column >= left && column <= right);
  if (columns.length < 2 && left !== right) return false;
  if (columns.some((column) => isData(cellAt(first, column)!))) return false;
  const below = rows.slice(at + 1, at + 4);
  if (first.strong && below.length > 0 && !below[0]!.strong) return true;
  return below.some((row) =>
    columns.some((column) => {
      const cell = cellAt(row, column);
      return cell !== undefined && isData(cell);
    })
  );
}
