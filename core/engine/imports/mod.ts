/**
 * Import: text to Parquet, with a profile.
 *
 * @module
 */
export * from "./batches.ts";
export * from "./delimited.ts";
export * from "./types.ts";
