import assert from "node:assert/strict";
import type { Expression, Plan, Schema } from "nexus";
import { checkInvariants, checkPlan, evidencePlan, exclusionPlans, planSql, planWords } from "./mod.ts";

const SCHEMA: Schema = [{ name: "x", type: "number" }, { name: "y", type: "integer" }, {
  name: "group",
  type: "text",
}];
const lookup = { dataset: () => SCHEMA, result: () => undefined };
const of = (name: string): Expression => ({ kind: "column", name });
const TEST: Extract<Plan, { op: "statistic" }> = {
  op: "statistic",
  input: { op: "scan", dataset: "d" },
  method: "welch",
  values: [{ name: "x", value: of("x") }],
  by: { name: "group", value: of("group") },
};

Deno.test("checkPlan() gives the columns of a statistic, which only the outermost operation can be", () => {
  const { schema, ordered, rowId } = checkPlan(TEST, lookup);
  assert.deepEqual(schema.slice(0, 4).map(({ name }) => name), [
    "statistic",
    "degrees of freedom",
    "p-value",
    "n",
  ]);
  assert.deepEqual([ordered, rowId], [true, false]);
  const over: Plan[] = [
    { op: "limit", input: TEST, count: 1 },
    { op: "filter", input: TEST.input, where: { kind: "scalar", plan: TEST } },
  ];
  for (const plan of over) assert.throws(() => checkPlan(plan, lookup), { code: "plan.invalid" });
});

Deno.test("checkPlan() refuses columns that a statistic does not take", () => {
  const text = { name: "group", value: of("group") };
  const wrong: Plan[] = [
    { ...TEST, values: [text], by: TEST.values[0]! },
    { ...TEST, values: [{ name: "x", value: of("x") }, { name: "y", value: of("y") }] },
    { ...TEST, method: "pearson" },
    { ...TEST, values: [TEST.values[0]!], by: TEST.values[0]! },
  ];
  for (const plan of wrong) assert.throws(() => checkPlan(plan, lookup), { name: "NexusError" });
  const regression: Plan = {
    op: "statistic",
    input: TEST.input,
    method: "linear_regression",
    values: [TEST.values[0]!, text],
  };
  assert.equal(checkPlan(regression, lookup).schema[0]!.name, "term");
});

Deno.test("planWords(), planSql() and evidencePlan() tell of the rows that a statistic is computed from", () => {
  assert.equal(
    planWords(TEST, { name: () => "data" }).at(-1),
    `Test whether "x" differs between the groups of "group" (Welch's t-test)`,
  );
  const sql = planSql(TEST, lookup, { tableName: () => "data", pretty: true });
  assert.match(sql, /^-- the rows of the test: Welch's t-test/);
  assert.match(sql, /NOT "x" IS NULL/);
  assert.equal(evidencePlan(TEST, lookup)?.dataset, "d");
  assert.deepEqual(exclusionPlans(TEST, lookup).map(({ cause, reason }) => [cause, reason]), [
    ["missing", `have no "x" and are not part of the test`],
    ["missing", `have no "group" and are not part of the test`],
  ]);
});

Deno.test("checkInvariants() holds a probability within its bounds", () => {
  const { schema } = checkPlan(TEST, lookup);
  const table = (p: number) => ({
    columns: schema,
    rows: [[1, 2, p, 10, "a", 1, "b", 2]],
    rowCount: 1,
    truncated: false,
  });
  const bounds = (p: number) => checkInvariants(TEST, table(p)).find(({ name }) => /p-value/.test(name));
  assert.equal(bounds(0.5)?.passed, true);
  assert.equal(bounds(1.2)?.passed, false);
});

Deno.test("checkPlan() puts the value that a statistic is made for first and measures last, where the result has one row", () => {
  const per = { name: "group", value: of("group") };
  const { by: _, ...plain } = TEST;
  const apart: Plan = {
    ...plain,
    method: "pearson",
    values: [...TEST.values, { name: "y", value: of("y") }],
    per,
  };
  assert.deepEqual(checkPlan(apart, lookup).schema.map(({ name }) => name), [
    "group",
    "coefficient",
    "p-value",
    "n",
  ]);
  const measures = [{ name: "mean of x", function: "mean" as const, arguments: [of("x")] }];
  const beside: Plan = { ...plain, method: "shapiro_wilk", measures };
  assert.equal(checkPlan(beside, lookup).schema.at(-1)?.name, "mean of x");
  assert.throws(() => checkPlan({ ...apart, measures }, lookup), { code: "plan.invalid" });
  assert.throws(() => checkPlan({ ...beside, measures: [{ ...measures[0]!, name: "n" }] }, lookup), {
    code: "plan.invalid",
  });
  assert.throws(() => checkPlan({ ...apart, per: TEST.values[0]! }, lookup), { code: "plan.invalid" });
  assert.equal(
    planWords(apart, { name: () => "data" }).at(-1),
    'For each "group", test how "x" and "y" are correlated (Pearson correlation)',
  );
  assert.match(
    planWords(beside, { name: () => "data" }).at(-1)!,
    /normally distributed .*, and compute the mean of "x"/,
  );
  assert.equal(exclusionPlans(apart, lookup).length, 3);
  assert.match(JSON.stringify(evidencePlan(apart, lookup, { group: "a" })?.plan), /"value":"a"/);
  assert.doesNotMatch(JSON.stringify(evidencePlan(apart, lookup)?.plan), /"value":"a"/);
});
