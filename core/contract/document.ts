/**
 * Documents: texts with pages that have been imported, and passages of them that are found and quoted.
 *
 * @module
 */
import { z } from "zod";
import { ImportNote } from "./scan.ts";

/** A document that can be searched. */
export const Document = z.object({
  id: z.string(),
  /** Shown to the user and cited: the file's name without folder and extension, unlike that of any other document. */
  name: z.string(),
  /** What the document calls itself; its name where it says nothing. */
  title: z.string(),
  /** Name of the uploaded file, without folders. */
  file: z.string(),
  /** SHA-256 of the uploaded bytes, hexadecimal. */
  sha256: z.string(),
  bytes: z.number().int().nonnegative(),
  pages: z.number().int().nonnegative(),
  /** True where the file has no pages of its own: `pages` are parts of it, and what is cited are named places. */
  parts: z.boolean().optional(),
  /** Characters of text, in UTF-16 units. */
  characters: z.number().int().nonnegative(),
  /** Id and version of the plugin that read it. */
  ingest: z.object({ plugin: z.string(), version: z.string() }),
  notes: z.array(ImportNote),
  createdAt: z.string(),
});
export type Document = z.infer<typeof Document>;

/** From and up to, not including: UTF-16 units. */
export const TextRange = z.tuple([z.number().int().nonnegative(), z.number().int().nonnegative()]);
export type TextRange = z.infer<typeof TextRange>;

/** The text of one page. Pages count from 1. */
export const DocumentPage = z.object({
  document: z.string(),
  /** The document's name. */
  name: z.string(),
  page: z.number().int().positive(),
  /** What is printed as its number, where that is not `page`. */
  label: z.string().optional(),
  /** How many pages the document has. */
  pages: z.number().int().positive(),
  text: z.string(),
  /** What the page is called where it is a part of a file without pages. */
  place: z.string().optional(),
  /** Words of the question that was given along, as they stand in `text`, in order. */
  matches: z.array(TextRange),
});
export type DocumentPage = z.infer<typeof DocumentPage>;

/** A passage of a document that was found for a question. `text` is exactly `start` to `end` of its page. */
export const Passage = z.object({
  /** Names the passage among all. */
  id: z.string(),
  document: z.string(),
  /** The document's name, for citing. */
  name: z.string(),
  page: z.number().int().positive(),
  /** What is printed as the page's number, where that is not `page`. */
  label: z.string().optional(),
  /** What is cited instead of the page where the file has no pages: `“Payment › Late fees”`, `paragraph 12`. */
  place: z.string().optional(),
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
  text: z.string(),
  /** Higher is better; comparable within one search only. */
  score: z.number(),
  /** Share of the weight of the question's content words that the passage carries, 0 to 1. */
  coverage: z.number().min(0).max(1),
  /** Words of the question, as they stand in `text`. */
  matches: z.array(TextRange),
  /** The sentences of `text` that carry most of the question, or the row of a table. */
  quote: TextRange,
  /** Where the quote is a row of a table: the rows over it that name its columns, as they stand on the page; ranges are of the page. */
  heads: z.array(z.object({ start: z.number().int(), end: z.number().int(), text: z.string() })).optional(),
});
export type Passage = z.infer<typeof Passage>;
