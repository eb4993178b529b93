import type { Passage, TextRange } from "nexus";

/** A piece of a page: a word of the question or not, inside the passage that is shown or not. */
export interface PagePiece extends TextPiece {
  quoted: boolean;
}

/** The text of a page in pieces. `matches` are in order and do not overlap. */
export function pagePieces(
  text: string,
  matches: readonly TextRange[],
  passage: TextRange | null,
): PagePiece[] {
  const [from, to] = passage ?? [0, 0];
  const cuts = new Set([0, text.length, from, to, ...matches.flat()]);
  const places = [...cuts].filter((place) => place >= 0 && place <= text.length).sort((a, b) => a - b);
  const pieces: PagePiece[] = [];
  let match = 0;
  for (const [index, start] of places.slice(0, -1).entries()) {
    while (match < matches.length && matches[match]![1] <= start) match++;
    const [begins = Infinity] = matches[match] ?? [];
    pieces.push({
      text: text.slice(start, places[index + 1]),
      marked: begins <= start,
      quoted: start >= from && start < to,
    });
  }
  return pieces;
}

/** A piece of text, marked or not. */
export interface TextPiece {
  text: string;
  marked: boolean;
}

/** A stretch of a passage in pieces: the words of the question are marked. */
export function markedText(passage: Pick<Passage, "text" | "matches">, [from, to]: TextRange): TextPiece[] {
  const pieces: TextPiece[] = [];
  let at = from;
  for (const [start, end] of passage.matches) {
    if (start < at || end > to) continue;
    if (start > at) pieces.push({ text: passage.text.slice(at, start), marked: false });
    pieces.push({ text: passage.text.slice(start, end), marked: true });
    at = end;
  }
  if (at < to) pieces.push({ text: passage.text.slice(at, to), marked: false });
  return pieces;
}
