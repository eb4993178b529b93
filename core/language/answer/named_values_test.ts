import assert from "node:assert/strict";
import type { Reading, Schema, Table } from "../../contract/mod.ts";
import { namedValues } from "./named_values.ts";

const schema: Schema = [{ name: "city", type: "text" }, { name: "price", type: "number" }];
const table: Table = {
  columns: schema,
  rows: [["Oslo", 1.005], ["Bern", -2.345], ["Rome", null]],
  rowCount: 3,
  truncated: false,
};

function named(values: NonNullable<Reading["values"]>, of: Table = table) {
  const reading: Reading = {
    plan: { op: "scan", dataset: "d" },
    confidence: 0.9,
    kind: "list",
    summary: "",
    used: [],
    unused: [],
    values,
  };
  return namedValues({ reading, table: of, schema });
}

Deno.test("namedValues() rounds halves away from zero, and takes the row that is bound", () => {
  assert.deepEqual(
    named([{ name: "a", column: "price", decimals: 2 }, { name: "b", column: "price", row: 1, decimals: 2 }]),
    { values: { a: 1.01, b: -2.35 }, response: "@a[1.01]\n@b[-2.35]" },
  );
});

Deno.test("namedValues() joins a list by commas, and gives no part of one for the whole", () => {
  assert.equal(named([{ name: "cities", column: "city", list: true }]).response, "@cities[Oslo, Bern, Rome]");
  assert.equal(
    named([{ name: "cities", column: "city", list: true }], { ...table, rows: [], rowCount: 0 }).response,
    "@cities[]",
  );
  const cut = { ...table, rowCount: 5000, truncated: true };
  assert.deepEqual(named([{ name: "cities", column: "city", list: true }], cut), {});
});
