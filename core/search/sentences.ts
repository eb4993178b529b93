/**
 * Where sentences and paragraphs end.
 *
 * @module
 */
import type { TextRange } from "../contract/mod.ts";

/**
 * A full stop with white space behind it and a beginning after that; ideographic stops need no space; an empty line; the ends of a line that is
 * a row of a table, a heading in Markdown or an entry of a list.
 */
const END =
  /[.!?…]["'”’)\]]*\s+(?=["'“‘(\[]?[\p{Lu}\p{N}\p{Lo}])|[。！？]["’”」』)]*\s*|\n[ \t]*\n\s*|\n(?=[^\n]*\s\|\s|#{1,6}\s|[ \t]*[•▪◦‣·●○*–-]\s)|(?<=(?:^|\n)(?:[^\n]*\s\|\s[^\n]*|#{1,6}\s[^\n]*))\n|(?<=[.:;,])\n(?=[ \t]*\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s)/gu;
/** Behind these a full stop ends no sentence. */
const ABBREVIATION =
  /(?:^|[\s(])(?:[Dd]r|[Mm]rs?|[Mm]s|[Pp]rof|[Ss]t|[Nn]os?|[Vv]s|[Ff]igs?|[Ee]qs?|[Cc]f|[Aa]pprox|[Ee]st|[Dd]ept|Gen|Sen|Rep|Gov|Hon|Rev|Capt|Col|Lt|Mt|Ave|Blvd|Rd|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[Vv]ol|pp|p|[Ee]d|[Aa]rt|[Ss]ec|[Aa]bs|Nr|ca|bzw|z\.\s?B|d\.\s?h|u\.\s?a|e\.g|i\.e|al)\.\s+$/u;
/** Behind these it may: where the next word begins sentences. */
const MAYBE =
  /(?:^|[\s(.])(?:\p{Lu}|[Ii]nc|[Ll]td|[Cc]o|[Cc]orp|[Ee]tc|[Jj]r|[Ss]r|plc|[ap]\.m|Ph\.D|GmbH|usw)\.["”’)]*\s+$/u;
const BEGINS =
  /^["“‘(]?(?:The|This|That|These|Those|It|Its|In|On|At|As|By|For|From|If|When|While|We|Our|He|She|They|His|Her|Their|There|However|Although|After|Before|During|Under|No|All|Each|Such|Der|Die|Das|Es|Er|Sie|Wir|Im|In|Ein|Eine)\s/u;
/** What stands in front of a heading or of an entry is no sentence: `6. Repairs`, `Item 7. Results`. */
const NUMBER =
  /^[\s"“(#*•-]*(?:(?:item|note|section|article|art|part|chapter|table|figure|fig|exhibit|schedule|appendix|annex|clause)\s+)?(?:\d+(?:\.\d+)*|[ivxlcIVXLC]+|\p{L})[A-Z]?[.)]\s*$/iu;

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
    if (!paragraph && /^[.!?…]/.test(match[0]) && goesOn(text, from, to)) continue;
    cut(to, paragraph);
  }
  cut(text.length, true);
  return sentences;
}

/** Whether a stop that ends at `to` ends no sentence of the text that began at `from`. */
function goesOn(text: string, from: number, to: number): boolean {
  if (NUMBER.test(text.slice(from, to)) && to - from < 40) return true;
  const before = text.slice(Math.max(from, to - 14), to);
  return ABBREVIATION.test(before) || (MAYBE.test(before) && !BEGINS.test(text.slice(to, to + 20)));
}

/** A sentence of more characters that stands on several lines is a table or a list. */
const ROWS_FROM = 200;

/** What can be quoted of a text: its sentences, and of tables and lists the lines. */
export function quotable(text: string): TextRange[] {
  return sentencesOf(text).flatMap(({ range }) => {
    if (!/[\p{L}\p{N}]/u.test(text.slice(...range))) return [];
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
  const bullet = /^(?:[•▪◦‣·●○*–-]+|#{1,6})\s+(?=\S)/.exec(text.slice(start, end));
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
