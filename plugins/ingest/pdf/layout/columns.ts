import { type Cell, type Row, rowsOfCells } from "./rows.ts";

/** Columns of text have at least so many lines each. */
const LEAST = 3;
/** Places where a page might be parted that are tried. */
const TRIED = 6;
const DEPTH = 6;

/** Parts of a page in reading order, each the rows of one column or of the whole width. Cells of tables stay in their rows. */
export function columnsOf(rows: Row[], depth = 0): Row[][] {
  if (rows.length < 2 * LEAST && !rows.some(({ cells }) => cells.length > 1)) return nonEmpty([rows]);
  if (depth < DEPTH) {
    for (const x of gutters(rows)) {
      const run = columnRun(rows, x);
      if (run === null) continue;
      const [from, to] = run;
      const band = rows.slice(from, to);
      const cells = band.flatMap((row) => row.cells);
      const [left, right] = [cells.filter((cell) => cell.end <= x), cells.filter((cell) => cell.end > x)];
      const order = readingOrder(left, right);
      if (order === "rows") continue;
      const inner = order === "columns"
        ? [left, right].flatMap((side) => columnsOf(rowsOfCells(side), depth + 1))
        : runsInFile(left, right).map(rowsOfCells);
      return nonEmpty([
        ...columnsOf(rows.slice(0, from), depth + 1),
        ...inner,
        ...columnsOf(rows.slice(to), depth + 1),
      ]);
    }
  }
  return nonEmpty([rows]);
}

function nonEmpty(parts: Row[][]): Row[][] {
  return parts.filter((rows) => rows.length > 0);
}

/** Places that lie in gaps of most rows, best first. */
function gutters(rows: readonly Row[]): number[] {
  const gaps = rows.map(({ cells }) =>
    cells.slice(1).map((cell, index): [number, number] => [cells[index]!.end, cell.x])
  );
  const places = new Map<number, number>();
  for (const [from, to] of gaps.flat()) {
    const middle = Math.round((from + to) / 8) * 4;
    if (places.has(middle)) continue;
    places.set(middle, gaps.filter((row) => row.some(([a, b]) => a < middle && middle < b)).length);
  }
  return [...places].filter(([, count]) => count >= LEAST).sort((a, b) => b[1] - a[1]).slice(0, TRIED)
    .map(([place]) => place);
}

/** The longest run of rows that nothing crosses at `x`, with lines on both sides. */
function columnRun(rows: readonly Row[], x: number): [number, number] | null {
  let best: [number, number] | null = null;
  for (let from = 0; from < rows.length;) {
    let to = from;
    while (to < rows.length && !rows[to]!.cells.some((cell) => cell.x < x - 1 && cell.end > x + 1)) to++;
    const run = trimmed(rows, [from, to], x);
    if (run !== null && (best === null || run[1] - run[0] > best[1] - best[0])) best = run;
    from = Math.max(to, from) + 1;
  }
  return best;
}

/** Without the rows at the ends that stand apart from those with both sides. */
function trimmed(rows: readonly Row[], [from, to]: [number, number], x: number): [number, number] | null {
  const sides = rows.slice(from, to).map(({ cells }) =>
    (cells.some((cell) => cell.end <= x) ? 1 : 0) | (cells.some((cell) => cell.end > x) ? 2 : 0)
  );
  const both = sides.map((side, index) => side === 3 ? index : -1).filter((index) => index >= 0);
  if (sides.filter((side) => side & 1).length < LEAST || sides.filter((side) => side & 2).length < LEAST) {
    return null;
  }
  let [first, last] = [both[0] ?? 0, both.at(-1) ?? sides.length - 1];
  const apart = (one: number, other: number) =>
    rows[from + other]!.y - rows[from + one]!.y > 1.9 * rows[from + one]!.size;
  while (first > 0 && !apart(first - 1, first)) first--;
  while (last < sides.length - 1 && !apart(last, last + 1)) last++;
  return [from + first, from + last + 1];
}

/**
 * Text in columns is read column by column, cells of a table row by row. The order in which the file has them tells where they look
 * alike: written line by line they are columns, cell by cell a table of texts.
 */
function readingOrder(left: readonly Cell[], right: readonly Cell[]): "columns" | "rows" | "file" {
  const [one, other] = [isProse(left), isProse(right)];
  const turns = runsInFile(left, right).length;
  const lines = left.length + right.length;
  if (one && other) return turns > 4 && lines / turns > 1.6 ? "file" : "columns";
  const wide = (cells: readonly Cell[]) =>
    Math.max(...cells.map(({ end }) => end)) - Math.min(...cells.map(({ x }) => x));
  const even = Math.min(wide(left), wide(right)) > 0.35 * Math.max(wide(left), wide(right));
  if ((one || other) && turns <= 2 && even && !hasNumbers(one ? right : left)) return "columns";
  return "rows";
}

/** Lines that fill their column, with words. */
function isProse(cells: readonly Cell[]): boolean {
  if (cells.length < LEAST || hasNumbers(cells)) return false;
  const [from, to] = [Math.min(...cells.map(({ x }) => x)), Math.max(...cells.map(({ end }) => end))];
  const fills = cells.map(({ x, end }) => (end - x) / (to - from)).sort((a, b) => a - b);
  const letters = cells.map(({ text }) => text.length).sort((a, b) => a - b);
  return fills[fills.length >> 1]! > 0.6 && letters[letters.length >> 1]! >= 18;
}

function hasNumbers(cells: readonly Cell[]): boolean {
  return cells.filter(({ text }) => /^[($€£]*\d[\d.,]*[)%]*$/.test(text)).length > 0.25 * cells.length;
}

/** Cells as the file has them, parted where it goes to the other side. */
function runsInFile(left: readonly Cell[], right: readonly Cell[]): Cell[][] {
  const side = new Set(left);
  const runs: Cell[][] = [];
  let last: boolean | undefined;
  for (const cell of [...left, ...right].sort((a, b) => a.order - b.order)) {
    if (side.has(cell) === last) runs.at(-1)!.push(cell);
    else runs.push([cell]);
    last = side.has(cell);
  }
  return runs;
}
