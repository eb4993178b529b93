import assert from "node:assert/strict";
import { join } from "node:path";
import { until } from "nexus/testing";
import { packPlugin } from "./pack.ts";
import { INPUT, manifestOf, vizCode, withRegistry, writePlugin } from "./_plugins_for_tests.ts";

const draw = (mark: number) => ({ "mod.ts": vizCode(`return { data: [{ x: [${mark}] }], layout: {} };`) });

Deno.test("a deleted plugin takes exactly its ability with it, and a renamed copy from elsewhere brings it back", async () => {
  const report = `import { defineReport } from "nexus";
    export default defineReport({ export: () => new Uint8Array([1]) });`;
  await withRegistry(
    async ({ builtIn, folder }) => {
      await writePlugin(join(builtIn, "viz/dots"), manifestOf("viz", "dots"), draw(1));
      await writePlugin(join(builtIn, "report/txt"), manifestOf("report", "txt"), { "mod.ts": report });
      await writePlugin(join(folder, "elsewhere/copy"), manifestOf("viz", "acme/dots-again"), draw(1));
    },
    async ({ registry, builtIn, installed, folder, changes }) => {
      const [handle] = registry.viz("dots");
      await handle!.render(INPUT);
      await Deno.remove(join(builtIn, "viz/dots"), { recursive: true });
      await registry.refresh();
      assert.deepEqual(registry.list().map(({ id }) => id), ["txt"]);
      assert.deepEqual(registry.viz("dots"), []);
      assert.equal(registry.reports("txt").length, 1);
      assert.ok(changes.includes("dots removed"));
      await assert.rejects(handle!.render(INPUT), { code: "plugin.not_found" });
      await Deno.mkdir(installed);
      await Deno.rename(join(folder, "elsewhere/copy"), join(installed, "some-name"));
      await registry.refresh();
      assert.deepEqual((await registry.viz("dots")[0]!.render(INPUT)).data, [{ x: [1] }]);
      assert.deepEqual(registry.list().map(({ id, origin }) => [id, origin]), [
        ["txt", "built-in"],
        ["acme/dots-again", "installed"],
      ]);
    },
  );
});

Deno.test("packPlugin() makes a plugin of two files, which runs without its sources and packages", async () => {
  const head = 'import { z } from "zod"; import { mark } from "./mark.ts";';
  const body =
    "return { data: [{ x: [mark, z.string().safeParse(input.chart.title).success] }], layout: {} };";
  await withRegistry(
    async ({ folder, installed }) => {
      const files = { "src/mod.ts": vizCode(body, head), "src/mark.ts": "export const mark: number = 7;" };
      await writePlugin(join(folder, "source"), manifestOf("viz", "dots", { entry: "src/mod.ts" }), files);
      const manifest = await packPlugin(join(folder, "source"), join(installed, "p"), {
        cache: join(folder, "c"),
      });
      assert.equal(manifest.id, "dots");
      await Deno.remove(join(folder, "source"), { recursive: true });
    },
    async ({ registry, installed }) => {
      const files = await Array.fromAsync(Deno.readDir(join(installed, "p")), ({ name }) => name);
      assert.deepEqual(files.sort(), ["bundle.js", "plugin.json"]);
      assert.deepEqual((await registry.viz("dots")[0]!.render(INPUT)).data, [{ x: [7, true] }]);
    },
  );
});

Deno.test("refresh() takes up changed code, and leaves the rest as it was", async () => {
  await withRegistry(
    async ({ builtIn }) => {
      await writePlugin(join(builtIn, "viz/a"), manifestOf("viz", "a"), draw(1));
      await writePlugin(join(builtIn, "viz/b"), manifestOf("viz", "b"), draw(1));
    },
    async ({ registry, builtIn }) => {
      const states = () => registry.list().map(({ state }) => state);
      await registry.warm(["a", "b"]);
      assert.deepEqual(states(), ["running", "running"]);
      registry.disable("b");
      await writePlugin(join(builtIn, "viz/a"), manifestOf("viz", "a"), draw(20));
      await writePlugin(join(builtIn, "viz/b"), manifestOf("viz", "b"), draw(20));
      await registry.refresh();
      assert.deepEqual(states(), ["ready", "disabled"]);
      assert.deepEqual((await registry.viz()[0]!.render(INPUT)).data, [{ x: [20] }]);
      await registry.refresh();
      assert.deepEqual(states(), ["running", "disabled"]);
      registry.enable("b");
      assert.equal(registry.viz().length, 2);
      assert.throws(() => registry.enable("c"), { code: "plugin.not_found" });
    },
  );
});

Deno.test("open() refuses broken plugins with a reason and runs the others", async () => {
  const cases: Record<string, [unknown, RegExp]> = {
    "not-json": ["{", /not JSON/],
    "unknown-permission": [manifestOf("viz", "x1", { permissions: { run: [] } }), /permissions: .*run/],
    "newer-api": [manifestOf("viz", "x2", { api: "^99.0.0" }), /needs the plugin contract \^99/],
    "bad-api": [manifestOf("viz", "x3", { api: "newest" }), /not a range/],
    "no-contribution": [manifestOf("viz", "x4", { contributes: {} }), /must contribute "viz"/],
    "outside-entry": [manifestOf("viz", "x5", { entry: "../mod.ts" }), /entry/],
    "wild-net": [manifestOf("viz", "x6", { permissions: { net: [{ host: "*", reason: "all" }] } }), /net/],
    "duplicate": [manifestOf("viz", "good"), /another plugin "good"/],
  };
  await withRegistry(
    async ({ builtIn, installed }) => {
      await writePlugin(join(builtIn, "viz/good"), manifestOf("viz", "good"), draw(1));
      for (const [name, [manifest]] of Object.entries(cases)) {
        await writePlugin(join(installed, name), {}, draw(1));
        const text = typeof manifest === "string" ? manifest : JSON.stringify(manifest);
        await Deno.writeTextFile(join(installed, name, "plugin.json"), text);
      }
      await writePlugin(join(installed, "half"), manifestOf("viz", "half"), draw(1));
      await Deno.remove(join(installed, "half/mod.ts"));
      await writePlugin(join(installed, "linked"), manifestOf("viz", "linked"), draw(1));
      await Deno.symlink("/etc/passwd", join(installed, "linked/data.txt"));
    },
    ({ registry }) => {
      const messages = registry.list().filter(({ state }) => state === "refused").map(({ message }) =>
        message ?? ""
      );
      for (const [name, [, reason]] of Object.entries(cases)) {
        assert.ok(messages.some((message) => reason.test(message)), `${name}: ${messages.join("\n")}`);
      }
      assert.ok(messages.some((message) => /"data.txt" is a symbolic link/.test(message)));
      assert.ok(messages.some((message) => /half is not whole: there is no "mod.ts"/.test(message)));
      assert.equal(messages.length, Object.keys(cases).length + 2);
      assert.deepEqual(registry.viz().map(({ id }) => id), ["good"]);
      assert.throws(() => registry.enable("x2"), { code: "plugin.invalid", message: /\^99/ });
      return Promise.resolve();
    },
  );
});

Deno.test("a plugin that nobody calls is stopped, and started again by the next call", async () => {
  await withRegistry(
    ({ builtIn }) => writePlugin(join(builtIn, "viz/dots"), manifestOf("viz", "dots"), draw(1)),
    async ({ registry }) => {
      const [handle] = registry.viz();
      await handle!.render(INPUT);
      assert.equal(registry.list()[0]?.state, "running");
      await until("it was stopped", () => registry.list()[0]?.state === "ready");
      await handle!.render(INPUT);
    },
    { idleMs: 50 },
  );
});

Deno.test("a registry sees by itself that a folder went", async () => {
  await withRegistry(
    ({ builtIn }) => writePlugin(join(builtIn, "viz/dots"), manifestOf("viz", "dots"), draw(1)),
    async ({ registry, builtIn }) => {
      await Deno.remove(join(builtIn, "viz"), { recursive: true });
      await until("the registry has looked", () => registry.viz().length === 0);
      assert.deepEqual(registry.list(), []);
    },
    { refreshMs: 20 },
  );
});
