import type { PdfItem } from "../pdf_file.ts";

/** A piece of text where it stands on the upright page: `y` is its base line and grows downwards, `order` its place in the file. */
export interface Piece {
  text: string;
  x: number;
  end: number;
  y: number;
  size: number;
  font: string;
  order: number;
  /** The file has a space in front of it. */
  spaced: boolean;
  rightToLeft: boolean;
}

/** Pieces that run in one direction: the text of a page, or a note along its margin. */
export interface Direction {
  /** Clockwise, in degrees. */
  angle: number;
  letters: number;
  pieces: Piece[];
}

/** Directions nearer to each other than this are one. */
const STEP = 15;

/**
 * The pieces of a page by the direction in which they run, that of most letters first. Coordinates are turned so that text runs to the
 * right, whatever way page or text are turned.
 */
export function directionsOf(items: readonly PdfItem[], viewport: readonly number[]): Direction[] {
  const [a = 1, b = 0, c = 0, d = -1, e = 0, f = 0] = viewport;
  const directions = new Map<number, Direction>();
  let spaced = false;
  let last: Piece | undefined;
  for (const [order, item] of items.entries()) {
    if (!("str" in item)) continue;
    const text = cleaned(item.str);
    if (text.trim() === "") {
      spaced ||= text !== "" || item.hasEOL;
      continue;
    }
    const [t0 = 1, t1 = 0, t2 = 0, t3 = 1, x = 0, y = 0] = item.transform as number[];
    const [right, down] = [a * t0 + c * t1, b * t0 + d * t1];
    const degrees = Math.round(Math.atan2(down, right) * 180 / Math.PI / STEP) * STEP;
    const angle = (degrees + 360) % 360;
    const turn = angle * Math.PI / 180;
    const [px, py] = [a * x + c * y + e, b * x + d * y + f];
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    const along = px * cos + py * sin;
    const size = item.height || Math.hypot(t2, t3) || 10;
    const piece: Piece = {
      text,
      x: along,
      end: along + item.width,
      y: py * cos - px * sin,
      size,
      font: item.fontName,
      order,
      spaced,
      rightToLeft: item.dir === "rtl",
    };
    spaced = item.hasEOL;
    // Bold letters are sometimes made by writing them twice.
    if (last !== undefined && isCopy(last, piece)) continue;
    last = piece;
    let direction = directions.get(angle);
    if (direction === undefined) directions.set(angle, direction = { angle, letters: 0, pieces: [] });
    direction.pieces.push(piece);
    direction.letters += text.length;
  }
  return [...directions.values()].sort((one, other) => other.letters - one.letters);
}

function isCopy(a: Piece, b: Piece): boolean {
  return a.text === b.text && Math.abs(a.x - b.x) < 0.2 * a.size && Math.abs(a.y - b.y) < 0.2 * a.size;
}

/** Without marks that are no text; ligatures as their letters. */
function cleaned(text: string): string {
  return text
    // deno-lint-ignore no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000e-\u001f\u007f\u200b\ufeff]/g, "")
    .replace(/[\u00a0\u2000-\u200a\u202f\t\n\f\r]/g, " ")
    .replace(/[\ufb00-\ufb06]/g, (ligature) => ligature.normalize("NFKC"));
}
