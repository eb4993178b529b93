import assert from "node:assert/strict";
import type { Plan } from "../contract/mod.ts";
import { mapPlan } from "./map.ts";

Deno.test("mapPlan() reaches inputs and plans inside expressions, and leaves the original alone", () => {
  const plan: Plan = {
    op: "filter",
    input: { op: "result", ref: "r1" },
    where: {
      kind: "call",
      function: "gt",
      arguments: [{ kind: "column", name: "x" }, {
        kind: "scalar",
        plan: { op: "limit", input: { op: "result", ref: "r1" }, count: 1 },
      }],
    },
  };
  const before = JSON.stringify(plan);
  const mapped = mapPlan(plan, (node) => node.op === "result" ? { op: "scan", dataset: "d" } : node);
  assert.equal(
    JSON.stringify(mapped),
    before.replaceAll('{"op":"result","ref":"r1"}', '{"op":"scan","dataset":"d"}'),
  );
  assert.equal(JSON.stringify(plan), before);
});
