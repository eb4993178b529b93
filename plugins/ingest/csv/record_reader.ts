import type { Dialect } from "./dialect.ts";
import { type ParsedRecord, parseRecord } from "./parse_record.ts";

/** The longest record that is read; a longer one is no row of a table. In UTF-16 units. */
export const MAX_RECORD = 16 * 1024 * 1024;
/** Records whose quotes are repaired; beyond it the fault is the file's way of writing. */
const MAX_REPAIRS = 10_000;
const MAX_REPAIR_LENGTH = 1024 * 1024;
const MAX_REPAIR_MARKS = 24;

/** What is told about a record besides its cells; the same object each time. */
export interface RecordFacts {
  /** Physical line on which it starts, counted from 1. */
  line: number;
  /** Its line holds nothing, not even a delimiter. */
  blank: boolean;
  /** A quote was out of place, and was kept as text. */
  stray: boolean;
}

/** Takes one record. */
export type TakeRecord = (cells: string[], facts: RecordFacts) => void;

/**
 * Cuts text that arrives in pieces into records. Linear in the length of the text whatever it holds: a record that is not complete is
 * looked at again only when the text has doubled, and a quote that is never closed is taken for text.
 */
export class RecordReader {
  readonly #dialect: Dialect;
  readonly #width: number;
  readonly #maxRecord: number;
  #text = "";
  #line = 1;
  #retryAt = 0;
  #repairs = 0;
  #wasted = 0;
  #consumed = 0;
  #multiline = true;
  #carriage = false;
  readonly #facts: RecordFacts = { line: 1, blank: false, stray: false };

  /** `width` is the number of cells that rows have; 0 where it is not known. */
  constructor(dialect: Dialect, width: number, options: { maxRecord?: number } = {}) {
    this.#dialect = dialect;
    this.#width = width;
    this.#maxRecord = options.maxRecord ?? MAX_RECORD;
  }

  /** Physical line of the next record. */
  get line(): number {
    return this.#line;
  }

  /** Length of the text that belongs to no complete record yet. */
  get pending(): number {
    return this.#text.length;
  }

  /** Takes more text. Returns false where a record is longer than the limit. */
  push(piece: string, final: boolean, emit: TakeRecord): boolean {
    this.#text += this.#dialect.newline === "mixed" ? this.#unify(piece, final) : piece;
    if (!final && this.#text.length < this.#retryAt) return true;
    this.#retryAt = 0;
    const text = this.#text;
    const { quote, delimiter, padding } = this.#dialect;
    const carriage = this.#dialect.newline === "\r";
    const eol = carriage ? "\r" : "\n";
    const spaced = padding && delimiter === " ";
    let at = 0;
    let nextQuote = quote === "" ? Infinity : -1;
    while (at < text.length) {
      const stop = text.indexOf(eol, at);
      if (nextQuote < at) {
        nextQuote = text.indexOf(quote, at);
        if (nextQuote < 0) nextQuote = Infinity;
      }
      const end = stop < 0 ? text.length : stop;
      if (nextQuote > end && (stop >= 0 || final) && !(carriage && stop + 1 >= text.length && !final)) {
        const cut = !carriage && stop > at && text.charCodeAt(stop - 1) === 13 ? stop - 1 : end;
        let line = text.slice(at, cut);
        if (spaced) line = line.trim();
        const cells = delimiter === "" ? [line] : line.split(delimiter);
        if (padding) trimCells(cells, spaced);
        emit(cells, this.#tell(cut === at, false));
        at = stop < 0 ? text.length : stop + 1;
        if (carriage && text.charCodeAt(at) === 10) at++;
        this.#line++;
        continue;
      }
      if (stop < 0 && nextQuote > end) break;
      const next = this.#quoted(text, at, final, emit);
      if (next < 0) break;
      at = next;
    }
    this.#consumed += at;
    this.#text = text.slice(at);
    if (this.#text.length > this.#maxRecord && !final) return false;
    if (this.#text.length > 0 && !final) this.#retryAt = this.#text.length * 2;
    return true;
  }

  #tell(blank: boolean, stray: boolean): RecordFacts {
    this.#facts.line = this.#line;
    this.#facts.blank = blank;
    this.#facts.stray = stray;
    return this.#facts;
  }

  #quoted(text: string, at: number, final: boolean, emit: TakeRecord): number {
    const multiline = this.#multiline;
    let record = parseRecord(text, at, this.#dialect, { final, multiline });
    const tooLong = record.end < 0 && text.length - at > this.#maxRecord / 2;
    if (record.end < 0 && !final && !tooLong && multiline) return -1;
    let stray = record.strays > 0;
    const wrong = this.#width > 0 && record.cells.length !== this.#width;
    const misfit = record.end < 0 || (wrong && (record.strays > 0 || record.lines > 0)) ||
      (record.strays > 0 && record.lines > 0);
    if (misfit && record.marks.length > 0) {
      const better = this.#repair(text, at, record, final);
      if (better !== undefined) {
        this.#wasted += (record.end < 0 ? text.length : record.end) - at;
        if (this.#wasted > 4 * MAX_RECORD + 2 * this.#consumed) this.#multiline = false;
        record = better;
        stray = true;
      }
    }
    if (record.end < 0) return -1;
    emit(record.cells, this.#tell(false, stray));
    this.#line += record.lines + 1;
    return record.end;
  }

  /** Reads the record's first line with one of its quotes taken for text, so that it gets the width that rows have. */
  #repair(text: string, at: number, record: ParsedRecord, final: boolean): ParsedRecord | undefined {
    const stop = text.indexOf(this.#dialect.newline === "\r" ? "\r" : "\n", at);
    if (stop < 0 && !final) return undefined;
    const end = stop < 0 ? text.length : stop + 1;
    const marks = record.marks.filter((mark) => mark < end);
    const tries = end - at > MAX_REPAIR_LENGTH || this.#repairs >= MAX_REPAIRS
      ? []
      : marks.slice(0, MAX_REPAIR_MARKS);
    const line = text.slice(at, end);
    const parse = (mark: number) => {
      const found = parseRecord(line, 0, this.#dialect, {
        final: true,
        literal: mark - at,
        multiline: false,
      });
      return found.end < 0 ? undefined : { ...found, end: at + found.end };
    };
    this.#repairs++;
    if (this.#width > 0) {
      for (const mark of tries) {
        const found = parse(mark);
        if (found?.cells.length === this.#width) return found;
      }
    }
    if (record.end >= 0) return undefined;
    const last = marks.at(-1);
    const found = last === undefined ? undefined : parse(last);
    if (found !== undefined) return found;
    // Nothing closes: the line is read as if it had no quotes at all.
    const plain = parseRecord(line, 0, { ...this.#dialect, quote: "" }, { final: true });
    return { ...plain, end: at + plain.end };
  }

  #unify(piece: string, final: boolean): string {
    let text = this.#carriage ? "\r" + piece : piece;
    this.#carriage = !final && text.endsWith("\r");
    if (this.#carriage) text = text.slice(0, -1);
    return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
  }
}

function trimCells(cells: string[], spaced: boolean): void {
  if (spaced) {
    let kept = 0;
    for (const cell of cells) if (cell !== "") cells[kept++] = cell;
    cells.length = Math.max(kept, 1);
    return;
  }
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index]!;
    if (cell.charCodeAt(0) === 32) cells[index] = cell.trimStart();
  }
}
