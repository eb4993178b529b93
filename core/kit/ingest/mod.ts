/**
 * `nexus/ingest`: what parsers have in common. Types and names of columns of text, notes that stay readable, a plan kept between calls, the calendar.
 *
 * @module
 */
export * from "./calendar.ts";
export { NULL_TOKENS } from "./nulls.ts";
export * from "./columns.ts";
export * from "./fold_notes.ts";
export * from "./header.ts";
export * from "./recent_plan.ts";
