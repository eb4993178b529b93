/**
 * Cuts a question into chunks: stretches that are a phrase of the language, a column, a value, a number, a date, or nothing known.
 * Several cuts are kept, best first, because a word can be more than one of them.
 *
 * @module
 */
import { isGeneralNoun } from "../row_nouns.ts";
import { FILLER_WORDS } from "../lexicon/phrases.ts";
import { misspeltSenses, phrasesAt, phraseVocabulary } from "../lexicon/lexicon.ts";
import { relatedness } from "../lexicon/thesaurus.ts";
import type { Sense } from "../lexicon/sense.ts";
import { dateAt, type DateSpan } from "../text/dates.ts";
import { relativeDateAt } from "../text/relative_dates.ts";
import { stem } from "../text/stem.ts";
import { numberAt, type NumberSpan } from "../text/number_words.ts";
import type { Token, TokenizedText } from "../text/token.ts";
import { type ColumnMatch, matchColumns } from "./column_match.ts";
import type { TableContext } from "./table_context.ts";
import { matchValues, type ValueMatch } from "./value_match.ts";

/** A stretch of the question, tokens `from` to `to`. */
export type Chunk =
  & { readonly from: number; readonly to: number; readonly text: string }
  & (
    | { readonly kind: "phrase"; readonly senses: readonly Sense[] }
    | { readonly kind: "column"; readonly matches: readonly ColumnMatch[] }
    | { readonly kind: "value"; readonly matches: readonly ValueMatch[] }
    | { readonly kind: "number"; readonly number: NumberSpan; readonly date?: DateSpan }
    | { readonly kind: "date"; readonly date: DateSpan }
    /** A noun for the rows of a table: its name, or the word before `id` in its key. */
    | { readonly kind: "rows"; readonly table: TableContext; readonly general?: true }
    | { readonly kind: "filler"; readonly word: string }
    | { readonly kind: "mark"; readonly word: string }
    | { readonly kind: "unknown"; readonly word: string }
  );

/** One way to cut the question. */
export interface Segmentation {
  readonly chunks: readonly Chunk[];
  readonly score: number;
}

interface Scored {
  chunk: Chunk;
  score: number;
}

interface Path {
  score: number;
  chunk?: Chunk;
  before?: Path;
}

const BEAM = 10;

/** `the weather data`: words after which the name of a table, or a word of it, names the table. */
const SETS = new Set(["dataset", "data", "table", "file", "csv"]);

/** Words that shape the meaning whenever they stand alone: never passed over as filler. */
const STRUCTURAL = new Set(["by", "per", "each", "every", "not", "no", "without", "except", "between", "or"]);

/** The best ways to cut a question over these tables. */
export function segment(
  question: TokenizedText,
  tables: readonly TableContext[],
  now: Date,
  limit = 6,
): Segmentation[] {
  const { tokens } = question;
  const options = collect(question, tables, now);
  const beams: Path[][] = Array.from({ length: tokens.length + 1 }, () => []);
  beams[0]!.push({ score: 0 });
  for (let at = 0; at < tokens.length; at++) {
    const paths = beams[at]!.sort((a, b) => b.score - a.score).slice(0, BEAM);
    for (const path of paths) {
      for (const { chunk, score } of options[at]!) {
        beams[chunk.to]!.push({ score: path.score + score, chunk, before: path });
      }
    }
  }
  const done = beams[tokens.length]!.sort((a, b) => b.score - a.score);
  const best = done[0]?.score ?? 0;
  return done.slice(0, limit).filter((path) => path.score > best - 3.2).map((path) => ({
    chunks: unroll(path),
    score: path.score,
  }));
}

function unroll(path: Path): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at: Path | undefined = path; at?.chunk !== undefined; at = at.before) chunks.unshift(at.chunk);
  return chunks;
}

function collect(question: TokenizedText, tables: readonly TableContext[], now: Date): Scored[][] {
  const { tokens } = question;
  const options: Scored[][] = tokens.map(() => []);
  const text = (from: number, to: number) => question.text.slice(tokens[from]!.start, tokens[to - 1]!.end);
  const offer = (score: number, chunk: Chunk) => options[chunk.from]!.push({ chunk, score });
  const strong = new Set<number>();
  const spelled = new Set<number>();
  const named = (at: number) => strong.has(at);
  const quoted = (from: number, to: number) =>
    question.quotes.some((quote) => quote.from === from && quote.to === to);
  for (const [, all] of bySpan(tables.flatMap((table) => matchColumns(tokens, table)))) {
    const matches = all.filter((match) =>
      (match.exact || !match.column.key || namesKey(tokens, match)) && !countsEntities(tokens, match)
    );
    if (matches.length === 0) continue;
    matches.sort((a, b) =>
      b.score - a.score || Number(a.column.key) - Number(b.column.key) || a.column.index - b.column.index
    );
    const top = matches[0]!.score;
    if (top >= 0.95) { for (let at = matches[0]!.from; at < matches[0]!.to; at++) spelled.add(at); }
    if (top >= 0.55) { for (let at = matches[0]!.from; at < matches[0]!.to; at++) strong.add(at); }
    const kept = matches.filter((match) => match.score >= top - 0.3).slice(0, 6);
    const { from, to } = matches[0]!;
    const bonus = quoted(from, to) ? 1.5 : 0;
    offer(columnScore(matches[0]!, tokens) + bonus, {
      from,
      to,
      text: text(from, to),
      kind: "column",
      matches: kept,
    });
  }
  for (const table of tables) {
    for (let at = 0; at < tokens.length; at++) {
      const length = entityAt(tokens, at, table, spelled);
      if (length > 0) {
        offer(
          (table.nameStems.length === length &&
              table.nameStems.every((word, index) => tokens[at + index]!.stem === word)
            ? 2.5
            : 2.3) * length,
          { from: at, to: at + length, text: text(at, at + length), kind: "rows", table },
        );
      }
    }
  }
  for (const [, matches] of bySpan(tables.flatMap((table) => matchValues(question, table)))) {
    matches.sort((a, b) =>
      b.score - a.score || a.values.length - b.values.length || a.column.index - b.column.index
    );
    const { from, to } = matches[0]!;
    const bonus = quoted(from, to) ? 1 : 0;
    const entity = tables.some((table) => entityAt(tokens, from, table, spelled) === to - from) ? 0.4 : 1;
    offer(valueScore(matches[0]!, tokens) * entity + bonus, {
      from,
      to,
      text: text(from, to),
      kind: "value",
      matches: matches.slice(0, 6),
    });
  }
  for (let from = 0; from < tokens.length; from++) {
    collectWords(tokens, from, { tables, text, offer, named, now });
  }
  keepQuotedNames(question, tables, options);
  return options;
}

/** What stands in quotation marks and is the name of a column is that column, whatever its words would mean by themselves. */
function keepQuotedNames(
  question: TokenizedText,
  tables: readonly TableContext[],
  options: Scored[][],
): void {
  for (const { from, to, text } of question.quotes) {
    const name = text.trim().toLowerCase();
    const matches = tables.flatMap((table) => table.columns).filter((column) =>
      column.name.trim().toLowerCase() === name
    ).map((column) => ({ from, to, column, score: 1, exact: true }));
    if (matches.length === 0) continue;
    for (let at = from; at < to; at++) options[at] = [];
    const score = 3 * contentWords(question.tokens, from, to) + 1.5;
    options[from] = [{ chunk: { from, to, text, kind: "column", matches }, score }];
  }
}

function collectWords(
  tokens: readonly Token[],
  from: number,
  { tables, text, offer, named, now }: {
    now: Date;
    named: (at: number) => boolean;
    tables: readonly TableContext[];
    text: (from: number, to: number) => string;
    offer: (score: number, chunk: Chunk) => void;
  },
): void {
  const token = tokens[from]!;
  for (const phrase of phrasesAt(tokens, from)) {
    const words = phrase.to - phrase.from;
    const weak = words === 1 && FILLER_WORDS.has(token.word) ? 0.9 : 1.6;
    offer(words * weak + 0.3 * (words - 1), {
      from,
      to: phrase.to,
      text: text(from, phrase.to),
      kind: "phrase",
      senses: phrase.senses,
    });
  }
  const date = relativeDateAt(tokens, from, now) ?? dateAt(tokens, from);
  const number = numberAt(tokens, from);
  if (date !== undefined && !(number !== undefined && date.unit === "year" && date.to === number.to)) {
    offer((date.to - date.from) * 1.6 + 0.6, {
      from,
      to: date.to,
      text: text(from, date.to),
      kind: "date",
      date,
    });
  }
  if (number !== undefined) {
    const year = date?.unit === "year" && date.to === number.to ? { date } : {};
    offer((number.to - from) * (number.spelled ? 1.3 : 1.7), {
      from,
      to: number.to,
      text: text(from, number.to),
      kind: "number",
      number,
      ...year,
    });
  }
  const called = tables.find((table) => table.nameStems.includes(token.stem));
  const plural = token.word !== token.stem && token.word.endsWith("s") && !named(from);
  if (
    called !== undefined && token.kind === "word" && (SETS.has(tokens[from + 1]?.word ?? "") || plural)
  ) {
    offer(2.2, { from, to: from + 1, text: token.text, kind: "rows", table: called });
  }
  const first = tables[0];
  if (first !== undefined && isGeneralNoun(token) && !named(from)) {
    offer(1, { from, to: from + 1, text: token.text, kind: "rows", table: first, general: true });
  }
  if (token.kind === "mark") {
    offer(0, { from, to: from + 1, text: token.text, kind: "mark", word: token.word });
  } else if (FILLER_WORDS.has(token.word) && !STRUCTURAL.has(token.word) && !isCountry(tokens, from)) {
    offer(0.1, { from, to: from + 1, text: token.text, kind: "filler", word: token.word });
  } else {
    const senses = named(from) ? [] : misspeltSenses(token.word);
    if (senses.length > 0) offer(1, { from, to: from + 1, text: token.text, kind: "phrase", senses });
    offer(-1.2, { from, to: from + 1, text: token.text, kind: "unknown", word: token.word });
  }
}

/** `from the us` names a country, `tell us` does not. */
function isCountry(tokens: readonly Token[], at: number): boolean {
  return tokens[at]!.word === "us" && tokens[at - 1]?.word === "the";
}

function bySpan<T extends { from: number; to: number }>(matches: readonly T[]): Map<string, T[]> {
  const spans = new Map<string, T[]>();
  for (const match of matches) {
    const key = `${match.from}:${match.to}`;
    const list = spans.get(key);
    if (list === undefined) spans.set(key, [match]);
    else list.push(match);
  }
  return spans;
}

const KEY_WORDS = new Set(
  ["id", "key", "code", "number", "identifier", "index", "no"].flatMap((word) => [word, stem(word)]),
);

/** Whether the words of a match say that the key itself is meant, not what it identifies. */
function namesKey(tokens: readonly Token[], match: ColumnMatch): boolean {
  return tokens.slice(match.from, match.to).some((token) =>
    KEY_WORDS.has(token.stem) || KEY_WORDS.has(token.word)
  );
}

/** `number of customers` counts customers; it does not name the column `customer_number`. */
function countsEntities(tokens: readonly Token[], match: ColumnMatch): boolean {
  return tokens[match.from]!.word === "number" && tokens[match.from + 1]?.word === "of" &&
    !["number", "no", "num", "nr"].includes(match.column.forms[0]![0]!);
}

/** What is done to rows, as opposed to what they are. */
const VERBS = new Set([
  "sell",
  "sells",
  "sold",
  "bought",
  "hired",
  "killed",
  "earned",
  "earn",
  "paid",
  "pay",
  "born",
  "released",
  "founded",
  "died",
  "purchased",
]);

/** How many tokens name what the rows of a table are: 0 for none. */
function entityAt(
  tokens: readonly Token[],
  at: number,
  table: TableContext,
  spelled: ReadonlySet<number>,
): number {
  for (
    const name of [
      table.nameStems,
      ...table.columns.filter((column) => column.key).map((column) =>
        column.forms[0]!.filter((word) => !KEY_WORDS.has(word))
      ),
    ]
  ) {
    if (
      name.length > 0 &&
      name.every((word, index) =>
        tokens[at + index]?.kind === "word" &&
        (tokens[at + index]!.stem === word ||
          !VERBS.has(tokens[at + index]!.word) && !spelled.has(at + index) &&
            relatedness(word, tokens[at + index]!.stem) >= 0.8)
      )
    ) return name.length;
  }
  return 0;
}

function contentWords(tokens: readonly Token[], from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) if (tokens[at]!.kind !== "mark") count += 1;
  return Math.max(1, count);
}

function columnScore(match: ColumnMatch, tokens: readonly Token[]): number {
  const words = contentWords(tokens, match.from, match.to);
  const first = tokens[match.from]!;
  const common = words === 1 && !match.exact &&
    (FILLER_WORDS.has(first.word) || phraseVocabulary().has(first.word));
  return words * 3 * match.score ** 2 * (common ? 0.4 : 1) + 0.3 * (words - 1);
}

function valueScore(match: ValueMatch, tokens: readonly Token[]): number {
  const words = contentWords(tokens, match.from, match.to);
  const first = tokens[match.from]!;
  const capital = /^\p{Lu}/u.test(first.text) && match.from > 0;
  if (words === 1) {
    if (first.kind === "number" && first.unit === undefined) return match.exact ? 1.8 : 1.1;
    const common = FILLER_WORDS.has(first.word) || phraseVocabulary().has(first.word);
    if (common) return (capital ? 2.2 : match.exact ? 0.8 : 0.2) * match.score;
  }
  return words * 2.9 * (match.exact ? match.score : match.score ** 2) + 0.3 * (words - 1);
}
