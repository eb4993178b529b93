import type { Piece } from "./pieces.ts";

/** Text of a row without a wide gap in it. */
export interface Cell {
  text: string;
  x: number;
  end: number;
  y: number;
  size: number;
  bold: boolean;
  /** The least place of its pieces in the file. */
  order: number;
  rightToLeft: boolean;
}

/** Cells on one base line, in reading order. */
export interface Row {
  cells: Cell[];
  y: number;
  size: number;
}

/** Base lines nearer than this share of the letters' size are one; small letters above and below it belong to it. */
const SAME_LINE = 0.42;
const SMALL_MARK = 0.56;
/** A gap of this share of the letters' size is a space ... */
const SPACE = 0.15;
/** ... and of this one may part two cells. */
export const CELL = 1;

/** Rows from top to bottom. */
export function rowsOf(pieces: readonly Piece[], isBold: (font: string) => boolean): Row[] {
  const rows: Piece[][] = [];
  let [y, size] = [0, 0];
  for (const piece of [...pieces].sort((a, b) => a.y - b.y || a.x - b.x)) {
    const row = rows.at(-1);
    if (row !== undefined && piece.y - y < reach(row.at(-1)!, piece) * Math.max(size, piece.size)) {
      row.push(piece);
      if (piece.size > size) [y, size] = [piece.y, piece.size];
    } else {
      rows.push([piece]);
      [y, size] = [piece.y, piece.size];
    }
  }
  return rows.map((row) => cellsOf(row, isBold)).filter((cells) => cells.length > 0).map(asRow);
}

/** A small mark above or below is further from the base line. */
function reach(a: Piece, b: Piece): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  return small.size < 0.8 * large.size && small.text.length <= 4 ? SMALL_MARK : SAME_LINE;
}

/** Rows of cells that were parted from others. */
export function rowsOfCells(cells: readonly Cell[]): Row[] {
  const rows: Cell[][] = [];
  for (const cell of [...cells].sort((a, b) => a.y - b.y || a.x - b.x)) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (first !== undefined && Math.abs(cell.y - first.y) < SAME_LINE * Math.max(first.size, cell.size)) {
      row!.push(cell);
    } else rows.push([cell]);
  }
  return rows.map(asRow);
}

function asRow(cells: Cell[]): Row {
  const backwards = cells.filter(({ rightToLeft }) => rightToLeft).length > cells.length / 2;
  cells.sort((a, b) => backwards ? b.end - a.end : a.x - b.x);
  const longest = cells.reduce((best, cell) => cell.text.length > best.text.length ? cell : best);
  return { cells, y: longest.y, size: longest.size };
}

function cellsOf(pieces: Piece[], isBold: (font: string) => boolean): Cell[] {
  const backwards = pieces.filter(({ rightToLeft }) => rightToLeft).length > pieces.length / 2;
  pieces.sort((a, b) => backwards ? b.end - a.end || a.order - b.order : a.x - b.x || a.order - b.order);
  const groups: Piece[][] = [];
  for (const piece of pieces) {
    const group = groups.at(-1);
    if (group === undefined || gapOf(group.at(-1)!, piece) > CELL * sizeOf(group, piece)) {
      groups.push([piece]);
    } else group.push(piece);
  }
  return joinedMarks(groups.map((group) => cellOf(group, isBold)).filter(({ text }) => text !== ""));
}

function sizeOf(group: readonly Piece[], next: Piece): number {
  return Math.max(group.at(-1)!.size, next.size);
}

function gapOf(a: Piece, b: Piece): number {
  return a.rightToLeft && b.rightToLeft ? a.x - b.end : b.x - a.end;
}

function cellOf(pieces: readonly Piece[], isBold: (font: string) => boolean): Cell {
  let text = "";
  let bold = 0;
  for (const [index, piece] of pieces.entries()) {
    const before = pieces[index - 1];
    if (before !== undefined) {
      const gap = gapOf(before, piece) / Math.max(before.size, piece.size);
      if (gap > SPACE || (piece.spaced && gap > -SPACE)) text += " ";
    }
    text += piece.text;
    if (isBold(piece.font)) bold += piece.text.length;
  }
  const main = pieces.reduce((best, piece) => piece.text.length > best.text.length ? piece : best);
  return {
    text: text.replace(/ {2,}/g, " ").trim(),
    x: Math.min(...pieces.map(({ x }) => x)),
    end: Math.max(...pieces.map(({ end }) => end)),
    y: main.y,
    size: main.size,
    bold: bold > 0.8 * text.length,
    order: Math.min(...pieces.map(({ order }) => order)),
    rightToLeft: main.rightToLeft,
  };
}

const CURRENCY = /^[(]?(?:[$€£¥₹]|US\$|USD|EUR|GBP|CHF)$/;
/** The mark of the next amount, near to this one. */
const LAST_MARK = /(?<=[\d)%–—])\s+([$€£¥₹])$/;
const MARK = /^(?:[%)]|\)%|%\)|pts?|bps)$/;

/** A currency's mark far in front of its amount is of the amount, and so is what closes it; dots that lead to a number are none. */
function joinedMarks(cells: Cell[]): Cell[] {
  const joined: Cell[] = [];
  for (const each of cells) {
    let cell = each;
    let before = joined.at(-1);
    const mark = before === undefined ? null : LAST_MARK.exec(before.text);
    if (before !== undefined && mark !== null && /^[(\d–—.-]/.test(cell.text)) {
      joined[joined.length - 1] = before = { ...before, text: before.text.slice(0, mark.index) };
      cell = { ...cell, text: mark[1]! + cell.text };
    }
    if (before !== undefined && CURRENCY.test(before.text) && /^[(\d–—.-]/.test(cell.text)) {
      joined[joined.length - 1] = {
        ...cell,
        text: before.text + cell.text,
        x: before.x,
        order: before.order,
      };
    } else if (before !== undefined && MARK.test(cell.text) && /\d$/.test(before.text)) {
      joined[joined.length - 1] = { ...before, text: before.text + cell.text, end: cell.end };
    } else if (!/^[.\s·…_]{3,}$/.test(cell.text)) {
      joined.push(...withoutLeader(cell));
    }
  }
  return joined;
}

/** `Business ........ 5` are two cells. */
function withoutLeader(cell: Cell): Cell[] {
  const leader = /(?:\s?[.·_…]){5,}\s*/.exec(cell.text);
  if (leader === null) return [cell];
  const [before, after] = [
    cell.text.slice(0, leader.index),
    cell.text.slice(leader.index + leader[0].length),
  ];
  const at = cell.x + (cell.end - cell.x) * leader.index / cell.text.length;
  const from = cell.end - (cell.end - cell.x) * after.length / cell.text.length;
  return [{ ...cell, text: before.trim(), end: at }, { ...cell, text: after.trim(), x: from }]
    .filter(({ text }) => text !== "");
}
