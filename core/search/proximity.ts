/**
 * Words that follow one another in a question and in a passage.
 *
 * @module
 */
import type { Token } from "./tokens.ts";

/** What a pair is worth, of the weight of its weaker word. */
const WORTH = 0.4;

/** Pairs of neighbours among a question's words, with what each is worth. */
export function pairsOf(words: readonly { term: string; weight: number }[]): Map<string, number> {
  const pairs = new Map<string, number>();
  for (let at = 1; at < words.length; at++) {
    const [first, second] = [words[at - 1]!, words[at]!];
    pairs.set(`${first.term} ${second.term}`, WORTH * Math.min(first.weight, second.weight));
  }
  return pairs;
}

/** What the pairs that a text has are worth together. */
export function pairsIn(tokens: readonly Token[], pairs: ReadonlyMap<string, number>): number {
  if (pairs.size === 0) return 0;
  const seen = new Set<string>();
  let sum = 0;
  for (let at = 1; at < tokens.length; at++) {
    const pair = `${tokens[at - 1]!.term} ${tokens[at]!.term}`;
    const worth = pairs.get(pair);
    if (worth === undefined || seen.has(pair)) continue;
    seen.add(pair);
    sum += worth;
  }
  return sum;
}
