/**
 * From the permissions of a manifest to the scopes of an isolate.
 *
 * @module
 */
import { isAbsolute, join } from "node:path";
import type { Manifest } from "../contract/mod.ts";
import type { Grant } from "../isolate/mod.ts";

/**
 * Exactly what the manifest asks for. Relative paths are meant against the plugin's folder; links are resolved, so that what was granted is
 * what is opened. A variable that is not set is not granted.
 */
export async function grantOf(
  manifest: Manifest,
  folder: string,
  env: (name: string) => string | undefined,
): Promise<Grant> {
  const { permissions } = manifest;
  const paths = (list: { path: string }[]) =>
    Promise.all(list.map(({ path }) => resolvePath(isAbsolute(path) ? path : join(folder, path))));
  const values = permissions.env.map(({ name }) => [name, env(name)] as const);
  return {
    read: await paths(permissions.read),
    write: await paths(permissions.write),
    net: permissions.net.map(({ host }) => host),
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
