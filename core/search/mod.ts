/** Search: passages, their index and its process. @module */
export { chunksOf } from "./chunks.ts";
export { type Heading, headingFor, headingsOf } from "./headings.ts";
export { matchesOf } from "./matches.ts";
export { tokensOf } from "./tokens.ts";
export { INDEX_VERSION } from "./version.ts";
export type { Chunk, Hit, Ranking } from "./protocol.ts";
export { SearchIndex, type SearchIndexOptions } from "./search_index.ts";
