/**
 * Which words of a passage to quote.
 *
 * @module
 */
import type { TextRange } from "../contract/mod.ts";
import { carried, type Concept } from "./concepts.ts";
import { counts, type Expected, thingsIn } from "./expects.ts";
import { quotable } from "./sentences.ts";
import type { Token } from "./tokens.ts";

/** What a quote is chosen by. */
export interface QuoteAsked {
  concepts: readonly Concept[];
  /** The kind of thing that the question wants to know. */
  expects: Expected | null;
  /** Terms of what the question wants counted. */
  counted: ReadonlySet<string>;
}

/** Words to quote, and how well they answer: 0 to about 2. */
export interface Quote {
  range: TextRange;
  worth: number;
  /** Share of the question that the sentence itself carries. */
  carried: number;
  /** Whether it has what is asked for; null where the question does not tell. */
  has: boolean | null;
}

/** Gained by having what is asked for, and by having it beside the question's words. */
const HAS_IT = 0.25;
const BESIDE = 0.3;
/** Gained by a number that counts what is to be counted. */
const COUNTS = 0.35;
/** So many characters apart is beside. */
const NEAR = 40;
/** Gained by a cell of a row that is what the question asks for. */
const CELL = 0.5;
/** What stands above the sentence counts so much of what it would in it. */
const ABOVE = 0.3;
/** Lost for each doubling of the length over this. */
const LONG = 250;
const LOST = 0.08;
/** A second sentence is quoted along where it brings at least this share. */
const BRINGS = 0.25;
const YEAR = /^(?:19|20)\d\d$/;

interface Sentence extends Quote {
  terms: Set<string>;
}

/**
 * The sentence with most of the question's weight and with what it asks for beside the question's own words; a second next to it where it
 * brings words that the first lacks. Of a table the row. `above`: the terms of the headings.
 */
export function bestQuote(
  text: string,
  tokens: readonly Token[],
  above: ReadonlySet<string>,
  { concepts, expects, counted }: QuoteAsked,
): Quote {
  const wanted = new Set(concepts.flatMap(({ ways }) => ways.flat()));
  const all = concepts.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const share = (terms: ReadonlySet<string>) =>
    concepts.reduce((sum, concept) => sum + concept.weight * carried(concept, (term) => terms.has(term)), 0) /
    all;
  const matched = tokens.filter(({ term }) => wanted.has(term));
  const things = expects === null
    ? []
    : thingsIn(text, expects).filter(([start, end]) =>
      !matched.some((token) => token.start < end && token.end > start)
    );
  let heads: ReadonlySet<string> = above;
  const sentences = quotable(text).map((range): Sentence => {
    const [start, end] = range;
    const own = matched.filter((token) => token.start >= start && token.end <= end);
    const terms = new Set(own.map(({ term }) => term));
    const line = text.slice(start, end);
    const isRow = line.includes(" | ");
    const hasAmount = isRow && / \| [($€£]*\d/.test(line.replace(/ \| (?:19|20)\d\d\b/g, ""));
    if (isRow && !hasAmount) heads = new Set([...above, ...own.map(({ term }) => term)]);
    if (isRow) { for (const term of heads) if (YEAR.test(term) && wanted.has(term)) terms.add(term); }
    const found = things.filter((thing) => thing[0] >= start && thing[1] <= end);
    const isBeside = found.some((thing) => own.some((token) => gap(thing, token) <= NEAR));
    const isCount = found.some((thing) =>
      own.some((token) => counted.has(token.term) && counts(text, thing, token.start))
    );
    const in_ = share(terms);
    const kind = found.length === 0
      ? 0
      : expects === "value" && !isRow
      ? (isBeside ? BESIDE / 2 : 0)
      : HAS_IT + (isBeside || hasAmount ? BESIDE : 0) + (isCount ? COUNTS : 0);
    const cell = isRow
      ? CELL * bestCell(line, start, tokens, concepts, all) * (hasAmount || expects === "name" ? 1 : 0.3)
      : 0;
    const context = ABOVE * (share(new Set([...terms, ...above])) - in_);
    const long = LOST * Math.max(0, Math.log2((end - start) / LONG));
    return {
      range,
      terms,
      carried: in_,
      has: expects === null ? null : found.length > 0,
      worth: in_ + context + kind * Math.min(1, 2 * in_) + cell - long,
    };
  });
  let best = 0;
  for (const [index, { worth }] of sentences.entries()) if (worth > sentences[best]!.worth) best = index;
  const chosen = sentences[best];
  if (chosen === undefined) return { range: [0, text.length], worth: 0, carried: 0, has: null };
  return withNeighbour(chosen, [sentences[best - 1], sentences[best + 1]], share, text);
}

function withNeighbour(
  chosen: Sentence,
  beside: (Sentence | undefined)[],
  share: (terms: ReadonlySet<string>) => number,
  text: string,
): Quote {
  const { range, worth, has } = chosen;
  const own = { range, worth, carried: chosen.carried, has };
  // A row stands for itself, under its heads.
  if (text.slice(...range).includes(" | ")) return own;
  let best: { sentence: Sentence; gain: number } | undefined;
  for (const sentence of beside) {
    if (sentence === undefined || /\n\s*\n/.test(between(text, sentence.range, range))) continue;
    const gain = share(new Set([...sentence.terms, ...chosen.terms])) - share(chosen.terms);
    if (gain >= BRINGS && gain > (best?.gain ?? 0)) best = { sentence, gain };
  }
  if (best === undefined) return own;
  const other = best.sentence.range;
  return {
    ...own,
    range: [Math.min(range[0], other[0]), Math.max(range[1], other[1])],
    carried: own.carried + best.gain,
    has: own.has === false ? best.sentence.has : own.has,
  };
}

function between(text: string, a: TextRange, b: TextRange): string {
  return a[0] < b[0] ? text.slice(a[1], b[0]) : text.slice(b[1], a[0]);
}

function gap([start, end]: readonly [number, number], token: Token): number {
  return Math.max(0, token.start - end, start - token.end);
}

/** How much a cell of words says what is asked for, and nothing else: 0 to 1. */
function bestCell(
  line: string,
  start: number,
  tokens: readonly Token[],
  concepts: readonly Concept[],
  all: number,
): number {
  let best = 0;
  let from = start;
  for (const cell of line.split(" | ")) {
    const end = from + cell.length;
    const terms = new Set<string>();
    for (const token of tokens) if (token.start >= from && token.end <= end) terms.add(token.term);
    from = end + 3;
    if (terms.size === 0 || !/\p{L}{2}/u.test(cell)) continue;
    const asked = concepts.filter((concept) => carried(concept, (term) => terms.has(term)) > 0);
    const known = new Set(asked.flatMap(({ ways }) => ways.flat()));
    const density = [...terms].filter((term) => known.has(term)).length / terms.size;
    const has = asked.reduce((sum, each) => sum + each.weight * carried(each, (term) => terms.has(term)), 0) /
      all;
    best = Math.max(best, density * density * has);
  }
  return best;
}
