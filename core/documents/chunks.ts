/**
 * Passages as the index takes them: with the title of their document, and the headings that they stand under.
 *
 * @module
 */
import type { Document, PageFound } from "../contract/mod.ts";
import { type Chunk, type Heading, headingFor, headingsOf } from "../search/mod.ts";
import type { PassageRow } from "../store/mod.ts";
import { headsOf } from "./table_heads.ts";

/** Part of a file's name that says something: not `scan0012`, not a bare number that is no year. */
const TELLING = /^(?:\p{L}{2,}|(?:19|20)\d\d|\d+\p{L}+|\p{L}+\d+)$/u;
/** Of the headings that a passage stands under, the nearest count. */
const NEAREST = 2;

/** A heading that the parser told, while what follows stands under it. */
interface Open {
  text: string;
  level: number;
}

/** Makes passages of rows; reads each page once for rows that follow one another. */
export class ChunkMaker {
  readonly #pageOf: (document: string, page: number) => PageFound;
  #held: { document: string; page: number; found: PageFound; headings: Heading[]; open: Open[] } | undefined;

  constructor(pageOf: (document: string, page: number) => PageFound) {
    this.#pageOf = pageOf;
  }

  chunk(row: PassageRow, document: Document): Chunk {
    const { found, headings, open } = this.#hold(row);
    const own = headingFor(headings, found.text, row.start);
    const told = underHeadings(open, found, row.start).slice(-NEAREST).map(({ text }) => text);
    const lines = new Set(
      [...told, ...own.split("\n"), ...headsFor(found.text, row)].filter((line) => line !== ""),
    );
    return { ...row, title: titleFor(document), heading: [...lines].join("\n") };
  }

  #hold({ document, page }: PassageRow) {
    const before = this.#held;
    if (before?.document === document && before.page === page) return before;
    const found = this.#pageOf(document, page);
    const open = before?.document === document && before.page < page
      ? underHeadings(before.open, before.found, before.found.text.length)
      : [];
    return this.#held = { document, page, found, headings: headingsOf(found.text), open };
  }
}

/** The heads of the table in which a passage begins, where they stand before it. */
function headsFor(page: string, { start, end }: PassageRow): string[] {
  const bar = page.indexOf(" | ", start);
  if (bar < 0 || bar >= end) return [];
  const from = page.lastIndexOf("\n", bar) + 1;
  const line = page.indexOf("\n", bar);
  return headsOf(page, [from, line < 0 ? page.length : line]).filter((head) => head.end <= start)
    .map(({ text }) => text);
}

/** The headings that are open at a place of a page, the highest first. */
function underHeadings(open: readonly Open[], { text, headings }: PageFound, at: number): Open[] {
  const found = [...open];
  for (const { start, end, level } of headings ?? []) {
    if (start > at) break;
    while (found.length > 0 && found.at(-1)!.level >= level) found.pop();
    found.push({ text: text.slice(start, end), level });
  }
  return found;
}

/** What is searched of a document beside its text: what it calls itself, and the words of its file's name. */
export function titleFor({ title, name }: Pick<Document, "title" | "name">): string {
  const words = name.split(/[\s_.,()[\]-]+/).filter((word) => TELLING.test(word));
  const named = title === name ? [] : [title];
  return [...named, ...words].join(" ");
}
