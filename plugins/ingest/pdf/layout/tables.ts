import type { Cell, Row } from "./rows.ts";

/** A gap of so many letters' sizes parts cells wherever it is; a smaller one where rows beside it have one there too. */
const WIDE = 2;
/** Rows away that are looked at for the same gap. */
const NEAR = 2;
/** What stands in front of an entry of a list, or of a numbered heading. */
const MARKER =
  /^(?:[•▪◦‣·●○■□▪–—*-]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|\d+(?:\.\d+)+\.?|[A-Z][.)]|(?:Item|Note|Part|Section|Article)\s+[\dIVX]+[A-Z]?[.:]?)$/i;

/** For each row whether its cells are those of a table; otherwise they are words of a line. */
export function tableRows(rows: readonly Row[]): boolean[] {
  const gaps = rows.map(gapsOf);
  return rows.map((row, index) => {
    const own = gaps[index]!;
    if (own.length === 0) return false;
    const near = gaps.slice(Math.max(0, index - NEAR), index + NEAR + 1).filter((other) => other !== own);
    const [first] = row.cells;
    if (own.length === 1 && MARKER.test(first!.text) && !near.some((other) => other.length > 1)) return false;
    if (own.some(([from, to]) => to - from >= WIDE * row.size)) return true;
    return own.some(([from, to]) =>
      near.some((other) => other.some(([a, b]) => Math.min(b, to) - Math.max(a, from) > 0.5 * row.size))
    );
  });
}

function gapsOf({ cells }: Row): [number, number][] {
  return cells.slice(1).map((cell, index) => {
    const before = cells[index]!;
    return cell.x >= before.end ? [before.end, cell.x] : [cell.end, before.x];
  });
}

/**
 * The rows of a table as texts, their cells parted by ` | `, each in its column: where a row has nothing in a column that others have, there
 * is nothing between two marks.
 */
export function textsOf(rows: readonly Row[]): string[] {
  const columns = alignment(rows);
  const most = Math.max(...rows.map(({ cells }) => cells.length));
  // Cells that stand in no columns are told one after the other.
  if (columns.length > 1.5 * most + 1) {
    return rows.map(({ cells }) => cells.map(({ text }) => text).join(" | "));
  }
  const backwards = rows.some(({ cells }) => cells.length > 1 && cells[0]!.x > cells[1]!.x);
  if (backwards) columns.reverse();
  return rows.map(({ cells }) => {
    const placed: string[] = [];
    for (const cell of cells) {
      const at = Math.max(0, columns.findIndex((column) => overlap(column, cell) > 0));
      placed[at] = placed[at] === undefined ? cell.text : `${placed[at]} ${cell.text}`;
    }
    return Array.from(placed, (text) => text ?? "").join(" | ").replace(/ {2,}/g, " ").trim();
  });
}

interface Column {
  x: number;
  end: number;
}

/** Columns by the rows with most cells; a cell that spans several belongs to the first of them. */
function alignment(rows: readonly Row[]): Column[] {
  const columns: Column[] = [];
  for (const { cells } of [...rows].sort((a, b) => b.cells.length - a.cells.length)) {
    for (const cell of cells) {
      const over = columns.filter((column) => overlap(column, cell) > 0);
      if (over.length === 0) columns.push({ x: cell.x, end: cell.end });
      else if (over.length === 1) widen(over[0]!, cell, columns);
    }
  }
  return columns.sort((a, b) => a.x - b.x);
}

/** As far as the cell reaches and no other column is. */
function widen(column: Column, { x, end }: Cell, columns: readonly Column[]): void {
  const others = columns.filter((other) => other !== column);
  if (!others.some((other) => other.x < column.x && other.end > x)) column.x = Math.min(column.x, x);
  if (!others.some((other) => other.end > column.end && other.x < end)) {
    column.end = Math.max(column.end, end);
  }
}

function overlap(column: Column, cell: Cell): number {
  return Math.min(column.end, cell.end) - Math.max(column.x, cell.x);
}
