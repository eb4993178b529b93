/**
 * What kind of thing a question asks for, and where a text has one.
 *
 * @module
 */

/** `name`: of a person, a place, a thing that is written with a capital. */
export type Expected = "number" | "date" | "name";

const NUMBER =
  /\b(?:how (?:many|much|long|old|far|often|big|large|high|tall|deep|fast|heavy|wide)|what (?:percentage|percent|share|number|amount|fraction|proportion|price|cost|rate|ratio|total|sum|age|distance|size|population|temperature)|(?:the )?(?:amount|number|percentage|price|cost|rate|ratio|total|sum|value) of)\b/i;
const DATE =
  /\b(?:when|(?:what|which) (?:year|month|day|date|decade|century|time)|since when|until when|by when|how long ago)\b/i;
const NAME =
  /\b(?:who|whom|whose|where|which (?:person|company|country|city|state|team|party|organi[sz]ation)|what (?:company|country|city|state|team|is the name|was the name|person))\b/i;

/** What a question expects; null where its words do not tell. */
export function expectedBy(question: string): Expected | null {
  if (DATE.test(question)) return "date";
  if (NUMBER.test(question)) return "number";
  return NAME.test(question) ? "name" : null;
}

const WORDS_OF_NUMBER =
  "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand|million|billion|half|third|quarter|dozen|none";
const THINGS: Record<Expected, RegExp> = {
  number: new RegExp(`\\b(?:\\d[\\d.,]*|${WORDS_OF_NUMBER})\\b`, "giu"),
  date:
    /\b(?:1\d{3}|20\d\d|jan(?:uary)?|feb(?:ruary)?|march|april|may|june|july|august|sept(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|monday|tuesday|wednesday|thursday|friday|saturday|sunday|\d+(?:st|nd|rd|th) century)\b/giu,
  name: /(?<=[^.!?\s]["'”’)]*\s+["'“‘(]*)\p{Lu}[\p{L}\p{M}'’-]+/gu,
};

/** Places of a text that hold something of the kind. */
export function thingsIn(text: string, expected: Expected): [number, number][] {
  return [...text.matchAll(THINGS[expected])].map((match) => [match.index, match.index + match[0].length]);
}
