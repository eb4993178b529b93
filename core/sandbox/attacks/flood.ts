/** Bombs of memory and floods of messages. */
import { type Attack, attacks, LONG_MS } from "./attack.ts";

function bomb(body: string): Omit<Attack, "name"> {
  return { body, timeoutMs: LONG_MS };
}

export const FLOOD: Attack[] = attacks({
  "a bomb of arrays": bomb("const all = []; for (;;) all.push(Array(1e5).fill(all.length)); return 1;"),
  "a bomb of objects": bomb("let all = null; for (;;) all = { all, a: {}, b: [] }; return all;"),
  "a bomb of text": bomb(
    'let text = "x"; const all = []; for (;;) { all.push((text + all.length).repeat(1e6).split("")); } return 1;',
  ),
  "a bomb of long text": bomb(
    'const all = []; for (let i = 0;; i++) all.push(new String(("é" + i).repeat(1e7)).normalize()); return 1;',
  ),
  "a bomb of buffers": bomb("const all = []; for (;;) all.push(new Uint8Array(1e7).fill(1)); return 1;"),
  "one large buffer": bomb("const all = new Uint8Array(8e9).fill(1); return all.length;"),
  "buffers that grow": bomb(
    "const b = new ArrayBuffer(1, { maxByteLength: 4e9 }); for (let n = 1;; n += 1e7) { b.resize(n); new Uint8Array(b).fill(1); } return 1;",
  ),
  "a bomb of maps": bomb("const all = new Map(); for (let i = 0;; i++) all.set(i, { i }); return 1;"),
  "an array with holes": bomb(
    "const all = []; all.length = 2 ** 32 - 1; all[7] = 1; return all.sort().length + all.join().length;",
  ),
  "a bomb of WebAssembly": bomb(
    "const all = []; for (;;) { const m = new WebAssembly.Memory({ initial: 1000 }); new Uint8Array(m.buffer).fill(1); all.push(m); } return 1;",
  ),
  "a bomb of blobs": bomb(
    "let all = new Blob([new Uint8Array(1e7).fill(1)]); for (;;) all = new Blob([all, all, await all.arrayBuffer()]); return 1;",
  ),
  "a bomb that is unpacked": bomb(`
    const zeros = new Blob([new Uint8Array(2e7)]);
    const packed = await new Response(zeros.stream().pipeThrough(new CompressionStream("gzip"))).arrayBuffer();
    const all = [];
    for (;;) all.push(await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
    return 1;`),
  "a bomb that node unpacks": bomb(`
    const zlib = await import("node:zlib");
    const packed = zlib.deflateSync(new Uint8Array(5e7));
    const all = []; for (;;) all.push(zlib.inflateSync(packed).fill(1)); return 1;`),
  "a bomb that is cloned": bomb(
    "let all = [new Uint8Array(1e6).fill(1)]; for (;;) all = [all, structuredClone(all)]; return 1;",
  ),
  "a bomb in shared memory": bomb(
    "const all = []; for (;;) { const b = new SharedArrayBuffer(1e7); new Uint8Array(b).fill(1); all.push(b); } return 1;",
  ),
  "a bomb of code": bomb(
    'const all = []; for (let i = 0;; i++) all.push(await import("data:text/javascript," + encodeURIComponent("export default " + JSON.stringify("x".repeat(1e6) + i)))); return 1;',
  ),
  "a large message": bomb(
    'postMessage({ text: JSON.stringify({ type: "result", id: 2, value: "x".repeat(9e7) }), parts: [] }); return new Promise(() => {});',
  ),
  "a large part of a message": bomb(
    'postMessage({ text: \'{"type":"result","id":2}\', parts: [new Uint8Array(3e8)] }); return new Promise(() => {});',
  ),
  "many parts of a message": bomb(
    'postMessage({ text: \'{"type":"result","id":2}\', parts: Array(5000).fill(new Uint8Array(1)) }); return new Promise(() => {});',
  ),
  "a flood of messages": bomb(
    'for (;;) postMessage({ text: \'{"type":"cancel","id":1}\', parts: [] }); return 1;',
  ),
  "a flood of calls": bomb(
    'for (let i = 0; i < 1e6; i++) postMessage({ text: JSON.stringify({ type: "call", id: i + 1000, method: "sql", params: "x" }), parts: [] }); return 1;',
  ),
  "a flood of questions": bomb(
    'const all = []; for (let i = 0; i < 1e5; i++) all.push(sql("x")); await Promise.all(all); return 1;',
  ),
  "a large question": bomb('await sql("x".repeat(5e7)); return 1;'),
  "a deep question": bomb(
    "let deep = {}; for (let i = 0; i < 1e5; i++) deep = { deep }; await query(deep); return 1;",
  ),
  "a large result": bomb('return Array.from({ length: 9000 }, () => "x".repeat(5000));'),
  "a deep result": bomb("let deep = []; for (let i = 0; i < 1e6; i++) deep = [deep]; return deep;"),
  "a deep result behind the check": bomb(
    "postMessage({ text: '{\"type\":\"result\",\"id\":2,\"value\":' + '['.repeat(1e6) + ']'.repeat(1e6) + '}', parts: [] }); return new Promise(() => {});",
  ),
  "a wide result": bomb("return Object.fromEntries(Array.from({ length: 1e5 }, (_, i) => ['c' + i, i]));"),
  "a result that is itself": bomb("const a = {}; a.a = a; return a;"),
});
