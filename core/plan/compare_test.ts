import assert from "node:assert/strict";
import type { Schema, Table, Value } from "../contract/mod.ts";
import { compareTables } from "./compare.ts";

const schema: Schema = [{ name: "region", type: "text" }, { name: "mean", type: "number" }];
function table(rows: Value[][], more: Partial<Table> = {}): Table {
  return { columns: schema, rows, rowCount: rows.length, truncated: false, ...more };
}
const ordered = { ordered: true };
const bag = { ordered: false };

Deno.test("compareTables() takes doubles within the tolerance and says so", () => {
  const a = table([["north", 0.1 + 0.2], ["south", null]]);
  const b = table([["north", 0.3], ["south", null]]);
  assert.deepEqual(compareTables(a, b, ordered), { agrees: true, message: "2 rows, decimals within 1e-9" });
  assert.equal(compareTables(a, b, { ordered: true, tolerance: 1e-17, floor: 0 }).agrees, false);
  assert.equal(compareTables(table([["x", 1e-13]]), table([["x", -1e-13]]), ordered).agrees, true);
  assert.equal(compareTables(table([["x", 1e-9]]), table([["x", 2e-9]]), ordered).agrees, false);
  assert.equal(compareTables(table([["x", null]]), table([["x", 0]]), ordered).agrees, false);
});

Deno.test("compareTables() names the first difference", () => {
  const a = table([["north", 1], ["south", 2]]);
  assert.equal(
    compareTables(a, table([["north", 1], ["south", 2.5]]), ordered).message,
    'row 2 ("region" "south"), "mean": 2 in one, 2.5 in the other',
  );
  assert.equal(
    compareTables(a, table([["south", 2.5], ["north", 1]]), bag).message,
    'row 2 ("region" "south"), "mean": 2 in one, 2.5 in the other',
  );
  assert.equal(
    compareTables(a, table([["north", 1], ["east", 2]]), bag).message,
    'row 2 ("region" "south", "mean" 2) is in one table only',
  );
  assert.equal(compareTables(a, table([["north", 1]]), bag).message, "one has 2 rows, the other 1");
  const other = { ...a, columns: [schema[0]!, { name: "mean", type: "integer" as const }] };
  assert.match(
    compareTables(a, other, bag).message,
    /column 2 is "mean" \(number\) in one, "mean" \(integer\)/,
  );
});

Deno.test("compareTables() is exact where it must be", () => {
  const columns: Schema = [{ name: "n", type: "integer" }, { name: "at", type: "datetime" }];
  const of = (...row: Value[]): Table => ({ columns, rows: [row], rowCount: 1, truncated: false });
  const at = "2024-01-31T10:20:30.5";
  assert.equal(compareTables(of("9007199254740993", at), of("9007199254740992", at), bag).agrees, false);
  assert.equal(compareTables(of(5, at), of("5", "2024-01-31T10:20:30.500"), ordered).agrees, true);
  assert.equal(compareTables(of(1000000000, at), of(1000000001, at), ordered).agrees, false);
});

Deno.test("compareTables() keeps to the order only where the plan has one", () => {
  const a = table([["north", 1], ["south", 2]]);
  const b = table([["south", 2], ["north", 1]]);
  assert.equal(compareTables(a, b, ordered).agrees, false);
  assert.equal(compareTables(a, b, bag).agrees, true);
});

Deno.test("compareTables() lets neighbours change places only where a double nearly ties", () => {
  const a = table([["x", 5], ["north", 0.30000000000000004], ["south", 0.3], ["y", 0]]);
  const b = table([["x", 5], ["south", 0.30000000000000004], ["north", 0.3], ["y", 0]]);
  assert.equal(compareTables(a, b, ordered).agrees, true);
  const c = table([["north", 1], ["south", 1]]);
  const d = table([["south", 1], ["north", 1]]);
  assert.equal(compareTables(c, d, ordered).agrees, false);
});

Deno.test("compareTables() pairs rows of doubles alone", () => {
  const columns: Schema = [{ name: "a", type: "number" }, { name: "b", type: "number" }];
  const of = (rows: Value[][]): Table => ({ columns, rows, rowCount: rows.length, truncated: false });
  const a = of([[1, 5], [1 + 1e-15, 4], [null, 1], [2, null]]);
  const b = of([[1 + 1e-15, 5], [2, null], [1, 4], [null, 1]]);
  assert.equal(compareTables(a, b, bag).agrees, true);
  assert.equal(compareTables(a, of([[1, 5], [1, 5], [null, 1], [2, null]]), bag).agrees, false);
  const many = Array.from({ length: 20_000 }, (_, index): Value[] => [index / 7, index % 3]);
  assert.equal(compareTables(of(many), of([...many].reverse()), bag).agrees, true);
});

Deno.test("compareTables() compares what both hold of truncated tables", () => {
  const a = table([["a", 1], ["b", 2], ["c", 3]], { rowCount: 5000, truncated: true });
  const b = table([["a", 1], ["b", 2]], { rowCount: 5000, truncated: true });
  assert.equal(compareTables(a, b, ordered).message, "the first 2 of 5,000 rows, decimals within 1e-9");
  assert.equal(compareTables(table([]), table([]), bag).message, "0 rows, decimals within 1e-9");
});
