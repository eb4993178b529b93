import assert from "node:assert/strict";
import type { Plan, Reading, Table, Value } from "../../contract/mod.ts";
import { comesToNothing, surprises } from "./surprise.ts";

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
  assert.equal(surprises({ kind: "text", answerColumn: "club" }, table(["Vale\nfounded 1901"])), true);
  assert.equal(surprises({ kind: "text", answerColumn: "club" }, table(["Vale"], ["Mill"])), true);
});

const scan: Plan = { op: "scan", dataset: "clubs" };

function reading(kind: Reading["kind"], plan: Plan = scan): Reading {
  return { plan, confidence: 0.7, kind, summary: "the club", used: [], unused: [], answerColumn: "club" };
}

Deno.test("comesToNothing() tells no rows and no value from something", () => {
  assert.equal(comesToNothing(reading("list"), table()), true);
  assert.equal(comesToNothing(reading("text"), table([null])), true);
  assert.equal(comesToNothing(reading("number"), table([0])), false);
  assert.equal(comesToNothing(reading("list"), table(["Vale"], ["Mill"])), false);
  const named = { ...reading("list"), values: [{ name: "outliers", column: "club", list: true }] };
  assert.equal(comesToNothing(named, table()), false);
});

Deno.test("comesToNothing() leaves clubs that share a place, and not several rows after one of several", () => {
  const beside: Plan = {
    op: "select",
    input: {
      op: "filter",
      input: {
        op: "window",
        input: scan,
        columns: [{
          name: "neighbour",
          function: "lead",
          argument: { kind: "column", name: "club" },
          partition: [],
          order: [],
        }],
      },
      where: { kind: "literal", value: true },
    },
    columns: [{ name: "club", value: { kind: "column", name: "neighbour" } }],
  };
  assert.equal(comesToNothing(reading("text"), table(["Vale"], ["Mill"])), false);
  assert.equal(comesToNothing(reading("text", beside), table(["Vale"], ["Mill"])), true);
});
