/**
 * Rows of text as bytes, for the way from a parser to an engine. Made once, in the parser's worker; passed on unread; read by the engine's
 * native reader, which is many times faster than JSON and a call for each cell.
 *
 * One record a line, cells apart by U+001F, nothing quoted. What would be mistaken for structure is written as U+001B and a letter, and
 * so is null; {@linkcode ESCAPES} says how. A wide table is cut into slices of neighbouring columns.
 *
 * @module
 */
import { NexusError } from "../contract/errors.ts";

/** Some rows of a table. */
export interface PackedRows {
  rows: number;
  /** Bytes of the longest record, its line break included. */
  longest: number;
  /** One for each {@linkcode SLICE_COLUMNS} columns. */
  slices: { bytes: Uint8Array; cellBytes: number; escaped: boolean }[];
}

/** Columns of a slice. An engine works on 2,048 rows at once, so each column costs it 32 KB a step, however few rows there are. */
export const SLICE_COLUMNS = 512;
/** Stands between cells. */
export const SEPARATOR = "\x1f";
/** Begins an escape. */
export const ESCAPE = "\x1b";
/** A cell that is null. */
export const NULL_CELL = `${ESCAPE}0`;
/** Letters behind {@linkcode ESCAPE} and what they stand for, in the order in which they must be replaced. `e` keeps a line from being empty. */
export const ESCAPES: readonly (readonly [letter: string, text: string])[] = [
  ["n", "\n"],
  ["r", "\r"],
  ["u", SEPARATOR],
  ["b", "\uFEFF"],
  ["e", ""],
  ["s", ESCAPE],
];

const LETTERS = new Map(ESCAPES.map(([letter, text]) => [text.charCodeAt(0), letter.charCodeAt(0)]));
const [SEPARATOR_BYTE, ESCAPE_BYTE, NEWLINE_BYTE] = [0x1f, 0x1b, 0x0a];
const BYTE_ORDER_MARK = 0xfeff;

/**
 * Packs rows of `width` cells.
 *
 * @throws {NexusError} `plugin.contract` where a row has another width, or a cell is neither text nor null.
 */
export function packRows(rows: readonly (readonly (string | null)[])[], width: number): PackedRows {
  const writers: SliceWriter[] = [];
  for (let start = 0; start < width; start += SLICE_COLUMNS) {
    writers.push(new SliceWriter(start, Math.min(width, start + SLICE_COLUMNS)));
  }
  for (const [index, row] of rows.entries()) {
    if (!Array.isArray(row) || row.length !== width) {
      throw new NexusError(
        "plugin.contract",
        `Row ${index + 1} of a batch has ${row?.length} cells where the scan has ${width} columns`,
      );
    }
    for (const writer of writers) writer.record(row);
  }
  return {
    rows: rows.length,
    longest: writers.reduce((most, { longest }) => Math.max(most, longest), 0),
    slices: writers.map((writer) => writer.finish()),
  };
}

/** Writes the cells of some neighbouring columns. */
class SliceWriter {
  readonly #start: number;
  readonly #end: number;
  #bytes = new Uint8Array(1 << 16);
  #length = 0;
  #cellBytes = 0;
  #escaped = false;
  longest = 0;

  constructor(start: number, end: number) {
    this.#start = start;
    this.#end = end;
  }

  record(row: readonly (string | null)[]): void {
    const from = this.#length;
    for (let k = this.#start; k < this.#end; k++) {
      const cell = row[k];
      if (typeof cell === "string") this.#cell(cell);
      else if (cell === null) this.#null();
      else throw new NexusError("plugin.contract", "A cell of a batch is neither text nor null");
      this.#bytes[this.#length++] = SEPARATOR_BYTE;
    }
    this.#bytes[this.#length - 1] = NEWLINE_BYTE;
    this.longest = Math.max(this.longest, this.#length - from);
  }

  finish(): PackedRows["slices"][number] {
    // A copy of its own size: it is transferred, buffer and all.
    const bytes = this.#bytes.slice(0, this.#length);
    return { bytes, cellBytes: this.#cellBytes, escaped: this.#escaped };
  }

  /** By hand: most cells are short and plain, and a call of the encoder for each costs more than its letters. */
  #cell(text: string): void {
    const length = text.length;
    this.#reserve(3 * length + 3);
    const bytes = this.#bytes;
    const from = this.#length;
    let at = from;
    let added = 0;
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code >= 0x20 && code < 0x80) bytes[at++] = code;
      else if (code < 0x20 || code === BYTE_ORDER_MARK) {
        const letter = LETTERS.get(code);
        if (letter === undefined) bytes[at++] = code;
        else {
          bytes[at++] = ESCAPE_BYTE;
          bytes[at++] = letter;
          added += code === BYTE_ORDER_MARK ? -1 : 1;
          this.#escaped = true;
        }
      } else if (code < 0x800) {
        bytes[at++] = 0xc0 | code >> 6;
        bytes[at++] = 0x80 | code & 0x3f;
      } else {
        const point = text.codePointAt(i)!;
        if (point > 0xffff) {
          i++;
          bytes[at++] = 0xf0 | point >> 18;
          bytes[at++] = 0x80 | point >> 12 & 0x3f;
        } else bytes[at++] = 0xe0 | scalar(point) >> 12;
        bytes[at++] = 0x80 | scalar(point) >> 6 & 0x3f;
        bytes[at++] = 0x80 | scalar(point) & 0x3f;
      }
    }
    this.#length = at;
    this.#cellBytes += at - from - added;
    // An empty line would be passed over.
    if (length === 0 && this.#end - this.#start === 1) this.#escape("e");
  }

  #null(): void {
    this.#reserve(3);
    this.#bytes[this.#length++] = ESCAPE_BYTE;
    this.#bytes[this.#length++] = NULL_CELL.charCodeAt(1);
  }

  #escape(letter: string): void {
    this.#bytes[this.#length++] = ESCAPE_BYTE;
    this.#bytes[this.#length++] = letter.charCodeAt(0);
    this.#escaped = true;
  }

  #reserve(size: number): void {
    if (this.#length + size <= this.#bytes.byteLength) return;
    const larger = new Uint8Array(Math.max(this.#bytes.byteLength * 2, this.#length + size));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}

/** Half of a surrogate pair is no letter: it becomes the replacement character, as in every encoder. */
function scalar(point: number): number {
  return point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
}
