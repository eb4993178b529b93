/**
 * `nexus/ingest`: what parsers have in common. Notes that stay readable, a plan kept between calls, the calendar.
 *
 * @module
 */
export * from "./calendar.ts";
export * from "./fold_notes.ts";
export * from "./recent_plan.ts";
