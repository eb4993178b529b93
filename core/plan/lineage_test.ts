import assert from "node:assert/strict";
import type { Plan, Value } from "../contract/mod.ts";
import { TestDatabase } from "./_duckdb_for_tests.ts";
import {
  aggregate,
  by,
  call,
  column,
  filter,
  limit,
  literal,
  measure,
  scan,
  select,
  sort,
} from "./_plans_for_tests.ts";
import { evidencePlan, evidencePlans } from "./lineage.ts";

const database = await TestDatabase.open({
  sales: {
    region: ["text", "north", "south", null, "north", "south", "east"],
    amount: ["integer", 10, 20, 5, null, 40, 50],
    price: ["number", 0.1, 0.2, 0.3, 0.4, null, 0.6],
    day: ["date", "2024-02-29", "2023-03-01", null, "2023-12-31", "2024-01-01", "2024-05-05"],
  },
  heads: { region: ["text", "north", "south", "south"], head: ["text", "Nora", "Sam", "Sue"] },
  rows: { row: ["integer", 7, 8], x: ["text", "a", "b"] },
});
const sales = scan("sales");
const count = measure("n", "count");

/** Row numbers and description of the evidence. */
async function evidence(plan: Plan, row?: Record<string, Value>, at = 0): Promise<[Value[], string] | null> {
  const found = evidencePlans(plan, database.lookup, row)[at];
  if (!found) return null;
  const rows = await database.rows(found.plan);
  return [rows.map((cells) => cells[0]!), found.description];
}

Deno.test("evidencePlan() gives row numbers and all columns of the dataset", async () => {
  const plan = select(filter(sales, call("gt", "amount", 15)), ["twice", call("multiply", "amount", 2)]);
  const found = evidencePlan(plan, database.lookup)!;
  assert.equal(found.dataset, "sales");
  const table = await database.run(found.plan);
  assert.deepEqual(table.columns.map((field) => field.name), ["row", "region", "amount", "price", "day"]);
  assert.deepEqual(table.rows[0], [2, "south", 20, 0.2, "2023-03-01"]);
  assert.deepEqual(await evidence(plan), [[2, 5, 6], 'rows where "amount" is more than 15']);
});

Deno.test("evidencePlan() keeps a dataset's own column named row", async () => {
  const table = await database.run(evidencePlan(scan("rows"), database.lookup)!.plan);
  assert.deepEqual(table.columns.map((field) => field.name), ["row", "row (2)", "x"]);
  assert.deepEqual(table.rows, [[1, 7, "a"], [2, 8, "b"]]);
});

Deno.test("evidencePlan() finds the rows of a group, a missing one too", async () => {
  const plan = aggregate(filter(sales, call("lt", "amount", 45)), ["region"], count);
  assert.deepEqual(await evidence(plan), [[1, 2, 3, 5], 'rows where "amount" is less than 45']);
  assert.deepEqual(await evidence(plan, { region: "south", n: 2 }), [
    [2, 5],
    'rows where "amount" is less than 45 and "region" is "south"',
  ]);
  assert.deepEqual(await evidence(plan, { region: null, n: 1 }), [
    [3],
    'rows where "amount" is less than 45 and "region" is missing',
  ]);
  assert.equal(await evidence(plan, { n: 1 }), null);
});

Deno.test("evidencePlan() finds groups that are computed", async () => {
  const yearly = aggregate(sales, [["year", call("year", "day")]], measure("total", "sum", ["amount"]));
  assert.deepEqual(await evidence(sort(yearly, "-total"), { year: 2023, total: 20 }), [
    [2, 4],
    'rows where the year of "day" is 2023',
  ]);
  const binned = aggregate(sales, [["from", call("bin", "amount", 20)]], count);
  assert.deepEqual((await evidence(binned, { from: 40, n: 2 }))![0], [5, 6]);
  assert.deepEqual((await evidence(binned, { from: null, n: 1 }))![0], [4]);
  const byPrice = aggregate(sales, ["price"], count);
  assert.deepEqual((await evidence(byPrice, { price: 0.3, n: 1 }))![0], [3]);
});

Deno.test("evidencePlan() follows a row through what was done after grouping", async () => {
  const grouped = aggregate(sales, ["region"], measure("total", "sum", ["amount"]));
  const shown = limit(sort(select(grouped, ["Region", column("region")], "total"), "-total"), 2);
  assert.deepEqual(await evidence(shown, { Region: "south", total: 60 }), [
    [2, 5],
    'rows where "region" is "south"',
  ]);
  assert.deepEqual(await evidence(shown), [
    [2, 5, 6],
    "all rows; only groups that remain after: keep the first 2 rows",
  ]);
  const having = filter(grouped, call("le", "total", 10));
  assert.deepEqual(await evidence(having), [[1, 3, 4], 'all rows; only groups where "total" is at most 10']);
  assert.equal(await evidence(select(having, "total"), { total: 5 }), null);
});

Deno.test("evidencePlan() says what a measure leaves out", async () => {
  const plan = aggregate(
    sales,
    [],
    measure("north", "count", [], { where: call("eq", "region", literal("north")) }),
  );
  assert.deepEqual(await evidence(plan, { north: 2 }), [
    [1, 2, 3, 4, 5, 6],
    'all rows; "north" counts only those where "region" is "north"',
  ]);
});

Deno.test("evidencePlan() keeps limits, and columns that were replaced", async () => {
  const derived: Plan = {
    op: "derive",
    input: sort(sales, "-amount"),
    columns: [{ name: "amount", value: literal(1) }, { name: "row", value: literal(0) }],
  };
  const found = evidencePlan(limit(derived, 2), database.lookup)!;
  assert.deepEqual(await database.rows(found.plan), [
    [5, "south", 40, null, "2024-01-01"],
    [6, "east", 50, 0.6, "2024-05-05"],
  ]);
  assert.equal(
    found.description,
    'all rows; of these: sort by "amount", largest first, then keep the first 2 rows',
  );
  const top: Plan = {
    op: "top",
    input: sales,
    partition: [column("region")],
    keys: by("-amount"),
    count: 1,
    ties: false,
  };
  assert.deepEqual((await evidence(top))![0], [1, 3, 5, 6]);
  const ranked: Plan = {
    op: "window",
    input: sales,
    columns: [{ name: "amount", function: "rank", partition: [], order: by("-amount") }],
  };
  assert.deepEqual((await evidence(filter(ranked, call("eq", "amount", 1))))![0], [6]);
});

Deno.test("evidencePlan() finds the row that a row of a list shows", async () => {
  const list = select(sales, "region", "price", ["half", call("divide", "amount", 2)]);
  assert.deepEqual((await evidence(list, { region: "south", price: null, half: 20 }))![0], [5]);
  assert.deepEqual((await evidence(list, { region: "north", price: 0.1, half: 5 }))![0], [1]);
  assert.deepEqual(
    (await evidence({ op: "distinct", input: sales, columns: ["region"] }, { region: "north" }))![0],
    [1, 4],
  );
});

Deno.test("evidencePlan() goes through two groupings", async () => {
  const perRegion = aggregate(sales, ["region"], count);
  const perCount = aggregate(filter(perRegion, call("gt", "n", 1)), ["n"], measure("regions", "count"));
  assert.deepEqual(await evidence(perCount), [
    [1, 2, 4, 5],
    'all rows; only groups where "n" is more than 1',
  ]);
  assert.deepEqual((await evidence(perCount, { n: 2, regions: 2 }))![0], [1, 2, 4, 5]);
});

Deno.test("evidencePlans() gives each side of a join", async () => {
  const on = [{ left: column("region"), right: column("region") }];
  const join: Plan = { op: "join", left: sales, right: scan("heads"), how: "inner", on };
  assert.deepEqual((await evidence(join))![0], [1, 2, 4, 5]);
  assert.deepEqual((await evidence(join, undefined, 1))![0], [1, 2, 3]);
  const grouped = aggregate(join, ["head"], measure("total", "sum", ["amount"]));
  assert.deepEqual((await evidence(grouped, { head: "Sue", total: 60 }))![0], [2, 5]);
  assert.deepEqual(await evidence(grouped, { head: "Sue", total: 60 }, 1), [
    [3],
    'rows where "head" is "Sue"; those with a match in the other table',
  ]);
  const left: Plan = { ...join, how: "left" };
  assert.deepEqual((await evidence(filter(left, call("is_null", "head"))))![0], [3, 6]);
  assert.deepEqual((await evidence(filter(left, call("is_null", "head")), undefined, 1))![0], []);
  const anti: Plan = { ...join, how: "anti" };
  assert.deepEqual((await evidence(anti))![0], [3, 6]);
  assert.equal(evidencePlans(anti, database.lookup).length, 1);
});

Deno.test("evidencePlans() gives each input of a union, and none where a row could be of either", async () => {
  const one = select(sales, "region");
  const two = select(scan("heads"), "region");
  const union = limit({ op: "union", inputs: [filter(one, call("eq", "region", literal("east"))), two] }, 2);
  assert.deepEqual((await evidence(union))![0], [6]);
  assert.deepEqual((await evidence(union, undefined, 1))![0], [1]);
  const grouped: Plan = { op: "union", inputs: [aggregate(one, ["region"]), aggregate(two, ["region"])] };
  assert.deepEqual(evidencePlans(grouped, database.lookup, { region: "north" }), []);
  assert.deepEqual((await evidence(limit(grouped, 1)))![0], [6]);
});

Deno.test("evidencePlan() is null over an earlier result", () => {
  assert.equal(evidencePlan({ op: "result", ref: "heads" }, database.lookup), null);
});
