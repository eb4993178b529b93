import type { Dialect } from "./dialect.ts";
import { cellScore } from "./cell_pattern.ts";
import { RecordReader } from "./record_reader.ts";

/** A dialect and how well the text fits it. */
export interface DialectFound {
  dialect: Dialect;
  /** 0 to 1. */
  score: number;
  /** Cells that most rows have. */
  width: number;
  /** Share of rows with that many cells. */
  share: number;
}

const DELIMITERS: { text: string; weight: number }[] = [
  { text: ",", weight: 1 },
  { text: ";", weight: 1 },
  { text: "\t", weight: 1.02 },
  { text: "|", weight: 1 },
  { text: "~", weight: 0.8 },
  { text: "^", weight: 0.8 },
  { text: ":", weight: 0.5 },
  { text: " ", weight: 0.45 },
];
const SAMPLE = 64 * 1024;
const ROWS = 400;
const CELLS = 6_000;

/**
 * Chooses the dialect in which a text is most consistent.
 *
 * The measure is that of CleverCSV (G. J. J. van den Burg, A. Nazábal, C. Sutton: "Wrangling messy CSV files by detecting row and type
 * patterns", Data Mining and Knowledge Discovery 33, 2019): a pattern score, high where rows have the same and more than one cell, times a type
 * score, the share of cells of a known kind. Two changes: the number of distinct row patterns is counted by weight (the inverse Simpson index), so that
 * a few odd rows (a title, a footer) do not outweigh the rest; and rare delimiters have a weight below 1.
 */
export function detectDialect(text: string, prefer = ""): DialectFound {
  const newline = detectNewline(text);
  const sample = text.slice(0, SAMPLE);
  const comment = detectComment(sample, newline);
  let best: DialectFound | undefined;
  // Excel's own hint.
  const hint = /^"?sep=([,;|\t^~:])"?\r?\n/i.exec(sample)?.[1];
  for (
    const { text: delimiter, weight } of DELIMITERS.filter(({ text: mark }) =>
      hint === undefined || mark === hint
    )
  ) {
    if (!sample.includes(delimiter)) continue;
    const quotes = ['"', "'"].filter((quote) => usesQuote(sample, quote, delimiter));
    const quoting = quotes.length === 0 ? ['"'] : [...quotes, ""];
    for (const quote of quoting) {
      for (const backslash of quote !== "" && sample.includes(`\\${quote}`) ? [false, true] : [false]) {
        const dialect = { delimiter, quote, backslash, padding: delimiter === " ", newline, comment };
        const found = measure(sample, dialect, text.length <= SAMPLE);
        found.score *= delimiter === prefer ? 1.2 : weight;
        if (best === undefined || found.score > best.score + 1e-9) best = found;
      }
    }
  }
  const single: Dialect = { delimiter: "", quote: '"', backslash: false, padding: false, newline, comment };
  if (best === undefined || best.score < 0.1 || best.width < 2) {
    return { dialect: single, score: 0.1, width: 1, share: 1 };
  }
  return refine(best, sample, text.length <= SAMPLE);
}

function measure(sample: string, dialect: Dialect, whole: boolean): DialectFound {
  const found = measureRows(sample, dialect, whole, 0);
  // With the width known, quotes out of place are seen as such.
  return dialect.quote === "" || found.share === 1 ? found : measureRows(sample, dialect, whole, found.width);
}

function measureRows(sample: string, dialect: Dialect, whole: boolean, expected: number): DialectFound {
  const sampled = sampleRows(sample, dialect, whole, expected);
  const rows = sampled.rows.filter((row) => row.some((cell) => cell !== ""));
  const counts = new Map<number, number>();
  let known = 0, cells = 0;
  const step = Math.max(1, Math.floor(rows.reduce((sum, row) => sum + row.length, 0) / CELLS));
  let turn = 0;
  for (const row of rows) {
    counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
    for (const cell of row) {
      if (turn++ % step !== 0) continue;
      known += cellScore(cell);
      cells++;
    }
  }
  const total = Math.max(rows.length, 1);
  let gain = 0, simpson = 0, width = 1, most = 0;
  for (const [length, count] of counts) {
    const part = count / total;
    gain += part * Math.max(1e-3, length - 1) / length;
    simpson += part * part;
    if (count > most || (count === most && length > width)) {
      most = count;
      width = length;
    }
  }
  const types = cells === 0 ? 0 : known / cells;
  return { dialect, score: gain * simpson * types * (1 - sampled.strays / 4), width, share: most / total };
}

/** The first rows of a sample, and the share of them with a quote out of place; a row that the sample's end cuts off is left out. */
function sampleRows(
  sample: string,
  dialect: Dialect,
  whole: boolean,
  width: number,
): { rows: string[][]; strays: number } {
  const rows: string[][] = [];
  let strays = 0;
  const reader = new RecordReader(dialect, width, { maxRecord: Infinity });
  const take = (cells: string[], facts: { blank: boolean; stray: boolean }) => {
    if (facts.blank || (dialect.comment !== "" && cells[0]!.startsWith(dialect.comment))) return;
    if (rows.length >= ROWS) return;
    rows.push(cells);
    if (facts.stray) strays++;
  };
  reader.push(sample, false, take);
  if (whole || reader.pending > sample.length / 4) reader.push("", true, take);
  return { rows, strays: rows.length === 0 ? 0 : strays / rows.length };
}

/** Looks closer at the winner: a doubled delimiter, and spaces after it. */
function refine(found: DialectFound, sample: string, whole: boolean): DialectFound {
  const { dialect } = found;
  if ("|:~^;".includes(dialect.delimiter)) {
    const doubled = { ...dialect, delimiter: dialect.delimiter.repeat(2) };
    const again = measure(sample, doubled, whole);
    if (again.width > 1 && again.share >= found.share && again.width * 2 === found.width + 1) return again;
  }
  if (dialect.delimiter === " " || dialect.delimiter === "\t") return found;
  let padded = 0, cells = 0;
  for (const row of sampleRows(sample, { ...dialect, quote: "" }, whole, 0).rows) {
    for (let index = 1; index < row.length; index++) {
      cells++;
      if (row[index]!.startsWith(" ")) padded++;
    }
  }
  if (cells === 0 || padded < cells * 0.8) return found;
  const spaced = { ...dialect, padding: true };
  const quote = usesQuote(sample, '"', dialect.delimiter) ? '"' : dialect.quote;
  return measure(sample, { ...spaced, quote }, whole);
}

/** True where some cell starts and some cell ends with the quote. */
function usesQuote(sample: string, quote: string, delimiter: string): boolean {
  const mark = delimiter.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  const opens = sample.match(new RegExp(`(?:^|${mark}) {0,4}${quote}`, "gm"))?.length ?? 0;
  const closes = sample.match(new RegExp(`${quote} {0,4}(?:$|\\r|${mark})`, "gm"))?.length ?? 0;
  if (quote === '"') return opens > 0 && closes > 0;
  // An apostrophe also stands for a missing letter, for feet, for a title: it quotes where it saves a delimiter, or where all texts have it.
  if (opens < 2 || Math.abs(opens - closes) > opens * 0.2) return false;
  if (new RegExp(`(?:^|${mark})'[^'\\n]*${mark}[^'\\n]*'(?:$|\\r|${mark})`, "m").test(sample)) return true;
  const cells = sample.split(new RegExp(`${mark}|\\r?\\n`)).map((cell) => cell.trim()).filter((cell) =>
    /\p{L}/u.test(cell)
  );
  return cells.filter((cell) => cell.startsWith("'")).length >= cells.length * 0.8;
}

function detectNewline(text: string): Dialect["newline"] {
  const sample = text.slice(0, 1024 * 1024);
  const pairs = sample.match(/\r\n/g)?.length ?? 0;
  const feeds = (sample.match(/\n/g)?.length ?? 0) - pairs;
  const returns = sample.match(/\r(?!\n|$)/g)?.length ?? 0;
  if (feeds === 0 && pairs === 0) return returns > 0 ? "\r" : "\n";
  if (returns > (feeds + pairs) * 0.5) return "mixed";
  return pairs > feeds ? "\r\n" : "\n";
}

/** Comment lines start with `#`, `%` or `//` and stand at the top, one after the other or in front of all else. */
function detectComment(sample: string, newline: Dialect["newline"]): string {
  const lines = sample.slice(0, 8192).split(newline === "\r" ? "\r" : /\r?\n/);
  const first = lines[0]?.[0];
  if (first !== "#" && first !== "%") return "";
  const run = lines.findIndex((line) => !line.startsWith(first));
  // A single line may be the header itself: `#,name` or `# id, name`.
  const head = lines[0]!, next = lines[run] ?? "";
  const cells = (line: string) => Math.max(...[",", ";", "\t", "|"].map((mark) => line.split(mark).length));
  return run === 1 && cells(head) > 1 && cells(head) >= cells(next) * 0.6 ? "" : first;
}
