import { isHeader, NULL_TOKENS } from "nexus/ingest";
import { type Area, isData, textsOf } from "./area.ts";
import { type Cell, kindOf, Moment } from "./cell.ts";
import type { Range } from "./range.ts";
import { cellAt, cellsBetween, countBetween, type Row } from "./row.ts";

const LOOK = 200;
const MAX_LINES = 5;
const UNIT = /^\s*[([][^)\]]{1,20}[)\]]\s*$/;

/** Where the header of a table is. */
export interface Head {
  /** Names of the columns, from the left; undefined where there is no header. */
  names: string[] | undefined;
  /** Rows that the header has. */
  lines: number;
  /** Index of the first row of data. */
  from: number;
  /** Lines of text above the header. */
  preamble: Row[];
  /** A name that another one took the place of. */
  replaced?: string;
}

/** Finds the header among the first rows of a table, and the text above it. */
export function findHead(area: Area, merges: Range[]): Head {
  const rows = area.rows.slice(0, LOOK);
  const { named } = area;
  if (named !== undefined) {
    const lines = rows.filter(({ number }) => number < named.range.top + named.headerRows).length;
    const names = lines === 0 ? undefined : joined(rows.slice(0, lines), area, merges);
    return { names, lines, from: lines, preamble: [] };
  }
  let at = 0;
  while (at < Math.min(rows.length - 1, 30) && isPreamble(rows, at, area, merges)) at++;
  const preamble = rows.slice(0, at);
  const lines = headerLines(rows.slice(at), area, merges);
  if (lines > 1) {
    const names = joined(rows.slice(at, at + lines), area, merges);
    const index = indexName(rows.slice(at + lines), area);
    if (index === undefined) return { names, lines, from: at + lines, preamble };
    const replaced = names[0] === "" ? {} : { replaced: names[0]! };
    return {
      names: [index, ...names.slice(1)],
      lines: lines + 1,
      from: at + lines + 1,
      preamble,
      ...replaced,
    };
  }
  const row = rows[at]!;
  if (!names(row, rows.slice(at + 1, at + 101), area)) {
    return { names: undefined, lines: 0, from: at, preamble };
  }
  return { names: joined([row], area, merges), lines: 1, from: at + 1, preamble };
}

/** The name of the first column, where it stands alone in a row between header and data, as pivot tables have it. */
function indexName([row, next]: Row[], { left, right }: Area): string | undefined {
  if (row === undefined || next === undefined) return undefined;
  const [name, ...others] = cellsBetween(row, left, right);
  const alone = others.length === 0 && typeof name === "string" && cellAt(row, left) === name &&
    !isData(name);
  const data = cellAt(next, left) !== undefined && cellsBetween(next, left, right).slice(1).some(isData);
  return alone && data ? name.trim() : undefined;
}

/** Whether a row names the columns of those below it. */
function names(row: Row, below: Row[], area: Area): boolean {
  const inside = row.at.filter((column) => column >= area.left && column <= area.right);
  if (inside.some((column) => kindOf(cellAt(row, column)!) === "fault")) return false;
  const texts = inside.every((column) => !isData(cellAt(row, column)!));
  if (texts && row.strong && below[0]?.strong === false) return true;
  if (texts && below.length === 0) return false;
  const first = textsOf(row, area);
  // Dates over numbers are a series of names: words say so.
  for (const column of inside) {
    const cell = cellAt(row, column);
    if (!(cell instanceof Moment)) continue;
    const moments = below.some((other) => cellAt(other, column) instanceof Moment);
    if (!moments) first[column - area.left] = `on ${cell.text.replace(/\d/g, "x")}${column}`;
  }
  return isHeader(first, below.map((other) => textsOf(other, area)));
}

/** A line of text above the header: one cell where the rows have more, or a few before lines that are full. */
function isPreamble(rows: Row[], at: number, area: Area, merges: Range[]): boolean {
  const row = rows[at]!;
  const width = area.right - area.left + 1;
  const later = rows.slice(at + 1, at + 16).map((other) => countBetween(other, area.left, area.right));
  const count = countBetween(row, area.left, area.right);
  if (width < 2 || isGroupLine(rows, at, area, merges)) return false;
  const cells = cellsBetween(row, area.left, area.right);
  if (count <= 1) return !cells.some(isData) && later.some((other) => other >= 2);
  if (count === 2 && typeof cells[0] === "string" && /:\s*$/.test(cells[0]) && width > 2) return true;
  const spans = merges.filter(({ top, left }) => top === row.number && row.at.includes(left));
  const covered = spans.reduce((sum, { left, right }) => sum + right - left, count);
  return covered * 2 < width && later.some((other) => other * 2 >= width);
}

/** A line of names for several columns each, over a line of names for one each. */
function isGroupLine(rows: Row[], at: number, { left, right }: Area, merges: Range[]): boolean {
  const row = rows[at]!, below = rows[at + 1];
  if (below === undefined || below.number !== row.number + 1) return false;
  const inside = row.at.filter((column) => column >= left && column <= right);
  const under = below.at.filter((column) => column >= left && column <= right);
  const fits = (line: Row, columns: number[]) =>
    columns.every((column) => {
      const cell = cellAt(line, column)!;
      return !isData(cell) || isYear(cell) || cell instanceof Moment;
    });
  if (!fits(row, inside) || !fits(below, under) || under.length < 2) return false;
  if (under.every((column) => isData(cellAt(below, column)!)) && rows.length < at + 3) return false;
  const spans = merges.filter((merge) =>
    merge.top === row.number && merge.right > merge.left && inside.includes(merge.left)
  );
  if (spans.some((merge) => merge.left <= left && merge.right >= right)) return false;
  const over = spans.filter((merge) =>
    under.filter((each) => each >= merge.left && each <= merge.right).length > 1
  );
  if (over.length > 0) return under.some((column) => !inside.includes(column));
  // Without merges: gaps in the first line that the second fills, and values below both.
  const data = rows.slice(at + 2, at + 5);
  return inside.length > 1 && inside[0]! > left && under.length > inside.length &&
    under.every((column) => typeof cellAt(below, column) === "string") &&
    data.some((line) => cellsBetween(line, left, right).some(isData));
}

function isYear(cell: unknown): boolean {
  if (typeof cell === "string") return /^(19|20)\d\d$/.test(cell.trim());
  return typeof cell === "number" && Number.isInteger(cell) && cell >= 1900 && cell <= 2100;
}

/** How many rows the header has. */
function headerLines(rows: Row[], area: Area, merges: Range[]): number {
  let lines = 1;
  while (lines < MAX_LINES && isGroupLine(rows, lines - 1, area, merges)) lines++;
  const bottom = merges.filter(({ top, bottom, left }) =>
    top <= rows[lines - 1]!.number && bottom > rows[0]!.number && top >= rows[0]!.number &&
    left >= area.left && left <= area.right && bottom - top < MAX_LINES
  ).reduce((most, merge) => Math.max(most, merge.bottom), 0);
  // Merges downward make the header taller only where the rows that they reach into hold no data.
  const reach = rows.findIndex(({ number }) => number > bottom);
  const tall = bottom === 0 ? 0 : reach < 0 ? rows.length : reach;
  if (tall > lines && tall < rows.length && rows.slice(0, tall).every((row) => !hasData(row, area))) {
    lines = tall;
  }
  if (lines > 1) return lines;
  return hasUnits(rows, area) || namesTwice(rows, area) ? 2 : gapLines(rows, area);
}

/** Whether a second row of texts stands over columns that are otherwise of numbers and dates: codes first, then the questions in full. */
function namesTwice([head, names, ...data]: Row[], { left, right }: Area): boolean {
  if (head === undefined || names === undefined || data.length < 2) return false;
  const first = cellsBetween(head, left, right), second = cellsBetween(names, left, right);
  const isName = (cell: Cell) => typeof cell === "string" && !isData(cell) && !NULL_TOKENS.has(cell.trim());
  if (first.length < 2 || second.length < first.length || ![...first, ...second].every(isName)) return false;
  const length = (cells: Cell[]) => cells.reduce<number>((sum, cell) => sum + String(cell).trim().length, 0);
  if (length(second) < Math.max(12 * second.length, length(first))) return false;
  let typed = 0;
  for (const column of names.at) {
    if (column < left || column > right) continue;
    const below = data.slice(0, 30).flatMap((row) => cellAt(row, column) ?? []);
    if (below.length > 1 && below.every((cell) => typeof cell !== "string" && isData(cell))) typed++;
  }
  return typed * 2 >= second.length;
}

/** Whether the second row tells the units of the names above it: `(kg)`, `[m/s]`. */
function hasUnits([head, units, ...data]: Row[], { left, right }: Area): boolean {
  if (head === undefined || units === undefined || data.length === 0) return false;
  const cells = cellsBetween(units, left, right);
  const bracketed = cells.filter((cell) => typeof cell === "string" && UNIT.test(cell));
  const others = cells.every((cell) =>
    typeof cell === "string" && (UNIT.test(cell) || /^[-\u2013]$/.test(cell.trim()))
  );
  return others && bracketed.length > 0 && !cellsBetween(head, left, right).some(isData) &&
    !cellsBetween(data[0]!, left, right).some((cell) => typeof cell === "string" && UNIT.test(cell));
}

function hasData(row: Row, { left, right }: Area): boolean {
  return cellsBetween(row, left, right).some((cell) => isData(cell) && !isYear(cell));
}

/** Several lines of text over values count as one header where they leave gaps for each other. */
function gapLines(rows: Row[], area: Area): number {
  const width = area.right - area.left + 1;
  if (width < 3) return 1;
  let lines = 0;
  const data = (row: Row) => cellsBetween(row, area.left, area.right).filter(isData).length;
  while (lines < MAX_LINES && lines < rows.length && data(rows[lines]!) === 0) lines++;
  const below = rows[lines];
  if (lines < 2 || lines >= MAX_LINES || below === undefined || data(below) * 3 < width) return 1;
  const first = textsOf(rows[0]!, area);
  const more = rows.slice(1, lines).map((row) => textsOf(row, area));
  if (first.filter(Boolean).length < 2) return 1;
  const hanging = more.every((texts) => texts[0] === "");
  const gaps = first.some((text, index) => text === "" && more.some((texts) => texts[index] !== ""));
  return hanging || (gaps && more.every((texts) => texts.filter(Boolean).length * 2 >= width)) ? lines : 1;
}

/** The names of the columns: the lines of the header joined, a name over several columns going for each of them. */
function joined(rows: Row[], area: Area, merges: Range[]): string[] {
  const lines = rows.map((row) => textsOf(row, area).map((text) => text.replace(/\s+/g, " ").trim()));
  monthNames(rows, area, lines);
  const byNumber = new Map(rows.map(({ number }, index) => [number, index]));
  let merged = false;
  for (const { top, bottom, left, right } of merges) {
    const line = byNumber.get(top);
    if (line === undefined || left < area.left || left > area.right) continue;
    const text = lines[line]![left - area.left]!;
    if (right > left && line < lines.length - 1) merged = true;
    for (let number = top; number <= bottom; number++) {
      const cells = lines[byNumber.get(number) ?? -1];
      // Over one line of names, a merge names its first column alone.
      const last = lines.length === 1 ? left : Math.min(right, area.right);
      for (let column = left; cells !== undefined && column <= last; column++) {
        cells[column - area.left] = text;
      }
    }
    if (right > left) {
      unname(lines, line, { left: left - area.left, right: Math.min(right, area.right) - area.left });
    }
  }
  if (!merged) spread(lines);
  return lines[0]!.map((_, column) => {
    const parts = lines.map((cells) => cells[column]!).filter((text) => text !== "");
    return parts.filter((text, index) => text !== parts[index - 1])
      .reduce(
        (name, part) => UNIT.test(part) ? `${name} ${part}` : name === "" ? part : `${name} / ${part}`,
        "",
      );
  });
}

/** Under a name for several columns, those without a name of their own have none, if others have. */
function unname(lines: string[][], line: number, { left, right }: { left: number; right: number }): void {
  const below = lines.slice(line + 1);
  const named = (column: number) => below.some((cells) => cells[column] !== "");
  const columns = Array.from({ length: right - left + 1 }, (_, index) => left + index);
  if (!columns.some(named)) return;
  for (const column of columns) if (!named(column)) lines[line]![column] = "";
}

/** A name over a gap goes for the columns to its right, as long as something stands below it. */
function spread(lines: string[][]): void {
  for (const [line, cells] of lines.slice(0, -1).entries()) {
    for (let column = 1; column < cells.length; column++) {
      const below = lines.slice(line + 1).some((other) => other[column] !== "");
      const above = lines.slice(0, line).every((other) => other[column] === other[column - 1]);
      if (cells[column] === "" && below && above) cells[column] = cells[column - 1]!;
    }
  }
}

/** Days that are all the first or all the last of their month name months. */
function monthNames(rows: Row[], area: Area, lines: string[][]): void {
  for (const [line, row] of rows.entries()) {
    const dates = row.at.filter((column) => column >= area.left && column <= area.right)
      .flatMap((column) => {
        const cell = cellAt(row, column);
        return cell instanceof Moment && cell.kind === "date" ? [{ column, text: cell.text }] : [];
      });
    const isLast = (text: string) =>
      new Date(Date.parse(`${text}T00:00:00Z`) + 86_400_000).getUTCDate() === 1;
    const months = dates.every(({ text }) => text.endsWith("-01")) || dates.every(({ text }) => isLast(text));
    if (!months || dates.length < 2) continue;
    for (const { column, text } of dates) lines[line]![column - area.left] = text.slice(0, 7);
  }
}
