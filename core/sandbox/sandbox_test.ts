import assert from "node:assert/strict";
import { type ErrorCode, NexusError } from "../contract/mod.ts";
import { type Run, TABLE, withSandbox } from "./_sandbox_for_tests.ts";

async function fails(run: ReturnType<Run>, code: ErrorCode, message: RegExp): Promise<NexusError> {
  const error = await run.then(() => null, (error) => error);
  assert.ok(error instanceof NexusError, `it did not fail: ${error}`);
  assert.deepEqual([error.code, message.test(error.message)], [code, true], error.message);
  assert.doesNotMatch(
    JSON.stringify([error.message, error.hint, error.details]),
    /blob:|file:|\/core\/|\.js:/,
  );
  return error;
}

Deno.test("Sandbox runs a useful script", async () => {
  await withSandbox({}, async (run, sandbox) => {
    const result = await run(
      `
      const { rows } = await sql("SELECT region, amount FROM sales");
      const sums = new Map();
      for (const [region, amount] of rows) sums.set(region, (sums.get(region) ?? 0) + amount);
      console.log("regions", sums.size, { factor: input.factor });
      return [...sums].map(([region, sum]) => ({ region, sum: sum * input.factor, when: new Date(0) }));
    `,
      { input: { factor: 2 } },
    );
    assert.equal(result.kind, "table");
    assert.deepEqual(result.table.columns.map(({ type }) => type), ["text", "integer", "date"]);
    assert.deepEqual(result.table.rows, [["North", 80, "1970-01-01"], ["South", 40, "1970-01-01"]]);
    assert.deepEqual(result.value, [
      { region: "North", sum: 80, when: "1970-01-01" },
      { region: "South", sum: 40, when: "1970-01-01" },
    ]);
    assert.deepEqual(result.console, [{ level: "log", text: 'regions 2 {"factor":2}' }]);
    assert.deepEqual(result.queries, [{ kind: "sql", text: "SELECT region, amount FROM sales", rows: 3 }]);
    assert.deepEqual(result.findings, []);
    const missing = sandbox.state().walls.filter(({ name, stands }) => !stands && name !== "second wall");
    assert.deepEqual(missing, []);
  });
});

Deno.test("Sandbox takes every form of result, and says what is none", async () => {
  await withSandbox({ reviewFirst: false }, async (run) => {
    const scripts: [string, string, unknown][] = [
      ["return tables[0].rowCount", "number", 3],
      ["return 'x'", "text", "x"],
      ["return 2 > 1", "boolean", true],
      ["return null", "none", null],
      ["return new Date('2024-02-03T04:05:06Z')", "date", "2024-02-03T04:05:06"],
      ["return [1, NaN, 3n, 1 / 0]", "list", [1, null, 3, null]],
      ["return new Set(['a', 'b'])", "list", ["a", "b"]],
      ["return new Map([['a', 1], ['b', 2n ** 70n]])", "record", { a: 1, b: "1180591620717411303424" }],
      ["return await query({})", "table", { columns: ["region", "amount"], rows: TABLE.rows }],
      ["return []", "list", []],
      ["return { columns: ['a'], rows: [] }", "table", { columns: ["a"], rows: [] }],
      ["return await columns('sales').then(({ amount }) => amount.reduce((a, b) => a + b))", "number", 60],
    ];
    for (const [source, kind, value] of scripts) {
      const result = await run(source);
      assert.deepEqual([result.kind, result.value], [kind, value], source);
    }
    const bad: [string, RegExp][] = [
      ["return", /returned nothing/],
      ["return NaN", /returned NaN/],
      ["return () => 1", /the result is a function/],
      ["return [{ a: Symbol() }]", /the result\[0\]\.a is a symbol/],
      ["return { a: sql('x') }", /the result\.a is a promise/],
      ["return { a: { b: 1 } }", /"a" is a list or a record/],
      ["return [1, { a: 1 }]", /The item at 0 is no record/],
      ["return {}", /empty record/],
      ["return { columns: ['a', 'a'], rows: [] }", /Two columns/],
      ["return { columns: ['a'], rows: [[1, 2]] }", /has 2 values, and there are 1 columns/],
      ["return { ['__proto__']: 1 }", /"__proto__"/],
      ["return JSON.parse('{\"a\":'.repeat(900) + '1' + '}'.repeat(900))", /nested too deep/],
      ["const a = []; a.push(a); return a", /nested too deep/],
      ["return Array.from({ length: 20000 }, (_, i) => i)", /20000 rows; at most 10000/],
    ];
    for (const [source, message] of bad) await fails(run(source), "code.output", message);
  });
});

Deno.test("Sandbox says where a script failed, in the script's own lines", async () => {
  await withSandbox({ reviewFirst: false }, async (run) => {
    const scripts: [string, RegExp][] = [
      ["const a = 1;\n\nreturn missing + a;", /^line 3: ReferenceError: missing is not defined$/],
      ["const a = null;\nreturn a.b;", /^line 2: TypeError: Cannot read properties of null/],
      ["\nreturn await sql('bad');", /^line 2: There is no table "bad"$/],
      ["sql('bad');\nawait sql('x'); return 1;", /^line 1: There is no table "bad"$/],
      ["Promise.reject(new Error('nobody waits')); return 1;", /^line 1: nobody waits$/],
      ["return sql(1);", /^line 1: sql\(\) takes one text$/],
      ["return columns();", /^line 1: columns\(\) takes/],
      ["throw 'plain text';", /^plain text$/],
      ["throw { toString() { throw 1; } };", /an object that is no error/],
      ["const f = () => f() + 1;\nreturn f();", /^line 1: RangeError: Maximum call stack/],
      ["\nreturn 1 +;", /^line 2: TypeError: SyntaxError/],
      ["return eval('1');", /^line 1: .*eval is not defined/],
      ["return (async () => {}).constructor('return 1');", /^line 1: EvalError: Code generation/],
      ["tables[0].name = 'x'; return 1;", /^line 1: TypeError: Cannot assign/],
    ];
    for (const [source, message] of scripts) await fails(run(source), "code.failed", message);
    const said = await fails(
      run("console.warn('as far as here'); throw new Error('x');"),
      "code.failed",
      /x/,
    );
    assert.deepEqual(said.details?.console, [{ level: "warn", text: "as far as here" }]);
  });
});

Deno.test("Sandbox lets a script send no message of its own", async () => {
  await withSandbox({ reviewFirst: false, timeoutMs: 3000 }, async (run) => {
    const forge = (head: object) => `
      Object.prototype.toJSON = function () { delete Object.prototype.toJSON; return ${
      JSON.stringify(head)
    }; };
      console.log("said");
      await sql("x");
      return 1;`;
    const error = { code: "code.rejected", message: "forged", details: { findings: "none" } };
    const heads = [
      { type: "result", id: 2, value: { ok: true, value: "forged", nulls: 0, dropped: 0 } },
      { type: "error", id: 2, error },
      { type: "end", error },
      { type: "nonsense" },
    ];
    for (const head of heads) assert.equal((await run(forge(head))).value, 1, JSON.stringify(head));
  });
});

Deno.test("Sandbox refuses what the review rejects, and runs nothing", async () => {
  await withSandbox({}, async (run, sandbox) => {
    for (
      const source of ['return import("npm:lodash");', 'return fetch("http://127.0.0.1");', "return Deno;"]
    ) {
      const error = await fails(run(source), "code.rejected", /^line 1: /);
      assert.ok(error.hint && Array.isArray(error.details?.findings));
    }
    assert.equal(sandbox.state().walls.length, 8);
  });
});

Deno.test("Sandbox ends a loop and a memory bomb, and others go on meanwhile", async () => {
  await withSandbox({ timeoutMs: 2500, memoryMb: 64 }, async (run) => {
    const loop = fails(run("for (let i = 0;; i++) if (i < 0) return i;"), "code.deadline", /within 2\.5 s/);
    assert.equal((await run("return tables.length")).value, 1);
    await loop;
    const large = run("return new Uint8Array(9e9).length + tables.length;");
    await fails(large, "code.memory", /limit is 64 MiB/);
    const bombs = [
      "const all = []; for (;;) all.push(new Uint8Array(1e7).fill(1)); return all.length;",
      "let text = tables[0].name; for (;;) text += text; return text;",
    ];
    for (const bomb of bombs) {
      const error = await run(bomb).then(() => null, (error) => error);
      assert.match(
        `${error?.code} ${error?.message}`,
        /code\.memory.*64 MiB|Invalid string length|code\.deadline/,
      );
    }
    assert.equal((await run("return tables.length")).value, 1);
  });
});

Deno.test("Sandbox gives each script a scope of its own, with ECMAScript and what it was offered", async () => {
  await withSandbox({ reviewFirst: false }, async (run) => {
    const names =
      (await run("return Object.getOwnPropertyNames(globalThis).filter((n) => !/^[A-Z]/.test(n)).sort()"))
        .value;
    assert.deepEqual(names, [
      ...[
        "columns",
        "console",
        "decodeURI",
        "decodeURIComponent",
        "dispatchEvent",
        "encodeURI",
        "encodeURIComponent",
      ],
      ...[
        "globalThis",
        "input",
        "isFinite",
        "isNaN",
        "parseFloat",
        "parseInt",
        "query",
        "queueMicrotask",
        "sql",
      ],
      ...["stats", "tables", "undefined"],
    ]);
    await run("globalThis.left = 1; Array.prototype.left = 1; return 1");
    assert.equal((await run("return typeof left + typeof [].left")).value, "undefinedundefined");
  });
});

Deno.test("Sandbox keeps a few lines of what a script writes", async () => {
  await withSandbox({}, async (run) => {
    const { console, consoleDropped } = await run(
      "for (let i = 0; i < 1000; i++) console.log('x'.repeat(9000)); return tables.length;",
    );
    assert.deepEqual([console.length, consoleDropped], [200, 800]);
    assert.ok(console.every(({ text }) => text.length <= 2001));
  });
});

Deno.test("Sandbox limits questions, and gives up at once when cancelled", async () => {
  await withSandbox({}, async (run) => {
    await fails(
      run("for (let i = 0; i < 300; i++) await sql('x'); return 1;"),
      "code.failed",
      /200 questions/,
    );
    const stop = new AbortController();
    const sql = () => {
      stop.abort();
      return new Promise<never>(() => {});
    };
    const waiting = run("return await sql('x');", { signal: stop.signal, handlers: { sql } });
    await fails(waiting, "process.cancelled", /cancelled/);
  });
});

Deno.test("Sandbox does not charge a script for the time of the host", async () => {
  await withSandbox({ timeoutMs: 2000 }, async (run) => {
    const slow = () => new Promise<typeof TABLE>((resolve) => setTimeout(() => resolve(TABLE), 2500));
    assert.equal((await run("return (await sql('x')).rows.length", { handlers: { sql: slow } })).value, 3);
  });
});

Deno.test("Sandbox that is switched off runs nothing", async () => {
  await withSandbox({ enabled: false }, async (run) => {
    await fails(run("return 1"), "code.off", /Switched off/);
  });
});

Deno.test("Sandbox loads statistics as stats", async () => {
  const statistics = () =>
    Promise.resolve(
      new TextEncoder().encode(
        "export default Object.freeze({ mean: (v) => v.reduce((a, b) => a + b) / v.length });",
      ),
    );
  await withSandbox({ statistics }, async (run) => {
    assert.equal((await run("return stats.mean((await columns('sales', ['amount'])).amount)")).value, 20);
  });
});
