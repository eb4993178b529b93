/**
 * The language: a question in plain words and what is known of the tables, to a plan. Without a model.
 *
 * @module
 */
export * from "./answer/phrase_answer.ts";
export * from "./answer/number_format.ts";
export * from "./read_question.ts";
export * from "./reader.ts";
