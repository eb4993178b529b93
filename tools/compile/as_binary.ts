/**
 * Starts Nexus the way a compiled binary does: every child is this program itself with a hidden argument, and gives up the permissions
 * that it may not have. For the rehearsal of `deno task compile`, in a copy of what would be embedded.
 *
 * @module
 */
import { main } from "../../main.ts";

/** Packages come from Deno's cache, as there is no folder of them. */
export const FLAGS = ["--quiet", "--no-prompt", "--cached-only", "--node-modules-dir=none", "--allow-all"];

const KEPT = ["HOME", "DENO_DIR", "XDG_CACHE_HOME", "LOCALAPPDATA"];

if (import.meta.main) {
  const env = Object.fromEntries(KEPT.flatMap((name) => {
    const value = Deno.env.get(name);
    return value === undefined ? [] : [[name, value]];
  }));
  const args = ["run", ...FLAGS, import.meta.filename!];
  await main(Deno.args, { program: Deno.execPath(), args, env });
}
