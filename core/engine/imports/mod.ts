/**
 * Import: text to Parquet, with a profile.
 *
 * @module
 */
export * from "./batches.ts";
export { unfinishedFiles } from "./convert.ts";
export * from "./delimited.ts";
export * from "./types.ts";
