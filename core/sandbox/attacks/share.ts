/** Channels, locks, storage, signals, output and input: whatever a process shares with others, or with the job after it. */
import { type Attack, attacks, eachOf } from "./attack.ts";

const FORGED = String
  .raw`new TextEncoder().encode('\0\0\0\x20\0\0\0\0{"type":"result","id":2,"value":"ESCAPED"}')`;

export const SHARE: Attack[] = attacks({
  "broadcast channels":
    'const c = new BroadcastChannel("nexus-canary"); c.postMessage("ESCAPED"); await 1; return "posted";',
  "locks": eachOf([
    'new Promise((y) => navigator.locks.request("nexus-canary", () => { y("held"); return new Promise(() => {}); }))',
  ]),
  "caches and storage": eachOf([
    'caches.open("nexus-canary").then((c) => c.put("http://x/", new Response("x"))).then(() => "ESCAPED")',
    'sessionStorage.setItem("nexus-canary", "x")',
    'indexedDB.open("nexus-canary")',
    'Deno.openKv().then((kv) => kv.set(["nexus-canary"], 1)).then(() => "ESCAPED")',
  ]),
  "what the next job would find": `
    globalThis.leftBehind = "LEFT";
    Object.prototype.leftBehind = "LEFT";
    Array.prototype.toJSON = () => "LEFT";
    Promise.prototype.then = function () { return this; };
    try { localStorage.setItem("leftBehind", "LEFT"); } catch { /* held */ }
    return 1;`,
  "forged frames on stdout": `
    const forged = ${FORGED};
    try { Deno.stdout.writeSync(forged); } catch { /* held */ }
    try { (await import("node:process")).stdout.write(forged); } catch { /* held */ }
    try { (await import("node:fs")).writeSync(1, forged); } catch { /* held */ }
    await new Promise((resolve) => setTimeout(resolve, 100));
    return "written";`,
  "junk on stdout": `
    Deno.stdout.writeSync(new Uint8Array(70_000).fill(255));
    return new Promise(() => {});`,
  "stealing from stdin": `
    const got = [];
    const buffer = new Uint8Array(1000);
    const loops = [Deno.stdin.read(buffer), import("node:process").then((p) => new Promise((y) => p.stdin.once("data", y)))];
    await Promise.race([...loops, new Promise((resolve) => setTimeout(resolve, 200))]);
    return "read";`,
  "blocking on stdin": "for (;;) Deno.stdin.readSync(new Uint8Array(10)); return 1;",
  "closing the pipes": `
    try { Deno.stdout.close(); Deno.stdin.close(); Deno.stderr.close(); } catch { /* held */ }
    try { const fs = await import("node:fs"); fs.closeSync(1); fs.closeSync(0); } catch { /* held */ }
    return "closed";`,
  "floods of the console": `
    for (let i = 0; i < 200_000; i++) { console.log("x".repeat(200)); console.error("x".repeat(200)); }
    return "flooded";`,
  "a line of the console that is long":
    'console.log("x".repeat(5e7)); console.log(Array(1e6).fill({ a: 1 })); return 1;',
  "prompts": eachOf([
    'Deno.permissions.request({ name: "read" }).then((s) => s.state === "granted" ? "ESCAPED" : s.state)',
    'Deno.permissions.requestSync({ name: "net" }).state === "granted" ? "ESCAPED" : "held"',
    'Deno.permissions.revokeSync({ name: "read" }).state',
    'confirm("May I?") ? "ESCAPED" : "held"',
    'prompt("Password?") ? "ESCAPED" : "held"',
    'alert("x")',
  ]),
  "signal listeners": `
    for (const name of ["SIGTERM", "SIGINT", "SIGHUP", "SIGXCPU", "SIGALRM", "SIGUSR1"]) {
      try { Deno.addSignalListener(name, () => {}); } catch { /* held */ }
      try { (await import("node:process")).on(name, () => {}); } catch { /* held */ }
    }
    for (;;);
    return 1;`,
  "transferred ports": `
    const { port1, port2 } = new MessageChannel();
    port2.onmessage = (event) => port2.postMessage(event.data);
    postMessage({ text: JSON.stringify({ type: "call", id: 1, method: "sql", params: "x" }), parts: [], port: port1 }, [port1]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    return "posted";`,
  "strange messages": `
    for (const message of [null, 1, {}, { text: 1, parts: [] }, { text: "{", parts: [] }, { text: "[]", parts: [] }, { text: "{}", parts: [1] }]) {
      try { postMessage(message); } catch { /* held */ }
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
    return "posted";`,
  "shared memory": `
    const shared = new SharedArrayBuffer(16);
    postMessage({ text: "{}", parts: [new Uint8Array(shared)] });
    await new Promise((resolve) => setTimeout(resolve, 100));
    return "posted";`,
  "answers to calls that were never made": `
    postMessage({ text: JSON.stringify({ type: "result", id: 7000, value: "ESCAPED" }), parts: [] });
    await new Promise((resolve) => setTimeout(resolve, 100));
    return "posted";`,
  "methods of the host that are not there": `
    for (const method of ["constructor", "__proto__", "toString", "spawn", "host"]) {
      postMessage({ text: JSON.stringify({ type: "call", id: 900, method, params: {} }), parts: [] });
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return "posted";`,
});
