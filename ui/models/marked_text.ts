import type { Passage, TextRange } from "nexus";

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
