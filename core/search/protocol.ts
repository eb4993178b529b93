/**
 * What the host and the index process say to one another.
 *
 * @module
 */
import { z } from "zod";
import { TextRange } from "../contract/mod.ts";

/** A passage as it is indexed. */
export const Chunk = z.object({
  id: z.number().int(),
  document: z.string(),
  title: z.string(),
  page: z.number().int(),
  start: z.number().int(),
  end: z.number().int(),
  text: z.string(),
});
export type Chunk = z.infer<typeof Chunk>;

/** A passage that was found; ranges count from its start. */
export const Hit = Chunk.omit({ title: true }).extend({
  score: z.number(),
  coverage: z.number(),
  matches: z.array(TextRange),
  quote: TextRange,
});
export type Hit = z.infer<typeof Hit>;

export const SearchRequest = z.object({
  query: z.string(),
  limit: z.number().int().positive(),
  documents: z.array(z.string()).optional(),
});
export type SearchRequest = z.infer<typeof SearchRequest>;
