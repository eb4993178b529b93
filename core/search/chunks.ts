/**
 * Pages cut into passages.
 *
 * @module
 */
import type { TextRange } from "../contract/mod.ts";
import { sentencesOf } from "./sentences.ts";

/** A passage ends at the first paragraph after this many characters ... */
const ENOUGH = 700;
/** ... or at the last sentence before this many. */
const MOST = 1400;

/**
 * Cuts the text of one page into passages: whole sentences, paragraphs where they fit. A passage lies on one page, and every word of the
 * page that is not white space is in exactly one. Ranges count UTF-16 units of the page.
 */
export function chunksOf(text: string): TextRange[] {
  const chunks: TextRange[] = [];
  let open: TextRange | null = null;
  const close = () => {
    if (open !== null) chunks.push(open);
    open = null;
  };
  for (const { range, paragraph } of sentencesOf(text)) {
    for (const [start, end] of pieces(text, range)) {
      if (open !== null && end - open[0] > MOST) close();
      open = open === null ? [start, end] : [open[0], end];
    }
    if (open !== null && paragraph && open[1] - open[0] >= ENOUGH) close();
  }
  close();
  return joinTail(chunks);
}

/** A sentence that is longer than a passage, as tables and lists are, is cut between words. */
function pieces(text: string, [start, end]: TextRange): TextRange[] {
  const found: TextRange[] = [];
  while (end - start > MOST) {
    const window = text.slice(start, start + MOST);
    const space = Math.max(window.lastIndexOf("\n"), window.lastIndexOf(" "));
    let cut = start + (space > MOST / 2 ? space : MOST);
    // Not between the halves of one character.
    if (/[\ud800-\udbff]/.test(text[cut - 1]!)) cut--;
    found.push([start, cut]);
    start = cut;
    while (start < end && /\s/.test(text[start]!)) start++;
  }
  if (end > start) found.push([start, end]);
  return found;
}

/** A short rest of a page belongs to what is before it. */
function joinTail(chunks: TextRange[]): TextRange[] {
  const [last, before] = [chunks.at(-1), chunks.at(-2)];
  if (last === undefined || before === undefined) return chunks;
  if (last[1] - last[0] >= ENOUGH / 3 || last[1] - before[0] > MOST * 1.2) return chunks;
  return [...chunks.slice(0, -2), [before[0], last[1]]];
}
