import assert from "node:assert/strict";
import { type Grant, NO_GRANT } from "./grant.ts";
import { Isolate } from "./isolate.ts";
import { bubblewrap, type OuterWall, outerWall, tryWall, unshare } from "./outer_wall.ts";

const file = (name: string) => Deno.readFile(new URL(`./testdata/${name}`, import.meta.url));
const MODULES = [await file("runtime.js"), await file("hostile.js")];

/** Tools of this machine. Where one is missing or may not be used, nothing depends on it. */
const WALLS = (await Promise.all(
  [bubblewrap("/usr/bin/bwrap"), unshare("/usr/bin/unshare")].map(tryWall),
)).filter((wall) => wall !== null);

async function behind(
  wall: OuterWall,
  grant: Grant,
  run: (isolate: Isolate) => Promise<void>,
): Promise<void> {
  const limits = { memoryMb: 64, timeoutMs: 2000, outputMb: 2, cpuSeconds: 10 };
  const isolate = new Isolate({ name: "The test", modules: MODULES, grant, limits, wall });
  try {
    await run(isolate);
  } finally {
    isolate.close();
    await isolate.exited;
  }
}

Deno.test("tryWall() finds that a tool is not there, or does not do its work", async () => {
  assert.equal(await tryWall(bubblewrap("/nowhere/bwrap")), null);
  assert.equal(await tryWall({ tool: "unshare", message: "", around: () => ["/usr/bin/env"] }), null);
  assert.equal(await outerWall(), await outerWall());
});

for (const wall of WALLS) {
  Deno.test(`Isolate runs behind ${wall.tool}`, async () => {
    await behind(wall, NO_GRANT, async (isolate) => {
      assert.equal((await isolate.call("add", { a: 1, b: 2 })).value, 3);
      assert.deepEqual((await isolate.call("escape", null)).value, []);
      await assert.rejects(isolate.call("loop", null, { timeoutMs: 200 }), { code: "process.deadline" });
    });
    await behind(wall, NO_GRANT, async (isolate) => {
      await assert.rejects(isolate.call("buffers", null), { code: "process.crashed", message: /memory/i });
    });
  });

  Deno.test(`Isolate behind ${wall.tool} opens what was granted`, async () => {
    const folder = await Deno.makeTempDir();
    try {
      await Deno.writeTextFile(`${folder}/a b.txt`, "granted");
      const grant = { ...NO_GRANT, read: [`${folder}/a b.txt`], env: { NEXUS_TEST_WORD: "hello" } };
      await behind(wall, grant, async (isolate) => {
        assert.equal((await isolate.call("readFile", `${folder}/a b.txt`)).value, "granted");
        assert.equal((await isolate.call("readEnv", "NEXUS_TEST_WORD")).value, "hello");
      });
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
}
