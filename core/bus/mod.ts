/** Typed events. @module */
export * from "./bus.ts";
