/**
 * The typefaces of a report: Noto Sans for text, DejaVu Sans Mono for code, DejaVu Sans for what Noto Sans lacks.
 *
 * @module
 */
import * as fontkitModule from "@cantoo/fontkit";
import regular from "@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf" with { type: "bytes" };
import strong from "@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf" with { type: "bytes" };
import more from "dejavu-fonts-ttf/ttf/DejaVuSans.ttf" with { type: "bytes" };
import code from "dejavu-fonts-ttf/ttf/DejaVuSansMono.ttf" with { type: "bytes" };

/** What is used of a parsed font. */
interface ParsedFont {
  unitsPerEm: number;
  ascent: number;
  descent: number;
  hasGlyphForCodePoint(codePoint: number): boolean;
  glyphForCodePoint(codePoint: number): { advanceWidth: number };
}

/** The parser, as pdf-lib takes it. */
export interface Fontkit {
  create(bytes: Uint8Array): ParsedFont;
}

const module: unknown = fontkitModule;
export const fontkit = ((module as { default?: Fontkit }).default ?? module) as Fontkit;

/** One font file with the widths of its characters. */
export class FontFile {
  readonly bytes: Uint8Array;
  readonly #font: ParsedFont;
  readonly #advances = new Map<number, number | null>();

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.#font = fontkit.create(bytes);
  }

  /** Above and below the line, for a size of 1. */
  get extent(): { ascent: number; descent: number } {
    const { ascent, descent, unitsPerEm } = this.#font;
    return { ascent: ascent / unitsPerEm, descent: -descent / unitsPerEm };
  }

  /** Width of a character at size 1; null where the font has no glyph for it. */
  advance(codePoint: number): number | null {
    let advance = this.#advances.get(codePoint);
    if (advance === undefined) {
      advance = this.#font.hasGlyphForCodePoint(codePoint)
        ? this.#font.glyphForCodePoint(codePoint).advanceWidth / this.#font.unitsPerEm
        : null;
      this.#advances.set(codePoint, advance);
    }
    return advance;
  }
}

/** A manner of setting text. */
export type Face = "regular" | "strong" | "code";

/** The font files by their roles. */
export interface FontFiles {
  regular: FontFile;
  strong: FontFile;
  code: FontFile;
  /** Symbols, mathematics, Hebrew, Arabic, Armenian, Georgian. */
  more: FontFile;
}

/** Parses the fonts; each report does so for itself. */
export function openFonts(): FontFiles {
  return {
    regular: new FontFile(regular),
    strong: new FontFile(strong),
    code: new FontFile(code),
    more: new FontFile(more),
  };
}

/** Which files a face looks through for a character, in order. */
export const FALLBACKS: Record<Face, (keyof FontFiles)[]> = {
  regular: ["regular", "more"],
  strong: ["strong", "more"],
  code: ["code", "regular", "more"],
};
