/**
 * Other ways to write a word that no passage has: `cashflow` is `cash flow`, `realised` is `realized`.
 *
 * @module
 */

/** Shorter words are too like others. */
const LEAST = 6;
const LEAST_PART = 3;
const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** Terms that a term may be meant as, most likely first, of those that `knows` knows; empty where there is none. */
export function variantOf(
  term: string,
  knows: (term: string) => boolean,
  stem: (word: string) => string,
): string[] {
  if (!/^[a-z]+$/.test(term) || term.length < LEAST) return [];
  for (let at = LEAST_PART; at <= term.length - LEAST_PART; at++) {
    const parts = [stem(term.slice(0, at)), stem(term.slice(at))];
    if (parts.every((part) => part !== "" && knows(part))) return parts;
  }
  const near = nearTo(term).find((each) => knows(each));
  return near === undefined ? [] : [near];
}

/** Words with one letter changed, taken away, added or swapped with the next; the first two letters stay. */
function* nearTo(term: string): Generator<string> {
  for (let at = term.length - 1; at >= 2; at--) {
    const [before, after] = [term.slice(0, at), term.slice(at + 1)];
    if (after !== "") yield before + after[0] + term[at] + after.slice(1);
    yield before + after;
    for (const letter of LETTERS) yield before + letter + after;
  }
  for (let at = term.length; at >= 2; at--) {
    for (const letter of LETTERS) yield term.slice(0, at) + letter + term.slice(at);
  }
}
