/**
 * The language: a question in plain words and what is known of the tables, to a plan. Without a model. Reading itself, `readQuestion()`,
 * happens in the reader's process; its words are not loaded here.
 *
 * @module
 */
export * from "./answer/phrase_answer.ts";
export * from "./answer/number_format.ts";
export * from "./answer/surprise.ts";
export * from "./reader.ts";
