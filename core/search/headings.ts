/**
 * Headings of a page, and which of them a passage stands under.
 *
 * @module
 */
import type { TextRange } from "../contract/mod.ts";

/** A heading is one line, at most so long. */
const LONGEST = 100;
/** Small words that a title does not begin with a capital. */
const SMALL = /^(?:and|for|from|into|per|the|with|und|der|die|das|von|des)$/;
/** A section's number in front: `4.2`, `IV.`, `Item 7.`, `Note 3 -`. */
const NUMBERED =
  /^(?:(?:item|part|note|section|chapter|article|exhibit|table|figure|appendix)\s+)?(?:\d+(?:\.\d+)*|[IVX]+|[A-Z])[.):]?\s+(?:[-–—]\s*)?\p{Lu}/u;
/** Headings at the top of a page that count for all of it. */
const TOP = 3;

/** A line of a page that heads what follows it. */
export interface Heading {
  text: string;
  range: TextRange;
}

/** Lines that stand alone as headings do: short, no sentence, written as a title, in capitals or under a number. */
export function headingsOf(text: string): Heading[] {
  const found: Heading[] = [];
  let at = 0;
  for (const line of text.split("\n")) {
    const words = line.trim();
    if (isHeading(words)) found.push({ text: words, range: [at, at + line.length] });
    at += line.length + 1;
  }
  return found;
}

/** What heads a passage that begins at `start`: the headings at the top of its page, and the last one before it; empty where there is none. */
export function headingFor(headings: readonly Heading[], text: string, start: number): string {
  const above: string[] = [];
  for (const heading of headings.slice(0, TOP)) {
    // Only lines that follow one another from the top.
    const gap = text.slice(0, heading.range[0]).replace(/\s/g, "").length;
    if (gap > above.join("").replace(/\s/g, "").length + 40) break;
    above.push(heading.text);
  }
  const last = headings.findLast(({ range }) => range[0] < start);
  if (last !== undefined && !above.includes(last.text)) above.push(last.text);
  return above.join("\n");
}

function isHeading(line: string): boolean {
  if (line.length < 3 || line.length > LONGEST || /[.,;]$/.test(line)) return false;
  const words = line.split(/\s+/);
  if (words.length > 14 || !/\p{L}{3}/u.test(line)) return false;
  // Rows of a table have numbers.
  if (words.filter((word) => /^[$€£(]?[\d.,]+[)%]?$/.test(word)).length > 1) return false;
  if (NUMBERED.test(line)) return true;
  const telling = words.filter((word) => /^\p{L}/u.test(word) && word.length > 2 && !SMALL.test(word));
  return telling.length > 0 && telling.every((word) => /^\p{Lu}/u.test(word)) && !/^\d/.test(line);
}
