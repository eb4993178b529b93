/**
 * Processes of our own: start them, talk to them, end them.
 *
 * @module
 */
export * from "./channel.ts";
export * from "./child.ts";
export type { SystemLimits } from "./command.ts";
export * from "./entries.ts";
export * from "./file_url.ts";
export * from "./frame.ts";
export * from "./rows.ts";
export * from "./seal.ts";
export * from "./self.ts";
export * from "./serve.ts";
export * from "./transport.ts";
export { watchedMemory } from "./watch.ts";
