/**
 * Where sentences and paragraphs end.
 *
 * @module
 */
import type { TextRange } from "../contract/mod.ts";

/** A full stop with white space behind it and a beginning after that; ideographic stops need no space; an empty line. */
const END = /[.!?…]["'”’)\]]*\s+(?=["'“‘(\[]?[\p{Lu}\p{N}\p{Lo}])|[。！？]["”’」』)]*\s*|\n[ \t]*\n\s*/gu;
/** Behind these a full stop ends no sentence. */
const ABBREVIATION =
  /(?:^|[\s(])(?:\p{Lu}|[Dd]r|[Mm]rs?|[Mm]s|[Pp]rof|[Ss]t|[Nn]o|[Vv]s|[Ff]ig|[Ee]q|[Ee]tc|[Cc]f|[Ii]nc|[Ll]td|[Cc]o|[Cc]orp|e\.g|i\.e|al)\.\s+$/u;

/** A sentence; `paragraph` where an empty line follows it. Ranges are without the white space around. */
export interface Sentence {
  range: TextRange;
  paragraph: boolean;
}

/** Sentences of a text in order. */
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let from = 0;
  const cut = (to: number, paragraph: boolean) => {
    const range = trimmed(text, from, to);
    if (range !== null) sentences.push({ range, paragraph });
    else if (paragraph && sentences.length > 0) sentences.at(-1)!.paragraph = true;
    from = to;
  };
  for (const match of text.matchAll(END)) {
    const to = match.index + match[0].length;
    const paragraph = /\n[ \t]*\n/.test(match[0]);
    if (!paragraph && ABBREVIATION.test(text.slice(Math.max(from, match.index - 8), to))) continue;
    cut(to, paragraph);
  }
  cut(text.length, true);
  return sentences;
}

/** A sentence of more characters that stands on several lines is a table or a list. */
const ROWS_FROM = 200;

/** What can be quoted of a text: its sentences, and of tables and lists the lines. */
export function quotable(text: string): TextRange[] {
  return sentencesOf(text).flatMap(({ range }) => {
    const lines = text.slice(...range).split("\n");
    if (range[1] - range[0] < ROWS_FROM || !looksLikeRows(lines)) return [withoutBullet(text, range)];
    let at = range[0];
    return lines.flatMap((line) => {
      const found = trimmed(text, at, at + line.length);
      at += line.length + 1;
      return found === null ? [] : [withoutBullet(text, found)];
    });
  });
}

/** The mark in front of an entry of a list is no word of it. */
function withoutBullet(text: string, [start, end]: TextRange): TextRange {
  const bullet = /^[•▪◦‣·*-]+\s+(?=\S)/.exec(text.slice(start, end));
  return [start + (bullet?.[0].length ?? 0), end];
}

/** Lines of prose are about as long as each other and begin anywhere; rows are short, or begin like rows, or have numbers. */
function looksLikeRows(lines: readonly string[]): boolean {
  if (lines.length < 3) return false;
  const rows = lines.filter((line) =>
    /^\s*(?:[-•*▪◦]|\d+[.)])\s/.test(line) || (line.match(/\d[\d.,]*/g)?.length ?? 0) >= 2
  );
  const middle = lines.map(({ length }) => length).sort((a, b) => a - b)[lines.length >> 1]!;
  return rows.length >= lines.length / 3 || middle < 45;
}

function trimmed(text: string, from: number, to: number): TextRange | null {
  while (from < to && /\s/.test(text[from]!)) from++;
  while (to > from && /\s/.test(text[to - 1]!)) to--;
  return to > from ? [from, to] : null;
}
