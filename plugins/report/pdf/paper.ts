/**
 * Sheets of A4 that fill from the top.
 *
 * @module
 */
import {
  beginText,
  type Color,
  concatTransformationMatrix,
  drawObject,
  endMarkedContent,
  endText,
  type PDFDocument,
  type PDFFont,
  PDFHexString,
  type PDFName,
  PDFOperator,
  PDFOperatorNames,
  type PDFPage,
  popGraphicsState,
  pushGraphicsState,
  rgb,
  setFillingColor,
  setFontAndSize,
  setTextMatrix,
  showText,
} from "pdf-lib";
import { directionOf } from "./bidi.ts";
import { settable } from "./typesetter.ts";
import type { Style, Typesetter } from "./typesetter.ts";

/** Points of A4 and its margins. */
export const SHEET = { width: 595.28, height: 841.89, side: 56, top: 60, bottom: 68 };
/** Width between the margins. */
export const COLUMN = SHEET.width - 2 * SHEET.side;

function hex(text: string): Color {
  const part = (at: number) => parseInt(text.slice(at, at + 2), 16) / 255;
  return rgb(part(0), part(2), part(4));
}

/** Colours of a report. */
export const INK = {
  text: hex("1b222d"),
  muted: hex("5b6575"),
  line: hex("dfe3ea"),
  strongLine: hex("9aa5b5"),
  soft: hex("f4f6f9"),
  link: hex("0b5cad"),
  white: hex("ffffff"),
  verified: hex("17704a"),
  computed: hex("1d5fa8"),
  suggested: hex("8a5a00"),
  none: hex("5b6575"),
  fails: hex("a3252c"),
};

/** How a paragraph is set. */
export interface Setting extends Style {
  color?: Color;
  /** From the left margin. */
  indent?: number;
  width?: number;
  /** Line height as a multiple of the size. */
  leading?: number;
  /** Space after it. */
  after?: number;
}

/** Where something stands: page number from 0, and height on it. */
export interface Place {
  page: number;
  y: number;
}

/** The document as it grows. */
export class Paper {
  readonly setter: Typesetter;
  readonly #doc: PDFDocument;
  #page: PDFPage;
  #count = 0;
  #fonts = new Map<PDFFont, PDFName>();
  /** The height that was reached, from the bottom of the sheet. */
  y = 0;

  constructor(doc: PDFDocument, setter: Typesetter) {
    this.#doc = doc;
    this.setter = setter;
    this.#page = this.newPage();
  }

  newPage(): PDFPage {
    this.#page = this.#doc.addPage([SHEET.width, SHEET.height]);
    this.#fonts = new Map();
    this.#count++;
    this.y = SHEET.height - SHEET.top;
    return this.#page;
  }

  /** Goes on drawing on a page that was left. */
  revisit(page: PDFPage): void {
    this.#page = page;
    this.#fonts = new Map();
  }

  get place(): Place {
    return { page: this.#count - 1, y: this.y };
  }

  /** Whether nothing stands on this page yet. */
  get fresh(): boolean {
    return this.y === SHEET.height - SHEET.top;
  }

  /** Height that is left on this page. */
  get left(): number {
    return this.y - SHEET.bottom;
  }

  /** Begins a page where less than this height is left. */
  need(height: number): void {
    if (this.left < height && !this.fresh) this.newPage();
  }

  space(height: number): void {
    if (!this.fresh) this.y -= height;
  }

  /** Text in lines, over as many pages as it takes. */
  paragraph(text: string, setting: Setting): void {
    const width = setting.width ?? COLUMN - (setting.indent ?? 0);
    const direction = directionOf(text);
    this.lines(this.setter.wrap(settable(text), setting, width), { direction, ...setting });
  }

  /** Lines that are broken already. */
  lines(lines: string[], setting: Setting): void {
    const height = setting.size * (setting.leading ?? 1.42);
    for (const line of lines) {
      this.need(height);
      this.y -= height;
      this.text(line, { ...setting, x: SHEET.side + (setting.indent ?? 0), y: this.y + height * 0.27 });
    }
    this.y -= setting.after ?? 0;
  }

  /** One line with its left end and baseline at a place. */
  text(line: string, at: Style & { x: number; y: number; color?: Color }): void {
    let x = at.x;
    for (const run of this.setter.runs(line, at)) {
      // Copying a box gives the character that it stands for.
      if (run.actual !== undefined) {
        const actual = `<</ActualText ${PDFHexString.fromText(run.actual)}>>`;
        this.#page.pushOperators(
          PDFOperator.of(PDFOperatorNames.BeginMarkedContentSequence, ["/Span", actual]),
        );
      }
      this.#show(run.font, run.text, { x, y: at.y, size: at.size, color: at.color ?? INK.text });
      if (run.actual !== undefined) this.#page.pushOperators(endMarkedContent());
      x += run.width;
    }
  }

  rule(options: { from?: number; to?: number; color?: Color; thickness?: number } = {}): void {
    const { from = 0, to = COLUMN, color = INK.line, thickness = 0.6 } = options;
    this.#page.drawLine({
      start: { x: SHEET.side + from, y: this.y },
      end: { x: SHEET.side + to, y: this.y },
      thickness,
      color,
    });
  }

  /** A filled area with its lower left corner at a place. */
  area(at: { x: number; y: number; width: number; height: number; color: Color; radius?: number }): void {
    const { x, y, width, height, color, radius: r = 0 } = at;
    if (r === 0) return this.#page.drawRectangle({ x, y, width, height, color });
    const path =
      `M${r},0H${width - r}A${r},${r} 0 0 1 ${width},${r}V${height - r}A${r},${r} 0 0 1 ${
        width - r
      },${height}` +
      `H${r}A${r},${r} 0 0 1 0,${height - r}V${r}A${r},${r} 0 0 1 ${r},0Z`;
    this.#page.drawSvgPath(path, { x, y: y + height, color, borderWidth: 0 });
  }

  /** A picture of 8-bit RGB, in the width given. */
  picture(picture: { rgb: Uint8Array; width: number; height: number }, width: number): void {
    const height = width * picture.height / picture.width;
    this.need(height);
    this.y -= height;
    const image = this.#doc.context.register(
      this.#doc.context.flateStream(picture.rgb, {
        Type: "XObject",
        Subtype: "Image",
        Width: picture.width,
        Height: picture.height,
        ColorSpace: "DeviceRGB",
        BitsPerComponent: 8,
      }),
    );
    const name = this.#page.node.newXObject("Chart", image);
    this.#page.pushOperators(
      pushGraphicsState(),
      concatTransformationMatrix(width, 0, 0, height, SHEET.side, this.y),
      drawObject(name),
      popGraphicsState(),
    );
  }

  #show(font: PDFFont, text: string, at: { x: number; y: number; size: number; color: Color }): void {
    let name = this.#fonts.get(font);
    if (name === undefined) {
      name = this.#page.node.newFontDictionary(font.name, font.ref);
      this.#fonts.set(font, name);
    }
    this.#page.pushOperators(
      beginText(),
      setFillingColor(at.color),
      setFontAndSize(name, at.size),
      setTextMatrix(1, 0, 0, 1, at.x, at.y),
      showText(font.encodeText(text)),
      endText(),
    );
  }
}
