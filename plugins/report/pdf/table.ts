/**
 * Tables over as many pages as they take, within bounds.
 *
 * @module
 */
import type { Field, Table } from "nexus";
import { COLUMN, INK, type Paper, SHEET } from "./paper.ts";
import { settableLine, type Style, type Typesetter } from "./typesetter.ts";
import { count, formatOf } from "./values.ts";

/** More rows than this are for a workbook, not for paper; fewer where a chart shows them. */
const MAX_ROWS = { table: 500, chart: 100 };
const MAX_CELLS = 8000;
const MAX_BANDS = 4;
const MAX_LINES = 6;
const MAX_TEXT = 600;
/** Rows that the widths are judged by. */
const SAMPLE = 300;

const BODY: Style = { face: "regular", size: 8.5 };
const HEAD: Style = { face: "strong", size: 8 };
const LINE = 11.6;
const PAD = { x: 6, y: 2.6 };
const WIDTH = { least: 34, text: 64, most: 230 };

interface Column {
  name: string;
  right: boolean;
  cells: string[];
  width: number;
}

/** Draws a table and says what of it is not there. `beside`: what else shows its rows. */
export function drawTable(paper: Paper, table: Table, beside: "chart" | "table"): void {
  const { setter } = paper;
  const most = Math.floor(MAX_CELLS / Math.max(1, table.columns.length));
  const limit = Math.max(20, Math.min(MAX_ROWS[beside], most));
  const rows = table.rows.slice(0, limit);
  let cut = 0;
  // What is shortened here is longer than any cell, and counted where its lines are.
  const shorten = (text: string) => {
    const line = settableLine(text.slice(0, 4 * MAX_TEXT));
    if (line.length <= MAX_TEXT && text.length <= 4 * MAX_TEXT) return line;
    return `${line.slice(0, MAX_TEXT).toWellFormed()}…`;
  };
  const columns = table.columns.map((field, index): Column => {
    const values = rows.map((row) => row[index] ?? null);
    const format = formatOf(field, values);
    const cells = values.map((value) => value === null ? "–" : shorten(format(value)));
    const column = { name: shorten(field.name), right: isNumber(field), cells };
    return { ...column, width: widthOf(setter, column) };
  });
  const bands = bandsOf(columns);
  bands.slice(0, MAX_BANDS).forEach((band, index) => {
    if (index > 0) paper.space(14);
    cut += drawBand(paper, band, rows.length);
  });
  const shown = new Set(bands.slice(0, MAX_BANDS).flat()).size;
  sayRest(paper, { rows: rows.length, table, columns: shown, cut });
}

function isNumber({ type }: Field): boolean {
  return type === "integer" || type === "number";
}

/** The width that a column wants: its widest cell, within reason. */
function widthOf(setter: Typesetter, { name, cells, right }: Omit<Column, "width">): number {
  const head = setter.wrap(name, HEAD, 90).reduce(
    (most, line) => Math.max(most, setter.width(line, HEAD)),
    0,
  );
  const body = cells.slice(0, SAMPLE).reduce((most, cell) => Math.max(most, setter.width(cell, BODY)), 0);
  const width = Math.max(head, right ? Math.min(body, 140) : body) + 2 * PAD.x;
  return Math.min(WIDTH.most, Math.max(WIDTH.least, width));
}

/** Columns in bands that fit the sheet; the first column leads each band, for it names the rows. */
function bandsOf(columns: Column[]): Column[][] {
  const fit = (band: Column[]) => fitted(band);
  const whole = fit(columns);
  if (whole !== null) return [whole];
  const [first, ...others] = columns;
  const lead = { ...first!, width: Math.min(first!.width, 110) };
  const bands: Column[][] = [];
  let band: Column[] = [];
  for (const column of others) {
    const next = fit([lead, ...band, column]);
    if (next === null && band.length > 0) {
      bands.push(band);
      band = [];
    }
    band.push(column);
  }
  bands.push(band);
  return bands.map((band) => fit([lead, ...band]) ?? [lead, ...band]);
}

/** The same columns, text made narrower until all fit; null where they cannot. */
function fitted(columns: Column[]): Column[] | null {
  const total = columns.reduce((sum, { width }) => sum + width, 0);
  if (total <= COLUMN) return spread(columns, total);
  const give = columns.map(({ right, width }) => right ? 0 : Math.max(0, width - WIDTH.text));
  const all = give.reduce((sum, part) => sum + part, 0);
  const over = total - COLUMN;
  if (all < over) return null;
  return columns.map((column, index) => ({ ...column, width: column.width - over * give[index]! / all }));
}

/** A narrow table is given air, but not torn over the whole sheet. */
function spread(columns: Column[], total: number): Column[] {
  const extra = Math.min((COLUMN - total) / columns.length, 36);
  return columns.map((column) => ({ ...column, width: column.width + extra }));
}

/** Returns the number of cells that were cut. */
function drawBand(paper: Paper, columns: Column[], rows: number): number {
  const heads = columns.map(({ name, width }) => wrapped(paper.setter, name, HEAD, width - 2 * PAD.x).lines);
  const headHeight = Math.max(...heads.map((lines) => lines.length)) * LINE + 2 * PAD.y + 2;
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  const header = () => {
    drawRow(paper, columns, heads, { style: HEAD, height: headHeight, bottom: true });
    paper.rule({ to: width, color: INK.strongLine, thickness: 0.9 });
  };
  paper.need(headHeight + 3 * (LINE + 2 * PAD.y));
  header();
  let cut = 0;
  for (let row = 0; row < rows; row++) {
    const cells = columns.map(({ cells, width }) => {
      const { lines, cut: short } = wrapped(paper.setter, cells[row]!, BODY, width - 2 * PAD.x);
      if (short) cut++;
      return lines;
    });
    const height = Math.max(...cells.map((lines) => lines.length)) * LINE + 2 * PAD.y;
    if (paper.left < height) {
      paper.newPage();
      header();
    }
    drawRow(paper, columns, cells, { style: BODY, height, bottom: false });
    paper.rule({ to: width, thickness: 0.4 });
  }
  return cut;
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

function drawRow(
  paper: Paper,
  columns: Column[],
  cells: string[][],
  { style, height, bottom }: { style: Style; height: number; bottom: boolean },
): void {
  let x = SHEET.side;
  columns.forEach(({ width, right }, index) => {
    const lines = cells[index]!;
    const lead = bottom ? height - lines.length * LINE - 2 * PAD.y : 0;
    lines.forEach((line, number) => {
      const y = paper.y - PAD.y - lead - (number + 1) * LINE + 3.2;
      const at = right ? x + width - PAD.x - paper.setter.width(line, style) : x + PAD.x;
      const color = line === "–" ? INK.muted : INK.text;
      paper.text(line, { ...style, x: at, y, color });
    });
    x += width;
  });
  paper.y -= height;
}

function sayRest(
  paper: Paper,
  { rows, table, columns, cut }: { rows: number; table: Table; columns: number; cut: number },
): void {
  const notes: string[] = [];
  if (rows < table.rowCount) notes.push(`The first ${count(rows)} of ${count(table.rowCount)} rows.`);
  if (columns < table.columns.length) {
    notes.push(`${count(columns)} of ${count(table.columns.length)} columns.`);
  }
  if (cut > 0) notes.push(cut === 1 ? "One long cell is cut." : `${count(cut)} long cells are cut.`);
  paper.space(6);
  if (notes.length === 0) return;
  notes.push("The Excel workbook of the same answer holds them all.");
  paper.paragraph(notes.join(" "), { ...BODY, color: INK.muted, after: 4 });
}
