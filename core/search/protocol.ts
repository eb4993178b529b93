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
  /** Headings that the passage stands under. */
  heading: z.string(),
  page: z.number().int(),
  start: z.number().int(),
  end: z.number().int(),
  text: z.string(),
});
export type Chunk = z.infer<typeof Chunk>;

/** A passage that was found; ranges count from its start. */
export const Hit = Chunk.omit({ title: true, heading: true }).extend({
  score: z.number(),
  coverage: z.number(),
  matches: z.array(TextRange),
  quote: TextRange,
});
export type Hit = z.infer<typeof Hit>;

/** What a passage's order rests on: its words, and besides what it is about, learned from the passages or told by an embedding model. */
export const Ranking = z.enum(["words", "latent", "vectors"]);
export type Ranking = z.infer<typeof Ranking>;

export const SearchReply = z.object({ hits: z.array(Hit), ranking: Ranking });
export type SearchReply = z.infer<typeof SearchReply>;

export const SearchRequest = z.object({
  query: z.string(),
  limit: z.number().int().positive(),
  documents: z.array(z.string()).optional(),
  question: z.string().optional(),
  /** Of the embedding model that made those of the passages. */
  vector: z.array(z.number()).optional(),
});
export type SearchRequest = z.infer<typeof SearchRequest>;
