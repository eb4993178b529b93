/**
 * What a passage carries of a question.
 *
 * @module
 */
import type { TextRange } from "../contract/mod.ts";
import { joinedRanges } from "./matches.ts";
import type { Chunk, Hit } from "./protocol.ts";
import { sentencesOf } from "./sentences.ts";
import { type Token, tokensOf } from "./tokens.ts";

/** A word of the question and how much it says. */
export interface QueryTerm {
  term: string;
  weight: number;
}

/** Where the question's words stand in a passage, which share of them it has, and which of its sentences to quote. */
export function rateCandidate(chunk: Chunk, score: number, terms: readonly QueryTerm[]): Hit {
  const { title, ...place } = chunk;
  const weights = new Map(terms.map(({ term, weight }) => [term, weight]));
  const matched = tokensOf(chunk.text).filter(({ term }) => weights.has(term));
  const present = new Set([...matched, ...tokensOf(title)].map(({ term }) => term));
  const all = terms.reduce((sum, { weight }) => sum + weight, 0);
  const carried = terms.reduce((sum, { term, weight }) => present.has(term) ? sum + weight : sum, 0);
  return {
    ...place,
    score,
    coverage: all === 0 ? 0 : Math.min(1, carried / all),
    matches: joinedRanges(matched),
    quote: bestSentences(chunk.text, matched, weights),
  };
}

/** The sentence with most of the question's weight; a second next to it where it brings words that the first lacks. */
function bestSentences(
  text: string,
  matched: readonly Token[],
  weights: ReadonlyMap<string, number>,
): TextRange {
  const sentences = sentencesOf(text).map(({ range }) => ({
    range,
    terms: new Set(
      matched.filter(({ start, end }) => start >= range[0] && end <= range[1]).map(({ term }) => term),
    ),
  }));
  const weigh = (terms: Iterable<string>) => [...terms].reduce((sum, term) => sum + weights.get(term)!, 0);
  let best = 0;
  for (const [index, { terms }] of sentences.entries()) {
    if (weigh(terms) > weigh(sentences[best]!.terms)) best = index;
  }
  const chosen = sentences[best];
  if (chosen === undefined) return [0, text.length];
  const beside = [sentences[best - 1], sentences[best + 1]]
    .map((sentence) => ({ sentence, gain: weigh(missingFrom(sentence?.terms, chosen.terms)) }))
    .sort((a, b) => b.gain - a.gain)[0]!;
  if (beside.sentence === undefined || beside.gain < 0.25 * weigh(weights.keys())) return chosen.range;
  const [a, b] = [chosen.range, beside.sentence.range];
  return [Math.min(a[0], b[0]), Math.max(a[1], b[1])];
}

function missingFrom(terms: ReadonlySet<string> | undefined, known: ReadonlySet<string>): string[] {
  return [...terms ?? []].filter((term) => !known.has(term));
}
