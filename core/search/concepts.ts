/**
 * What a question asks for, as ideas that a passage may word in more than one way.
 *
 * @module
 */
import { COMMON } from "./abbreviations.ts";
import { termOfWord, type Token, tokensOf } from "./tokens.ts";
import { variantOf } from "./variants.ts";

/** An idea of the question: terms that stand for it, the question's own first, and how much it says. */
export interface Concept {
  ways: string[][];
  weight: number;
}

/** What is known of the passages that are searched. */
export interface Vocabulary {
  /** How rare a term is; most for one that no passage has. */
  rarity(term: string): number;
  has(term: string): boolean;
  /** Long forms of a name that theirs is made of, or of a short form that they explain. */
  longForms(word: string): string[];
}

/** Other words than the question's own weigh less in the order of passages, where its own are there too. */
const OTHER_WORDS = 0.6;
const LONGEST_KEY = 3;

const KNOWN: ReadonlyMap<string, string[][]> = new Map(
  COMMON.flatMap((forms) => {
    const ways = forms.map((form) => tokensOf(form).map(({ term }) => term));
    return ways.map((
      way,
      at,
    ): [string, string[][]] => [way.join(" "), ways.filter((_, other) => other !== at)]);
  }),
);

/** The ideas of a query in order. */
export function conceptsOf(query: string, vocabulary: Vocabulary): Concept[] {
  const tokens = tokensOf(query);
  const concepts: Concept[] = [];
  const seen = new Set<string>();
  for (let at = 0; at < tokens.length;) {
    const length = lengthOfKey(tokens, at);
    const own = tokens.slice(at, at + length).map(({ term }) => term);
    at += length;
    const key = own.join(" ");
    if (seen.has(key)) continue;
    seen.add(key);
    const word = query.slice(tokens[at - length]!.start, tokens[at - 1]!.end);
    const others = otherWays(own, word, vocabulary);
    concepts.push({ ways: [own, ...others], weight: weightOf(own, others, vocabulary) });
  }
  return concepts;
}

/** How many words from here on are one idea that has other names. */
function lengthOfKey(tokens: readonly Token[], at: number): number {
  for (let length = LONGEST_KEY; length > 1; length--) {
    const key = tokens.slice(at, at + length).map(({ term }) => term).join(" ");
    if (at + length <= tokens.length && KNOWN.has(key)) return length;
  }
  return 1;
}

function otherWays(own: readonly string[], word: string, vocabulary: Vocabulary): string[][] {
  const known = KNOWN.get(own.join(" ")) ?? [];
  // One that passages have stands where it is explained.
  const told = own.every((term) => vocabulary.has(term))
    ? []
    : vocabulary.longForms(word).map((form) => tokensOf(form).map(({ term }) => term));
  const ways = [...known, ...told].filter((way) =>
    way.length > 0 && way.every((term) => vocabulary.has(term))
  );
  if (ways.length > 0 || own.length > 1 || vocabulary.has(own[0]!)) return ways;
  const variant = variantOf(own[0]!, (term) => vocabulary.has(term), termOfWord);
  return variant.length === 0 ? [] : [variant];
}

/** One that the passages word otherwise says what those words say; one that they lack altogether says most. */
function weightOf(own: readonly string[], others: readonly string[][], { rarity, has }: Vocabulary): number {
  const ways = [...(own.every((term) => has(term)) || others.length === 0 ? [own] : []), ...others];
  return Math.max(...ways.map((way) => Math.max(...way.map(rarity))));
}

/** Which share of an idea the present terms carry: that of the way of which they have most. */
export function carried({ ways }: Concept, present: (term: string) => boolean): number {
  let most = 0;
  for (const way of ways) {
    const share = way.filter(present).length / way.length;
    if (share > most) most = share;
  }
  return most;
}

/** The terms of all ideas with how much each counts in the order of passages. */
export function weightedTerms(
  concepts: readonly Concept[],
  has: (term: string) => boolean,
): Map<string, number> {
  const weights = new Map<string, number>();
  for (const { ways: [own, ...others] } of concepts) {
    for (const term of own!) weights.set(term, 1);
    const weight = own!.every(has) ? OTHER_WORDS : 1;
    for (const term of others.flat()) weights.set(term, Math.max(weight, weights.get(term) ?? 0));
  }
  return weights;
}

/** Terms of a question with those of all other ways to say them. */
export function allWays(concepts: readonly Concept[], own: ReadonlySet<string>): Set<string> {
  const said = concepts.filter(({ ways: [first] }) => first!.some((term) => own.has(term)));
  return new Set([...own, ...said.flatMap(({ ways }) => ways.flat())]);
}
