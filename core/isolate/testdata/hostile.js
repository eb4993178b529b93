// Code for the tests of `core/isolate` that tries what it should not.
export const add = ({ a, b }) => a + b;
export const size = (_params, parts) => parts.map((part) => part.byteLength);
export const fail = () => {
  throw new TypeError("that is wrong");
};
export const ask = async (params) => (await globalThis.callHost("double", params)).value;
export const askSlowly = async () => (await globalThis.callHost("slow", null)).value;
export const askForever = async () => {
  for (;;) await globalThis.callHost("slow", null);
};
export const loop = () => {
  for (;;);
};
export const regex = () => /^(a+)+\1c$/.test("a".repeat(40) + "b");
export const microtasks = () => {
  const again = () => queueMicrotask(again);
  again();
  return new Promise(() => {});
};
export const never = () => new Promise(() => {});
export const heap = () => {
  const kept = [];
  for (;;) kept.push(Array.from({ length: 100_000 }, (_, i) => ({ i })));
};
export const buffers = () => {
  const kept = [];
  for (let i = 0; i < 100; i++) kept.push(new Uint8Array(50_000_000).fill(i + 1));
  return kept.length;
};
export const flood = () => {
  for (;;) postMessage({ text: '{"type":"call","id":1}', parts: [new Uint8Array(1_000_000)] });
};
export const output = () => "x".repeat(3_000_000);
export const junk = () => {
  Deno.stdout.writeSync(new TextEncoder().encode("{}".repeat(100)));
  return new Promise(() => {});
};
export const strange = () => postMessage(new Map());
export const stealInput = () => {
  Deno.stdin.readSync(new Uint8Array(1000));
};
export const answerNothing = () => postMessage({ text: '{"type":"result","id":999}', parts: [] });
export const answerNoError = () => postMessage({ text: '{"type":"error","id":2,"error":{"code":1}}', parts: [] });
export const endLying = () =>
  postMessage({
    text: JSON.stringify({
      type: "end",
      error: { code: "engine.memory", message: "x".repeat(1_000_000), hint: {}, details: { all: "x".repeat(500_000) } },
    }),
    parts: [],
  });
export const throwLater = () => {
  setTimeout(() => {
    throw new Error("later");
  });
  return new Promise(() => {});
};
export const close = () => {
  self.close();
  return new Promise(() => {});
};
export const exit = () => {
  Deno.exit(3);
};
const tries = {
  read: () => Deno.readTextFile("/etc/passwd"),
  write: () => Deno.writeTextFile("/tmp/nexus-escape", "x"),
  net: () => fetch("http://127.0.0.1:9/"),
  listen: async () => Deno.listen({ port: 0 }),
  env: async () => Deno.env.get("HOME"),
  run: () => new Deno.Command("/bin/true").output(),
  ffi: async () => Deno.dlopen("libc.so.6", {}),
  hostname: async () => Deno.hostname(),
  importFile: () => import("file:///etc/hostname"),
  importText: () => import("file:///etc/passwd", { with: { type: "text" } }),
  importHttp: () => import("http://127.0.0.1:9/x.js"),
  importNpm: () => import("npm:zod@4.6.7"),
  nodeFs: async () => (await import("node:fs")).readFileSync("/etc/passwd"),
  nodeRun: async () => (await import("node:child_process")).execSync("id"),
  cache: async () => await (await caches.open("x")).put("http://x.test/", new Response("x")),
};
export const escape = async () => {
  const open = [];
  for (const [name, attempt] of Object.entries(tries)) {
    try {
      await attempt();
      open.push(name);
    } catch { /* closed, as it should be */ }
  }
  return open;
};
export const readFile = (path) => Deno.readTextFile(path);
export const readEnv = (name) => Deno.env.get(name);
export const nest = () =>
  new Promise((resolve) => {
    const url = URL.createObjectURL(new Blob(["postMessage(Deno.readTextFileSync('/etc/passwd'))"]));
    const worker = new Worker(url, { type: "module", deno: { permissions: "inherit" } });
    worker.onmessage = () => resolve("open");
    worker.onerror = (event) => (event.preventDefault(), resolve("closed"));
  });
