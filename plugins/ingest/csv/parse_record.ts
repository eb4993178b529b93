import type { Dialect } from "./dialect.ts";

/** One record as it was found. */
export interface ParsedRecord {
  cells: string[];
  /** Index after the record and its line end; -1 where the text ended first and more is to come. */
  end: number;
  /** True where the text ended inside quotes. */
  open: boolean;
  /** Quotes inside a quoted cell that neither end it nor are escaped; they are kept as text. */
  strays: number;
  /** Line ends inside the record. */
  lines: number;
  /** Positions of the quotes that were taken for the start or the end of a cell. */
  marks: number[];
}

export interface ParseOptions {
  /** True where the text is all there is. */
  final: boolean;
  /** A quote at this position is text. */
  literal?: number;
  /** False: a line end also ends a quoted cell. */
  multiline?: boolean;
}

const SPACE = 32, BACKSLASH = 92, LF = 10, CR = 13;

/**
 * Reads one record that starts at `start`. A quote counts only at the start of a cell; inside quotes it ends the cell only where a
 * delimiter or a line end follows, so `'can't'` and `"5" pipe"` keep their text.
 */
export function parseRecord(
  text: string,
  start: number,
  dialect: Dialect,
  options: ParseOptions,
): ParsedRecord {
  const { final, literal = -1, multiline = true } = options;
  const quote = dialect.quote === "" ? -1 : dialect.quote.charCodeAt(0);
  const eol = dialect.newline === "\r" ? CR : LF;
  const delimiter = dialect.delimiter;
  const first = delimiter === "" ? -1 : delimiter.charCodeAt(0);
  const wide = delimiter.length > 1;
  const length = text.length;
  const cells: string[] = [];
  const marks: number[] = [];
  let strays = 0, lines = 0, at = start;
  const incomplete = (open: boolean): ParsedRecord => ({ cells, end: -1, open, strays, lines, marks });
  const done = (end: number): ParsedRecord => ({ cells, end, open: false, strays, lines, marks });
  const isDelimiter = (index: number) =>
    text.charCodeAt(index) === first && (!wide || text.startsWith(delimiter, index));
  /** 1: a delimiter or line end, perhaps after spaces; 0: neither; -1: not known yet. */
  const closes = (index: number): number => {
    let look = index;
    if (look < length && isDelimiter(look)) return 1;
    while (look < length && text.charCodeAt(look) === SPACE) look++;
    if (look >= length) return final ? 1 : -1;
    const code = text.charCodeAt(look);
    if (code === LF || code === eol || isDelimiter(look)) return 1;
    if (code !== CR) return 0;
    return look + 1 >= length ? (final ? 1 : -1) : text.charCodeAt(look + 1) === LF ? 1 : 0;
  };

  for (;;) {
    if (dialect.padding) { while (at < length && text.charCodeAt(at) === SPACE) at++; }
    let cell: string;
    if (at < length && text.charCodeAt(at) === quote && at !== literal) {
      marks.push(at);
      at++;
      let from = at;
      cell = "";
      for (;;) {
        if (at >= length) return incomplete(true);
        const code = text.charCodeAt(at);
        if (code === BACKSLASH && dialect.backslash) {
          if (at + 1 >= length) {
            if (!final) return incomplete(true);
          } else {
            const next = text.charCodeAt(at + 1);
            if (next === quote || next === BACKSLASH) {
              cell += text.slice(from, at);
              from = at + 1;
              at++;
            }
          }
          at++;
        } else if (code === quote) {
          if (at + 1 >= length && !final) return incomplete(true);
          if (at !== literal && text.charCodeAt(at + 1) === quote && at + 1 !== literal) {
            cell += text.slice(from, at + 1);
            at += 2;
            from = at;
            continue;
          }
          const closing = at === literal ? 0 : closes(at + 1);
          if (closing < 0) return incomplete(true);
          if (closing === 1) {
            marks.push(at);
            cell += text.slice(from, at);
            at++;
            while (at < length && text.charCodeAt(at) === SPACE && !isDelimiter(at)) at++;
            break;
          }
          strays++;
          at++;
        } else {
          if (code === eol) {
            if (!multiline) return incomplete(true);
            lines++;
          }
          at++;
        }
      }
    } else {
      const from = at;
      while (at < length) {
        const code = text.charCodeAt(at);
        if (code === eol || (code === first && (!wide || text.startsWith(delimiter, at)))) break;
        if (code === quote) strays += at === literal ? 1 : 0;
        at++;
      }
      if (at >= length && !final) return incomplete(false);
      let to = at;
      if (eol === LF && to > from && text.charCodeAt(at) !== first && text.charCodeAt(to - 1) === CR) to--;
      cell = text.slice(from, to);
    }
    if (at < length && isDelimiter(at)) {
      cells.push(cell);
      at += delimiter.length;
      continue;
    }
    // A table aligned with spaces may end its lines with them.
    if (!(dialect.padding && delimiter === " " && cell === "" && cells.length > 0)) cells.push(cell);
    if (at >= length) return final ? done(length) : incomplete(false);
    if (eol === LF && text.charCodeAt(at) === CR) at++;
    at++;
    if (eol === CR) {
      if (at >= length && !final) return incomplete(false);
      if (text.charCodeAt(at) === LF) at++;
    }
    return done(at);
  }
}
