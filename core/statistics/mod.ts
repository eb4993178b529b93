/**
 * Statistics for scripts: the words, and the bundle. The code runs in the sandbox alone.
 *
 * @module
 */
export * from "./bundle.ts";
export * from "./catalogue.ts";
