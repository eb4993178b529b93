/**
 * Rows of a table over as many pages as they take, the header repeated on each.
 *
 * @module
 */
import { directionOf } from "./bidi.ts";
import { BODY, type Column, HEAD, PAD } from "./columns.ts";
import { COLUMN, INK, type Paper, SHEET } from "./paper.ts";
import type { Style, Typesetter } from "./typesetter.ts";

const MAX_LINES = 6;
const LINE = 11.6;
/** Height of a row with one line. */
const ROW = LINE + 2 * PAD.y;
/** A narrow table with more rows than this is folded into parts that stand side by side. */
const FOLD_ROWS = 15;
const FOLD_GAP = 26;

/** Lines of each cell of a row. */
type Lines = string[][];

interface Band {
  columns: Column[];
  heads: Lines;
  headHeight: number;
  rows: Lines[];
  width: number;
}

/** Draws columns that fit the sheet. Returns the number of cells that were cut. */
export function drawBand(paper: Paper, columns: Column[], count: number): number {
  let cut = 0;
  const linesOf = (text: string, style: Style, width: number) => {
    const { lines, cut: short } = wrapped(paper.setter, text, style, width - 2 * PAD.x);
    if (short) cut++;
    return lines;
  };
  const heads = columns.map(({ name, width }) => linesOf(name, HEAD, width));
  const rows = Array.from(
    { length: count },
    (_, row) => columns.map(({ cells, width }) => linesOf(cells[row]!, BODY, width)),
  );
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  const band = { columns, heads, rows, width, headHeight: heightOf(heads) + 2 };
  const parts = Math.min(3, Math.floor((COLUMN + FOLD_GAP) / (width + FOLD_GAP)));
  if (parts > 1 && count > FOLD_ROWS && rows.every((row) => heightOf(row) === ROW)) {
    drawFolded(paper, band, parts);
  } else drawStraight(paper, band);
  return cut;
}

function drawStraight(paper: Paper, band: Band): void {
  paper.need(band.headHeight + Math.min(3, band.rows.length) * ROW);
  drawHead(paper, band, 0);
  band.rows.forEach((row, index) => {
    const height = heightOf(row);
    // The last row does not begin a page alone.
    const next = band.rows.length - index === 2 ? heightOf(band.rows[index + 1]!) : 0;
    if (paper.left < height + next) {
      paper.newPage();
      drawHead(paper, band, 0);
    }
    drawRow(paper, band, row, 0);
  });
}

/** Rows run down the first part, then down the next, on each page anew. */
function drawFolded(paper: Paper, band: Band, parts: number): void {
  const rows = [...band.rows];
  while (rows.length > 0) {
    const wanted = Math.min(5, Math.ceil(rows.length / parts));
    paper.need(band.headHeight + wanted * ROW);
    const fits = Math.max(1, Math.floor((paper.left - band.headHeight) / ROW));
    const each = Math.min(fits, Math.ceil(rows.length / parts));
    const top = paper.y;
    for (let part = 0; part < parts && rows.length > 0; part++) {
      const from = part * (band.width + FOLD_GAP);
      paper.y = top;
      drawHead(paper, band, from);
      for (const row of rows.splice(0, each)) drawRow(paper, band, row, from);
    }
    paper.y = top - band.headHeight - each * ROW;
  }
}

function heightOf(lines: Lines): number {
  return Math.max(1, ...lines.map(({ length }) => length)) * LINE + 2 * PAD.y;
}

function drawHead(paper: Paper, { columns, heads, headHeight, width }: Band, from: number): void {
  drawCells(paper, columns, heads, { style: HEAD, height: headHeight, bottom: true, from });
  paper.rule({ from, to: from + width, color: INK.strongLine, thickness: 0.9 });
}

function drawRow(paper: Paper, { columns, width }: Band, row: Lines, from: number): void {
  drawCells(paper, columns, row, { style: BODY, height: heightOf(row), bottom: false, from });
  paper.rule({ from, to: from + width, thickness: 0.4 });
}

function drawCells(
  paper: Paper,
  columns: Column[],
  cells: Lines,
  { style, height, bottom, from }: { style: Style; height: number; bottom: boolean; from: number },
): void {
  let x = SHEET.side + from;
  columns.forEach(({ width, right }, index) => {
    const lines = cells[index]!;
    const lead = bottom ? height - lines.length * LINE - 2 * PAD.y : 0;
    const direction = directionOf(lines.join(" "));
    lines.forEach((line, number) => {
      const y = paper.y - PAD.y - lead - (number + 1) * LINE + 3.2;
      const at = right ? x + width - PAD.x - paper.setter.width(line, style) : x + PAD.x;
      const color = line === "–" ? INK.muted : INK.text;
      paper.text(line, { ...style, direction, x: at, y, color });
    });
    x += width;
  });
  paper.y -= height;
}

function wrapped(
  setter: Typesetter,
  text: string,
  style: Style,
  width: number,
): { lines: string[]; cut: boolean } {
  const lines = setter.wrap(text, style, width);
  if (lines.length <= MAX_LINES) return { lines, cut: false };
  return { lines: [...lines.slice(0, MAX_LINES - 1), `${lines[MAX_LINES - 1]!.slice(0, -1)}…`], cut: true };
}
