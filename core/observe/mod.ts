/** Log, metrics and actors. @module */
export * from "./actor.ts";
export * from "./log.ts";
export * from "./metrics.ts";
