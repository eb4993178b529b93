/**
 * What a passage carries of a question.
 *
 * @module
 */
import type { TextRange } from "../contract/mod.ts";
import { type Expected, thingsIn } from "./expects.ts";
import { joinedRanges } from "./matches.ts";
import { pairsIn } from "./proximity.ts";
import type { Chunk, Hit } from "./protocol.ts";
import { quotable } from "./sentences.ts";
import { type Token, tokensOf } from "./tokens.ts";

/** A word of the question and how much it says. */
export interface QueryTerm {
  term: string;
  weight: number;
}

/** What is asked of a passage: the question's words, and its pairs of neighbours with what each is worth. */
export interface Asked {
  terms: readonly QueryTerm[];
  pairs: ReadonlyMap<string, number>;
  /** The kind of thing that the question wants to know. */
  expects: Expected | null;
  /** Names of the question with the documents that have them; none where the question is asked of one document. */
  naming: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Where the question's words stand in a passage, which share of them it has, and which of its sentences to quote. The score is raised by
 * the pairs of words that it shares with the question.
 */
export function rateCandidate(chunk: Chunk, score: number, asked: Asked): Hit {
  const { terms, pairs } = asked;
  const { title, heading, ...place } = chunk;
  const wanted = new Set(terms.map(({ term }) => term));
  const tokens = tokensOf(chunk.text);
  const above = tokensOf(heading);
  const named = tokensOf(title);
  const matched = tokens.filter(({ term }) => wanted.has(term));
  return {
    ...place,
    score: score + pairsIn([...named, ...above, ...tokens], pairs),
    coverage: namedShare(chunk.document, asked.naming) *
      coverageOf(terms, new Set([...matched, ...above].map(termOf)), new Set(named.map(termOf))),
    matches: joinedRanges(matched),
    quote: bestSentences(chunk.text, matched, asked),
  };
}

/** The share of the question that a passage has. Words that name its document are no merit of the passage, and no fault. */
function coverageOf(
  terms: readonly QueryTerm[],
  present: ReadonlySet<string>,
  named: ReadonlySet<string>,
): number {
  const telling = terms.filter(({ term }) => present.has(term) || !named.has(term));
  const all = telling.reduce((sum, { weight }) => sum + weight, 0);
  const carried = telling.reduce((sum, { term, weight }) => present.has(term) ? sum + weight : sum, 0);
  if (all === 0) return terms.length > 0 ? 1 : 0;
  return Math.min(1, carried / all);
}

/** What a document that lacks a name of the question loses: it speaks of something else. */
function namedShare(document: string, naming: Asked["naming"]): number {
  return naming.values().every((documents) => documents.has(document)) ? 1 : UNNAMED;
}

function termOf({ term }: Token): string {
  return term;
}

/** A document that lacks a name of the question carries this share of what its words carry. */
const UNNAMED = 0.6;
/** The share of the question's weight that a sentence gains by having what is asked for. */
const HAS_IT = 0.4;
/** A second sentence is quoted along where it brings at least this share. */
const BRINGS = 0.25;

/**
 * The sentence with most of the question's weight and with what it asks for beside the question's own words; a second next to it where it
 * brings words that the first lacks.
 */
function bestSentences(
  text: string,
  matched: readonly Token[],
  { terms: asked, expects }: Asked,
): TextRange {
  const weights = new Map(asked.map(({ term, weight }) => [term, weight]));
  const weigh = (terms: Iterable<string>) => [...terms].reduce((sum, term) => sum + weights.get(term)!, 0);
  const all = weigh(weights.keys());
  const things = expects === null
    ? []
    : thingsIn(text, expects).filter(([start, end]) =>
      !matched.some((token) => token.start < end && token.end > start)
    );
  const within = (range: TextRange) => ({ start, end }: { start: number; end: number }) =>
    start >= range[0] && end <= range[1];
  const sentences = quotable(text).map((range) => {
    const terms = new Set(matched.filter(within(range)).map(termOf));
    const hasIt = things.some(([start, end]) => within(range)({ start, end }));
    return { range, terms, worth: weigh(terms) + (hasIt ? HAS_IT * all : 0) };
  });
  let best = 0;
  for (const [index, { worth }] of sentences.entries()) if (worth > sentences[best]!.worth) best = index;
  const chosen = sentences[best];
  if (chosen === undefined) return [0, text.length];
  const beside = [sentences[best - 1], sentences[best + 1]]
    .map((sentence) => ({ sentence, gain: weigh(missingFrom(sentence?.terms, chosen.terms)) }))
    .sort((a, b) => b.gain - a.gain)[0]!;
  if (beside.sentence === undefined || beside.gain < BRINGS * all) return chosen.range;
  const [a, b] = [chosen.range, beside.sentence.range];
  return [Math.min(a[0], b[0]), Math.max(a[1], b[1])];
}

function missingFrom(terms: ReadonlySet<string> | undefined, known: ReadonlySet<string>): string[] {
  return [...terms ?? []].filter((term) => !known.has(term));
}
