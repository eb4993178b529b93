/**
 * Names in a question, and the documents that have them.
 *
 * @module
 */
import { abbreviated } from "./abbreviations.ts";
import type { Postings } from "./postings.ts";
import { tokensOf } from "./tokens.ts";

/** A word that is written with a capital and does not begin a sentence: `Boeing`, `AMCOR's`, not `What`. */
const NAME = /(?<=[^.!?:\s]["'”’)]*\s+["'“‘(]*)\p{Lu}[\p{L}\p{N}&'’-]+/gu;
/** What may be a short form of a name: `AMEX`, `JnJ`. */
const SHORT = /^\p{Lu}[\p{L}&]{0,6}\p{Lu}$/u;
/** Words with capitals that follow one another. */
const RUN = /\p{Lu}[\p{L}.'’]*(?:\s+(?:(?:&|and|of|the|und)\s+)?\p{Lu}[\p{L}.'’]*)+/gu;
const RUNS = 60;

/** The names of a question as terms. Where every word has a capital, as in a heading, none is told apart. */
export function namesIn(question: string): string[] {
  const names = [...question.matchAll(NAME)].map(([name]) => name);
  const words = question.match(/\p{L}{2,}/gu) ?? [];
  if (names.length > 0.7 * words.length) return [];
  return [...new Set(names.flatMap((name) => tokensOf(name).map(({ term }) => term)))];
}

/** For each name the documents that have it anywhere, or its long form in their own name. */
export function documentsNaming(
  names: readonly string[],
  postings: Postings,
  aliasOf: (name: string) => readonly string[],
): Map<string, Set<string>> {
  return new Map(names.map((name) => {
    const documents = new Set(aliasOf(name));
    for (const passage of postings.terms.get(name)?.keys() ?? []) documents.add(postings.documentOf(passage));
    return [name, documents];
  }));
}

/** What a document is called by, as words in a row: those of its title and of its opening. */
export function runsOf(title: string, opening: string): string[][] {
  const found = new Set([title, ...[...opening.matchAll(RUN)].slice(0, RUNS).map(([run]) => run)]);
  return [...found].map((run) => run.split(/[\s_]+/).filter((word) => word !== ""));
}

/** The words of a document's name that a word of a question is short for; empty where it is not. */
export function longName(word: string, runs: readonly (readonly string[])[]): string[] {
  const bare = word.replace(/['’]s$/, "");
  if (!SHORT.test(bare) || bare.replace(/[^\p{L}]/gu, "").length < 3) return [];
  for (const run of runs) {
    const words = abbreviated(bare, run);
    if (words.length > 0) return words;
  }
  return [];
}

/** Neighbouring words of a question written as one: `americanexpress` with `American` and `Express`. */
export function joinedWords(question: string): Map<string, string[]> {
  const words = question.match(/[\p{L}\p{N}]+/gu) ?? [];
  const joined = new Map<string, string[]>();
  for (let from = 0; from < words.length; from++) {
    for (let to = from + 2; to <= Math.min(words.length, from + 4); to++) {
      const run = words.slice(from, to);
      joined.set(run.join("").toLowerCase(), run);
    }
  }
  return joined;
}

/** Words of a title that may be several joined. */
export function longWordsOf(title: string): string[] {
  return title.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 5);
}
