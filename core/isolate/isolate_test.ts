import assert from "node:assert/strict";
import type { NexusError } from "../contract/errors.ts";
import { type Grant, NO_GRANT } from "./grant.ts";
import { Isolate, type IsolateOptions } from "./isolate.ts";

const file = (name: string) => Deno.readFile(new URL(`./testdata/${name}`, import.meta.url));
const MODULES = [await file("runtime.js"), await file("hostile.js")];
const handlers = {
  double: (params: unknown) => Number(params) * 2,
  slow: () => new Promise((resolve) => setTimeout(() => resolve("at last"), 1500)),
};

async function withIsolate(
  options: { limits?: Partial<IsolateOptions["limits"]>; grant?: Grant; modules?: Uint8Array[] },
  run: (isolate: Isolate) => Promise<void>,
): Promise<void> {
  const isolate = new Isolate({
    name: "The test",
    modules: options.modules ?? MODULES,
    grant: options.grant ?? NO_GRANT,
    limits: { memoryMb: 128, timeoutMs: 20_000, outputMb: 2, ...options.limits },
    handlers,
  });
  try {
    await run(isolate);
  } finally {
    isolate.close();
    await isolate.exited;
  }
}

Deno.test("Isolate runs code that calls and is called", async () => {
  await withIsolate({}, async (isolate) => {
    assert.equal((await isolate.call("add", { a: 1, b: 2 })).value, 3);
    assert.equal(await isolate.ready, "loaded");
    const parts = [new Uint8Array(10), new Uint8Array(500_000)];
    assert.deepEqual((await isolate.call("size", null, { attachments: parts })).value, [10, 500_000]);
    assert.equal((await isolate.call("ask", 21)).value, 42);
    await assert.rejects(isolate.call("fail", null), { code: "plugin.failed", message: "that is wrong" });
    await assert.rejects(isolate.call("nothing", null), { code: "plugin.failed" });
    assert.equal(isolate.calls, 0);
    assert.equal(isolate.end, null);
  });
});

Deno.test("Isolate leaves code nothing to reach for", async () => {
  await withIsolate({ limits: { timeoutMs: 20_000 } }, async (isolate) => {
    assert.deepEqual((await isolate.call("escape", null)).value, []);
    const nested = await isolate.call("nest", null).catch((error) => ({ value: error.code }));
    assert.ok(["closed", "process.crashed"].includes(String(nested.value)));
  });
});

Deno.test("Isolate opens exactly what was granted", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/a b.txt`, "granted");
    const grant = { ...NO_GRANT, read: [`${folder}/a b.txt`], env: { NEXUS_TEST_WORD: "hello" } };
    await withIsolate({ grant }, async (isolate) => {
      assert.equal((await isolate.call("readFile", `${folder}/a b.txt`)).value, "granted");
      assert.equal((await isolate.call("readEnv", "NEXUS_TEST_WORD")).value, "hello");
      await assert.rejects(isolate.call("readFile", "/etc/passwd"), { code: "plugin.failed" });
      await assert.rejects(isolate.call("readEnv", "HOME"), { code: "plugin.failed" });
    });
    await assert.rejects(withIsolate({ grant: { ...NO_GRANT, read: ["/a,b"] } }, async () => {}), {
      code: "plugin.invalid",
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

for (const method of ["loop", "regex", "microtasks", "never", "close", "exit"]) {
  Deno.test(`Isolate ends code that does not end: ${method}`, async () => {
    await withIsolate({ limits: { timeoutMs: 400 } }, async (isolate) => {
      await assert.rejects(isolate.call(method, null), { code: "process.deadline" });
      assert.equal(isolate.end?.kind, "deadline");
      await assert.rejects(isolate.call("add", { a: 1, b: 1 }), { code: "process.deadline" });
    });
  });
}

Deno.test("Isolate does not charge code for the time of the host", async () => {
  await withIsolate({ limits: { timeoutMs: 1200 } }, async (isolate) => {
    assert.equal((await isolate.call("askSlowly", null)).value, "at last");
    await assert.rejects(isolate.call("askForever", null, { timeoutMs: 50 }), { code: "process.deadline" });
  });
});

for (const method of ["heap", "buffers", "flood"]) {
  Deno.test(`Isolate ends code that takes too much memory: ${method}`, async () => {
    await withIsolate({ limits: { timeoutMs: 120_000, outputMb: 1024 } }, async (isolate) => {
      await assert.rejects(isolate.call(method, null), (error: Error & { code: string }) => {
        assert.ok(["process.crashed", "process.protocol"].includes(error.code), error.message);
        return true;
      });
      assert.notEqual(isolate.end, null);
    });
  });
}

for (const method of ["output", "junk", "strange", "answerNothing", "answerNoError"]) {
  Deno.test(`Isolate ends code that breaks the protocol: ${method}`, async () => {
    await withIsolate({}, async (isolate) => {
      await assert.rejects(isolate.call(method, null), { code: "process.protocol" });
      assert.equal(isolate.end?.kind, "breach");
    });
  });
}

Deno.test("Isolate takes nothing from code that tells of its end but a few words", async () => {
  await withIsolate({}, async (isolate) => {
    await assert.rejects(isolate.call("endLying", null), (error: NexusError) => {
      assert.equal(error.code, "process.crashed");
      assert.ok(error.message.length < 11_000, String(error.message.length));
      assert.equal(error.details, undefined);
      return true;
    });
  });
});

Deno.test("Isolate ends code that takes the frames of others", async () => {
  await withIsolate({ limits: { timeoutMs: 1000 } }, async (isolate) => {
    const stealing = isolate.call("stealInput", null);
    const others = Array.from({ length: 20 }, () => isolate.call("add", { a: 1, b: 1 }));
    await Promise.allSettled([stealing, ...others]);
    await assert.rejects(isolate.call("never", null));
    assert.notEqual(isolate.end, null);
  });
});

Deno.test("Isolate says why code failed that throws outside a call, or while it loads", async () => {
  await withIsolate({}, async (isolate) => {
    await assert.rejects(isolate.call("throwLater", null), { code: "process.crashed", message: /later/ });
  });
  const broken = new TextEncoder().encode("export const = 1;");
  await withIsolate({ modules: [MODULES[0]!, broken] }, async (isolate) => {
    await assert.rejects(isolate.call("add", null), {
      code: "process.crashed",
      message: /SyntaxError|Unexpected/,
    });
  });
  const thief = new TextEncoder().encode('import t from "file:///etc/passwd" with { type: "text" };');
  await withIsolate({ modules: [MODULES[0]!, thief] }, async (isolate) => {
    await assert.rejects(isolate.call("add", null), {
      code: "process.crashed",
      message: /read access|NotCapable/,
    });
  });
});

Deno.test("Isolate gives a cancelled call up at once, and ends code that does not obey", async () => {
  await withIsolate({ limits: { timeoutMs: 10_000 } }, async (isolate) => {
    await isolate.call("add", { a: 1, b: 2 });
    await assert.rejects(isolate.call("loop", null, { signal: AbortSignal.timeout(50) }), {
      code: "process.cancelled",
    });
    const { end } = isolate;
    assert.equal(end, null, "the caller does not wait for the code");
    await isolate.exited;
    assert.equal(isolate.end?.kind, "closed");
  });
});
