import assert from "node:assert/strict";
import { join, resolve } from "node:path";
import { copyAsBinary, copyEmbedded } from "./rehearsal.ts";
import { buildStage } from "./stage.ts";
import { tryCommands, tryServer } from "./trial.ts";
import { runCommand } from "./tried.ts";

const ROOT = resolve(import.meta.dirname!, "../..");

Deno.test("what a binary carries is enough: everything works in a copy with built parts, without bundler and sources", async (t) => {
  const folder = await Deno.realPath(await Deno.makeTempDir({ prefix: "nexus-rehearsal-" }));
  const [copy, stage, home] = ["copy", "stage", "home"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  try {
    await t.step("it is built", async () => {
      const [files, sources] = await Promise.all([buildStage(ROOT, stage), copyEmbedded(ROOT, copy)]);
      const packed = files.filter(({ path }) => path.startsWith("plugins/")).map(({ path }) =>
        path.split("/").at(-1)
      );
      assert.deepEqual([...new Set(packed)], ["bundle.js", "plugin.json"]);
      assert.deepEqual(sources.filter((path) => /^(plugins|ui)\/|bundler_child|_test\.ts$/.test(path)), []);
    });
    const tried = copyAsBinary(copy, { stage, home });
    await t.step("commands work", () => tryCommands(tried, join(ROOT, "samples/sales.csv")));
    await t.step("the server works", () => tryServer(tried));
    await t.step("a plugin with sources is refused with a hint, a packed one runs", async () => {
      const installed = join(home, "plugins");
      await copyPlugin(join(ROOT, "plugins/viz/bar"), join(installed, "loose"), "loose-bar", [
        "plugin.json",
        "mod.ts",
        "spread.ts",
      ]);
      await copyPlugin(join(stage, "plugins/viz/bar"), join(installed, "packed"), "packed-bar", [
        "plugin.json",
        "bundle.js",
      ]);
      const { out } = await runCommand(tried, ["plugin", "list"]);
      assert.match(out, /packed-bar .*ready/);
      assert.match(out, /loose-bar .*refused \(The plugin is not packed/);
    });
    await t.step("built parts of another version are refused", async () => {
      await Deno.writeTextFile(join(stage, "stage.json"), '{"version": "0.0.1"}');
      const { code, err } = await runCommand(tried, ["doctor"]);
      assert.deepEqual([code, /the parts of Nexus 0\.0\.1/.test(err)], [1, true], err);
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

async function copyPlugin(from: string, to: string, id: string, files: string[]): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for (const name of files) {
    const text = await Deno.readTextFile(join(from, name));
    await Deno.writeTextFile(
      join(to, name),
      name === "plugin.json" ? text.replace('"id": "bar"', `"id": "${id}"`) : text,
    );
  }
}
