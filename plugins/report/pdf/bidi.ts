/**
 * Text of right-to-left scripts in the order in which it is drawn.
 *
 * @module
 */
import createBidi from "bidi-js";

/** A stretch of one direction. */
export interface Stretch {
  text: string;
  rtl: boolean;
}

const RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const bidi = createBidi();

/** Direction of the paragraph that a line is part of. */
export type Direction = "ltr" | "rtl";

/** The direction of a paragraph: that of its first letter. */
export function directionOf(paragraph: string): Direction {
  if (!RTL.test(paragraph)) return "ltr";
  const [first] = bidi.getEmbeddingLevels(paragraph, "auto").paragraphs;
  return (first?.level ?? 0) % 2 === 1 ? "rtl" : "ltr";
}

/** Splits one line into stretches, from left to right as they stand on paper; the text of each stays in reading order. */
export function stretchesOf(line: string, direction: Direction = directionOf(line)): Stretch[] {
  if (!RTL.test(line)) return [{ text: line, rtl: false }];
  const { levels } = bidi.getEmbeddingLevels(line, direction);
  const runs: { text: string; level: number }[] = [];
  for (let index = 0; index < line.length; index++) {
    const level = levels[index] ?? 0;
    const last = runs.at(-1);
    if (last !== undefined && last.level === level) last.text += line[index];
    else runs.push({ text: line[index]!, level });
  }
  return reorder(runs).map(({ text, level }) => ({
    text: level % 2 === 1 ? mirror(text) : text,
    rtl: level % 2 === 1,
  }));
}

/** Rule L2 of the Unicode Bidirectional Algorithm, by runs. */
function reorder<T extends { level: number }>(runs: T[]): T[] {
  const result = [...runs];
  const highest = Math.max(...runs.map(({ level }) => level));
  for (let level = highest; level > 0; level--) {
    for (let start = 0; start < result.length; start++) {
      let end = start;
      while (end < result.length && result[end]!.level >= level) end++;
      if (end - start > 1) result.splice(start, end - start, ...result.slice(start, end).reverse());
      start = Math.max(start, end - 1);
    }
  }
  return result;
}

function mirror(text: string): string {
  return text.replace(
    /\p{Bidi_Mirrored}/gu,
    (character) => bidi.getMirroredCharacter(character) ?? character,
  );
}
