/**
 * Words of a text as the index knows them, with where they stand.
 *
 * @module
 */
import { stemmer } from "@orama/stemmers/english";
import { stopwords } from "@orama/stopwords/english";

import { DISTINCT, IRREGULAR } from "./irregular.ts";

/** A word that counts, in the form in which it is compared. */
export interface Token {
  term: string;
  /** UTF-16 units of the text. */
  start: number;
  end: number;
}

/** Letters and digits; a mark between digits (`1,234.5`) and an apostrophe between letters stay inside, and `R&D` is a word. */
const WORD =
  /\p{Lu}{1,3}(?:&\p{Lu}{1,2})+(?![\p{L}\p{N}])|[\p{L}\p{M}\p{N}]+(?:(?:['’](?=\p{L})|(?<=\p{N})[.,](?=\p{N}))[\p{L}\p{M}\p{N}]+)*/gu;
/** Scripts that do not part words by spaces: every two neighbours are a term. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu;
/** A year or a part of one, as reports write it: `FY2022`, `FY22`, `Q1`, `2023Q1`, `Q1FY23`. */
const PERIOD = /^(?:([qh][1-4])?[fc]y)?((?:19|20)?\d\d)([qh][1-4])?$/i;
const ACCENTS = /[\u0300-\u036f]/g;
const CACHE = 200_000;

const STOP = new Set([...stopwords, "a", "also", "us", "s", "t", "d", "ll", "m", "re", "ve"]);
const stems = new Map<string, string>();

/** The words of a text that count: no stop words, without case and accents, English words by their stem. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(WORD)) {
    const word = match[0];
    if (UNSPACED.test(word)) {
      UNSPACED.lastIndex = 0;
      addUnspaced(word, match.index, tokens);
      continue;
    }
    const place = { start: match.index, end: match.index + word.length };
    const period = /^[a-z0-9]{4,9}$/i.test(word) ? periodOf(word) : null;
    if (period !== null) {
      for (const term of period) tokens.push({ term, ...place });
      continue;
    }
    const term = termOfWord(word);
    if (term !== "") tokens.push({ term, ...place });
  }
  return tokens;
}

/** The year of `FY22` is that of `2022`, and its part, where it has one, a word of its own; null for any other word. */
function periodOf(word: string): string[] | null {
  const match = PERIOD.exec(word);
  if (match === null || /^\d+$/.test(word)) return null;
  const [, before, year = "", after] = match;
  const part = (before ?? after)?.toLowerCase();
  return [year.length === 2 ? `20${year}` : year, ...(part === undefined ? [] : [part])];
}

/** A word as it is compared; empty for a stop word. */
export function termOfWord(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const plain = word.normalize("NFKD").replace(ACCENTS, "").toLowerCase().replaceAll("’", "'");
  const term = STOP.has(plain) ? "" : stem(plain);
  if (stems.size >= CACHE) stems.clear();
  stems.set(word, term);
  return term;
}

function stem(word: string): string {
  if (/^\d/.test(word)) return word.replaceAll(",", "");
  const bare = word.replace(/'s$/, "").replaceAll("'", "");
  return DISTINCT.get(bare) ?? (/^[a-z]{3,}$/.test(bare) ? stemmer(IRREGULAR.get(bare) ?? bare) : bare);
}

function addUnspaced(word: string, offset: number, tokens: Token[]): void {
  let rest = 0;
  for (const run of word.matchAll(UNSPACED)) {
    addPlain(word, rest, run.index, offset, tokens);
    const letters = [...run[0]];
    let at = offset + run.index;
    for (const [index, letter] of letters.entries()) {
      const next = letters[index + 1];
      if (next !== undefined || letters.length === 1) {
        tokens.push({
          term: (letter + (next ?? "")).normalize("NFKC"),
          start: at,
          end: at + letter.length + (next?.length ?? 0),
        });
      }
      at += letter.length;
    }
    rest = run.index + run[0].length;
  }
  addPlain(word, rest, word.length, offset, tokens);
}

/** Other letters in one word with them, such as `3D映画`. */
function addPlain(word: string, from: number, to: number, offset: number, tokens: Token[]): void {
  if (to <= from) return;
  const term = termOfWord(word.slice(from, to));
  if (term !== "") tokens.push({ term, start: offset + from, end: offset + to });
}
