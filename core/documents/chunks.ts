/**
 * Passages as the index takes them: with the title of their document, and the headings that they stand under.
 *
 * @module
 */
import type { Document } from "../contract/mod.ts";
import { type Chunk, type Heading, headingFor, headingsOf } from "../search/mod.ts";
import type { PassageRow } from "../store/mod.ts";

/** Part of a file's name that says something: not `scan0012`, not a bare number that is no year. */
const TELLING = /^(?:\p{L}{2,}|(?:19|20)\d\d|\d+\p{L}+|\p{L}+\d+)$/u;

/** Makes passages of rows; reads each page once for rows that follow one another. */
export class ChunkMaker {
  readonly #pageOf: (document: string, page: number) => string;
  #held: { key: string; text: string; headings: Heading[] } = { key: "", text: "", headings: [] };

  constructor(pageOf: (document: string, page: number) => string) {
    this.#pageOf = pageOf;
  }

  chunk(row: PassageRow, document: Document): Chunk {
    const key = `${row.document}#${row.page}`;
    if (this.#held.key !== key) {
      const text = this.#pageOf(row.document, row.page);
      this.#held = { key, text, headings: headingsOf(text) };
    }
    const { text, headings } = this.#held;
    return { ...row, title: titleFor(document), heading: headingFor(headings, text, row.start) };
  }
}

/** What is searched of a document beside its text: what it calls itself, and the words of its file's name. */
export function titleFor({ title, name }: Pick<Document, "title" | "name">): string {
  const words = name.split(/[\s_.,()[\]-]+/).filter((word) => TELLING.test(word));
  const named = title === name ? [] : [title];
  return [...named, ...words].join(" ");
}
