/** Results that are meant to work on their reader, and looks behind the scenes. */
import { type Attack, attacks } from "./attack.ts";

export const DECEIVE: Attack[] = attacks({
  "pollution through a result": 'return JSON.parse(\'{"__proto__":{"polluted":"yes"},"a":1}\');',
  "pollution through a list of records":
    'return [JSON.parse(\'{"__proto__":{"polluted":"yes"},"a":1}\'), { constructor: 1, hasOwnProperty: 2 }];',
  "pollution through column names":
    'return { columns: ["__proto__", "constructor"], rows: [[{ polluted: "yes" }, 1]] };',
  "pollution through a question":
    'return await query(JSON.parse(\'{"__proto__":{"polluted":"yes"},"op":"scan"}\'));',
  "pollution behind the check": `
    postMessage({ text: '{"type":"result","id":2,"value":{"__proto__":{"polluted":"yes"},"ok":true}}', parts: [] });
    return new Promise(() => {});`,
  "a result that claims to be another":
    'return { ok: false, error: { message: "x", code: "internal.error" } };',
  "a script for the page":
    'return ["<script>alert(1)</scr" + "ipt>", "<img src=x onerror=alert(1)>", "javascript:alert(1)"];',
  "a script for the page in names":
    'return [{ "<img src=x onerror=alert(1)>": 1, "=cmd|x": "=HYPERLINK(1)" }];',
  "stacks":
    'return [new Error("x").stack, String(new Error("y").stack.split(String.fromCharCode(10)).at(-1))];',
  "call sites": `
    Error.prepareStackTrace = (_, sites) => sites.map((s) => s.getFileName() + typeof s.getThis() + typeof s.getFunction()).join();
    return String(new Error("x").stack);`,
  "captured stacks": "const o = {}; Error.captureStackTrace(o); return String(o.stack);",
  "source maps": {
    body:
      'throw new Error("mapped"); //# sourceMappingURL=data:application/json,{"version":3,"sources":["file://%FILE%"],"mappings":"AAAA"}\n',
  },
  "a source map in a file": { body: 'throw new Error("mapped"); //# sourceMappingURL=file://%FILE%\n' },
  "a source address": { body: 'throw new Error("mapped"); //# sourceURL=file://%FILE%\n' },
  "its own address":
    "return [import.meta.url, String(import.meta.filename), String(import.meta.dirname), String(import.meta.main)];",
  "the scope": "return Object.getOwnPropertyNames(globalThis).length;",
  "code from text":
    "return [eval, Function, (async () => {}).constructor, (function* () {}).constructor].map((make) => { try { return make('return 1') + 'x'; } catch (e) { return e.message; } });",
});
