import assert from "node:assert/strict";
import { numberOnSheet, withNumbers } from "./row_origin.ts";

const ORIGIN = { sheet: "Orders", runs: [[0, 5], [3, 10], [4, 20]] as [number, number][] };

Deno.test("numberOnSheet() follows the rows over gaps", () => {
  assert.deepEqual([0, 1, 2, 3, 4, 5, 100].map((row) => numberOnSheet(ORIGIN, row)), [
    5,
    6,
    7,
    10,
    20,
    21,
    116,
  ]);
});

Deno.test("withNumbers() puts the numbers of the sheet in place of those of the dataset", () => {
  const columns = [{ name: "row", type: "integer" as const }, { name: "v", type: "text" as const }];
  const table = { columns, rows: [[1, "a"], [4, "b"]], rowCount: 2, truncated: false };
  assert.deepEqual(withNumbers(table, ORIGIN).rows, [[5, "a"], [10, "b"]]);
});
