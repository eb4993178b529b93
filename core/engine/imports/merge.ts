/**
 * A wide table's slices as one file.
 *
 * @module
 */
import { ROW_ID } from "nexus";

/**
 * Puts the columns of Parquet files side by side: the row id of the first, then all others in their order. Polars does it, because DuckDB
 * would need 32 KB a column for each step. Removes the slices.
 */
export async function mergeSlices(paths: readonly string[], out: string): Promise<void> {
  const { default: pl } = await import("nodejs-polars");
  const frames = paths.map((path, index) => {
    // `readParquet` takes a path without the right ending for the file itself.
    const frame = pl.scanParquet(path).collectSync();
    return index === 0 ? frame : frame.drop(ROW_ID);
  });
  pl.concat(frames, { how: "horizontal" }).writeParquet(out, { compression: "zstd" } as never);
  for (const path of paths) await Deno.remove(path);
}
