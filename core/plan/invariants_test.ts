import assert from "node:assert/strict";
import type { Check, Plan, Schema, Table, Value } from "../contract/mod.ts";
import { TestDatabase } from "./_duckdb_for_tests.ts";
import {
  aggregate,
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
import { checkInvariants } from "./invariants.ts";

const database = await TestDatabase.open({
  sales: {
    region: ["text", "north", "😀", null, "north", "\uFFFD", "north"],
    amount: ["integer", 10, null, 5, 30, 20, 10],
    price: ["number", 0.1, 0.2, null, 0.1, 0.1, 0.1],
  },
});
const sales = scan("sales");
const full = aggregate(
  sales,
  ["region"],
  measure("n", "count"),
  measure("values", "count", ["amount"]),
  measure("different", "count_distinct", ["amount"]),
  measure("least", "min", ["amount"]),
  measure("most", "max", ["amount"]),
  measure("mean", "mean", ["amount"]),
  measure("median", "median", ["amount"]),
  measure("sum", "sum", ["amount"]),
  measure("sd", "stddev", ["amount"]),
);

function failed(checks: Check[]): string[] {
  return checks.filter((check) => !check.passed).map((check) => `${check.name}: ${check.message}`);
}
function names(checks: Check[]): string[] {
  return [...new Set(checks.map((check) => check.name))];
}
function change(table: Table, row: number, name: string, value: Value): Table {
  const at = table.columns.findIndex((field) => field.name === name);
  return { ...table, rows: table.rows.map((cells, index) => index === row ? cells.with(at, value) : cells) };
}

Deno.test("checkInvariants() passes a right result", async () => {
  const plan = sort(full, "-sum");
  const checks = checkInvariants(plan, await database.run(plan), { rowsScanned: 6, rowsKept: 6 });
  assert.deepEqual(failed(checks), []);
  assert.deepEqual(names(checks), [
    "row count",
    "rows kept",
    "order",
    "distinct groups",
    "group counts",
    'bounds of "n"',
    'bounds of "values"',
    'bounds of "different"',
    'bounds of "sd"',
    'bounds of "mean"',
    'bounds of "median"',
    'bounds of "least"',
  ]);
  assert.equal(
    checks.find((check) => check.name === "group counts")!.message,
    "The 4 counts add up to 6 of 6 rows kept",
  );
});

Deno.test("checkInvariants() finds what is wrong", async () => {
  const plan = sort(full, "-sum");
  const table = await database.run(plan);
  const facts = { rowsScanned: 6, rowsKept: 6 };
  const wrong = (changed: Table): string[] => failed(checkInvariants(plan, changed, facts));
  assert.deepEqual(wrong(change(table, 0, "n", 4)), [
    "group counts: The 4 counts add up to 7 of 6 rows kept",
  ]);
  assert.deepEqual(wrong(change(table, 0, "mean", 31)), [
    'bounds of "mean": "mean" is not above the largest value: not so in row 1',
    'bounds of "mean": "mean" times the count is the total: not so in row 1',
  ]);
  assert.deepEqual(wrong(change(table, 0, "different", 9)), [
    'bounds of "different": "different" is not above the count: not so in row 1',
  ]);
  assert.deepEqual(wrong(change(table, 1, "region", "north")), [
    'distinct groups: A group is there twice: "north"',
  ]);
  assert.deepEqual(wrong(change(table, 0, "sd", -1)), [
    'bounds of "sd": "sd" is not negative: not so in row 1',
  ]);
  assert.deepEqual(wrong({ ...table, rows: [...table.rows].reverse() }), [
    'order: Row 2 is not in the order of "sum"',
  ]);
  assert.match(wrong({ ...table, rowCount: 7 })[0]!, /^row count: The result has 7 of at most 6 rows/);
  assert.deepEqual(failed(checkInvariants(plan, table, { rowsScanned: 5, rowsKept: 6 })), [
    "rows kept: 6 of 5 rows were kept",
  ]);
});

Deno.test("checkInvariants() knows limits and single rows", async () => {
  const few = limit(select(sort(sales, "region"), "region"), 3);
  const table = await database.run(few);
  assert.deepEqual(failed(checkInvariants(few, table)), []);
  assert.deepEqual(failed(checkInvariants({ ...few, count: 2 } as Plan, table)), [
    "row count: The result has 3 of at most 2 rows",
  ]);
  const one = aggregate(filter(sales, call("gt", "amount", 5)), [], measure("n", "count"));
  const checks = checkInvariants(one, await database.run(one), { rowsScanned: 6, rowsKept: 4 });
  assert.deepEqual(checks.map((check) => check.message), [
    "The result has 1 of at most 1 rows",
    "4 of 6 rows were kept",
    "The count is 4 of 4 rows kept",
    '"n" is not negative',
  ]);
});

Deno.test("checkInvariants() says nothing where nothing is sure", async () => {
  const having = filter(full, call("gt", "n", 1));
  const checks = checkInvariants(having, await database.run(having), { rowsKept: 6 });
  assert.ok(!names(checks).includes("group counts"));
  assert.deepEqual(failed(checks), []);
  const hidden = select(full, "n");
  assert.ok(!names(checkInvariants(hidden, await database.run(hidden))).includes("distinct groups"));
  const on = [{ left: column("region"), right: column("region") }];
  const join: Plan = aggregate(
    { op: "join", left: sales, right: sales, how: "inner", on },
    [],
    measure("n", "count"),
  );
  assert.deepEqual(
    failed(checkInvariants(join, await database.run(join), { rowsScanned: 12, rowsKept: 5 })),
    [],
  );
});

Deno.test("checkInvariants() checks texts by code point, nulls last, and renamed keys", async () => {
  for (const key of ["region", "-region", "-amount"]) {
    const plan = select(sort(sales, key), ["key", column(key.replace("-", ""))]);
    const checks = checkInvariants(plan, await database.run(plan));
    assert.deepEqual([names(checks), failed(checks)], [["order"], []]);
  }
});

Deno.test("checkInvariants() checks shares of a total", () => {
  const columns: Schema = [
    { name: "amount", type: "integer" },
    { name: "share", type: "number" },
  ];
  const window: Plan = {
    op: "window",
    input: sales,
    columns: [{ name: "total", function: "sum", argument: column("amount"), partition: [], order: [] }],
  };
  const share = call("multiply", call("divide", "amount", "total"), 100);
  const plan = select(window, "amount", ["share", share]);
  const of = (rows: Value[][]): Table => ({ columns, rows, rowCount: rows.length, truncated: false });
  assert.deepEqual(failed(checkInvariants(plan, of([[3, 75], [1, 25]]))), []);
  assert.deepEqual(failed(checkInvariants(plan, of([[3, 75], [1, 125]]))), [
    'share "share": "share" is from 0 to 100: not so in row 2',
  ]);
  assert.deepEqual(names(checkInvariants(plan, of([[3, 150], [-1, -50]]))), []);
  assert.deepEqual(names(checkInvariants(limit(plan, 1), of([[3, 150]]))), ["row count"]);
});

Deno.test("checkInvariants() allows for rounding", async () => {
  const plan = aggregate(
    filter(sales, call("eq", "price", literal(0.1))),
    [],
    measure("least", "min", ["price"]),
    measure("most", "max", ["price"]),
    measure("mean", "mean", ["price"]),
    measure("r", "correlation", ["price", call("multiply", "price", 3)]),
  );
  assert.deepEqual(failed(checkInvariants(plan, await database.run(plan))), []);
});
