/** Ways not to end, and ways to end otherwise than one should. */
import { type Attack, attacks, LONG_MS } from "./attack.ts";

/** Time and memory in which a second worker starts. */
const ROOMY = { timeoutMs: LONG_MS, memoryMb: 768 };

export const STAY: Attack[] = attacks({
  "a busy loop": "for (let i = 0;; i++) if (i < 0) return i;",
  "a loop over microtasks": "let n = 0; for (;;) { await null; if (n < 0) return n; }",
  "promises that make promises": "const next = () => Promise.resolve().then(next); await next(); return 1;",
  "a loop of timers":
    "const tick = () => setTimeout(tick, 0); for (let i = 0; i < 50; i++) tick(); await new Promise(() => {}); return 1;",
  "a promise that nobody keeps": "await new Promise(() => {}); return 1;",
  "a thenable that never ends": "return { then() {} };",
  "a regular expression that backtracks":
    'return String(/^(a+)+$/.test("a".repeat(60) + "b")) + /(?=(a+)+b)\\1/.test("a".repeat(60));',
  "arithmetic on large integers": "let n = 3n; for (;;) { n = n ** 3n; if (n < 0n) return 1; }",
  "a sort that compares for ever":
    "return [1, 2, 3, ...Array(2e5).keys()].sort(() => { for (let i = 0; i < 1e6; i++); return 0; }).length;",
  "key derivation": `
    const { subtle } = crypto;
    const key = await subtle.importKey("raw", new Uint8Array(8), "PBKDF2", false, ["deriveBits"]);
    const algorithm = { name: "PBKDF2", hash: "SHA-512", salt: new Uint8Array(8), iterations: 2 ** 31 - 1 };
    await Promise.all(Array.from({ length: 16 }, () => subtle.deriveBits(algorithm, key, 512)));
    return 1;`,
  "key derivation that blocks":
    'const c = await import("node:crypto"); return c.pbkdf2Sync("x", "y", 2 ** 31 - 1, 64, "sha512").length;',
  "waiting on shared memory": "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); return 1;",
  "an iterator without an end": "return [...{ *[Symbol.iterator]() { for (;;) yield; } }].length;",
  "a getter that never returns": "return { get a() { for (;;); } };",
  "toJSON that never returns": "return { a: { toJSON() { for (;;); } }, get b() { for (;;); } };",
  "a proxy without a bottom":
    "const p = new Proxy({}, { get: () => p, ownKeys: () => { for (;;); } }); return p;",
  "recursion that catches itself":
    "const f = () => { try { f(); } finally { try { f(); } catch { f(); } } }; f(); return 1;",
  "joining what is long":
    'let text = ""; for (;;) { text = Array(1e5).fill("x").join(","); if (!text) return 1; }',
  "work after the result": "(async () => { for (;;) await null; })(); return 1;",
  "a loop in WebAssembly": `
    const bytes = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 9, 1, 7, 0, 3, 64, 12, 0, 11, 11]);
    new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports.f();
    return 1;`,
  "nested workers": `
    const url = URL.createObjectURL(new Blob(["for (;;);"], { type: "text/javascript" }));
    for (let i = 0; i < 4; i++) new Worker(url, { type: "module" });
    return new Promise(() => {});`,
  "a nested worker that inherits": {
    ...ROOMY,
    body: `
      const spy = new Blob(['postMessage(Deno.readTextFileSync("%FILE%"))'], { type: "text/javascript" });
      const worker = new Worker(URL.createObjectURL(spy), { type: "module", deno: { permissions: "inherit" } });
      return await new Promise((resolve) => worker.onmessage = ({ data }) => resolve(data));`,
  },
  "a nested worker that is granted everything": {
    ...ROOMY,
    body: `
      const spy = new Blob(['postMessage(Deno.readTextFileSync("%FILE%"))'], { type: "text/javascript" });
      const permissions = { read: true, net: true, env: true };
      const worker = new Worker(URL.createObjectURL(spy), { type: "module", deno: { permissions } });
      return await new Promise((resolve) => worker.onmessage = ({ data }) => resolve(data));`,
  },
  "a nested worker that imports": {
    ...ROOMY,
    body: `
      const spy = new Blob(['import t from "file://%FILE%" with { type: "text" }; postMessage(t)'], { type: "text/javascript" });
      const worker = new Worker(URL.createObjectURL(spy), { type: "module" });
      return await new Promise((resolve) => worker.onmessage = ({ data }) => resolve(data));`,
  },
  "workers of node": {
    ...ROOMY,
    body: `
      const { Worker } = await import("node:worker_threads");
      const source = 'require("worker_threads").parentPort.postMessage(require("fs").readFileSync("%FILE%", "utf8"))';
      const worker = new Worker(source, { eval: true });
      return await new Promise((resolve, reject) => worker.on("message", resolve).on("error", reject));`,
  },
  "a bomb of threads": {
    timeoutMs: 800,
    body: `
      const source = \`const u = URL.createObjectURL(new Blob(["for(;;);"], { type: "text/javascript" })); for (;;) new Worker(u, { type: "module" });\`;
      const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
      for (let i = 0; i < 200; i++) new Worker(url, { type: "module" });
      return new Promise(() => {});`,
  },
  "exit":
    'try { Deno.exit(0); } catch { /* held */ } (await import("node:process")).exit(0); return new Promise(() => {});',
  "abort":
    'const p = await import("node:process"); p.reallyExit?.(1); p.abort(); return new Promise(() => {});',
  "killing itself": 'Deno.kill(Deno.pid, "SIGKILL"); return 1;',
  "closing itself": "close(); return new Promise(() => {});",
  "closing itself and returning": "self.close(); return 1;",
  "an error that nobody catches":
    'Promise.reject(new Error("later")); await 1; return new Promise(() => {});',
  "an error from a timer":
    'setTimeout(() => { throw new Error("from a timer"); }, 1); return new Promise(() => {});',
  "an error from a microtask":
    'queueMicrotask(() => { throw new Error("from a microtask"); }); return new Promise(() => {});',
  "an error that lies":
    "throw { get message() { throw 1; }, get stack() { for (;;); }, toString() { throw 2; } };",
  "an error that is none":
    "throw new Proxy({}, { get() { throw 1; }, has() { throw 2; }, getPrototypeOf() { throw 3; } });",
  "an error with a code of the host":
    'throw Object.assign(new Error("x"), { name: "NexusError", code: "internal.error" });',
  "an error with a long message": 'throw new Error("x".repeat(5e6));',
  "listeners for errors":
    'addEventListener("error", (e) => e.preventDefault()); addEventListener("unhandledrejection", (e) => e.preventDefault()); Promise.reject(1); throw 1;',
});
