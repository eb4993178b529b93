/**
 * The DuckDB back end.
 *
 * @module
 */
export * from "./errors.ts";
export * from "./open.ts";
export * from "./run.ts";
