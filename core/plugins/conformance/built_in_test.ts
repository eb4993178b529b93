import assert from "node:assert/strict";
import { join } from "node:path";
import { fromFileUrl } from "../../process/mod.ts";
import { CACHE } from "../_plugins_for_tests.ts";
import { findPlugins } from "../discover.ts";
import { testPlugin } from "./test_plugin.ts";

const ROOT = fromFileUrl(new URL("../../../", import.meta.url).href);

const FOLDERS = await Promise.all(["plugins", "examples"].map((name) => findPlugins(join(ROOT, name))));

for (const folder of FOLDERS.flat()) {
  Deno.test(`${folder.slice(ROOT.length)} does all that is asked of its kind`, async () => {
    const checks = await testPlugin(folder, { cache: CACHE, onCheck: () => {}, env: () => undefined });
    const failed = checks.filter(({ outcome }) => outcome === "failed");
    assert.deepEqual(failed.map(({ name, message }) => `${name}: ${message}`), []);
  });
}
