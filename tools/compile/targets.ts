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
 * Native code for another C library than that of the target, which Deno would embed too, for it looks at system and processor alone: the
 * places in Deno's cache where it lies, or will once it is downloaded.
 */
export async function unwantedNatives(root: string, target: string): Promise<string[]> {
  const versions = await lockedVersions(root);
  const cache = await npmCache();
  const registries = (await Array.fromAsync(Deno.readDir(cache))).filter(({ isDirectory }) => isDirectory);
  return Object.entries(TARGETS[target] ?? {}).flatMap(([name, files]) => {
    const other = `${name.replace(/-gnu$/, "")}-musl`;
    const version = versions.get(other);
    if (version === undefined) return [];
    return registries.flatMap((registry) =>
      files.map((file) => join(cache, registry.name, other, version, file.replace("-gnu.", "-musl.")))
    );
  });
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

async function npmCache(): Promise<string> {
  const { stdout } = await new Deno.Command(Deno.execPath(), { args: ["info", "--json"] }).output();
  return JSON.parse(new TextDecoder().decode(stdout)).npmCache;
}
