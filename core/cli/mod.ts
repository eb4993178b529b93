/** The commands. @module */
export { runCommand } from "./command.ts";
export type { ExitCode, Program } from "./program.ts";
