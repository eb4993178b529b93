/** A block of cells, rows counted from 1 as in Excel, columns from 0; both ends are inside. */
export interface Range {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

export const MAX_ROWS = 1_048_576;
export const MAX_COLUMNS = 16_384;

/** The column of a reference such as `AB12`, counted from 0, and its row; undefined where it is none that a sheet has. */
export function readReference(reference: string): { column: number; row: number } | undefined {
  let column = 0, at = 0;
  for (; at < reference.length; at++) {
    const code = reference.charCodeAt(at) & ~32;
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  const row = Number(reference.slice(at));
  if (at === 0 || column > MAX_COLUMNS || !(row >= 1 && row <= MAX_ROWS)) return undefined;
  return { column: column - 1, row };
}

/** A range such as `A1:D10`, or of one cell; undefined where it is none. */
export function readRange(text: string): Range | undefined {
  const [from = "", to = from] = text.replaceAll("$", "").split(":");
  const one = readReference(from), two = readReference(to);
  if (one === undefined || two === undefined) return undefined;
  return {
    top: Math.min(one.row, two.row),
    left: Math.min(one.column, two.column),
    bottom: Math.max(one.row, two.row),
    right: Math.max(one.column, two.column),
  };
}

/** The letters of a column: 0 is A. */
export function columnLetters(column: number): string {
  let letters = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + (rest - 1) % 26) + letters;
  }
  return letters;
}
