/**
 * Packing: a plugin as one file of code beside its manifest, which runs without esbuild, packages or sources.
 *
 * @module
 */
import { isAbsolute, join, normalize, relative } from "node:path";
import { type Manifest, NexusError } from "../contract/mod.ts";
import { BUNDLE_FILE, Bundler } from "./bundler.ts";
import { findPlugins } from "./discover.ts";
import { parseManifest } from "./manifest.ts";
import { MANIFEST_FILE, writePackage } from "./package.ts";
import { checkScopes } from "./permission.ts";
import { KIT_FILE, makeKit } from "./new/kit.ts";
import { checkPath } from "./zip.ts";

/** Besides code and manifest, what a person wants to see. */
const PAPERS = /^(readme(\.md|\.txt)?|licen[cs]e(\.md|\.txt)?|notice(\.md|\.txt)?)$/i;
const MAX_FILES = 1900;

/** Where bundles are kept, and the programs that were built ahead where nothing is bundled. */
export interface PackOptions {
  cache: string;
  programs?: string;
}

/**
 * Writes `plugin.json` and `bundle.js` of a plugin to the folder `out`, which is made where it is not there.
 *
 * @throws {NexusError} `plugin.invalid` where the manifest or the code is not valid.
 */
export async function packPlugin(folder: string, out: string, options: { cache: string }): Promise<Manifest> {
  return await withBundler(options, (bundler) => packWith(bundler, folder, out));
}

/**
 * Packs every plugin below `builtIn` into `plugins/` of the folder `out`, under the same paths, and the programs around plugins into
 * `programs/`: what a Nexus needs that bundles nothing.
 */
export async function packAll(builtIn: string, out: string, options: { cache: string }): Promise<Manifest[]> {
  return await withBundler(options, async (bundler) => {
    const packed: Manifest[] = [];
    for (const folder of await findPlugins(builtIn)) {
      packed.push(await packWith(bundler, folder, join(out, "plugins", relative(builtIn, folder))));
    }
    await bundler.writePrograms(join(out, "programs"));
    await Deno.writeTextFile(join(out, "programs", KIT_FILE), JSON.stringify(await makeKit()));
    return packed;
  });
}

/**
 * The archive of a plugin: manifest, code, README and licence, the files that it asks to read in its own folder, hashes of all. The same
 * sources give the same bytes.
 *
 * @throws {NexusError} `plugin.invalid`
 */
export async function packArchive(
  folder: string,
  options: PackOptions,
): Promise<{ manifest: Manifest; archive: Uint8Array<ArrayBuffer> }> {
  const { manifest, files } = await withBundler(options, (bundler) => packedFiles(folder, bundler));
  return { manifest, archive: await writePackage(files) };
}

/** File name of an archive: `acme-my-parser-1.0.0.nexus.zip`. */
export function archiveName({ id, version }: Pick<Manifest, "id" | "version">): string {
  return `${id.replace("/", "-")}-${version}.nexus.zip`;
}

async function withBundler<T>(
  { cache, programs }: PackOptions,
  work: (bundler: Bundler) => Promise<T>,
): Promise<T> {
  const bundler = new Bundler(cache, programs ?? null);
  try {
    return await work(bundler);
  } finally {
    await bundler.close();
  }
}

async function packWith(bundler: Bundler, folder: string, out: string): Promise<Manifest> {
  const { manifest, files } = await packedFiles(folder, bundler);
  await Deno.mkdir(out, { recursive: true });
  for (const path of [BUNDLE_FILE, MANIFEST_FILE]) await Deno.writeFile(join(out, path), files.get(path)!);
  return manifest;
}

async function packedFiles(
  folder: string,
  bundler: Bundler,
): Promise<{ manifest: Manifest; files: Map<string, Uint8Array> }> {
  const text = await readManifest(folder);
  const manifest = parseManifest(new TextDecoder().decode(text));
  checkScopes(manifest, []);
  const files = new Map<string, Uint8Array>([[MANIFEST_FILE, text]]);
  files.set(BUNDLE_FILE, await bundler.plugin(folder, manifest.entry));
  for await (const { name, isFile } of Deno.readDir(folder)) {
    if (isFile && PAPERS.test(name)) files.set(name, await Deno.readFile(join(folder, name)));
  }
  for (const { path } of manifest.permissions.read) {
    if (!isAbsolute(path)) await addData(folder, normalize(path).replace(/[\\/]+$/, ""), files);
  }
  return { manifest, files };
}

async function readManifest(folder: string): Promise<Uint8Array> {
  try {
    return await Deno.readFile(join(folder, MANIFEST_FILE));
  } catch (cause) {
    throw new NexusError("plugin.invalid", `There is no plugin in ${folder}: it has no ${MANIFEST_FILE}`, {
      cause,
      hint: "deno task plugin new KIND ID starts one.",
    });
  }
}

/** What it may read of its own folder comes with it. */
async function addData(folder: string, path: string, files: Map<string, Uint8Array>): Promise<void> {
  const refuse = (what: string) => new NexusError("plugin.invalid", `The plugin cannot be packed: ${what}`);
  if (path === ".") throw refuse("it asks to read all of its folder; name the files that it needs");
  checkPath(path.replaceAll("\\", "/"));
  const info = await Deno.lstat(join(folder, path)).catch(() => null);
  if (info === null) throw refuse(`it asks to read "${path}", which is not there`);
  if (info.isSymlink) throw refuse(`"${path}" is a symbolic link`);
  if (info.isFile) {
    files.set(path.replaceAll("\\", "/"), await Deno.readFile(join(folder, path)));
    if (files.size > MAX_FILES) throw refuse(`it has more than ${MAX_FILES} files`);
    return;
  }
  for await (const { name } of Deno.readDir(join(folder, path))) {
    if (!name.startsWith(".")) await addData(folder, join(path, name), files);
  }
}
