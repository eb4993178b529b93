/**
 * Splitting a question into tokens that remember where they stood.
 *
 * @module
 */
import { stem } from "./stem.ts";

/** A word, a number or a mark of the question. */
export interface Token {
  /** As written. */
  readonly text: string;
  /** Lower case, without accents. */
  readonly word: string;
  readonly stem: string;
  readonly start: number;
  readonly end: number;
  readonly kind: "word" | "number" | "mark";
  /** Value of a number, with `k`, `m`, `bn` and thousands separators applied. */
  readonly value?: number;
  /** `$`, `%`, `th` and the like around a number. */
  readonly unit?: string;
}

/** A stretch between quotation marks, by token positions. */
export interface Quoted {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A question in pieces. */
export interface TokenizedText {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly quotes: readonly Quoted[];
}

const SCALES: Record<string, number> = { k: 1e3, m: 1e6, mn: 1e6, b: 1e9, bn: 1e9 };
const NUMBER =
  /[$€£]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:(?:bn|mn|[kmb])(?![a-z])|%|st(?![a-z])|nd(?![a-z])|rd(?![a-z])|th(?![a-z]))?(?![\p{L}\d])/iuy;
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’](?:s|t|re|ve|ll|d|m)(?![\p{L}\p{N}])|['’][\p{L}]+)?/uy;
const DOTTED = /(?:\p{L}\.){2,}\p{L}?(?![\p{L}\p{N}])/uy;

/** Lower case, accents and typographic quotes removed: the form in which words are compared. */
export function foldText(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[‘’`´]/g, "'").toLowerCase();
}

function numberToken(text: string, start: number): Token {
  const lower = text.toLowerCase();
  const body = /[\d,.]+/.exec(lower)![0].replace(/,/g, "");
  const suffix = lower.slice(lower.search(/\d/) + /[\d,.]+/.exec(lower)![0].length);
  const unit = lower.startsWith("$") || lower.startsWith("€") || lower.startsWith("£")
    ? lower[0]!
    : suffix === "%" || /^(st|nd|rd|th)$/.test(suffix)
    ? suffix
    : undefined;
  const value = Number(body) * (SCALES[suffix] ?? 1);
  return {
    text,
    word: lower,
    stem: lower,
    start,
    end: start + text.length,
    kind: "number",
    value,
    ...(unit === undefined ? {} : { unit }),
  };
}

function wordTokens(text: string, start: number): Token[] {
  const folded = foldText(text);
  const possessive = /^(.*)'(s)?$/.exec(folded);
  const word = possessive !== null && possessive[1] !== "" ? possessive[1]! : folded.replace(/'/g, "");
  const negated = /^(.+)n't$/.exec(folded);
  const end = start + text.length;
  if (negated !== null) {
    const verb = negated[1] === "ca" ? "can" : negated[1] === "wo" ? "will" : negated[1]!;
    return [
      { text, word: verb, stem: stem(verb), start, end, kind: "word" },
      { text, word: "not", stem: "not", start, end, kind: "word" },
    ];
  }
  return [{ text, word, stem: stem(word), start, end, kind: "word" }];
}

/** Marks that carry meaning; all others are dropped. */
const MARKS = new Set([
  ",",
  "?",
  ";",
  ":",
  "(",
  ")",
  "%",
  "$",
  "€",
  "£",
  "/",
  "<",
  ">",
  "=",
  "+",
  "-",
  "*",
  ".",
  "@",
  "&",
  "#",
]);

/** Splits a text. Hyphens and underscores separate words; the columns and values are split in the same way. */
export function tokenize(text: string): TokenizedText {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const take = (pattern: RegExp): string | undefined => {
      pattern.lastIndex = at;
      return pattern.exec(text)?.[0];
    };
    const previous = text[at - 1] ?? " ";
    const number = /[\p{L}\d]/u.test(previous) ? undefined : take(NUMBER);
    if (number !== undefined) {
      tokens.push(numberToken(number, at));
      at += number.length;
      continue;
    }
    const word = take(DOTTED) ?? take(WORD);
    if (word !== undefined) {
      tokens.push(...wordTokens(/^(?:\p{L}\.)+\p{L}?$/u.test(word) ? word.replaceAll(".", "") : word, at));
      at += word.length;
      continue;
    }
    const mark = text[at]!;
    if (MARKS.has(mark)) {
      tokens.push({ text: mark, word: mark, stem: mark, start: at, end: at + 1, kind: "mark" });
    }
    at += 1;
  }
  return { text, tokens, quotes: findQuotes(text, tokens) };
}

function findQuotes(text: string, tokens: readonly Token[]): Quoted[] {
  const quotes: Quoted[] = [];
  for (const match of text.matchAll(/(?<![\p{L}\p{N}])["“'‘`]+([^"“”`]{1,200}?)["”'’`]+(?![\p{L}\p{N}])/gu)) {
    const start = match.index + 1;
    const end = match.index + match[0].length - 1;
    const inside = tokens.flatMap((token, index) =>
      token.start >= start && token.end <= end + 1 ? [index] : []
    );
    if (inside.length > 0) quotes.push({ from: inside[0]!, to: inside.at(-1)! + 1, text: match[1]! });
  }
  return quotes;
}

/** The words of a name or a cell, split as questions are, camelCase and digits apart from letters included. */
export function wordsOf(name: string): string[] {
  const spaced = name.replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2").replace(
    /(\p{Lu}+)(\p{Lu}\p{Ll})/gu,
    "$1 $2",
  );
  return foldText(spaced).replace(/'s?(?![\p{L}\p{N}])/gu, "").replace(/'/g, "")
    .match(/\d+(?:[.,]\d+)+|\d+|\p{L}+/gu) ?? [];
}
