import assert from "node:assert/strict";
import type { NexusError } from "../contract/errors.ts";
import { until } from "../kit/testing/wait.ts";
import { type Child, spawnChild, type SpawnOptions } from "./child.ts";

const entry = { url: new URL("./testdata/child.ts", import.meta.url).href, npm: false };
const forger = { url: new URL("./testdata/forger.ts", import.meta.url).href, npm: false };

async function withChild(
  options: Partial<SpawnOptions>,
  run: (child: Child) => Promise<void>,
): Promise<void> {
  const child = spawnChild({ entry, permissions: [], ...options });
  try {
    await run(child);
  } finally {
    child.kill("the test is over");
    await child.exited;
  }
}

Deno.test("spawnChild() makes a round trip with attachments, and lets the child call back", async () => {
  const handlers = { host: (params: unknown) => ({ heard: params }) };
  await withChild({ handlers }, async ({ channel }) => {
    const parts = [new Uint8Array([1, 2, 3]), new Uint8Array(0)];
    const back = await channel.call("echo", { text: "grüße" }, { attachments: parts });
    assert.deepEqual(back, { value: { text: "grüße" }, attachments: parts });
    assert.deepEqual((await channel.call("askBack", [1])).value, { heard: [1] });
    const many = await Promise.all(Array.from({ length: 50 }, (_, i) => channel.call("echo", i)));
    assert.deepEqual(many.map(({ value }) => value), Array.from({ length: 50 }, (_, i) => i));
  });
});

Deno.test("spawnChild() carries big attachments both ways", async () => {
  await withChild({}, async ({ channel }) => {
    const big = new Uint8Array(64_000_000).fill(3);
    const { attachments } = await channel.call("echo", null, { attachments: [big, big.subarray(0, 5)] });
    assert.deepEqual(attachments.map((part) => part.byteLength), [64_000_000, 5]);
    assert.equal(attachments[0]?.at(-1), 3);
    assert.deepEqual((await channel.call("sum", null, { attachments: [big] })).value, [192_000_000]);
  });
});

Deno.test("spawnChild() passes errors on with code, hint and details", async () => {
  await withChild({}, async ({ channel }) => {
    await assert.rejects(channel.call("fail", null), (error: NexusError) => {
      assert.equal(error.code, "file.empty");
      assert.equal(error.hint, "Fill it");
      assert.deepEqual(error.details, { row: 1 });
      return true;
    });
    await assert.rejects(channel.call("nothing", null), { code: "process.protocol" });
    await assert.rejects(channel.call("toString", null), { code: "process.protocol" });
    assert.equal((await channel.call("echo", 1)).value, 1);
  });
});

Deno.test("spawnChild() tells the child to stop when a call is cancelled or late", async () => {
  await withChild({}, async ({ channel }) => {
    await assert.rejects(channel.call("wait", null, { signal: AbortSignal.timeout(100) }), {
      code: "process.cancelled",
    });
    await assert.rejects(channel.call("wait", null, { timeoutMs: 50 }), { code: "process.deadline" });
    assert.equal((await channel.call("cancelled", null)).value, 2);
    await assert.rejects(channel.call("echo", 1, { signal: AbortSignal.abort() }), {
      code: "process.cancelled",
    });
  });
});

Deno.test("spawnChild() rejects what waits when the child crashes, and says how", async () => {
  await withChild({}, async ({ channel, exited }) => {
    const waiting = channel.call("wait", null);
    await channel.call("print", null);
    await assert.rejects(channel.call("exit", null), {
      code: "process.crashed",
      message: /ended with code 9/,
    });
    await assert.rejects(waiting, { code: "process.crashed" });
    const exit = await exited;
    assert.equal(exit.code, 9);
    assert.match(exit.stderr, /printed text/);
    await assert.rejects(channel.call("echo", 1), { code: "process.crashed" });
  });
});

Deno.test("spawnChild() ends a child that sends garbage or closes its output", async () => {
  await withChild({}, async ({ channel, exited }) => {
    await assert.rejects(channel.call("junk", null), { code: "process.protocol" });
    assert.match((await exited).reason, /Cannot read from a process/);
  });
  await withChild({}, async ({ channel, exited }) => {
    await assert.rejects(channel.call("closeOutput", null), { code: "process.crashed" });
    await exited;
  });
});

Deno.test("kill() ends a child in an endless loop at once", async () => {
  await withChild({}, async ({ channel, kill, exited }) => {
    await assert.rejects(channel.call("loop", null, { timeoutMs: 150 }), { code: "process.deadline" });
    kill("it was late");
    const { reason, signal } = await exited;
    assert.deepEqual([reason, signal], ["it was late", "SIGKILL"]);
  });
});

Deno.test("spawnChild() gives exactly the permissions and environment that it was told", async () => {
  const ask = async (permissions: string[]) => {
    let states: unknown;
    await withChild({ permissions }, async ({ channel }) => {
      states = (await channel.call("permissions", null)).value;
    });
    return states;
  };
  const none = ["prompt", "prompt", "prompt", "prompt", "prompt", "prompt", "prompt"];
  assert.deepEqual(await ask([]), none);
  assert.deepEqual(await ask(["--allow-read"]), ["granted", ...none.slice(1)]);
});

Deno.test({
  name: "spawnChild() ends a child that uses too much memory",
  ignore: Deno.build.os !== "linux",
  async fn() {
    await withChild({ maxRssMb: 300 }, async ({ channel }) => {
      await assert.rejects(channel.call("fill", null), {
        code: "process.crashed",
        message: /more than 300 MB of memory/,
      });
    });
    await withChild(
      { limits: { dataKb: 1_500_000, cpuSeconds: 20, files: 64, fileKb: 0 } },
      async ({ channel }) => {
        await assert.rejects(channel.call("fill", null), { message: /Array buffer allocation failed/ });
        assert.equal((await channel.call("echo", 1)).value, 1);
      },
    );
  },
});

Deno.test("spawnChild() lets a program load npm packages only where its entry says so", async () => {
  const url = new URL("./testdata/npm_child.ts", import.meta.url).href;
  await withChild({ entry: { url, npm: true } }, async ({ channel }) => {
    assert.equal((await channel.call("parse", [1, "a", null])).value, true);
  });
  await withChild({ entry: { url, npm: false } }, async ({ channel }) => {
    await assert.rejects(channel.call("parse", []), { code: "process.crashed" });
  });
});

Deno.test("spawnChild() ends a child whose frames are forged", async () => {
  const key = crypto.getRandomValues(new Uint8Array(32));
  await withChild({ entry: forger, key, preamble: key }, async ({ channel, exited }) => {
    assert.equal((await channel.call("honest", null)).value, "signed");
    await assert.rejects(channel.call("forge", 2), { code: "process.protocol", message: /not signed/ });
    await exited;
  });
});

Deno.test("serveChild() ends when the parent closes", async () => {
  const child = spawnChild({ entry, permissions: [] });
  await child.channel.call("echo", 1);
  const other = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", new URL("./testdata/orphan.ts", import.meta.url).href],
    stdout: "piped",
    stderr: "null",
  });
  const { stdout } = await other.output();
  const pid = Number(new TextDecoder().decode(stdout));
  assert.ok(pid > 0);
  await until("the child of a parent that was killed has gone", () => {
    try {
      // One that ended and that nobody has looked after yet has no command line.
      if (Deno.build.os === "linux") return Deno.readTextFileSync(`/proc/${pid}/cmdline`) === "";
      Deno.kill(pid, "SIGCONT");
      return false;
    } catch {
      return true;
    }
  });
  child.channel.close();
  await child.exited;
});
