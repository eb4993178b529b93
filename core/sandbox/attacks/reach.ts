/** Files, network, environment, programs, native code: whatever a process can reach. */
import { type Attack, attacks, eachOf } from "./attack.ts";

export const REACH: Attack[] = attacks({
  "files through Deno": eachOf([
    'Deno.readTextFileSync("%FILE%")',
    'Deno.readTextFile("%FILE%")',
    'Deno.openSync("%FILE%").statSync().size + "ESCAPED"',
    'Deno.statSync("%FILE%").size + "ESCAPED"',
    '[...Deno.readDirSync("%FOLDER%")].length + "ESCAPED"',
    'Deno.realPathSync("%FILE%") + "ESCAPED"',
    'Deno.writeTextFileSync("%FOLDER%/written", "x")',
    'Deno.mkdirSync("%FOLDER%/made")',
    'Deno.symlinkSync("%FILE%", "%FOLDER%/linked")',
    'Deno.copyFileSync("%FILE%", "%FOLDER%/copied")',
    'Deno.removeSync("%FILE%")',
    'Deno.chmodSync("%FILE%", 0o777)',
    'Deno.makeTempFileSync() + "ESCAPED"',
    'Deno.chdir("%FOLDER%") ?? Deno.cwd() + "ESCAPED"',
    'Deno.readTextFileSync("/proc/self/environ") + "ESCAPED"',
    'Deno.readTextFileSync("/proc/self/cmdline") + "ESCAPED"',
    'Deno.readTextFileSync("/dev/tty") + "ESCAPED"',
  ]),
  "files through node": eachOf([
    'import("node:fs").then((fs) => fs.readFileSync("%FILE%", "utf8"))',
    'import("node:fs/promises").then((fs) => fs.readFile("%FILE%", "utf8"))',
    'import("node:fs").then((fs) => new Promise((y, n) => fs.createReadStream("%FILE%").on("data", y).on("error", n)))',
    'import("node:fs").then((fs) => fs.writeFileSync("%FOLDER%/node", "x"))',
    'import("node:process").then((p) => p.getBuiltinModule("fs").readFileSync("%FILE%", "utf8"))',
    'import("node:process").then((p) => p.binding("fs").internalModuleReadJSON("%FILE%"))',
    'import("node:module").then((m) => m.createRequire("%FOLDER%/x.js")("%FILE%"))',
    'import("node:sqlite").then((s) => new s.DatabaseSync("%FOLDER%/sql.db").exec("create table t(x)"))',
    'import("node:sqlite").then((s) => new s.DatabaseSync(":memory:").exec("attach \'%FOLDER%/other.db\' as o; create table o.t(x)"))',
    'import("node:wasi").then((w) => new w.WASI({ version: "preview1", preopens: { "/": "%FOLDER%" } }))',
  ]),
  "a picture of the heap": eachOf([
    'import("node:v8").then((v8) => v8.writeHeapSnapshot("%FOLDER%/heap"))',
  ]),
  "flags of the engine": eachOf([
    'import("node:v8").then((v8) => v8.setFlagsFromString("--max-old-space-size=8000"))',
    'import("node:v8").then((v8) => v8.setFlagsFromString("--allow-natives-syntax"))',
    'import("node:v8").then((v8) => v8.setFlagsFromString("--no-harmony"))',
    'import("node:process").then((p) => p.setuid?.(0) + "ESCAPED")',
    'import("node:process").then((p) => p.chdir("%FOLDER%") + "ESCAPED")',
    'import("node:os").then((os) => os.setPriority(0, -20) + "ESCAPED")',
  ]),
  "files through a console of node": eachOf([
    'import("node:repl").then((r) => r.start().context.require("fs").readFileSync("%FILE%", "utf8"))',
  ]),
  "files through an inspector": eachOf([
    'import("node:inspector").then((i) => i.open() || i.url() + "ESCAPED")',
  ]),
  "files through another realm": eachOf([
    'import("node:vm").then((vm) => vm.runInNewContext("this.constructor.constructor(\'return Deno\')()").readTextFileSync("%FILE%"))',
  ]),
  "storage of pages": eachOf([
    'localStorage.setItem("nexus-canary", "x") ?? localStorage.getItem("nexus-canary") + "ESCAPED"',
  ]),
  "a database of Deno": eachOf(['Deno.openKv("%FOLDER%/kv").then((kv) => kv.set(["x"], 1))']),
  "datagrams of node": eachOf([
    'import("node:dgram").then((d) => new Promise((y, n) => d.createSocket("udp4").on("error", n).bind(0, y)))',
  ]),
  "graphics": eachOf([
    'navigator.gpu.requestAdapter().then((a) => a.requestDevice()).then((d) => { d.createBuffer({ size: 1e12, usage: 8 }); return "" })',
  ]),
  "files by address": eachOf([
    'fetch("file://%FILE%").then((r) => r.text())',
    'new Promise((y, n) => { const w = new Worker("file://%FILE%", { type: "module" }); w.onerror = (e) => n(e); })',
  ]),
  "the network through Deno and the web": eachOf([
    'fetch("http://127.0.0.1:%PORT%/").then((r) => r.text())',
    'fetch("http://localhost:%PORT%/").then((r) => r.text())',
    'fetch("http://0.0.0.0:%PORT%/").then((r) => r.text())',
    'fetch("http://[::ffff:127.0.0.1]:%PORT%/").then((r) => r.text())',
    "Deno.connect({ port: %PORT% }).then((c) => c.write(new Uint8Array(1)))",
    'Deno.listen({ port: 0 }).addr.port + "ESCAPED"',
    'Deno.listenDatagram({ port: 0, transport: "udp" }).addr.port + "ESCAPED"',
    'Deno.resolveDns("localhost", "A").then((a) => a + "ESCAPED")',
    'new Promise((y, n) => { const s = new WebSocket("ws://127.0.0.1:%PORT%/"); s.onopen = y; s.onerror = n; })',
    'new Promise((y, n) => { const s = new EventSource("http://127.0.0.1:%PORT%/"); s.onopen = y; s.onerror = n; })',
    'Deno.serve({ port: 0 }, () => new Response("x")).addr.port + "ESCAPED"',
    'Deno.connect({ transport: "unix", path: "%FOLDER%/socket" })',
    'new WebTransport("https://127.0.0.1:%PORT%/").ready',
  ]),
  "the network through node": eachOf([
    'import("node:net").then((net) => new Promise((y, n) => net.connect(%PORT%, "127.0.0.1", y).on("error", n)))',
    'import("node:http").then((h) => new Promise((y, n) => h.get("http://127.0.0.1:%PORT%/", y).on("error", n)))',
    'import("node:dns").then((d) => new Promise((y, n) => d.lookup("localhost", (e, a) => e ? n(e) : y(a + "ESCAPED"))))',
    'import("node:tls").then((t) => new Promise((y, n) => t.connect(%PORT%, "127.0.0.1", y).on("error", n)))',
    'import("node:http2").then((h) => new Promise((y, n) => h.connect("http://127.0.0.1:%PORT%").on("connect", y).on("error", n)))',
  ]),
  "the environment": eachOf([
    'Deno.env.get("NEXUS_CANARY")',
    "JSON.stringify(Deno.env.toObject())",
    "process.env.NEXUS_CANARY",
    'import("node:process").then((p) => JSON.stringify(p.env))',
    'import("node:process").then((p) => p.env.NEXUS_CANARY)',
    'Deno.env.set("NEXUS_CANARY", "ESCAPED") ?? Deno.env.get("NEXUS_CANARY")',
    'Deno.hostname() + "ESCAPED"',
    'Deno.networkInterfaces().length + "ESCAPED"',
    'Deno.osRelease() + "ESCAPED"',
    'import("node:os").then((os) => os.hostname() + "ESCAPED")',
    'import("node:os").then((os) => os.userInfo().username + "ESCAPED")',
  ]),
  "programs": eachOf([
    'new Deno.Command("sh", { args: ["-c", "touch %FOLDER%/ran"] }).outputSync()',
    'new Deno.Command("/bin/sh", { args: ["-c", "touch %FOLDER%/ran"] }).outputSync().code + "ESCAPED"',
    'new Deno.Command(Deno.execPath(), { args: ["--version"] }).spawn()',
    'import("node:child_process").then((c) => c.execFileSync("/usr/bin/touch", ["%FOLDER%/ran"]) + "ESCAPED")',
    'import("node:child_process").then((c) => c.execSync("touch %FOLDER%/ran", { shell: "/bin/sh" }) + "ESCAPED")',
    'import("node:child_process").then((c) => c.spawnSync("/bin/sh", ["-c", "touch %FOLDER%/ran"]).status)',
    'import("node:child_process").then((c) => c.fork("%FILE%"))',
    'import("node:cluster").then((c) => c.default.fork().id + "ESCAPED")',
    'Deno.run({ cmd: ["sh", "-c", "touch %FOLDER%/ran"] })',
    'Deno.kill(Deno.ppid, "SIGKILL")',
    'import("node:process").then((p) => p.kill(p.ppid, "SIGKILL"))',
  ]),
  "native and graphics code": eachOf([
    'Deno.dlopen("libc.so.6", { getpid: { parameters: [], result: "i32" } }).symbols.getpid() + "ESCAPED"',
    'Deno.UnsafePointer.value(Deno.UnsafePointer.create(1n)) + "ESCAPED"',
    "new Deno.UnsafePointerView(Deno.UnsafePointer.create(4096n)).getUint8()",
    'import("node:process").then((p) => p.dlopen({ exports: {} }, "%FILE%"))',
    'import("node:module").then((m) => m.createRequire("%FOLDER%/x.js")("%FOLDER%/x.node"))',
    'Deno.UnsafeWindowSurface && new Deno.UnsafeWindowSurface({ system: "x11", windowHandle: null, displayHandle: null })',
  ]),
});

const INTERNALS = "Deno[Deno.internal ?? Symbol.for('Deno.internal')].core.ops";

/** Panics, through what Deno keeps to itself. */
export const INTERNAL: Attack[] = attacks({
  "a panic through internals": `const ops = ${INTERNALS}; new ops.BrowserWindow(); return "no panic";`,
  "every internal operation": `const ops = ${INTERNALS}; let called = 0;
    for (const name of Object.keys(ops)) {
      if (/exit|_test|sleep|read_sync|stdin/.test(name)) continue;
      try { const made = ops[name]("%FILE%", "%FOLDER%/op", {}, 1); if (typeof made === "string") called += made.length; } catch { called++; }
    }
    return "called " + called;`,
  "the file operations behind Deno": `const ops = ${INTERNALS}; const got = [];
    for (const name of ["op_fs_read_file_text_sync", "op_fs_read_file_sync", "op_fs_open_sync", "op_read_file", "op_import_sync"]) {
      try { got.push(new TextDecoder().decode(ops[name]("%FILE%"))); } catch { /* held */ }
      try { got.push(String(ops[name]("%FILE%"))); } catch { /* held */ }
    }
    return got.join();`,
});
