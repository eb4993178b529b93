/**
 * Import: text, and Parquet of any kind, to our Parquet, with a profile.
 *
 * @module
 */
export * from "./batches.ts";
export { unfinishedFiles } from "./convert.ts";
export * from "./delimited.ts";
export * from "./parquet.ts";
export * from "./types.ts";
