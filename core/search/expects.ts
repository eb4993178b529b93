/**
 * What kind of thing a question asks for, and where a text has one.
 *
 * @module
 */

/** `name`: of a person, a place, a thing that is written with a capital. `value`: what a quantity is, told by a number or by words. */
export type Expected = "number" | "money" | "date" | "name" | "value";

const MONEY =
  /\b(?:how much (?:money|did|does|do|has|have|was|were|is|will|would)|what (?:price|cost|amount of money)|how (?:expensive|many (?:dollars|euros|pounds|millions?|billions?)))\b/i;
const NUMBER =
  /\b(?:how (?:many|much|long|old|far|often|big|large|high|tall|deep|fast|heavy|wide)|what (?:percentage|percent|share|number|amount|fraction|proportion|price|cost|rate|ratio|total|sum|age|distance|size|population|temperature)|(?:the )?(?:amount|number|percentage|price|cost|rate|ratio|total|sum|value) of)\b/i;
const DATE =
  /\b(?:when|(?:what|which) (?:year|month|day|date|decade|century|time)|since when|until when|by when|how long ago)\b/i;
const NAME =
  /\b(?:who|whom|whose|where|which (?:person|company|country|city|state|team|party|organi[sz]ation)|what (?:company|country|city|state|team|is the name|was the name|person))\b/i;
const VALUE = /^\W*(?:what|how)\s+(?:is|are|was|were|will be|has been|have been)\s+(?!.*\bcalled\b)/i;

/** A statement or a few words ask for nothing of a kind, whatever words are in them. */
const ASKS =
  /\?|^\W*(?:what|which|how|who|whom|whose|when|where|why|in (?:what|which)|since|until|by|tell|find|show|give|say|name|state|list)\b/i;

/** What a question expects; null where its words do not tell. */
export function expectedBy(question: string): Expected | null {
  if (!ASKS.test(question)) return null;
  if (DATE.test(question)) return "date";
  if (MONEY.test(question)) return "money";
  if (NUMBER.test(question)) return "number";
  if (NAME.test(question)) return "name";
  return VALUE.test(question) ? "value" : null;
}

const WORDS_OF_NUMBER =
  "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand|million|billion|half|third|quarter|dozen|none";
/** No part of a name (`737-10`), of a reference (`Note 12`, `(3)`), of a date (`May 3`). */
const DIGITS =
  "(?<![\\p{L}\\d]-?|\\b(?:note|item|section|page|part|table|exhibit|rule|form|no\\.|january|february|march|april|may|june|july|august|september|october|november|december)\\s+|^\\(?)\\d[\\d.,]*(?![\\d(]|-?\\p{L})";
const YEAR = /^(?:1[89]|20)\d\d[.,]?$/;
const NUMBERS = new RegExp(`${DIGITS}|\\b(?:${WORDS_OF_NUMBER})\\b`, "giu");
const THINGS: Record<Expected, RegExp> = {
  number: NUMBERS,
  money: new RegExp(
    `[$€£¥₹]\\s?\\(?\\d[\\d.,]*|\\b(?:USD|EUR|GBP|CHF)\\s?\\d[\\d.,]*|\\d[\\d.,]*\\s(?:(?:thousand|million|billion|trillion)\\s)?(?:dollars|euros|pounds|francs|percent)|\\d[\\d.,]*\\s(?:thousand|million|billion|trillion)|\\d[\\d.,]*\\s?%|(?<=\\|\\s*[($€£]*)\\d[\\d.,]*`,
    "giu",
  ),
  value: NUMBERS,
  date:
    /\b(?:1\d{3}|20\d\d|jan(?:uary)?|feb(?:ruary)?|march|april|may|june|july|august|sept(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|monday|tuesday|wednesday|thursday|friday|saturday|sunday|\d+(?:st|nd|rd|th) century)\b/giu,
  name: /(?<=[^.!?\s]["'”’)]*\s+["'“‘(]*)\p{Lu}[\p{L}\p{M}'’-]+/gu,
};

/** Places of a text that hold something of the kind. */
export function thingsIn(text: string, expected: Expected): [number, number][] {
  const isYear = (word: string) => expected !== "date" && expected !== "name" && YEAR.test(word);
  return [...text.matchAll(THINGS[expected])].filter(([word]) => !isYear(word))
    .map((match) => [match.index, match.index + match[0].length]);
}

const COUNTED =
  /\bhow many ((?:[\p{L}'-]+\s+){1,4}?)(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should|there|in|of|at|on|per|by)\b/iu;
/** Words between a number and what is counted: `815 membership warehouses`, `32 million of its shares`. */
const BETWEEN = 3;

/** What a question wants counted: the `membership warehouses` of `How many membership warehouses are there?` */
export function countedIn(question: string): string {
  return COUNTED.exec(`${question} in`)?.[1]?.trim() ?? "";
}

/** Whether a number counts what a term at `start` says: it stands right in front of it. */
export function counts(text: string, [, end]: readonly [number, number], start: number): boolean {
  if (start <= end) return false;
  const words = text.slice(end, start).trim();
  return !/[.;:|,()]/.test(words) && words.split(/\s+/).filter((word) => word !== "").length <= BETWEEN;
}
