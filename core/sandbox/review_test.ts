import assert from "node:assert/strict";
import { reviewCode } from "./review.ts";

function rules(source: string, severity?: "error" | "warning"): string[] {
  return reviewCode(source).filter((finding) => !severity || finding.severity === severity).map(({ rule }) =>
    rule
  );
}

const GOOD = [
  'const { rows, columns } = await sql("SELECT 1");\nreturn rows.map(([a, b]) => ({ a, b }));',
  "const totals = new Map();\nfor (const { a } of input) totals.set(a, (totals.get(a) ?? 0) + 1);\nreturn Object.fromEntries(totals);",
  'const all = await columns("t"); const keys = Object.keys(all).filter((k) => Object.prototype.hasOwnProperty.call(all, k)); return keys;',
  "class Sum { #n = 0; constructor() { this.n = 0; } add(v) { this.#n += v; return this; } get value() { return this.#n; } }\nreturn new Sum().add(tables.length).value;",
  "function f(...values) { return arguments.length + values.length; }\nreturn f(tables.length);",
  "outer: for (const t of tables) { for (;;) { continue outer; } }\nreturn input;",
  "let a, b; [a, b = 2] = input; ({ a, ...b } = input); return a;",
  "try { await query({}); } catch ({ message }) { return message; }\nreturn null;",
  "const { [input.key]: value = tables.length } = input; return value;",
  "return later(tables);\nfunction later(x) { return x.length + y; }\nvar y = 1;",
];

Deno.test("reviewCode() lets useful scripts pass", () => {
  for (const source of GOOD) assert.deepEqual(rules(source, "error"), [], source);
});

Deno.test("reviewCode() names what is not known, with its place and what to write instead", () => {
  const [finding] = reviewCode('const x = 1;\nconst y = await fetch("http://x");\nreturn sql(y + x);');
  assert.deepEqual({ ...finding }, {
    rule: "unknown-name",
    severity: "error",
    message: "fetch is not known here",
    hint: "There is no network here. Read data with query(), sql() or columns().",
    line: 2,
    column: 17,
  });
  for (
    const name of [
      "Deno",
      "process",
      "require",
      "globalThis",
      "eval",
      "Function",
      "setTimeout",
      "WebAssembly",
      "Reflect",
      "Proxy",
      "Atomics",
      "undeclared",
    ]
  ) {
    assert.deepEqual(rules(`return ${name} + tables.length;`, "error"), ["unknown-name"], name);
  }
});

Deno.test("reviewCode() knows the scopes of ECMAScript", () => {
  for (
    const source of [
      "{ let inner = 1; } return inner;",
      "for (const i of tables) {} return i;",
      "const f = function own() {}; return own;",
      "try {} catch (error) {} return error;",
      "const g = () => arguments; return g;",
      "x = 1; return tables;",
      "switch (1) { case 1: let z; } return z;",
      "return { value: missing };",
      "return `${missing}`;",
      "const { [missing]: a } = input; return a;",
      "return class extends Missing {};",
    ]
  ) assert.deepEqual(rules(source, "error"), ["unknown-name"], source);
});

Deno.test("reviewCode() refuses what reaches outside or behind", () => {
  const refused: [string, string][] = [
    ['import x from "npm:x"; return x;', "import"],
    ['return import("npm:x");', "import"],
    ["return import.meta.url;", "import"],
    ["if (1) { import x from 'y' }", "import"],
    ["export default 1; return 1;", "export"],
    ["debugger; return tables;", "debugger"],
    ["with (input) {} return 1;", "syntax"],
    ["return (async () => {}).constructor('return 1')();", "property"],
    ["return [].map['constr' + 'uctor'];", "property"],
    ["return input[`__pro${'to__'}`];", "property"],
    ["const { constructor: c } = input; return c;", "property"],
    ["const { ['__proto__']: c } = input; return c;", "property"],
    ["return { __proto__: input };", "property"],
    ['return { "__proto__": input };', "property"],
    ["Object.prototype.x = 1; return tables;", "property"],
    ["delete Object.prototype.toString; return tables;", "property"],
    ["return Object.setPrototypeOf(input, null);", "property"],
    ["return Object.getPrototypeOf(input);", "property"],
    ["Error.prepareStackTrace = () => 1; return tables;", "property"],
    ["return tables; //# sourceMappingURL=data:x", "source-map"],
    ["/*@ sourceURL=x */ return tables;", "source-map"],
    ['return "\u202e";', "deceptive-character"],
    ["return tables\u200b;", "deceptive-character"],
    ["sql = 1; return tables;", "assignment"],
    ["return 1 +;", "syntax"],
    ["return 1; }", "syntax"],
    ["}); import('x'); (async () => {", "syntax"],
    ["#!x\nreturn 1;", "syntax"],
    ["", "empty"],
    [`return "${"x".repeat(11_000)}";`, "too-long"],
    [`return ${"[".repeat(2000)}${"]".repeat(2000)};`, "too-complex"],
    [`return ${"(".repeat(5000)}1${")".repeat(5000)};`, "too-complex"],
    ["const a = 1;", "no-return"],
    ["tables.map((t) => { return t; });", "no-return"],
  ];
  for (const [source, rule] of refused) {
    assert.ok(rules(source, "error").includes(rule), `${rule}: ${source.slice(0, 60)} gave ${rules(source)}`);
  }
});

Deno.test("reviewCode() warns of what is seldom meant", () => {
  const warned: [string, string][] = [
    ["return tables.length * Math.random();", "not-repeatable"],
    ["return [tables.length, Date.now()];", "not-repeatable"],
    ["return [tables.length, new Date()];", "not-repeatable"],
    ["return 42;", "constant-result"],
    ['const a = await sql("x"); return tables;', "unused-result"],
    ['sql("x"); return tables;', "not-awaited"],
    ["while (true) { tables.length; } return 1;", "endless-loop"],
  ];
  for (const [source, rule] of warned) {
    assert.deepEqual(rules(source, "warning"), [rule], source);
    assert.deepEqual(rules(source, "error"), [], source);
  }
  assert.deepEqual(
    rules("for (;;) { if (tables.length) break; } return new Date(2024, 1, 1);", "warning"),
    [],
  );
  assert.deepEqual(rules('const p = [sql("a"), sql("b")]; return (await Promise.all(p)).length;'), []);
});
