/**
 * Finds the phrases of the language in tokens.
 *
 * @module
 */
import { isMisspelling } from "../text/distance.ts";
import { type Token, tokenize } from "../text/token.ts";
import { ENTRIES } from "./phrases.ts";
import type { Sense } from "./sense.ts";

interface Node {
  next: Map<string, Node>;
  senses: Sense[];
}

/** A phrase found: tokens `from` to `to`, and everything it can mean. */
export interface PhraseSpan {
  readonly from: number;
  readonly to: number;
  readonly senses: readonly Sense[];
}

function add(root: Node, words: readonly string[], sense: Sense): void {
  let nodes = [root];
  for (const word of words) {
    nodes = nodes.flatMap((node) =>
      word.split("|").map((choice) => {
        let next = node.next.get(choice);
        if (next === undefined) node.next.set(choice, next = { next: new Map(), senses: [] });
        return next;
      })
    );
  }
  for (const node of nodes) if (!node.senses.includes(sense)) node.senses.push(sense);
}

/** Hyphens of a phrase are left out: `x-axis` and `x axis` are the same. */
function build(): Node {
  const root: Node = { next: new Map(), senses: [] };
  for (const [phrases, sense] of ENTRIES) {
    for (const phrase of phrases.split(";")) {
      const words = phrase.trim().split(/\s+/).flatMap((word) =>
        word.includes("|")
          ? [word]
          : tokenize(word).tokens.filter((token) =>
            token.word !== "-" && token.word !== "(" && token.word !== ")"
          ).map((token) => token.word)
      );
      if (words.length > 0) add(root, words, sense);
    }
  }
  return root;
}

const ROOT = build();

/** All phrases that begin at a token, shortest first. A hyphen or slash between words is skipped. */
export function phrasesAt(tokens: readonly Token[], from: number): PhraseSpan[] {
  const found: PhraseSpan[] = [];
  let node: Node | undefined = ROOT;
  for (let at = from; at < tokens.length && node !== undefined; at++) {
    const word = tokens[at]!.word;
    if (at > from && (word === "-" || word === "/") && !node.next.has(word)) continue;
    node = node.next.get(word);
    if (node !== undefined && node.senses.length > 0) found.push({ from, to: at + 1, senses: node.senses });
  }
  return found;
}

let vocabulary: Set<string> | undefined;

/** Every word of the phrases, so that a word of the language is not taken for a misspelt column. */
export function phraseVocabulary(): ReadonlySet<string> {
  if (vocabulary === undefined) {
    vocabulary = new Set();
    const walk = (node: Node) => {
      for (const [word, next] of node.next) {
        vocabulary!.add(word);
        walk(next);
      }
    };
    walk(ROOT);
  }
  return vocabulary;
}

/** Words that are long and plain enough to be recognised when they are misspelt. */
const SPELLED = [
  "average",
  "total",
  "median",
  "maximum",
  "minimum",
  "number",
  "highest",
  "lowest",
  "between",
  "percentage",
  "correlation",
  "distribution",
  "histogram",
  "scatter",
  "greater",
  "standard",
  "deviation",
  "descending",
  "ascending",
  "distinct",
  "unique",
  "monthly",
  "yearly",
  "quarter",
];

/** Meanings of a misspelt word of the language; none where it is no slip for one. */
export function misspeltSenses(word: string): readonly Sense[] {
  if (word.length < 5) return [];
  const meant = SPELLED.find((one) => isMisspelling(word, one));
  return meant === undefined ? [] : ROOT.next.get(meant)?.senses ?? [];
}
