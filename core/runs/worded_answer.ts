/**
 * A short answer that a model wrote from passages: kept are the sentences that stand in them.
 *
 * @module
 */
import type { Passage } from "../contract/mod.ts";
import { tokensOf } from "../search/mod.ts";

/** A sentence and the passages that it rests on. */
export interface WordedSentence {
  text: string;
  passages: Passage[];
}

/** A sentence that was not kept, and why. */
export interface DroppedSentence {
  text: string;
  reason: string;
}

/** This share of a sentence's words stands in its passages or in the question. */
const SUPPORTED = 0.6;
const DENIES = /\b(?:not|no|never|none|neither|cannot|without)\b|n['’]t\b/i;
const NUMBER_WORDS = new Map(
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
    .split(" ").map((word, value) => [word, String(value)]),
);

/** Holds each sentence against the passages it cites: numbers, quoted words and names must stand there, and most of its other words. */
export function checkSentences(
  sentences: readonly { text: string; passages: readonly string[] }[],
  context: { question: string; passage: (id: string) => Passage | undefined },
): { kept: WordedSentence[]; dropped: DroppedSentence[] } {
  const kept: WordedSentence[] = [];
  const dropped: DroppedSentence[] = [];
  for (const { text, passages } of sentences) {
    const cited = passages.map((id) => context.passage(id));
    const known = cited.filter((passage) => passage !== undefined);
    const reason = known.length < cited.length || known.length === 0
      ? "it cites a passage that was not found"
      : faultOf(text, known, context.question);
    if (reason === null) kept.push({ text, passages: known });
    else dropped.push({ text, reason });
  }
  return { kept, dropped };
}

function faultOf(text: string, passages: readonly Passage[], question: string): string | null {
  const source = passages.map((passage) => passage.text).join("\n");
  const numbers = new Set(numbersOf(source));
  const astray = numbersOf(text).find((number) => !numbers.has(number));
  if (astray !== undefined) return `the number ${astray} does not stand in its passage`;
  const plain = spaced(source);
  for (const [, quote = ""] of text.matchAll(/[“"«]([^“”"«»]{3,})[”"»]/g)) {
    if (!plain.includes(spaced(quote))) return `the words “${quote}” do not stand in its passage`;
  }
  const said = new Set(
    tokensOf(`${source}\n${question}\n${passages.map(({ name }) => name).join(" ")}`).map(({ term }) => term),
  );
  const words = tokensOf(text);
  const name = words.find(({ term, start, end }) =>
    start > 0 && /^\p{Lu}/u.test(text.slice(start, end)) && !said.has(term)
  );
  if (name !== undefined) return `the name ${text.slice(name.start, name.end)} does not stand in its passage`;
  const supported = words.filter(({ term }) => said.has(term)).length;
  if (supported < SUPPORTED * words.length) return "most of its words do not stand in its passage";
  if (DENIES.test(text) && !DENIES.test(source)) return "it denies what its passage does not deny";
  return null;
}

/** Numbers as they compare: without separators of thousands, words as digits. */
function numbersOf(text: string): string[] {
  const digits = [...text.matchAll(/\d+(?:[.,]\d+)*/g)].map(([number]) =>
    number.replace(/,(?=\d{3}(?:\D|$))/g, "").replace(/\.0+$/, "")
  );
  const words = [...text.toLowerCase().matchAll(/\p{L}+/gu)].flatMap(([word]) =>
    NUMBER_WORDS.get(word) ?? []
  );
  return [...digits, ...words];
}

function spaced(text: string): string {
  return text.replace(/\s+/g, " ").trim().toLowerCase();
}
