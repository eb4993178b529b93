/**
 * Reads the command line and the configuration, composes, starts.
 *
 * @module
 */
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { runCommand } from "./core/cli/mod.ts";
import { readConfig } from "./core/config/mod.ts";
import { NexusError } from "./core/contract/mod.ts";
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
  const err = (text: string) => void Deno.stderr.writeSync(encoder.encode(text));
  try {
    const config = readConfig(root);
    const out = (text: string) => void Deno.stdout.writeSync(encoder.encode(text));
    return await runCommand({ root, config, home: resolve(root, config.NEXUS_HOME), out, err }, args);
  } catch (error) {
    if (!(error instanceof NexusError)) throw error;
    err(`${error.message}\n${error.hint ?? ""}\n`);
    return 1;
  }
}

if (import.meta.main) Deno.exit(await main(Deno.args));
