/**
 * `deno run -A tools/pack_plugin.ts FOLDER OUT`: packs a plugin into a folder with its manifest and one file of code.
 *
 * @module
 */
import { resolve } from "node:path";
import { packPlugin } from "../core/plugins/mod.ts";

const [folder, out] = Deno.args;
if (folder === undefined || out === undefined) {
  console.error("deno run -A tools/pack_plugin.ts FOLDER OUT");
  Deno.exit(2);
}
const cache = await Deno.makeTempDir();
try {
  const { id, version } = await packPlugin(resolve(folder), resolve(out), { cache });
  console.log(`packed ${id} ${version} into ${resolve(out)}`);
} finally {
  await Deno.remove(cache, { recursive: true });
}
