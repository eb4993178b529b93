/**
 * Which rows of a table name the columns of one of its rows.
 *
 * @module
 */
import type { Passage, TextRange } from "../contract/mod.ts";

/** Cells of a row are parted so. */
const CELL = /\s*\|\s*/;
/** Rows that are looked through above a row, and heads that are taken. */
const FAR = 90;
const MOST = 3;
const LONGEST = 200;
const AMOUNT = /^[($€£¥<>~±+–—-]*\d[\d.,\s]*(?:[%)]|bps|pts)*$/;
/** A year or a date heads a column; it is no amount. */
const PERIOD = /^(?:19|20)\d\d$|^\d{1,2}[/.]\d{1,2}[/.]\d{2,4}$|^(?:19|20)\d\d\s?[–-]\s?(?:19|20)?\d\d$/;

/** A line of a page. */
interface Line {
  /** Where the line begins, and where its text does. */
  from: number;
  start: number;
  end: number;
  text: string;
}

/** The rows over `quote` that name its columns, from the top; none where the quote is no row with numbers or no row names them. */
export function headsOf(page: string, quote: TextRange): NonNullable<Passage["heads"]> {
  const start = page.lastIndexOf("\n", quote[0] - 1) + 1;
  const row = page.slice(start, quote[1]).split("\n")[0]!;
  if (!/\|/.test(row) || !row.split(CELL).some(isAmount)) return [];
  const found: Line[] = [];
  let [at, seen] = [start, 0];
  for (let blank = false; at > 0 && seen < FAR && found.length < MOST; seen++) {
    const line = lineBefore(page, at);
    at = line.from;
    if (line.text === "") {
      blank = true;
      continue;
    }
    // A table goes on over a gap, not over a line of text.
    if (blank && !line.text.includes("|")) break;
    if (namesColumns(line.text) || (found.length > 0 && !blank && isOver(line.text))) found.unshift(line);
    else if (found.length > 0) break;
    blank = false;
  }
  return found.map(({ start, end, text }) => ({ start, end, text }));
}

function lineBefore(page: string, at: number): Line {
  const end = at - 1;
  const from = page.lastIndexOf("\n", end - 1) + 1;
  const line = page.slice(from, end);
  const text = line.trim();
  const start = from + line.length - line.trimStart().length;
  return { from, start, end: start + text.length, text };
}

function isAmount(cell: string): boolean {
  return AMOUNT.test(cell) && !PERIOD.test(cell);
}

/** A row without amounts that has something over the columns. */
function namesColumns(line: string): boolean {
  const [, ...cells] = line.split(CELL);
  const told = cells.filter((cell) => cell !== "");
  return told.length > 0 && line.length <= LONGEST &&
    told.every((cell) => !isAmount(cell) && !/^[–—-]$/.test(cell));
}

/** What stands over all columns: `Years ended December 31`. */
function isOver(line: string): boolean {
  return !line.includes("|") && line.length <= 60 && !/[.:;]$/.test(line);
}
