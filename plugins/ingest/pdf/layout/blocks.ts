import type { Cell, Row } from "./rows.ts";
import { tableRows, textsOf } from "./tables.ts";

/** A paragraph, a line that stands alone, or a row of a table. */
export interface Block {
  kind: "text" | "row";
  text: string;
  /** Of its letters. */
  size: number;
  bold: boolean;
  lines: number;
  /** An empty line is in front of it. */
  apart: boolean;
}

/** Words that a line's end parted; resolved when all words of the document are known. */
export const PARTED = "\u00ad";

/** Lines further apart than this many sizes, or than this share of the usual distance, are in two paragraphs. */
const APART = 1.9;
const MORE_APART = 1.35;
/** What begins an entry of a list. */
const ENTRY = /^(?:[•▪◦‣·●○■□▪–—*-]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|\(\d{1,3}\)|\d+(?:\.\d+)+\.?)\s/i;

/** Rows of one part of a page as blocks: lines of a paragraph joined, tables row by row. */
export function blocksOf(rows: readonly Row[]): Block[] {
  const isTable = tableRows(rows);
  const usual = usualDistance(rows);
  const right = Math.max(...rows.map(({ cells }) => Math.max(...cells.map(({ end }) => end))));
  const blocks: Block[] = [];
  for (let at = 0; at < rows.length;) {
    const end = tableEnd(rows, isTable, at);
    const gap = at === 0 || distance(rows, at) > limit(rows, at, usual);
    if (end > at) {
      const table = joinedCells(joinedLabels(rows.slice(at, end)));
      for (const [index, text] of textsOf(table).entries()) {
        const { size, cells } = table[index]!;
        const bold = cells.every((cell) => cell.bold);
        blocks.push({ kind: "row", text, size, bold, lines: 1, apart: index === 0 && gap });
      }
      at = end;
      continue;
    }
    const line = lineOf(rows[at]!);
    const before = at > 0 && !isTable[at - 1] ? blocks.at(-1) : undefined;
    const after = before?.kind === "text" ? rows[at - 1]! : undefined;
    if (before !== undefined && after !== undefined && !gap && continues(before, after, rows[at]!, right)) {
      before.text = joined(before.text, line.text);
      before.lines++;
      before.bold &&= line.bold;
    } else blocks.push({ kind: "text", ...line, lines: 1, apart: gap || startsParagraph(after, rows[at]!) });
    at++;
  }
  return blocks;
}

function distance(rows: readonly Row[], at: number): number {
  return rows[at]!.y - rows[at - 1]!.y;
}

function limit(rows: readonly Row[], at: number, usual: number): number {
  const size = Math.max(rows[at]!.size, rows[at - 1]!.size);
  return Math.min(APART * size, Math.max(MORE_APART * usual, 1.2 * size));
}

function usualDistance(rows: readonly Row[]): number {
  const distances = rows.slice(1).map((_, index) => distance(rows, index + 1)).sort((a, b) => a - b);
  return distances[distances.length >> 1] ?? 12;
}

/** Where the table that begins at a row ends; the row itself where none begins. Single cells between its rows are its labels. */
function tableEnd(rows: readonly Row[], isTable: readonly boolean[], at: number): number {
  if (!isTable[at]) return at;
  let end = at + 1;
  for (let next = end; next < rows.length && next - end <= 3; next++) {
    if (isTable[next]) end = next + 1;
    else if (lineOf(rows[next]!).text.length > 140) break;
  }
  return end;
}

/** A label that goes over several lines is one, beside the numbers of its first line or of its last. */
function joinedLabels(rows: readonly Row[]): Row[] {
  const done: Row[] = [];
  for (const row of rows) {
    const before = done.at(-1);
    const [label] = row.cells;
    const near = before !== undefined && row.y - before.y < 1.6 * row.size;
    const alone = before?.cells.length === 1 ? before.cells[0]! : undefined;
    if (alone !== undefined && row.y - before!.y < 0.9 * row.size && alone.end < label!.x) {
      done[done.length - 1] = { ...row, cells: [alone, ...row.cells] };
    } else if (near && alone !== undefined && goesOn(alone, label!) && row.cells.length > 1) {
      done[done.length - 1] = { ...row, cells: [withText(label!, alone), ...row.cells.slice(1)] };
    } else if (
      near && row.cells.length === 1 && before.cells.length > 1 && /^\p{Ll}/u.test(label!.text) &&
      /\p{L}/u.test(before.cells[0]!.text) && label!.x < before.cells[0]!.end
    ) {
      const [first, ...rest] = before.cells;
      done[done.length - 1] = { ...before, cells: [withText(label!, first!), ...rest] };
    } else done.push(row);
  }
  return done;
}

/** What is no number in a table: words. */
const NUMBER = /^[($€£¥<>~±+–—-]*\d[\d.,\s]*[%)]*$/;
const MOST_JOINED = 600;

/** Lines of words under the cells of a row, with nothing in front of them, go on with these cells. */
function joinedCells(rows: readonly Row[]): Row[] {
  const done: Row[] = [];
  const least = Math.min(...rows.map(({ cells }) => cells[0]!.x));
  for (const [index, row] of rows.entries()) {
    const before = done.at(-1);
    const near = index > 0 && row.y - rows[index - 1]!.y < 1.45 * row.size;
    const under = before === undefined ? [] : row.cells.map((cell) => cellAbove(before.cells, cell));
    if (
      before !== undefined && near && row.cells[0]!.x > least + 2 * row.size && under.every((at) =>
        at >= 0
      ) &&
      !under.includes(0) && new Set(under).size === under.length &&
      row.cells.every(({ text }) => !NUMBER.test(text)) &&
      under.every((at) =>
        /\p{L}/u.test(before.cells[at]!.text) && before.cells[at]!.text.length < MOST_JOINED
      )
    ) {
      const cells = [...before.cells];
      for (const [which, at] of under.entries()) cells[at] = withText(row.cells[which]!, cells[at]!);
      done[done.length - 1] = { ...before, cells };
    } else done.push(row);
  }
  return done;
}

/** The cell that stands over one; -1 where none or several do. */
function cellAbove(cells: readonly Cell[], { x, end }: Cell): number {
  const over = cells.flatMap((cell, at) => Math.min(cell.end, end) > Math.max(cell.x, x) ? [at] : []);
  return over.length === 1 ? over[0]! : -1;
}

function goesOn(above: Cell, below: Cell): boolean {
  if (/[.:;]$/.test(above.text) || below.x >= above.end) return false;
  return /^\p{Ll}|^\(\p{Ll}/u.test(below.text) || /[,(]$|\([^)]*$/.test(above.text);
}

function withText(cell: Cell, above: Cell): Cell {
  const text = joined(above.text, cell.text);
  return { ...cell, text, x: Math.min(cell.x, above.x), end: Math.max(cell.end, above.end) };
}

function lineOf({ cells, size }: Row): { text: string; size: number; bold: boolean } {
  return { text: cells.map(({ text }) => text).join(" "), size, bold: cells.every(({ bold }) => bold) };
}

/** Whether a line goes on with the paragraph of the line above it. */
function continues(block: Block, above: Row, row: Row, right: number): boolean {
  const { text, bold, size } = lineOf(row);
  const ended = /[.!?:;]["”’)]*$/.test(block.text);
  const [first, last] = [row.cells[0]!, above.cells.at(-1)!];
  const full = last.end > right - 2 * size && !ended;
  if (ENTRY.test(`${text} `) && !(full && /^[\d(]/.test(text))) return false;
  if (Math.abs(size - block.size) > 0.1 * Math.max(size, block.size)) return false;
  if (bold !== lineOf(above).bold && /^[\p{Lu}\d]/u.test(text)) return false;
  if (/\p{Ll}[-\u2010\u00ad]$/u.test(block.text) && /^\p{Ll}/u.test(text)) return true;
  if (first.rightToLeft) return !ended;
  // A first word that would have found room in the line above stands in a line of its own on purpose.
  const word = (first.end - first.x) * ((text.indexOf(" ") + 1 || text.length) / first.text.length);
  if (last.end + 0.3 * size + Math.min(word, first.end - first.x) < right - 0.5 * size) {
    return /^\p{Ll}/u.test(text) && !ended && last.end > right - 0.4 * (right - above.cells[0]!.x);
  }
  return !(ended && first.x > above.cells[0]!.x + 0.8 * size && !ENTRY.test(`${block.text} `));
}

function startsParagraph(above: Row | undefined, row: Row): boolean {
  if (above === undefined || ENTRY.test(`${lineOf(row).text} `)) return false;
  return /[.!?:;]["”’)]*$/.test(lineOf(above).text) || Math.abs(above.size - row.size) > 0.1 * row.size;
}

/** Two lines as one text. */
export function joined(above: string, below: string): string {
  if (/\p{L}[-\u2010]$/u.test(above) && /^\p{Ll}/u.test(below)) {
    return `${above.slice(0, -1)}${PARTED}${below}`;
  }
  if (/\p{L}\u00ad$/u.test(above)) return `${above.slice(0, -1)}${below}`;
  return /[\p{L}\d][-–/]$/u.test(above) && /^[\p{L}\d]/u.test(below) ? above + below : `${above} ${below}`;
}
