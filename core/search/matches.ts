/**
 * Where the words of a question stand in a text.
 *
 * @module
 */
import type { TextRange } from "../contract/mod.ts";
import { type Token, tokensOf } from "./tokens.ts";

/** The words of a text that a question has too, in order. */
export function matchesOf(text: string, query: string): TextRange[] {
  const wanted = new Set(tokensOf(query).map(({ term }) => term));
  return joinedRanges(tokensOf(text).filter(({ term }) => wanted.has(term)));
}

/** Overlapping words, as pairs of ideographs are, become one range. */
export function joinedRanges(tokens: readonly Token[]): TextRange[] {
  const ranges: TextRange[] = [];
  for (const { start, end } of tokens) {
    const last = ranges.at(-1);
    if (last !== undefined && start < last[1]) last[1] = end;
    else ranges.push([start, end]);
  }
  return ranges;
}
