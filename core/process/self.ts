/**
 * The command that starts this program again, where its children are itself: in a compiled binary, which has no `deno run` at hand.
 *
 * @module
 */

/** How a program starts itself. */
export interface SelfCommand {
  program: string;
  /** Come before the hidden argument that names the child. */
  args: readonly string[];
  /** What the program must find in its environment to start at all. */
  env: Readonly<Record<string, string>>;
}

let command: SelfCommand | null = null;

/** From here on every child is this program itself, started with this command. Called once, before the first child. */
export function startChildrenAs(self: SelfCommand): void {
  command = self;
}

/**
 * The command where children are this program itself; null where each is started by `deno run` with flags of its own. A program that
 * starts itself has the permissions it was compiled with and gives up what a child may not have; flags of V8 cannot be passed.
 */
export function selfCommand(): SelfCommand | null {
  return command;
}
