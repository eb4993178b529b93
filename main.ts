/**
 * Reads the command line and the configuration, composes, starts.
 *
 * @module
 */
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { reportError, runCommand } from "./core/cli/mod.ts";
import { readConfig } from "./core/config/mod.ts";
import { runEntry } from "./core/process/mod.ts";

const encoder = new TextEncoder();
const CHILD = "--nexus-child=";

async function main(args: string[]): Promise<number> {
  const [first] = args;
  if (first?.startsWith(CHILD)) {
    await runEntry(first.slice(CHILD.length));
    return 0;
  }
  const root = fileURLToPath(new URL(".", import.meta.url)).replace(/[/\\]$/, "");
  const print = {
    out: (text: string) => write(Deno.stdout, text),
    err: (text: string) => write(Deno.stderr, text),
  };
  try {
    const config = readConfig(root);
    return await runCommand({ root, config, home: resolve(root, config.NEXUS_HOME), ...print }, args);
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

if (import.meta.main) Deno.exit(await main(Deno.args));
