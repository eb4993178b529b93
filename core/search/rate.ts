/**
 * What a passage carries of a question.
 *
 * @module
 */
import type { TextRange } from "../contract/mod.ts";
import { carried, type Concept } from "./concepts.ts";
import { type Expected, thingsIn } from "./expects.ts";
import { joinedRanges } from "./matches.ts";
import { pairsIn } from "./proximity.ts";
import type { Chunk, Hit } from "./protocol.ts";
import { quotable } from "./sentences.ts";
import { type Token, tokensOf } from "./tokens.ts";

/** What is asked of a passage: the question's ideas, and its pairs of neighbours with what each is worth. */
export interface Asked {
  concepts: readonly Concept[];
  pairs: ReadonlyMap<string, number>;
  /** The kind of thing that the question wants to know. */
  expects: Expected | null;
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
  return {
    ...place,
    score: score + pairsIn([...named, ...above, ...tokens], pairs) +
      ROW_WORTH * bestLabel(chunk.text, tokens, concepts),
    coverage: namedShare(chunk.document, asked.naming) *
      coverageOf(
        concepts,
        new Set([...matched, ...above].map(termOf)),
        new Set([...named.map(termOf), ...asked.called(chunk.document)]),
      ),
    matches: joinedRanges(matched),
    quote: bestSentences(chunk.text, matched, asked),
  };
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

/** What a row of a table is worth whose label is what the question asks for, of the weight of the label's words. */
const ROW_WORTH = 0.3;

/** The most that the label of a row carries of the question, less where the label has other words too. */
function bestLabel(text: string, tokens: readonly Token[], concepts: readonly Concept[]): number {
  if (!text.includes(" | ")) return 0;
  let [best, at, from] = [0, 0, 0];
  for (const line of text.split("\n")) {
    const end = from + line.length;
    const bar = line.indexOf(" | ");
    while (at < tokens.length && tokens[at]!.start < from) at++;
    if (bar > 0 && /\d/.test(line.slice(bar))) {
      const label: Token[] = [];
      for (let next = at; next < tokens.length && tokens[next]!.end <= from + bar; next++) {
        label.push(tokens[next]!);
      }
      best = Math.max(best, labelWorth(label, concepts));
    }
    from = end + 1;
  }
  return best;
}

function labelWorth(label: readonly Token[], concepts: readonly Concept[]): number {
  if (label.length === 0) return 0;
  const terms = new Set(label.map(termOf));
  const known = new Set(concepts.flatMap(({ ways }) => ways.flat()));
  const share = [...terms].filter((term) => known.has(term)).length / terms.size;
  if (share < 0.5) return 0;
  return share *
    concepts.reduce((sum, each) => sum + each.weight * carried(each, (term) => terms.has(term)), 0);
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
  { concepts, expects }: Asked,
): TextRange {
  const weigh = (terms: ReadonlySet<string>) =>
    concepts.reduce((sum, concept) => sum + concept.weight * carried(concept, (term) => terms.has(term)), 0);
  const all = concepts.reduce((sum, { weight }) => sum + weight, 0);
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
  const beside = [sentences[best - 1], sentences[best + 1]].map((sentence) => ({
    sentence,
    gain: weigh(new Set([...sentence?.terms ?? [], ...chosen.terms])) - weigh(chosen.terms),
  })).sort((a, b) => b.gain - a.gain)[0]!;
  if (beside.sentence === undefined || beside.gain < BRINGS * all) return chosen.range;
  const [a, b] = [chosen.range, beside.sentence.range];
  return [Math.min(a[0], b[0]), Math.max(a[1], b[1])];
}
