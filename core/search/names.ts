/**
 * Names in a question, and the documents that have them.
 *
 * @module
 */
import type { Postings } from "./postings.ts";
import { tokensOf } from "./tokens.ts";

/** A word that is written with a capital and does not begin a sentence: `Boeing`, `AMCOR's`, not `What`. */
const NAME = /(?<=[^.!?:\s]["'”’)]*\s+["'“‘(]*)\p{Lu}[\p{L}\p{N}&'’-]+/gu;

/** The names of a question as terms. Where every word has a capital, as in a heading, none is told apart. */
export function namesIn(question: string): string[] {
  const names = [...question.matchAll(NAME)].map(([name]) => name);
  const words = question.match(/\p{L}{2,}/gu) ?? [];
  if (names.length > 0.7 * words.length) return [];
  return [...new Set(names.flatMap((name) => tokensOf(name).map(({ term }) => term)))];
}

/** For each name the documents that have it anywhere. */
export function documentsNaming(names: readonly string[], postings: Postings): Map<string, Set<string>> {
  return new Map(names.map((name) => {
    const documents = new Set<string>();
    for (const passage of postings.terms.get(name)?.keys() ?? []) documents.add(postings.documentOf(passage));
    return [name, documents];
  }));
}
