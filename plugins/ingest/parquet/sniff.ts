import type { SniffMatch } from "nexus";

const NAMED = /\.(parquet|parq|pq|geoparquet)$/i;
const MAGIC = /^PAR[1E]$/;

/** Whether a file is Parquet: it begins with the same letters that it ends with. */
export function sniffParquet(head: Uint8Array, file: { name: string; mediaType: string }): SniffMatch {
  if (MAGIC.test(new TextDecoder("latin1").decode(head.subarray(0, 4)))) {
    return { confidence: 0.99, reason: "begins as Parquet does" };
  }
  // So that its owner is told what is wrong with it.
  const named = NAMED.test(file.name) || /parquet/i.test(file.mediaType);
  return { confidence: named ? 0.6 : 0, reason: named ? "the name of a Parquet file" : "no Parquet" };
}
