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

function trimmed(text: string, from: number, to: number): TextRange | null {
  while (from < to && /\s/.test(text[from]!)) from++;
  while (to > from && /\s/.test(text[to - 1]!)) to--;
  return to > from ? [from, to] : null;
}
