import assert from "node:assert/strict";
import type { PluginInfo } from "../contract/mod.ts";
import { listWords } from "./plugin_words.ts";

Deno.test("listWords() gives one line a plugin, whatever a plugin says of itself", () => {
  const plugin = {
    id: "acme/dots",
    version: "1.0.0",
    kind: "viz",
    state: "quarantined",
    message: "boom\ntrusted                  1.0.0    viz     running\r\u001b[2K",
    contributes: { viz: { type: "dots", title: "Dots", channels: [] } },
  } as unknown as PluginInfo;
  const words = listWords([plugin, plugin]);
  assert.equal(words.split("\n").length, 3);
  assert.match(words, /^acme\/dots +1\.0\.0 +viz +quarantined \(boom trusted.* \[2K\)$/m);
});
