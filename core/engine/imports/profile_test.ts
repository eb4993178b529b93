import assert from "node:assert/strict";
import { convert, importBatches } from "./_import_for_tests.ts";

Deno.test("profiles are exact", async () => {
  const { result } = await convert(["3", "1", "", "3", "2", "10", "1", "3"], { type: "integer" });
  assert.deepEqual(result.columns[0], {
    name: "x",
    type: "integer",
    missing: 1,
    distinct: 4,
    min: 1,
    max: 10,
    mean: 23 / 7,
    top: [{ value: 3, count: 3 }, { value: 1, count: 2 }, { value: 2, count: 1 }, { value: 10, count: 1 }],
    rejected: 0,
  });
  const text = await convert(["b", "B", "é", "a", "a", "😀", "\uffee"], { type: "text" });
  const { min, max, distinct, top, mean } = text.result.columns[0]!;
  assert.deepEqual({ min, max, distinct, mean }, { min: "B", max: "😀", distinct: 6, mean: null });
  assert.deepEqual(top[0], { value: "a", count: 2 });
  assert.deepEqual(text.result.values, [{
    name: "x",
    values: ["a", "B", "b", "é", "\uffee", "😀"],
    complete: true,
  }]);
});

Deno.test("profiles hold for dates, booleans and columns without values", async () => {
  const date = await convert(["2024-01-02", "2023-05-01", "", "2024-01-02"], { type: "date" });
  const { min, max, missing, top } = date.result.columns[0]!;
  assert.deepEqual({ min, max, missing }, { min: "2023-05-01", max: "2024-01-02", missing: 1 });
  assert.deepEqual(top[0], { value: "2024-01-02", count: 2 });
  const boolean = await convert(["true", "false", "true"], { type: "boolean" });
  assert.deepEqual(boolean.result.columns[0]?.top, [{ value: true, count: 2 }, { value: false, count: 1 }]);
  const none = await convert(["", "", ""], { type: "number" });
  assert.deepEqual(none.result.columns[0], {
    name: "x",
    type: "number",
    missing: 3,
    distinct: 0,
    min: null,
    max: null,
    mean: null,
    top: [],
    rejected: 0,
  });
});

Deno.test("the mean survives sums past 64 bits and past a double's precision", async () => {
  const big = "9223372036854775807";
  const integer = await convert([big, big, big], { type: "integer" });
  assert.equal(integer.result.columns[0]?.mean, 9223372036854775807);
  const number = await convert([...new Array(10).fill("0.1"), "1e8"], { type: "number" });
  assert.equal(number.result.columns[0]?.mean, 100_000_001 / 11);
});

Deno.test("top holds twenty values, ties by value", async () => {
  const { result } = await convert(Array.from({ length: 50 }, (_, k) => String(49 - k)), { type: "integer" });
  assert.deepEqual(result.columns[0]?.top.map(({ value }) => value), Array.from({ length: 20 }, (_, k) => k));
});

Deno.test("the value index leaves out long values and stops at fifty thousand, and says so", async () => {
  const long = await convert(["short", "x".repeat(201)], { type: "text" });
  assert.deepEqual(long.result.values, [{ name: "x", values: ["short"], complete: false }]);
  const many = await convert(Array.from({ length: 50_001 }, (_, k) => `v${k}`), { type: "text" });
  assert.equal(many.result.values[0]?.values.length, 50_000);
  assert.equal(many.result.values[0]?.complete, false);
  assert.equal(many.result.columns[0]?.distinct, 50_001);
});

Deno.test("importBatches() takes batches of any size and keeps null apart from empty text", async () => {
  const batches = [[["a", "1"]], [], Array.from({ length: 5000 }, (_, k) => [k % 2 ? "" : null, String(k)])];
  const { result, rows } = await importBatches(batches, [{ name: "t", type: "text" }, {
    name: "n",
    type: "integer",
  }]);
  assert.equal(result.rows, 5001);
  assert.deepEqual(rows.slice(0, 3), [[0, "a", 1], [1, null, 0], [2, "", 1]]);
  assert.equal(result.columns[0]?.missing, 2500);
  assert.equal(result.scan.kind, "batches");
});

Deno.test("importBatches() refuses rows of another length", async () => {
  const columns = [{ name: "t", type: "text" as const }];
  await assert.rejects(importBatches([[["a"]], [["a"], ["b", "c"]]], columns), {
    code: "plugin.contract",
    message: /Row 2 of a batch has 2 cells where the scan has 1/,
  });
});

Deno.test("importBatches() gives back every kind of text, byte for byte", async () => {
  const texts = [
    "",
    "a\nb\r\nc",
    "\x1f\x1b0\x1bs\x1bn",
    "a\uFEFFbom",
    "\0nul",
    '"q',
    "\\n",
    "€\u2028𝄞",
    "#c",
  ];
  const columns = [{ name: "a", type: "text" as const }, { name: "b", type: "text" as const }];
  const { rows } = await importBatches(
    [texts.map((text) => [text, null])],
    columns,
  );
  assert.deepEqual(rows.map((row) => row[1]), texts);
  const one = await importBatches([texts.map((text) => [text])], [{ name: "x", type: "text" }]);
  assert.deepEqual(one.rows.map((row) => row[1]), texts);
});
