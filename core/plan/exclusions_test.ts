import assert from "node:assert/strict";
import type { Plan } from "../contract/mod.ts";
import { TestDatabase } from "./_duckdb_for_tests.ts";
import { aggregate, call, column, filter, limit, literal, measure, scan, sort } from "./_plans_for_tests.ts";
import { exclusionPlans } from "./exclusions.ts";
import { canBeNull } from "./nulls.ts";

const database = await TestDatabase.open({
  penguins: {
    sex: ["text", "male", "female", null, "male", "female"],
    mass: ["integer", 3000, 4500, 5000, null, 4100],
  },
  names: { sex: ["text", "male"], word: ["text", "he"] },
});
const penguins = scan("penguins");

async function excluded(plan: Plan): Promise<[string, number, string][]> {
  const found: [string, number, string][] = [];
  for (const { cause, plan: rows, reason } of exclusionPlans(plan, database.lookup)) {
    found.push([cause, (await database.rows(rows)).length, reason]);
  }
  return found;
}

Deno.test("exclusionPlans() tells of missing values that a measure skips", async () => {
  const plan = aggregate(
    penguins,
    [],
    measure("m", "mean", ["mass"]),
    measure("t", "sum", ["mass"]),
    measure("n", "count"),
  );
  assert.deepEqual(await excluded(plan), [
    ["missing", 1, 'have no "mass" and are not part of the mean of "mass" and the total of "mass"'],
  ]);
  assert.deepEqual(await excluded(aggregate(penguins, [], measure("n", "count"))), []);
});

Deno.test("exclusionPlans() tells of rows that a filter refused, and of those that it could not decide", async () => {
  const kept = filter(penguins, call("gt", "mass", 4000));
  const plan = limit(sort(aggregate(kept, ["sex"], measure("m", "max", ["mass"])), "m"), 1);
  assert.deepEqual(await excluded(plan), [
    ["filtered", 1, 'do not meet the condition that "mass" is more than 4,000'],
    ["undecided", 1, 'have no "mass", so it cannot be said whether "mass" is more than 4,000'],
    ["group", 1, 'have no "sex" and make a group of their own'],
    ["missing", 0, 'have no "mass" and are not part of the largest "mass"'],
  ]);
  assert.deepEqual(await excluded(filter(penguins, call("is_null", "mass"))), [
    ["filtered", 4, 'do not meet the condition that "mass" is missing'],
  ]);
});

Deno.test("exclusionPlans() tells of a measure's own condition, and of two arguments", async () => {
  const where = call("eq", "sex", literal("male"));
  const plan = aggregate(penguins, [], measure("m", "mean", ["mass"], { where }));
  assert.deepEqual(await excluded(plan), [
    ["missing", 1, 'have no "mass" (where "sex" is "male") and are not part of the mean of "mass"'],
  ]);
  const pair = aggregate(penguins, [], measure("r", "correlation", ["mass", call("length", "sex")]));
  assert.deepEqual(await excluded(pair), [
    [
      "missing",
      2,
      'have no "mass" or length of "sex" and are not part of the correlation of "mass" and the length of "sex"',
    ],
  ]);
});

Deno.test("exclusionPlans() tells of rows without a match, and stops at the first grouping", async () => {
  const on = [{ left: column("sex"), right: column("sex") }];
  const join: Plan = { op: "join", left: penguins, right: scan("names"), how: "inner", on };
  assert.deepEqual(await excluded(join), [["unmatched", 3, 'have no match in the other table by "sex"']]);
  assert.deepEqual(await excluded({ ...join, how: "left" }), []);
  const grouped = aggregate(
    penguins,
    [call("length", "sex")].map((value): [string, typeof value] => ["l", value]),
    measure("n", "count"),
  );
  const twice = aggregate(filter(grouped, call("gt", "n", 1)), [], measure("m", "mean", ["n"]));
  assert.deepEqual(await excluded(twice), [[
    "group",
    1,
    'have no length of "sex" and make a group of their own',
  ]]);
});

Deno.test("canBeNull() knows what never is", () => {
  assert.equal(canBeNull(call("if", "open", 1, 0)), false);
  assert.equal(canBeNull(call("coalesce", "x", 0)), false);
  assert.equal(canBeNull(call("is_null", "x")), false);
  assert.equal(canBeNull(call("divide", 1, 2)), true);
  assert.equal(canBeNull(call("and", call("is_null", "x"), call("gt", "x", 1))), true);
});
