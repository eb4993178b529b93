/**
 * Packing: a plugin as one file of code beside its manifest, which runs without esbuild, packages or sources.
 *
 * @module
 */
import { join, relative } from "node:path";
import type { Manifest } from "../contract/mod.ts";
import { BUNDLE_FILE, Bundler } from "./bundler.ts";
import { findPlugins } from "./discover.ts";
import { parseManifest } from "./manifest.ts";

/**
 * Writes `plugin.json` and `bundle.js` of a plugin to the folder `out`, which is made where it is not there.
 *
 * @throws {NexusError} `plugin.invalid` where the manifest or the code is not valid.
 */
export async function packPlugin(folder: string, out: string, options: { cache: string }): Promise<Manifest> {
  const bundler = new Bundler(options.cache);
  try {
    return await packWith(bundler, folder, out);
  } finally {
    await bundler.close();
  }
}

/**
 * Packs every plugin below `builtIn` into `plugins/` of the folder `out`, under the same paths, and the programs around plugins into
 * `programs/`: what a Nexus needs that bundles nothing.
 */
export async function packAll(builtIn: string, out: string, options: { cache: string }): Promise<Manifest[]> {
  const bundler = new Bundler(options.cache);
  try {
    const packed: Manifest[] = [];
    for (const folder of await findPlugins(builtIn)) {
      packed.push(await packWith(bundler, folder, join(out, "plugins", relative(builtIn, folder))));
    }
    await bundler.writePrograms(join(out, "programs"));
    return packed;
  } finally {
    await bundler.close();
  }
}

async function packWith(bundler: Bundler, folder: string, out: string): Promise<Manifest> {
  const text = await Deno.readTextFile(join(folder, "plugin.json"));
  const manifest = parseManifest(text);
  const bundle = await bundler.plugin(folder, manifest.entry);
  await Deno.mkdir(out, { recursive: true });
  await Deno.writeFile(join(out, BUNDLE_FILE), bundle);
  await Deno.writeTextFile(join(out, "plugin.json"), text);
  return manifest;
}
