/**
 * Counts a delimited text file by its bytes, apart from the engine's own reader. That reader is silent where it hurts (a wrong newline
 * gives no rows, an empty last cell too many is dropped, text after `skip` that holds a quote swallows the file), so an import stands
 * only where rows and bytes of cells agree with this count.
 *
 * @module
 */
import type { DelimitedDialect } from "nexus";
import { Utf8Check } from "./utf8_check.ts";

/** What was counted. */
export interface Census {
  /** Records without the header, comments and empty lines. */
  rows: number;
  /** Bytes of all cells of those records, quotes and escapes taken off. */
  cellBytes: number;
  /** Bytes of the longest record. */
  longest: number;
  emptyLines: number;
}

/** The first thing that the native reader must not be trusted with. */
export interface Misfit {
  message: string;
  /** Physical line, counted from 1. */
  line?: number;
}

/** Thrown inside the count, caught at its edge. */
class MisfitFound extends Error {
  constructor(readonly misfit: Misfit) {
    super(misfit.message);
  }
}

/** Counts a file, chunk by chunk; stops at the first misfit or when the signal aborts. */
export async function takeCensus(
  chunks: AsyncIterable<Uint8Array>,
  dialect: DelimitedDialect,
  columns: number,
): Promise<Census | { misfit: Misfit }> {
  try {
    const counter = new Counter(dialect, columns);
    for await (const chunk of chunks) counter.take(chunk);
    return counter.finish();
  } catch (error) {
    if (error instanceof MisfitFound) return { misfit: error.misfit };
    throw error;
  }
}

const LF = 10, CR = 13, SPACE = 32;
/** Where the reader of bytes stands. */
const enum At {
  CellStart,
  Plain,
  /** In a plain cell that has nothing but spaces so far. */
  Spaces,
  Quoted,
  /** After a quote inside quotes: the cell's end, or the first of a doubled quote. */
  QuoteSeen,
  Escaped,
  /** After the carriage return of a `\r\n`. */
  Return,
  Skipping,
  Comment,
}

class Counter {
  readonly #columns: number;
  readonly #newline: DelimitedDialect["newline"];
  readonly #delimiter: Uint8Array;
  readonly #quote: number;
  readonly #escape: number;
  readonly #comment: number;
  /** 1 for each byte that ends a run of plain content. */
  readonly #special = new Uint8Array(256);
  readonly #census: Census = { rows: 0, cellBytes: 0, longest: 0, emptyLines: 0 };
  #at: At;
  #afterReturn: At = At.CellStart;
  #linesToSkip: number;
  #headerPending: boolean;
  #line = 1;
  #recordLine = 1;
  #cells = 0;
  #recordBytes = 0;
  #cellBytes = 0;
  #first = true;
  #carried = new Uint8Array(0);
  #utf8 = new Utf8Check();

  constructor(dialect: DelimitedDialect, columns: number) {
    this.#columns = columns;
    this.#newline = dialect.newline;
    this.#delimiter = new TextEncoder().encode(dialect.delimiter);
    this.#quote = singleByte(dialect.quote, "quote");
    this.#escape = singleByte(dialect.escape || dialect.quote, "escape");
    this.#comment = singleByte(dialect.comment ?? "", "comment");
    this.#linesToSkip = dialect.skipLines;
    this.#headerPending = dialect.header;
    this.#at = this.#linesToSkip > 0 ? At.Skipping : At.CellStart;
    if (this.#delimiter.length > 4) throw misfit("The separator has more than 4 bytes");
    for (const byte of [LF, CR, this.#delimiter[0]!, this.#quote, this.#comment]) {
      if (byte >= 0) this.#special[byte] = 1;
    }
  }

  take(chunk: Uint8Array): void {
    const bad = this.#utf8.check(chunk);
    if (bad >= 0) this.#reject(chunk.subarray(0, bad), "The file is not UTF-8: an invalid byte was met");
    let bytes = chunk;
    if (this.#carried.length > 0) {
      bytes = new Uint8Array(this.#carried.length + chunk.length);
      bytes.set(this.#carried);
      bytes.set(chunk, this.#carried.length);
    }
    if (this.#first) {
      if (bytes.length < 3) return void (this.#carried = bytes.slice());
      this.#first = false;
      if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) bytes = bytes.subarray(3);
    }
    // A separator of several bytes is only recognised whole.
    const keep = Math.min(bytes.length, this.#delimiter.length - 1);
    this.#carried = bytes.slice(this.#count(bytes, bytes.length - keep));
  }

  finish(): Census {
    this.#first = false;
    this.#count(this.#carried, this.#carried.length);
    if (!this.#utf8.complete) throw misfit("The file is not UTF-8: it ends inside a character", this.#line);
    if (this.#at === At.Quoted || this.#at === At.Escaped) {
      throw misfit("A quote is opened and never closed", this.#recordLine);
    }
    if (this.#at === At.Return) throw misfit("The file mixes line endings", this.#line);
    const open = this.#at !== At.Skipping && this.#at !== At.Comment;
    if (open && (this.#at !== At.CellStart || this.#cells > 0)) this.#endRecord();
    return this.#census;
  }

  /** Counts lines up to the place, then rejects. */
  #reject(before: Uint8Array, message: string): never {
    const end = this.#newline === "\r" ? CR : LF;
    let line = this.#line;
    for (const byte of before) if (byte === end) line++;
    throw misfit(message, line);
  }

  /** Counts what starts before `end`; gives the position of the first byte that was not counted. */
  #count(bytes: Uint8Array, end: number): number {
    const special = this.#special;
    let i = 0;
    while (i < end) {
      const byte = bytes[i]!;
      switch (this.#at) {
        case At.Plain: {
          const start = i;
          while (i < end && special[bytes[i]!] === 0) i++;
          this.#cellBytes += i - start;
          this.#recordBytes += i - start;
          if (i < end) i = this.#inPlain(bytes, i);
          continue;
        }
        case At.Quoted: {
          const start = i;
          const quote = this.#quote, escape = this.#escape;
          while (i < end && bytes[i] !== quote && bytes[i] !== escape) {
            if (bytes[i] === LF || (bytes[i] === CR && this.#newline === "\r")) this.#line++;
            i++;
          }
          this.#cellBytes += i - start;
          this.#recordBytes += i - start + 1;
          if (i < end) {
            this.#at = bytes[i] === quote ? At.QuoteSeen : At.Escaped;
            i++;
          }
          continue;
        }
        case At.QuoteSeen:
          if (byte === this.#quote && this.#escape === this.#quote) {
            this.#cellBytes++;
            this.#at = At.Quoted;
            i++;
          } else if (special[byte] === 1 && byte !== this.#quote) i = this.#inPlain(bytes, i);
          else throw misfit("There is text after a closing quote", this.#line);
          continue;
        case At.Escaped:
          if (byte !== this.#quote && byte !== this.#escape) {
            throw misfit("The escape stands before a character that needs none", this.#line);
          }
          this.#cellBytes++;
          this.#at = At.Quoted;
          i++;
          continue;
        case At.Return:
          if (byte !== LF) throw misfit("The file mixes line endings", this.#line);
          this.#at = this.#afterReturn;
          this.#endLine();
          i++;
          continue;
        case At.Skipping:
        case At.Comment:
          if (byte === LF || byte === CR) this.#newlineByte(byte, this.#at);
          i++;
          continue;
        default:
          i = this.#atStart(bytes, i);
      }
    }
    return i;
  }

  /** At a cell's first byte, or after spaces at its start. */
  #atStart(bytes: Uint8Array, i: number): number {
    const byte = bytes[i]!;
    const start = this.#at === At.CellStart;
    if (byte === this.#comment && start && this.#cells === 0) {
      this.#at = At.Comment;
      return i + 1;
    }
    if (byte === this.#quote) {
      if (!start) throw misfit("A quote stands after spaces", this.#line);
      this.#at = At.Quoted;
      return i + 1;
    }
    if (this.#special[byte] === 1) return this.#inPlain(bytes, i);
    if (byte !== SPACE) this.#at = At.Plain;
    else {
      this.#at = At.Spaces;
      this.#cellBytes++;
      this.#recordBytes++;
      return i + 1;
    }
    return i;
  }

  /** A special byte outside quotes. Gives the next position. */
  #inPlain(bytes: Uint8Array, i: number): number {
    const byte = bytes[i]!;
    const delimiter = this.#delimiter;
    if (byte === delimiter[0] && matches(bytes, i, delimiter)) {
      this.#cells++;
      this.#recordBytes += delimiter.length;
      this.#at = At.CellStart;
      // A cell that starts here is not the line's first, which tells a comment or an empty line.
      return i + delimiter.length;
    }
    if (byte === LF || byte === CR) {
      this.#newlineByte(byte, this.#at);
      return i + 1;
    }
    if (byte === this.#comment) throw misfit("A comment mark stands inside a row", this.#line);
    // A quote inside a plain cell, or the first byte alone of a longer separator: content.
    this.#cellBytes++;
    this.#recordBytes++;
    this.#at = At.Plain;
    return i + 1;
  }

  #newlineByte(byte: number, at: At): void {
    const newline = this.#newline;
    if (newline === "\r\n" && byte === CR) {
      this.#afterReturn = at;
      this.#at = At.Return;
      return;
    }
    const loose = at === At.Skipping || at === At.Comment;
    if ((newline === "\n") === (byte === LF) && newline !== "\r\n") return this.#endLine();
    if (!loose) throw misfit("The file mixes line endings", this.#line);
  }

  #endLine(): void {
    if (this.#at === At.Skipping) {
      this.#at = --this.#linesToSkip > 0 ? At.Skipping : At.CellStart;
    } else if (this.#at === At.Comment) this.#at = At.CellStart;
    else if (this.#at === At.CellStart && this.#cells === 0) this.#emptyLine();
    else this.#endRecord();
    this.#line++;
    this.#recordLine = this.#line;
  }

  #emptyLine(): void {
    if (this.#columns === 1) throw misfit("An empty line may or may not be a row", this.#line);
    if (this.#headerPending) throw misfit("An empty line stands before the header", this.#line);
    this.#census.emptyLines++;
  }

  #endRecord(): void {
    const cells = this.#cells + 1;
    if (cells !== this.#columns) {
      const what = this.#headerPending ? "The header" : "A row";
      throw misfit(
        `${what} has ${cells} ${cells === 1 ? "cell" : "cells"} where ${this.#columns} were expected`,
        this.#recordLine,
      );
    }
    const census = this.#census;
    if (this.#recordBytes > census.longest) census.longest = this.#recordBytes;
    if (this.#headerPending) this.#headerPending = false;
    else {
      census.rows++;
      census.cellBytes += this.#cellBytes;
    }
    this.#cells = 0;
    this.#cellBytes = 0;
    this.#recordBytes = 0;
    this.#at = At.CellStart;
  }
}

function matches(bytes: Uint8Array, at: number, pattern: Uint8Array): boolean {
  for (let k = 1; k < pattern.length; k++) if (bytes[at + k] !== pattern[k]) return false;
  return true;
}

function singleByte(text: string, what: string): number {
  if (text === "") return -1;
  const bytes = new TextEncoder().encode(text);
  if (bytes.length > 1) throw misfit(`The ${what} character is not a single byte`);
  return bytes[0]!;
}

function misfit(message: string, line?: number): MisfitFound {
  return new MisfitFound(line === undefined ? { message } : { message, line });
}
