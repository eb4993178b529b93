/**
 * Packing: a plugin as one file of code beside its manifest, which runs without esbuild, packages or sources.
 *
 * @module
 */
import { join } from "node:path";
import type { Manifest } from "../contract/mod.ts";
import { BUNDLE_FILE, Bundler } from "./bundler.ts";
import { parseManifest } from "./manifest.ts";

/**
 * Writes `plugin.json` and `bundle.js` of a plugin to the folder `out`, which is made where it is not there.
 *
 * @throws {NexusError} `plugin.invalid` where the manifest or the code is not valid.
 */
export async function packPlugin(folder: string, out: string, options: { cache: string }): Promise<Manifest> {
  const text = await Deno.readTextFile(join(folder, "plugin.json"));
  const manifest = parseManifest(text);
  const bundler = new Bundler(options.cache, folder);
  try {
    const bundle = await bundler.plugin(folder, manifest.entry);
    await Deno.mkdir(out, { recursive: true });
    await Deno.writeFile(join(out, BUNDLE_FILE), bundle);
    await Deno.writeTextFile(join(out, "plugin.json"), text);
  } finally {
    await bundler.close();
  }
  return manifest;
}
