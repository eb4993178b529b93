import assert from "node:assert/strict";
import { PluginKind } from "../../contract/mod.ts";
import { CACHE, manifestOf, vizCode, writePlugin } from "../_plugins_for_tests.ts";
import { newPlugin } from "../new/new_plugin.ts";
import type { Check } from "./checks.ts";
import { testPlugin } from "./test_plugin.ts";

async function withFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const options = { cache: CACHE, onCheck: () => {}, env: () => "a word" };
const broken = (checks: Check[]) =>
  checks.filter(({ outcome }) => outcome !== "held").map(({ outcome, name, message }) =>
    `${outcome} ${name}: ${message}`
  );

for (const kind of PluginKind.options) {
  Deno.test(`a new plugin of kind ${kind} type-checks without the tree of Nexus, and conforms`, async () => {
    await withFolder(async (folder) => {
      await newPlugin(folder, kind, `acme/my-${kind}-plugin`);
      const { success, stderr } = await new Deno.Command(Deno.execPath(), {
        args: ["test", "--no-remote", "--no-npm", "--quiet", "mod_test.ts"],
        cwd: folder,
        env: { NO_COLOR: "1" },
      }).output();
      assert.ok(success, new TextDecoder().decode(stderr));
      assert.deepEqual(broken(await testPlugin(folder, options)), []);
      await assert.rejects(newPlugin(folder, kind, "again"), {
        code: "request.invalid",
        message: /not empty/,
      });
    });
  });
}

Deno.test("testPlugin() tells what a plugin tried, what it never needed, and what it let through", async () => {
  const body = `const words = [];
    try { Deno.readTextFileSync("/etc/hostname"); } catch {}
    try { Deno.env.get("OTHER_WORD"); } catch {}
    words.push(Deno.env.get("ONE_WORD"));
    return { data: [{ x: [Math.random()], text: [input.chart.title] }], layout: {} };`;
  const permissions = {
    env: [{ name: "ONE_WORD", reason: "Used." }, { name: "NO_WORD", reason: "Never used." }],
    net: [{ host: "example.org:443", reason: "Never used." }],
  };
  const contributes = {
    viz: { type: "dots", title: "Dots", channels: [{ channel: "x", required: true, types: ["number"] }] },
  };
  await withFolder(async (folder) => {
    await writePlugin(folder, manifestOf("viz", "dots", { permissions, contributes }), {
      "mod.ts": vizCode(body),
    });
    const told = broken(await testPlugin(folder, options)).join("\n");
    assert.match(told, /failed it tries nothing .*env OTHER_WORD, read \/etc\/hostname/);
    assert.match(told, /remark it asks for nothing .*net:example.org:443, env:NO_WORD was not used/);
    assert.match(told, /failed the same input gives the same figure/);
    assert.match(told, /failed text of a table reaches the figure escaped/);
    assert.match(told, /failed a channel that is missing is refused/);
    assert.doesNotMatch(told, /ONE_WORD/);
  });
});

Deno.test("testPlugin() tells of a parser that fails on what is damaged", async () => {
  const code = `import { defineIngest } from "nexus";
    export default defineIngest({
      sniff: (head) => ({ confidence: head[0] === 0 ? 2 : 0.9, reason: "all" }),
      read: async (source) => { throw new TypeError("what is this"); },
    });`;
  await withFolder(async (folder) => {
    await writePlugin(folder, manifestOf("ingest", "ini"), { "mod.ts": code });
    const told = broken(await testPlugin(folder, options)).join("\n");
    assert.match(told, /failed sniff\(\) answers for anything: plugin.contract/);
    assert.match(told, /failed sniff\(\) leaves the files of others alone/);
    assert.match(told, /remark its testdata hold/);
    assert.match(told, /failed damaged files end .*what is this. Throw a NexusError/);
  });
});
