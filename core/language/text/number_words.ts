/**
 * Numbers as people write them: digits with marks, words, and both mixed (`2 million`).
 *
 * @module
 */
import type { Token } from "./token.ts";

const UNITS = [
  "zero",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
  "thirteen",
  "fourteen",
  "fifteen",
  "sixteen",
  "seventeen",
  "eighteen",
  "nineteen",
];
const TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const ORDINALS = [
  "zeroth",
  "first",
  "second",
  "third",
  "fourth",
  "fifth",
  "sixth",
  "seventh",
  "eighth",
  "ninth",
  "tenth",
  "eleventh",
  "twelfth",
];
const SCALES: Record<string, number> = {
  hundred: 100,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
  dozen: 12,
  mil: 1e6,
  bn: 1e9,
};

const TIMES: Record<string, number> = { once: 1, twice: 2, thrice: 3 };

const SMALL = new Map<string, number>([
  ...UNITS.map((word, index) => [word, index] as const),
  ...TENS.map((word, index) => [word, 20 + 10 * index] as const),
]);

/** A number found in the tokens. */
export interface NumberSpan {
  readonly from: number;
  readonly to: number;
  readonly value: number;
  readonly unit?: string;
  readonly ordinal: boolean;
  /** Written in letters only, so it may as well be a part of a name. */
  readonly spelled: boolean;
}

/** The number that begins at a token, or undefined. */
export function numberAt(tokens: readonly Token[], from: number): NumberSpan | undefined {
  const token = tokens[from];
  if (token === undefined) return undefined;
  if (token.kind === "number") return digitsAt(tokens, from);
  const ordinal = ORDINALS.indexOf(token.word);
  if (ordinal > 0) return { from, to: from + 1, value: ordinal, ordinal: true, spelled: true };
  const times = Object.hasOwn(TIMES, token.word) ? TIMES[token.word] : undefined;
  if (times !== undefined) return { from, to: from + 1, value: times, ordinal: false, spelled: true };
  return wordsAt(tokens, from);
}

function digitsAt(tokens: readonly Token[], from: number): NumberSpan {
  const token = tokens[from]!;
  let value = token.value!;
  let to = from + 1;
  const minus = tokens[from - 1]?.word === "-" && tokens[from - 1]!.end === token.start &&
    (from < 2 || tokens[from - 2]!.end < tokens[from - 1]!.start);
  if (minus) value = -value;
  const scale = SCALES[tokens[to]?.word ?? ""];
  if (scale !== undefined && token.unit === undefined || scale !== undefined && token.unit === "$") {
    value *= scale!;
    to += 1;
  }
  let unit = token.unit;
  if (tokens[to]?.word === "%" || tokens[to]?.word === "percent") {
    unit = "%";
    to += 1;
  }
  const ordinal = unit !== undefined && /^(st|nd|rd|th)$/.test(unit);
  return { from, to, value, ordinal, spelled: false, ...(unit === undefined || ordinal ? {} : { unit }) };
}

function wordsAt(tokens: readonly Token[], from: number): NumberSpan | undefined {
  let at = from;
  let total = 0;
  let part: number | undefined;
  const article = tokens[from]!.word === "a" && Object.hasOwn(SCALES, tokens[from + 1]?.word ?? "");
  if (article) {
    part = 1;
    at += 1;
  }
  for (; at < tokens.length; at++) {
    const word = tokens[at]!.word;
    const small = SMALL.get(word);
    if (small !== undefined) {
      if (part !== undefined && !(part % 100 === 0 || (part % 10 === 0 && small < 10 && part % 100 >= 20))) {
        break;
      }
      part = (part ?? 0) + small;
    } else if (Object.hasOwn(SCALES, word) && part !== undefined) {
      const scale = SCALES[word]!;
      if (scale === 100) part *= 100;
      else {
        total += part * scale;
        part = 0;
      }
    } else if (
      word === "and" && part !== undefined && part % 100 === 0 && part > 0 &&
      SMALL.has(tokens[at + 1]?.word ?? "")
    ) {
      continue;
    } else break;
  }
  if (part === undefined) return undefined;
  return { from, to: at, value: total + part, ordinal: false, spelled: true };
}
