/**
 * Calling `deno compile`.
 *
 * @module
 */
import { join } from "node:path";
import { compileArguments } from "./embed.ts";
import { unwantedNatives } from "./targets.ts";

/** What became of it. */
export interface Compiled {
  ok: boolean;
  /** Whether the runtime that goes into the binary could not be had: it is downloaded once for each version and target. */
  noRuntime: boolean;
  /** Why, in a line. */
  reason: string;
  /** Everything that was printed. */
  printed: string;
}

/** Makes the binary. */
export async function compile(
  root: string,
  { out, target, env = {} }: { out: string; target: string; env?: Record<string, string> },
): Promise<Compiled> {
  const unwanted = await unwantedNatives(root, target);
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: compileArguments(root, { out, target, unwanted }),
    cwd: root,
    env: { ...env, NO_COLOR: "1" },
  }).output();
  const printed = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
  const reason = /^.*error sending request.*$/m.exec(printed)?.[0].replace(/^\s*\d+:\s*/, "") ?? "";
  return { ok: success, noRuntime: printed.includes("Setting up base binary"), reason, printed };
}

/**
 * Packs with Deno itself in the place of the runtime. Deno says what it embedded; the file would run as Deno, and is removed at once.
 */
export async function packOnly(root: string, { target }: { target: string }): Promise<Compiled> {
  const folder = await Deno.makeTempDir({ prefix: "nexus-pack-" });
  try {
    return await compile(root, { out: join(folder, "nexus"), target, env: { DENORT_BIN: Deno.execPath() } });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
