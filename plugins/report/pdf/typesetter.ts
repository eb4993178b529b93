/**
 * Measures text, breaks it into lines and splits it into what each font can show.
 *
 * @module
 */
import type { PDFFont } from "pdf-lib";
import { type Direction, stretchesOf } from "./bidi.ts";
import { type Face, FALLBACKS, type FontFiles } from "./fonts.ts";

/** How text is set; size in points. */
export interface Style {
  face: Face;
  size: number;
  /** Of the paragraph; by its own first letter where it is not given. */
  direction?: Direction;
}

/** Text that one font shows. */
export interface Run {
  text: string;
  font: PDFFont;
  /** What it stands for, where it is the box for a character that no font has. */
  actual?: string;
  /** Points. */
  width: number;
}

/** Scripts whose glyphs depend on their neighbours, and marks: only the shaper knows how wide they are. */
const SHAPED = /[\p{M}\u0590-\u08ff\u0900-\u109f\ufb1d-\ufdff\ufe70-\ufefc]/u;
/** What the shaper turns round by itself. */
const TURNED = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;
/** Stands for a character without a glyph. */
const BOX = "\u25a1";

/** The fonts of one document; the one for rare characters only where it has any. */
export type Embedded = Record<Face, PDFFont> & { more?: PDFFont };

/** Sets text in the fonts of one document. */
export class Typesetter {
  readonly #files: FontFiles;
  readonly #fonts: Embedded;
  /** Characters that no font has. */
  readonly missing = new Set<string>();

  constructor(files: FontFiles, fonts: Embedded) {
    this.#files = files;
    this.#fonts = fonts;
  }

  /** One line as runs from left to right. */
  runs(line: string, { face, size, direction }: Style): Run[] {
    const runs: Run[] = [];
    for (const { text, rtl } of stretchesOf(line, direction)) {
      const parts = this.#split(text, face).map(({ text, name }) => this.#run(text, name, size, rtl));
      runs.push(...(rtl ? parts.reverse() : parts));
    }
    return runs;
  }

  /** Width of one line in points. */
  width(line: string, style: Style): number {
    if (SHAPED.test(line)) return this.runs(line, style).reduce((sum, { width }) => sum + width, 0);
    let width = 0;
    for (const character of line) {
      const name = this.#fileFor(character, style.face);
      width += name === null
        ? this.#box(character, style.size).width
        : (this.#files[name].advance(character.codePointAt(0)!) ?? 0) * style.size;
    }
    return width;
  }

  /** Breaks text at spaces, and inside words that are wider than a line. */
  wrap(text: string, style: Style, width: number): string[] {
    return text.split("\n").flatMap((paragraph) => this.#wrapParagraph(paragraph, style, width));
  }

  #wrapParagraph(paragraph: string, style: Style, width: number): string[] {
    const lines: string[] = [];
    let line = "";
    let used = 0;
    for (const word of paragraph.match(/\s*\S+/gu) ?? []) {
      const wide = this.width(word, style);
      if (used + wide <= width) {
        line += word;
        used += wide;
        continue;
      }
      if (line !== "") lines.push(line);
      const pieces = this.#breakWord(word.trimStart(), style, width);
      lines.push(...pieces.slice(0, -1));
      line = pieces.at(-1) ?? "";
      used = this.width(line, style);
    }
    return [...lines, line];
  }

  #breakWord(word: string, style: Style, width: number): string[] {
    const pieces: string[] = [];
    let piece = "";
    let used = 0;
    for (const { segment } of GRAPHEMES.segment(word)) {
      const wide = this.width(segment, style);
      if (piece !== "" && used + wide > width) {
        pieces.push(piece);
        [piece, used] = ["", 0];
      }
      piece += segment;
      used += wide;
    }
    return [...pieces, piece];
  }

  #split(text: string, face: Face): { text: string; name: keyof FontFiles | null }[] {
    const parts: { text: string; name: keyof FontFiles | null }[] = [];
    for (const character of text) {
      const last = parts.at(-1);
      // A mark stays with what it stands on.
      const own = this.#fileFor(character, face);
      const joins = last !== undefined && last.name !== null && /^\p{M}$/u.test(character) &&
        this.#files[last.name].advance(character.codePointAt(0)!) !== null;
      if (last !== undefined && (joins || (last.name === own && own !== null))) last.text += character;
      else parts.push({ text: character, name: own });
      if (own === null) this.missing.add(character);
    }
    return parts;
  }

  #run(text: string, name: keyof FontFiles | null, size: number, rtl: boolean): Run {
    const font = name === null ? undefined : this.#fonts[name];
    if (font === undefined) return this.#box(text, size);
    // It turns round all of a right-to-left script, Arabic digits too, and nothing else.
    const drawn = rtl === TURNED.test(text) ? text : [...text].reverse().join("");
    return { text: drawn, font, width: font.widthOfTextAtSize(drawn, size) };
  }

  #box(actual: string, size: number): Run {
    const { more, regular } = this.#fonts;
    const text = more === undefined ? "?" : BOX;
    const font = more ?? regular;
    return { text, font, actual, width: font.widthOfTextAtSize(text, size) };
  }

  #fileFor(character: string, face: Face): keyof FontFiles | null {
    const codePoint = character.codePointAt(0)!;
    const name = FALLBACKS[face].find((name) =>
      this.#fonts[name] !== undefined && this.#files[name].advance(codePoint) !== null
    );
    return name ?? null;
  }
}

const GRAPHEMES = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Text as it can be set: composed, well-formed, without what has no shape; control characters become visible. */
export function settable(text: string): string {
  return text.toWellFormed()
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, "\n")
    .replace(/[\t\u00a0]/g, " ")
    .replace(/[^\P{Cc}\n]/gu, "\ufffd")
    .replace(/\p{Default_Ignorable_Code_Point}/gu, "")
    .normalize("NFC");
}

/** The same in one line. */
export function settableLine(text: string): string {
  return settable(text).replace(/\s*\n\s*/g, " ");
}
