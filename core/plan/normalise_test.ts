import assert from "node:assert/strict";
import type { Plan } from "../contract/mod.ts";
import { call, column, filter, limit, literal, scan, sort } from "./_plans_for_tests.ts";
import { canonicalJson, normalisePlan, planKey, samePlan } from "./normalise.ts";

const a = call("gt", "x", 1);
const b = call("eq", "sex", literal("male"));
const c = call("is_null", "y");
const base = scan("d1");

Deno.test("planKey() is stable, and the same for any order of keys", () => {
  const plan: Plan = { count: 5, op: "limit", input: { dataset: "d1", op: "scan" } };
  assert.equal(planKey(plan), planKey(limit(base, 5)));
  assert.equal(
    canonicalJson({ b: 1, a: [undefined, { d: undefined, c: "ü" }] }),
    '{"a":[null,{"c":"ü"}],"b":1}',
  );
});

Deno.test("samePlan() sees through ways to write a condition", () => {
  assert.ok(samePlan(filter(base, call("and", a, b)), filter(base, call("and", b, a))));
  assert.ok(samePlan(filter(filter(base, a), b), filter(base, call("and", b, a))));
  assert.ok(samePlan(filter(filter(filter(base, a), b), c), filter(base, call("and", b, call("and", a, c)))));
  assert.ok(samePlan(filter(base, call("and", a, a)), filter(base, a)));
  assert.ok(samePlan(filter(base, call("gt", "x", 1)), filter(base, call("lt", literal(1), column("x")))));
  assert.ok(
    samePlan(
      filter(base, call("eq", "x", literal(1, "integer"))),
      filter(base, call("eq", literal(1), column("x"))),
    ),
  );
  assert.ok(samePlan(filter(base, call("in", "x", 2, 1)), filter(base, call("in", "x", 1, 2))));
  assert.ok(samePlan(limit(base, 5, 0), limit(base, 5)));
});

Deno.test("samePlan() keeps apart what differs", () => {
  assert.ok(!samePlan(filter(base, a), filter(base, call("ge", "x", 1))));
  assert.ok(!samePlan(filter(base, call("lt", "x", "y")), filter(base, call("lt", "y", "x"))));
  assert.ok(!samePlan(sort(base, "x", "y"), sort(base, "y", "x")));
  assert.ok(
    !samePlan(
      filter(base, call("eq", "d", literal("2024-01-01"))),
      filter(base, call("eq", "d", literal("2024-01-01", "date"))),
    ),
  );
  assert.ok(!samePlan(limit(sort(base, "x"), 5), sort(limit(base, 5), "x")));
});

Deno.test("normalisePlan() reaches plans inside expressions", () => {
  const inner = (where: Plan): Plan => filter(base, { kind: "member", value: column("x"), plan: where });
  assert.ok(samePlan(inner(filter(filter(base, a), b)), inner(filter(base, call("and", b, a)))));
  const plan = inner(filter(base, a));
  const before = JSON.stringify(plan);
  normalisePlan(plan);
  assert.equal(JSON.stringify(plan), before);
});
