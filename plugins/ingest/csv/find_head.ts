import { isHeader, isTyped, NULL_TOKENS } from "nexus/ingest";
import { filled } from "./blocks.ts";
import type { Row } from "./survey.ts";

/** Where the header is. */
export interface Head {
  names: string[] | undefined;
  /** Record of the first row. */
  from: number | undefined;
  /** Physical line of the header, or of the first row. */
  line: number | undefined;
  preamble: Row[];
  joined: boolean;
}

/** Finds the header among the first rows of a table, and the text above it. */
export function findHead(rows: Row[], width: number): Head {
  let at = 0;
  while (at < Math.min(rows.length - 1, 30) && isPreamble(rows, at, width)) at++;
  const body = (from: number) => rows.slice(from, from + 100).map((row) => row.cells);
  if (
    at > 0 && rows[at] !== undefined && rows.slice(0, at).every((row) => row.cells.length === width) &&
    !isHeader(rows[at]!.cells, body(at + 1))
  ) {
    at = 0;
  }
  const row = rows[at];
  const preamble = rows.slice(0, at);
  if (row === undefined) {
    return { names: undefined, from: undefined, line: undefined, preamble, joined: false };
  }
  const lines = headerLines(rows.slice(at), width);
  if (lines > 1) {
    const names = joinHeader(rows.slice(at, at + lines).map((entry) => entry.cells));
    return { names, from: rows[at + lines - 1]!.index + 1, line: row.line, preamble, joined: true };
  }
  if (!isHeader(row.cells, body(at + 1))) {
    return { names: undefined, from: row.index, line: row.line, preamble, joined: false };
  }
  return { names: row.cells, from: row.index + 1, line: row.line, preamble, joined: false };
}

/** A line of text above the header: one cell where the rows have more, or a few cells before lines that are full. */
function isPreamble(rows: Row[], at: number, width: number): boolean {
  const { cells } = rows[at]!;
  const later = rows.slice(at + 1, at + 16);
  const count = filled(cells);
  if (width < 2) return false;
  if (count <= 1) {
    return cells[0]!.trim() !== "" && !isTyped(cells[0]!) && later.some((row) => filled(row.cells) >= 2);
  }
  return cells.length < width && count * 2 < width &&
    later.some((row) => row.cells.length >= width && filled(row.cells) * 2 >= width);
}

/** How many lines the header has: several only where they leave gaps for each other and values stand below. */
function headerLines(rows: Row[], width: number): number {
  if (width < 3) return 1;
  let lines = 0;
  while (lines < 5 && lines < rows.length && !rows[lines]!.cells.some(isValue)) lines++;
  const below = rows[lines]?.cells;
  if (lines < 2 || lines > 4 || below === undefined || below.filter(isTyped).length * 3 < width) return 1;
  const [first, ...more] = rows.slice(0, lines).map((row) => row.cells);
  if (filled(first!) < 2 || more.some((cells) => cells.length !== first!.length)) return 1;
  const gaps = first!.some((cell, index) =>
    cell.trim() === "" && more.some((cells) => cells[index]!.trim() !== "")
  );
  const hanging = more.every((cells) => cells[0]!.trim() === "");
  return gaps || hanging ? lines : 1;
}

function isValue(cell: string): boolean {
  return isTyped(cell) || NULL_TOKENS.has(cell.trim());
}

/** Joins the lines of a header: a name over a gap goes for the columns to its right, as long as something stands below it. */
function joinHeader(lines: string[][]): string[] {
  const texts = lines.map((cells) => cells.map((cell) => cell.trim()));
  const last = texts.length - 1;
  for (let line = 0; line < last; line++) {
    const cells = texts[line]!;
    for (let index = 1; index < cells.length; index++) {
      const below = texts.slice(line + 1).some((other) => other[index] !== "");
      const above = line === 0 || texts.slice(0, line).every((other) => other[index] === other[index - 1]);
      if (cells[index] === "" && below && above && lines[0]![index]!.trim() === "") {
        cells[index] = cells[index - 1]!;
      }
    }
  }
  return texts[0]!.map((_, index) =>
    texts.map((cells) => cells[index]!).filter((text) => text !== "").join(" ")
  );
}

/** Row names without a name, as R writes them: the header is one cell short, and no row ends with an empty cell. */
export function isNameless(header: string[], rows: string[][]): boolean {
  return header.every((cell) => cell.trim() !== "") && rows.length > 0 &&
    rows.every((cells) => cells.at(-1)!.trim() !== "");
}
