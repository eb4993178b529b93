/**
 * How deep and how large a JSON text is, found without reading it into values: a megabyte of brackets takes the host long to parse and
 * much memory to hold, and code of others chooses what it sends.
 *
 * @module
 */

/** What a JSON text may be. */
export interface ShapeLimits {
  /** Lists and records inside one another. */
  maxDepth: number;
  /** Values in all. */
  maxValues: number;
}

const QUOTE = 34;
const COMMA = 44;
const BACKSLASH = 92;

/** What is over the limits, in words; null where nothing is. The text need not be JSON. */
export function overShape(text: string, { maxDepth, maxValues }: ShapeLimits): string | null {
  let depth = 0;
  let values = 1;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) {
      i = endOfText(text, i);
      continue;
    }
    // Both brackets differ in one bit from both braces.
    const bracket = code & ~0x20;
    if (code === COMMA || bracket === 0x5b) {
      if (++values > maxValues) return `more than ${maxValues} values`;
    }
    if (bracket === 0x5b && ++depth > maxDepth) return `values nested deeper than ${maxDepth}`;
    if (bracket === 0x5d) depth--;
  }
  return null;
}

/** Where the text that starts at `start` ends. */
function endOfText(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return end;
  }
  return text.length;
}
