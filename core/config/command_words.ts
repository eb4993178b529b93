/**
 * How a person calls a command: `deno task ask` from source, `nexus ask` of a binary.
 *
 * @module
 */

/** The words after `deno task` that a binary knows too. */
const COMMANDS = /\bdeno task (?=(start|serve|ask|eval|rerun|plugin|doctor|backup|restore|audit)\b)/g;

/** A text of ours, with its commands as they are called here. Texts name them as `deno task WORD`. */
export function withCommands(text: string, binary: boolean = Deno.build.standalone): string {
  return binary ? text.replace(COMMANDS, "nexus ") : text;
}
