import assert from "node:assert/strict";
import type { Plan } from "../contract/mod.ts";
import { aggregate, call, column, filter, measure, scan, select } from "./_plans_for_tests.ts";
import { children, columnsOf, datasetsOf, resultsOf, walkPlan } from "./walk.ts";

const mean = aggregate(scan("b"), [], measure("m", "mean", ["x"]));
const kept = filter(scan("a"), call("gt", call("add", "x", "y"), { kind: "scalar", plan: mean }));
const plan: Plan = {
  op: "join",
  left: kept,
  right: select({ op: "result", ref: "r1" }, "x"),
  how: "inner",
  on: [{ left: column("x"), right: column("x") }],
};

Deno.test("children() gives inputs, then the plans in expressions", () => {
  assert.deepEqual(children(kept), [scan("a"), mean]);
  assert.equal(children(plan).length, 2);
});

Deno.test("walkPlan() visits what an operation reads before it", () => {
  const seen: string[] = [];
  walkPlan(plan, (part) => seen.push(part.op));
  assert.deepEqual(seen, ["scan", "scan", "aggregate", "filter", "result", "select", "join"]);
});

Deno.test("datasetsOf() and resultsOf() find every relation once", () => {
  assert.deepEqual(datasetsOf({ op: "union", inputs: [plan, plan] }), ["a", "b"]);
  assert.deepEqual(resultsOf(plan), ["r1"]);
});

Deno.test("columnsOf() gives each name once", () => {
  assert.deepEqual(columnsOf(call("add", call("add", "x", "y"), "x")), ["x", "y"]);
});
