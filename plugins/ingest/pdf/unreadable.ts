import type { PdfItem } from "./pdf_file.ts";

/** More such marks than this share of a page are no text. */
const MOST = 0.1;
const LEAST = 20;

/**
 * Whether the letters of a page cannot be told: fonts that do not say which letter a shape is leave marks of private use, control characters
 * where spaces are, and replacement marks.
 */
export function isUnreadable(items: readonly PdfItem[]): boolean {
  let [all, lost] = [0, 0];
  for (const item of items) {
    if (!("str" in item)) continue;
    for (const letter of item.str) {
      if (letter === " ") continue;
      all++;
      const code = letter.codePointAt(0)!;
      if (
        code < 0x20 || (code >= 0x7f && code < 0xa0) || code === 0xfffd || (code >= 0xe000 && code <= 0xf8ff)
      ) lost++;
    }
  }
  return all >= LEAST && lost > MOST * all;
}
