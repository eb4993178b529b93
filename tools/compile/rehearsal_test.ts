import assert from "node:assert/strict";
import { join, resolve } from "node:path";
import { packArchive } from "../../core/plugins/mod.ts";
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
    await t.step("a plugin with sources is refused with a hint, a packed one is installed", async () => {
      const source = join(folder, "my-bar");
      await copyPlugin(join(ROOT, "plugins/viz/bar"), source, "my-bar");
      const refused = await runCommand(tried, ["plugin", "install", source, "--yes"]);
      assert.deepEqual([refused.code, /not packed.*\nPack it/.test(refused.err)], [1, true], refused.err);
      const { archive } = await packArchive(source, { cache: join(folder, "cache") });
      await Deno.writeFile(`${source}.zip`, archive);
      const installed = await runCommand(tried, ["plugin", "install", `${source}.zip`, "--yes"]);
      assert.equal(installed.code, 0, installed.out + installed.err);
      await copyPlugin(source, join(home, "plugins/loose"), "loose-bar");
      const { out } = await runCommand(tried, ["plugin", "list"]);
      assert.match(out, /my-bar .*ready/);
      assert.match(out, /loose-bar .*refused.*not packed/s);
    });
    await t.step("a new plugin can be begun", async () => {
      const { code, out, err } = await runCommand(tried, [
        "plugin",
        "new",
        "viz",
        "dots",
        "--in",
        join(folder, "dots"),
      ]);
      assert.deepEqual([code, /mod\.ts/.test(out)], [0, true], err);
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

/** The sources of a plugin under another id. */
async function copyPlugin(from: string, to: string, id: string): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for await (const { name } of Deno.readDir(from)) {
    if (!/^(plugin\.json|[a-z]+\.ts)$/.test(name)) continue;
    const text = await Deno.readTextFile(join(from, name));
    await Deno.writeTextFile(
      join(to, name),
      name === "plugin.json" ? text.replace(/"id": "[^"]+"/, `"id": "${id}"`) : text,
    );
  }
}
