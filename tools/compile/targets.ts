/**
 * The systems that a binary can be made for, and the native engines of each.
 *
 * @module
 */
import { join } from "node:path";

/** Files of native code by the package that carries them. */
type Natives = Record<string, string[]>;

function duckdb(system: string, library: string): Natives {
  return { [`@duckdb/node-bindings-${system}`]: ["duckdb.node", library] };
}

function polars(system: string): Natives {
  return { [`nodejs-polars-${system}`]: [`nodejs-polars.${system}.node`] };
}

/** What `deno compile` makes binaries for. */
export const TARGETS: Record<string, Natives> = {
  "x86_64-unknown-linux-gnu": { ...duckdb("linux-x64", "libduckdb.so"), ...polars("linux-x64-gnu") },
  "aarch64-unknown-linux-gnu": { ...duckdb("linux-arm64", "libduckdb.so"), ...polars("linux-arm64-gnu") },
  "x86_64-apple-darwin": { ...duckdb("darwin-x64", "libduckdb.dylib"), ...polars("darwin-x64") },
  "aarch64-apple-darwin": { ...duckdb("darwin-arm64", "libduckdb.dylib"), ...polars("darwin-arm64") },
  "x86_64-pc-windows-msvc": { ...duckdb("win32-x64", "duckdb.dll"), ...polars("win32-x64-msvc") },
};

/** Where a binary keeps packages, by their names. */
const EMBEDDED_PACKAGES = ".deno_compile_node_modules/localhost";

/** The paths of native engines inside a binary. */
export async function nativePaths(root: string, target: string): Promise<string[]> {
  const versions = await lockedVersions(root);
  return Object.entries(TARGETS[target] ?? {}).flatMap(([name, files]) =>
    files.map((file) => `${EMBEDDED_PACKAGES}/${name}/${versions.get(name)}/${file}`)
  );
}

/**
 * Native code for another C library than that of the target, which Deno would embed too, for it looks at system and processor alone.
 * Only what is in Deno's cache can be left out.
 */
export async function unwantedNatives(root: string): Promise<string[]> {
  const found: string[] = [];
  for (const [name, version] of await lockedVersions(root)) {
    if (!name.endsWith("-musl")) continue;
    for (const folder of await cacheFolders(name, version)) {
      for await (const file of Deno.readDir(folder)) {
        if (/\.(node|so)$/.test(file.name)) found.push(join(folder, file.name));
      }
    }
  }
  return found;
}

async function lockedVersions(root: string): Promise<Map<string, string>> {
  const { npm }: { npm: Record<string, unknown> } = JSON.parse(
    await Deno.readTextFile(join(root, "deno.lock")),
  );
  return new Map(
    Object.keys(npm).map((key) => {
      const [, name = key, version = ""] = /^(@?[^@]+)@([^_]+)/.exec(key) ?? [];
      return [name, version];
    }),
  );
}

/** Folders of a package in Deno's cache, of whatever registry. */
async function cacheFolders(name: string, version: string): Promise<string[]> {
  const { stdout } = await new Deno.Command(Deno.execPath(), { args: ["info", "--json"] }).output();
  const { npmCache }: { npmCache: string } = JSON.parse(new TextDecoder().decode(stdout));
  const folders: string[] = [];
  for await (const registry of Deno.readDir(npmCache)) {
    const folder = join(npmCache, registry.name, name, version);
    if (registry.isDirectory && await Deno.stat(folder).then(() => true, () => false)) folders.push(folder);
  }
  return folders;
}
