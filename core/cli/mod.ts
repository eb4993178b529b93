/** The commands. @module */
export { reportError, runCommand } from "./command.ts";
export type { ExitCode, Program } from "./program.ts";
