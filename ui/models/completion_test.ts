import assert from "node:assert/strict";
import type { Dataset } from "nexus";
import { completionsFor } from "./completion.ts";

function column(name: string, type: "text" | "number", values: string[] = []): Dataset["columns"][number] {
  const top = values.map((value) => ({ value, count: 1 }));
  return { name, type, missing: 0, distinct: top.length, min: null, max: null, mean: null, top, rejected: 0 };
}

const dataset = {
  name: "sales",
  columns: [
    column("order_date", "text"),
    column("Region", "text", ["North", "Nordics"]),
    column("unitPrice", "number"),
  ],
} as unknown as Dataset;

function texts(text: string, caret = text.length): string[] {
  return completionsFor(text, caret, [dataset])?.items.map((item) => item.text) ?? [];
}

Deno.test("completionsFor() finds columns by prefix, by inner word and over two words", () => {
  assert.deepEqual(texts("sum by reg"), ["Region"]);
  assert.deepEqual(texts("mean pri"), ["unitPrice"]);
  assert.deepEqual(texts("count by order da"), ["order_date"]);
  assert.equal(completionsFor("count by order da", 17, [dataset])?.start, 9);
});

Deno.test("completionsFor() offers values of text columns", () => {
  assert.deepEqual(texts("sales in nor"), ["North", "Nordics"]);
});

Deno.test("completionsFor() is silent in the middle of a word, after a space and on a finished name", () => {
  assert.deepEqual(texts("region", 3), []);
  assert.deepEqual(texts("reg "), []);
  assert.deepEqual(texts("by region"), []);
  assert.deepEqual(texts("r"), []);
});
