/**
 * From the permissions of a manifest to the scopes of an isolate.
 *
 * @module
 */
import { isAbsolute, join } from "node:path";
import { type Manifest, NexusError } from "../contract/mod.ts";
import type { Grant } from "../isolate/mod.ts";
import { overlaps, wantedBy, type WantedPermission } from "./permission.ts";

/** A name elsewhere can stand for an address here, where Nexus itself listens, and others that trust whoever is on this machine. */
const THIS_MACHINE = ["127.0.0.0/8", "0.0.0.0/8", "169.254.0.0/16", "[::1]", "[::]", "[::ffff:127.0.0.1]"];

/** The addresses of this machine, those by which others reach it too: a server that listens on all of them answers there. */
function thisMachine(): string[] {
  let own: string[] = [];
  try {
    own = Deno.networkInterfaces().map(({ family, address }) =>
      family === "IPv6" ? `[${address.replace(/%.*/, "")}]` : address
    );
  } catch {
    // Nexus was not allowed to know them.
  }
  return [...new Set([...THIS_MACHINE, ...own])];
}

/** Where a plugin runs, and what it may be given there. */
export interface GrantPlace {
  /** The plugin's folder. */
  folder: string;
  /** Folders that no plugin may be granted. */
  keep: readonly string[];
  env: (name: string) => string | undefined;
}

/**
 * Exactly what the manifest asks for, as far as it was granted. Relative paths are meant against the plugin's folder; links are resolved,
 * so that what was granted is what is opened. A variable that is not set is not granted.
 *
 * @throws {NexusError} `plugin.denied` where a path leads to what no plugin may reach, by a link that was made after it was granted.
 */
export async function grantOf(
  manifest: Manifest,
  granted: ReadonlySet<string>,
  { folder, keep, env }: GrantPlace,
): Promise<Grant> {
  const kept = await Promise.all(keep.map(resolvePath));
  const targets = (kind: WantedPermission["kind"]) =>
    wantedBy(manifest).filter((wanted) => wanted.kind === kind && granted.has(wanted.id)).map(({ target }) =>
      target
    );
  const paths = (kind: "read" | "write") =>
    Promise.all(
      targets(kind).map(async (path) => {
        if (!isAbsolute(path)) return await resolvePath(join(folder, path));
        const real = await resolvePath(path);
        if (kept.some((other) => overlaps(real, other))) {
          throw new NexusError(
            "plugin.denied",
            `"${path}" leads to ${real}, where Nexus keeps its own files`,
          );
        }
        return real;
      }),
    );
  const values = targets("env").map((name) => [name, env(name)] as const);
  return {
    read: await paths("read"),
    write: await paths("write"),
    net: targets("net"),
    denyNet: thisMachine(),
    env: Object.fromEntries(values.filter((pair): pair is [string, string] => pair[1] !== undefined)),
  };
}

async function resolvePath(path: string): Promise<string> {
  try {
    return await Deno.realPath(path);
  } catch {
    return path;
  }
}
