/**
 * A copy of the program as a binary would carry it: what is embedded and nothing else. No sources of plugins or of the page, no
 * bundler. It starts its children as itself.
 *
 * @module
 */
import { join } from "node:path";
import { FLAGS } from "./as_binary.ts";
import { embeddedSources } from "./embed.ts";
import type { Tried } from "./tried.ts";

const STARTER = "tools/compile/as_binary.ts";

/** Copies what would be embedded of the source in `root` into the folder `out`; the stage stays where it is. */
export async function copyEmbedded(root: string, out: string): Promise<string[]> {
  const paths = [...await embeddedSources(root), "deno.json", "deno.lock", STARTER];
  for (const path of paths) {
    await Deno.mkdir(join(out, path, ".."), { recursive: true });
    await Deno.copyFile(join(root, path), join(out, path));
  }
  await forgetAbort(join(out, "deno.json"));
  return paths;
}

/** A binary knows nothing of this feature: signals of requests also end when their answer was sent. */
async function forgetAbort(path: string): Promise<void> {
  const settings = JSON.parse(await Deno.readTextFile(path));
  settings.unstable = settings.unstable.filter((feature: string) => feature !== "no-legacy-abort");
  await Deno.writeTextFile(path, JSON.stringify(settings));
}

/** The program in a folder that `copyEmbedded` filled. */
export function copyAsBinary(folder: string, { stage, home }: { stage: string; home: string }): Tried {
  return {
    program: Deno.execPath(),
    args: ["run", ...FLAGS, join(folder, STARTER)],
    env: { NEXUS_BUILT: stage, NEXUS_HOME: home, PORT: "0", LOG_LEVEL: "warn", MAX_MEMORY_MB: "1024" },
  };
}
