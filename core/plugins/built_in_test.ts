import assert from "node:assert/strict";
import { join } from "node:path";
import { fromFileUrl } from "../process/mod.ts";
import { PluginRegistry } from "./registry.ts";

const ROOT = fromFileUrl(new URL("../../", import.meta.url).href);

Deno.test("every plugin that comes with Nexus bundles, loads without permission, and is what its manifest says", async () => {
  const cache = join(ROOT, "node_modules/.cache/nexus-tests");
  const registry = await PluginRegistry.open({
    builtIn: join(ROOT, "plugins"),
    installed: "/nowhere",
    cache,
  });
  try {
    const ids = registry.list().map(({ id }) => id);
    for (const id of ids) await registry.warm([id]);
    const states = registry.list().map(({ id, state, message }) => [id, state, message ?? ""]);
    assert.deepEqual(states, ids.map((id) => [id, "running", ""]));
  } finally {
    await registry.close();
  }
});
