/**
 * A document cut into parts, with names for its places. Word has no pages of its own, so a place is called by the headings that it
 * stands under, or by the number of its paragraph where there are none.
 *
 * @module
 */
import type { PageFound } from "nexus";
import type { Block, Paragraph } from "./blocks.ts";
import { cellBlocks, tableLines } from "./table_text.ts";

/** A part ends before the first heading after this many characters ... */
const ENOUGH = 3_000;
/** ... or before the first paragraph after this many. */
const MOST = 8_000;
/** Without headings, every so many paragraphs have a name of their own. */
const LONGEST_NAME = 160;
const LONGEST_STEP = 70;

/** Text that stands beside the body, under a name of its own. */
export interface Beside {
  place: string;
  lines: string[];
}

/** The parts of a document. */
export function partsOf(blocks: readonly Block[], beside: readonly Beside[], hasPages: boolean): PageFound[] {
  const writer = new PartWriter(hasPages);
  for (const block of blocks) writer.add(block);
  for (const { place, lines } of beside) writer.addBeside(place, lines);
  return writer.finish();
}

class PartWriter {
  readonly #hasPages: boolean;
  readonly #pages: PageFound[] = [];
  /** Headings that are open, by level. */
  readonly #path: { level: number; text: string }[] = [];
  #text = "";
  #places: NonNullable<PageFound["places"]> = [];
  #headings: NonNullable<PageFound["headings"]> = [];
  #listed = false;
  #paragraph = 0;

  constructor(hasPages: boolean) {
    this.#hasPages = hasPages;
  }

  add(block: Block): void {
    if (block.kind === "paragraph") return this.#addParagraph(block);
    const lines = tableLines(block);
    if (lines === undefined) cellBlocks(block).forEach((inside) => this.add(inside));
    else if (lines !== "") this.#put(lines, { page: block.page });
  }

  addBeside(place: string, lines: string[]): void {
    this.#path.length = 0;
    this.#close();
    for (const line of lines) this.#put(line, { page: 0, place });
    this.#close();
  }

  finish(): PageFound[] {
    this.#close();
    return this.#pages;
  }

  #addParagraph({ text, heading, listed, page, note }: Paragraph): void {
    if (heading !== undefined) {
      while (this.#path.length > 0 && this.#path.at(-1)!.level >= heading) this.#path.pop();
      this.#path.push({ level: heading, text });
      if (this.#text.length >= ENOUGH) this.#close();
    }
    this.#put(text, { page, listed, note: note === true });
    if (heading !== undefined) {
      const end = this.#text.length;
      this.#headings.push({ start: end - text.length, end, level: heading });
    }
  }

  #put(
    text: string,
    { page, place, listed = false, note = false }: {
      page: number;
      place?: string;
      listed?: boolean;
      note?: boolean;
    },
  ): void {
    if (!note && place === undefined) this.#paragraph++;
    if (this.#text.length >= MOST) this.#close();
    if (this.#text !== "") this.#text += listed && this.#listed ? "\n" : "\n\n";
    this.#listed = listed;
    const name = place ?? this.#placeOf(page);
    if (this.#places.at(-1)?.name !== name) this.#places.push({ start: this.#text.length, name });
    this.#text += text;
  }

  #placeOf(page: number): string {
    const headings = this.#path.map(({ text }) => shorten(text, LONGEST_STEP));
    let name = headings.join(" › ");
    while (name.length > LONGEST_NAME && headings.length > 2) {
      headings.splice(1, 1);
      name = [headings[0], "…", ...headings.slice(1)].join(" › ");
    }
    const words = name === "" ? `paragraph ${Math.max(1, this.#paragraph)}` : `“${name}”`;
    return this.#hasPages && page > 0 ? `${words} (page ${page} in Word’s last layout)` : words;
  }

  #close(): void {
    if (this.#text !== "") {
      this.#pages.push({ text: this.#text, places: this.#places, headings: this.#headings });
    }
    this.#text = "";
    this.#places = [];
    this.#headings = [];
    this.#listed = false;
  }
}

function shorten(text: string, most: number): string {
  const line = text.replace(/\s+/g, " ");
  const letters = [...line];
  return letters.length > most ? letters.slice(0, most - 1).join("").trimEnd() + "…" : line;
}
