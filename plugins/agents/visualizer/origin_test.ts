import assert from "node:assert/strict";
import type { Expression, Plan } from "nexus";
import { leftOut, originOf } from "./origin.ts";

const column = (name: string): Expression => ({ kind: "column", name });
const scan: Plan = { op: "scan", dataset: "a" };

Deno.test("originOf() follows renamed, rounded and sorted columns to the dataset", () => {
  const aggregate: Plan = {
    op: "aggregate",
    input: scan,
    groups: [{ name: "when", value: { kind: "call", function: "quarter", arguments: [column("date")] } }],
    measures: [{ name: "m", function: "mean", arguments: [column("fare")] }],
  };
  const rounded: Expression = {
    kind: "call",
    function: "round",
    arguments: [column("m"), { kind: "literal", value: 2 }],
  };
  const plan: Plan = {
    op: "sort",
    keys: [],
    input: {
      op: "select",
      input: aggregate,
      columns: [{ name: "q", value: column("when") }, { name: "avg", value: rounded }],
    },
  };
  assert.deepEqual(originOf(plan, "q"), { role: "group", field: "date", timeUnit: "quarter" });
  assert.deepEqual(originOf(plan, "avg"), { role: "measure", field: "fare", aggregate: "mean" });
});

Deno.test("originOf() knows the sides of a join and what is computed of several columns", () => {
  const join: Plan = { op: "join", left: scan, right: { op: "scan", dataset: "b" }, how: "left", on: [] };
  assert.deepEqual(originOf(join, "name (right)"), { role: "plain", field: "name" });
  const ratio: Expression = { kind: "call", function: "divide", arguments: [column("a"), column("b")] };
  const plan: Plan = { op: "derive", input: join, columns: [{ name: "ratio", value: ratio }] };
  assert.deepEqual(originOf(plan, "ratio"), { role: "plain" });
});

Deno.test("leftOut() finds conditions and first rows", () => {
  const filter: Plan = { op: "filter", input: scan, where: column("ok") };
  const sort: Plan = { op: "sort", keys: [{ by: column("m"), descending: true }], input: filter };
  assert.deepEqual(leftOut(scan), { filtered: false });
  assert.deepEqual(leftOut({ op: "limit", input: sort, count: 3 }), {
    filtered: true,
    first: { count: 3, descending: true },
  });
  assert.deepEqual(leftOut({ op: "limit", input: scan, count: 3 }), { filtered: true });
});
