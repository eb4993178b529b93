import assert from "node:assert/strict";
import { nextSorting, sortedPositions } from "./sorting.ts";

Deno.test("sortedPositions() keeps missing values last in both directions", () => {
  const rows = [[2], [null], [10], [2]];
  assert.deepEqual(sortedPositions(rows, { column: 0, descending: false }), [0, 3, 2, 1]);
  assert.deepEqual(sortedPositions(rows, { column: 0, descending: true }), [2, 0, 3, 1]);
  assert.deepEqual(sortedPositions(rows, null), [0, 1, 2, 3]);
});

Deno.test("sortedPositions() orders text without case and numbers in text by size", () => {
  const rows = [["item 10"], ["Item 9"], ["apple"]];
  assert.deepEqual(sortedPositions(rows, { column: 0, descending: false }), [2, 1, 0]);
});

Deno.test("nextSorting() starts with the largest number and the first letter, and ends with none", () => {
  const first = nextSorting(null, 1, "number");
  assert.deepEqual(first, { column: 1, descending: true });
  const second = nextSorting(first, 1, "number");
  assert.deepEqual(second, { column: 1, descending: false });
  assert.equal(nextSorting(second, 1, "number"), null);
  assert.deepEqual(nextSorting(first, 0, "text"), { column: 0, descending: false });
});
