/**
 * Headers and footers: lines that run through a document, at the top or at the bottom of its pages.
 *
 * @module
 */
import type { TextRange } from "../contract/mod.ts";

/** Lines at either end of a page that are looked at. */
const EDGE = 3;
/** A line that stands on this share of the pages, and on at least so many, runs. */
const SHARE = 0.33;
const LEAST = 4;
const LONGEST = 120;

/**
 * For each page the part of it that is its own: without the lines at its ends that run through the document (numbers in them do not
 * count: `Page 3 of 12`). The whole page where nothing else is left.
 */
export function ownRanges(pages: readonly string[]): TextRange[] {
  const edges = pages.map(edgesOf);
  const counts = new Map<string, number>();
  for (const { top, bottom } of edges) {
    for (const key of new Set([...top, ...bottom].map(({ key }) => key))) {
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  const least = Math.max(LEAST, SHARE * pages.filter((text) => text !== "").length);
  const runs = ({ key }: Line) => key !== "" && counts.get(key)! >= least;
  return pages.map((text, index): TextRange => {
    const { top, bottom } = edges[index]!;
    const start = topRun(top, runs).at(-1)?.range[1] ?? 0;
    const end = topRun(bottom, runs).at(-1)?.range[0] ?? text.length;
    return text.slice(start, end).trim() === "" ? [0, text.length] : [start, end];
  });
}

interface Line {
  key: string;
  range: TextRange;
}

/** Lines from an end as far as they run. */
function topRun(lines: readonly Line[], runs: (line: Line) => boolean): Line[] {
  const end = lines.findIndex((line) => !runs(line));
  return end < 0 ? [...lines] : lines.slice(0, end);
}

/** The outermost lines of a page that have words, from its ends inwards. */
function edgesOf(text: string): { top: Line[]; bottom: Line[] } {
  const lines: Line[] = [];
  let at = 0;
  for (const line of text.split("\n")) {
    const key = line.trim().toLowerCase().replace(/\d+/g, "#").replace(/\s+/g, " ");
    if (key !== "") lines.push({ key: key.length > LONGEST ? "" : key, range: [at, at + line.length] });
    at += line.length + 1;
  }
  return { top: lines.slice(0, EDGE), bottom: lines.slice(-EDGE).reverse() };
}
