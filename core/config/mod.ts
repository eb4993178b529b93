/** Configuration. @module */
export * from "./command_words.ts";
export * from "./exposure.ts";
export * from "./layout.ts";
export * from "./load.ts";
export * from "./settings.ts";
