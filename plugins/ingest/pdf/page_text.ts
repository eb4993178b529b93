import type { PdfItem } from "./pdf_file.ts";

interface Piece {
  text: string;
  x: number;
  y: number;
  width: number;
  size: number;
}

/** Pieces whose base lines are nearer than this share of the letters' size stand on one line. */
const SAME_LINE = 0.5;
/** A gap between pieces of this share of the letters' size is a space. */
const SPACE = 0.18;
/** Lines further apart than this many sizes are in two paragraphs. */
const PARAGRAPH = 1.75;

/**
 * The text of a page in reading order, which is the order in which the page is written: lines as they stand, an empty line between
 * paragraphs and columns, and words that were parted at the end of a line made whole.
 */
export function pageText(items: readonly PdfItem[]): string {
  let text = "";
  let last: Piece | undefined;
  for (const item of items) {
    if (!("str" in item) || item.str === "") continue;
    const piece = pieceOf(item);
    if (piece.text.trim() === "") {
      if (last !== undefined && sameLine(last, piece) && !/\s$/.test(text)) text += " ";
      continue;
    }
    text += between(last, piece, text) + piece.text;
    last = piece;
  }
  return tidy(text);
}

function pieceOf(item: Extract<PdfItem, { str: string }>): Piece {
  const [a, b, , , x, y] = item.transform as number[];
  const size = item.height || Math.hypot(a ?? 0, b ?? 0) || 10;
  return { text: item.str, x: x ?? 0, y: y ?? 0, width: item.width, size };
}

function sameLine(a: Piece, b: Piece): boolean {
  return Math.abs(a.y - b.y) < SAME_LINE * Math.max(a.size, b.size);
}

function between(last: Piece | undefined, next: Piece, text: string): string {
  if (last === undefined) return "";
  const size = Math.max(last.size, next.size);
  if (sameLine(last, next)) {
    const gap = next.x - (last.x + last.width);
    if (gap < -2 * size) return "\n\n";
    return /\s$/.test(text) || /^\s/.test(next.text) || gap < SPACE * size ? "" : " ";
  }
  const down = last.y - next.y;
  return down < 0 || down > PARAGRAPH * size ? "\n\n" : "\n";
}

function tidy(text: string): string {
  return text
    // deno-lint-ignore no-control-regex
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f\u00ad]/g, "")
    .replace(/\u00a0/g, " ")
    .replace(/(\p{Ll})[-\u2010]\n(\p{Ll})/gu, "$1$2")
    .replace(/[ \t]+$/gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
