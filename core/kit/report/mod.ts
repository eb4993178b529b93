/**
 * `nexus/report`: what exporters have in common. How an answer is told in plain words, and how its values are shown.
 *
 * @module
 */
export * from "./answer_words.ts";
export * from "./cell_format.ts";
export * from "./code_words.ts";
export * from "./passage_words.ts";
export * from "./trust_words.ts";
