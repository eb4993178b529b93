/**
 * Sentences that say in what form a result is wanted, not what it is: `Return a table with "Country" as the index.`
 *
 * @module
 */

const FORM =
  /^\s*(?:please\s+)?(?:return|put|save|store|assign|round|format|name the result|the (?:result|output|answer)s?\b[^.]*\b(?:should|must))\b/i;
const SHAPE =
  /\b(?:data ?frame|series|dict(?:ionary)?|tuple|list|index|columns?|table|array|json|decimal|digits?|places?|variable|rows?|names?|result|order|format)\b/i;

/** `3. Which ...`, `Question 2: Is ...`. */
const NUMBERING = /^\s*(?:question\s+)?\d{1,2}\s*[.):]\s+(?=\p{Lu})/iu;

/** The text with such sentences blanked out, so that places stay; all of it where nothing else would be left. */
export function withoutForm(numbered: string): string {
  const text = numbered.replace(NUMBERING, (mark) => " ".repeat(mark.length));
  const parts = text.split(/((?<=[.?!])\s+|\n+)/);
  const blank = parts.map((part) => FORM.test(part) && SHAPE.test(part) ? " ".repeat(part.length) : part);
  const kept = blank.join("");
  return kept.trim() === "" ? text : kept;
}
