import assert from "node:assert/strict";
import type { Expression, Plan } from "../contract/mod.ts";
import { companionOf } from "./companion.ts";

const column = (name: string): Expression => ({ kind: "column", name });
const scan: Plan = { op: "scan", dataset: "boats" };
const counted: Plan = {
  op: "aggregate",
  input: scan,
  groups: [{ name: "harbour", value: column("harbour") }],
  measures: [{ name: "count", function: "count", arguments: [] }],
};
const keys = [{ by: column("count"), descending: true }];
const first = (input: Plan, count = 1): Plan => ({
  op: "top",
  input,
  partition: [],
  keys,
  count,
  ties: true,
});

Deno.test("companionOf() sets the first of a ranking among all others, in the order that decided", () => {
  const companion = companionOf(first(counted));
  assert.ok(companion?.plan.op === "select" && companion.plan.input.op === "sort");
  assert.deepEqual(companion.plan.columns.map(({ name }) => name), ["harbour", "count"]);
  assert.deepEqual(companion.plan.input.keys, keys);
  assert.deepEqual(companion.plan.input.input, counted);
});

Deno.test("companionOf() keeps periods in their own order, and groups that pass a condition", () => {
  const year: Expression = { kind: "call", function: "year", arguments: [column("built")] };
  const where: Expression = {
    kind: "call",
    function: "gt",
    arguments: [column("count"), { kind: "literal", value: 2 }],
  };
  const yearly: Plan = { ...counted, groups: [{ name: "year", value: year }] };
  const companion = companionOf(first({ op: "filter", input: yearly, where }));
  assert.ok(companion?.plan.op === "select" && companion.plan.input.op === "sort");
  assert.deepEqual(companion.plan.input.keys, [{ by: column("year"), descending: false }]);
  assert.equal(companion.plan.input.input.op, "filter");
});

Deno.test("companionOf() shows the points behind a correlation", () => {
  const companion = companionOf({
    op: "aggregate",
    input: scan,
    groups: [],
    measures: [{ name: "r", function: "correlation", arguments: [column("length"), column("upkeep")] }],
  });
  assert.deepEqual(companion?.chart, { type: "scatter", x: "length", y: "upkeep" });
});

Deno.test("companionOf() has nothing for a plain number, for several answers, for rows, and for a rank within groups", () => {
  const mean: Plan = {
    op: "aggregate",
    input: scan,
    groups: [],
    measures: [{ name: "mean", function: "mean", arguments: [column("length")] }],
  };
  assert.equal(companionOf(mean), undefined);
  assert.equal(companionOf(first(counted, 3)), undefined);
  assert.equal(
    companionOf({ ...first(scan), keys: [{ by: column("length"), descending: true }] } as Plan),
    undefined,
  );
  assert.equal(companionOf({ ...first(counted), partition: [column("harbour")] } as Plan), undefined);
});
