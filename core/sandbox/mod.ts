/** Review and run generated code. @module */
export type { SandboxJob, SandboxResult, SandboxTable } from "./job.ts";
export * from "./review.ts";
export type { Json } from "./result.ts";
export * from "./sandbox.ts";
export type { Wall } from "./walls.ts";
