/**
 * Reads the command line and the configuration, composes, starts.
 *
 * @module
 */
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { CHILD_ARGUMENT, runEntry } from "./core/process/entries.ts";
import { type SelfCommand, startChildrenAs } from "./core/process/self.ts";

const encoder = new TextEncoder();

/**
 * Runs a command and ends with its exit code; or runs one of the programs that Nexus starts as processes of its own, which end
 * by themselves. `self`: how this program is started again, where its children are itself.
 */
export async function main(args: string[], self?: SelfCommand): Promise<void> {
  const [first] = args;
  // Children load nothing of what follows.
  if (first?.startsWith(CHILD_ARGUMENT)) await runEntry(first.slice(CHILD_ARGUMENT.length), args);
  else Deno.exit(await command(args, self));
}

async function command(args: string[], self: SelfCommand | undefined): Promise<number> {
  const { reportError, runCommand } = await import("./core/cli/mod.ts");
  const { binaryEnvironment, layoutOf, programFolder, readConfig } = await import("./core/config/mod.ts");
  const { VERSION } = await import("./core/runs/version.ts");
  const source = fileURLToPath(new URL(".", import.meta.url)).replace(/[/\\]$/, "");
  const print = {
    out: (text: string) => write(Deno.stdout, text),
    err: (text: string) => write(Deno.stderr, text),
  };
  try {
    if (self !== undefined) startChildrenAs(self);
    else if (Deno.build.standalone) {
      startChildrenAs({ program: Deno.execPath(), args: [], env: binaryEnvironment() });
    }
    const folder = programFolder(source);
    const config = readConfig(folder);
    const layout = layoutOf(source, { config, version: VERSION });
    return await runCommand({ ...layout, config, home: resolve(folder, config.NEXUS_HOME), ...print }, args);
  } catch (error) {
    return reportError(print, error, args);
  }
}

/** Writes all of it; a reader that has left (`| head`) is no error. */
function write(stream: typeof Deno.stdout | typeof Deno.stderr, text: string): void {
  const bytes = encoder.encode(text);
  try {
    for (let written = 0; written < bytes.length;) written += stream.writeSync(bytes.subarray(written));
  } catch (error) {
    if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
  }
}

if (import.meta.main) await main(Deno.args);
