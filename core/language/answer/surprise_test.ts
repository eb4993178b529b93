import assert from "node:assert/strict";
import type { Table, Value } from "../../contract/mod.ts";
import { surprises } from "./surprise.ts";

function table(...rows: Value[][]): Table {
  return { columns: [{ name: "club", type: "text" }], rows, rowCount: rows.length, truncated: false };
}

Deno.test("surprises() finds nothing odd in one answer, in a list, in a number", () => {
  assert.equal(surprises({ kind: "text", answerColumn: "club" }, table(["Vale"])), false);
  assert.equal(surprises({ kind: "list", answerColumn: "club" }, table(["Vale"], ["Mill"])), false);
  assert.equal(surprises({ kind: "number" }, table([3])), false);
});

Deno.test("surprises() doubts no rows, no value, a count of nothing, and several where one was asked for", () => {
  assert.equal(surprises({ kind: "list" }, table()), true);
  assert.equal(surprises({ kind: "text", answerColumn: "club" }, table([null])), true);
  assert.equal(surprises({ kind: "number" }, table([0])), true);
  assert.equal(surprises({ kind: "text", answerColumn: "club" }, table(["Vale"], ["Mill"])), true);
});
