/**
 * What a passage carries of a question.
 *
 * @module
 */
import { carried, type Concept } from "./concepts.ts";
import type { Expected } from "./expects.ts";
import { joinedRanges } from "./matches.ts";
import { pairsIn } from "./proximity.ts";
import type { Chunk, Hit } from "./protocol.ts";
import { bestQuote } from "./quotes.ts";
import { type Token, tokensOf } from "./tokens.ts";

/** What is asked of a passage: the question's ideas, and its pairs of neighbours with what each is worth. */
export interface Asked {
  concepts: readonly Concept[];
  pairs: ReadonlyMap<string, number>;
  /** The kind of thing that the question wants to know. */
  expects: Expected | null;
  /** Terms of what the question wants counted. */
  counted: ReadonlySet<string>;
  /** Names of the question with the documents that have them; none where the question is asked of one document. */
  naming: ReadonlyMap<string, ReadonlySet<string>>;
  /** Terms of the question that name a document, beside those of its title. */
  called: (document: string) => ReadonlySet<string>;
}

/**
 * Where the question's words stand in a passage, which share of them it has, and which of its sentences to quote. The score is raised by
 * the pairs of words that it shares with the question.
 */
export function rateCandidate(chunk: Chunk, score: number, asked: Asked): Hit {
  const { concepts, pairs } = asked;
  const { title, heading, ...place } = chunk;
  const wanted = new Set(concepts.flatMap(({ ways }) => ways.flat()));
  const tokens = tokensOf(chunk.text);
  const above = tokensOf(heading);
  const named = tokensOf(title);
  const matched = tokens.filter(({ term }) => wanted.has(term));
  const called = new Set([...named.map(termOf), ...asked.called(chunk.document)]);
  const telling = concepts.filter(({ ways }) => !ways.some((way) => way.every((term) => called.has(term))));
  const weight = telling.reduce((sum, each) => sum + each.weight, 0);
  const quote = bestQuote(chunk.text, tokens, new Set(above.map(termOf)), {
    concepts: telling.length > 0 ? telling : concepts,
    expects: asked.expects,
    counted: asked.counted,
  });
  return {
    ...place,
    score: score + pairsIn([...named, ...above, ...tokens], pairs) +
      QUOTE_WORTH * weight * (isOneThing(chunk.text.slice(...quote.range), asked.expects) ? quote.worth : 0),
    coverage: namedShare(chunk.document, asked.naming) *
      coverageOf(
        concepts,
        new Set([...matched, ...above].map(termOf)),
        called,
      ),
    matches: joinedRanges(matched),
    quote: quote.range,
  };
}

/**
 * What the quote of a passage is worth in its order, of the weight of the question's ideas, where it is one thing that the question wants, or
 * where it is a row of a table. What passages say about something is told by all of their words.
 */
const QUOTE_WORTH = 0.5;

function isOneThing(quote: string, expects: Expected | null): boolean {
  return quote.includes(" | ") || (expects !== null && expects !== "value");
}

/** The share of the question that a passage has. Words that name its document are no merit of the passage, and no fault. */
function coverageOf(
  concepts: readonly Concept[],
  present: ReadonlySet<string>,
  named: ReadonlySet<string>,
): number {
  const has = (term: string) => present.has(term);
  const telling = concepts.filter((concept) =>
    carried(concept, has) > 0 || !concept.ways.some((way) => way.every((term) => named.has(term)))
  );
  const all = telling.reduce((sum, { weight }) => sum + weight, 0);
  const sum = telling.reduce((sum, concept) => sum + concept.weight * carried(concept, has), 0);
  if (all === 0) return concepts.length > 0 ? 1 : 0;
  return Math.min(1, sum / all);
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
