import assert from "node:assert/strict";
import {
  type Expression,
  NexusError,
  type Plan,
  Plan as PlanSchema,
  type Schema,
  type WindowColumn,
} from "../contract/mod.ts";
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
import { checkPlan, joinNames, type SchemaLookup } from "./check.ts";
import { PLAN_LIMITS } from "./limits.ts";
import { typeOf } from "./type_of.ts";

const schema: Schema = [
  { name: "Sales Amount", type: "number" },
  { name: "units", type: "integer" },
  { name: "region", type: "text" },
  { name: "day", type: "date" },
  { name: "at", type: "datetime" },
  { name: "open", type: "boolean" },
];
const lookup: SchemaLookup = {
  dataset: (id) => id === "sales" ? [...schema, { name: "__row", type: "integer" }] : undefined,
  result: (ref) => ref === "r1" ? schema.slice(0, 1) : undefined,
};
const sales = scan("sales");

function fails(plan: Plan, code: string, message?: RegExp): NexusError {
  let caught: unknown;
  try {
    checkPlan(plan, lookup);
  } catch (error) {
    caught = error;
  }
  assert.ok(caught instanceof NexusError, `accepted: ${JSON.stringify(plan)}`);
  assert.equal(caught.code, code, caught.message);
  if (message) assert.match(caught.message, message);
  return caught;
}
const types = (plan: Plan): string[] =>
  checkPlan(plan, lookup).schema.map((field) => `${field.name}: ${field.type}`);
const typed = (...columns: [string, Expression][]): string[] => types(select(sales, ...columns));
const invalid = (value: Expression, code = "plan.invalid", message?: RegExp): void => {
  fails(select(sales, ["x", value]), code, message);
};

Deno.test("checkPlan() gives the dataset's schema without the row id", () => {
  assert.deepEqual(checkPlan(sales, lookup), { schema, ordered: true, rowId: true });
  fails(scan("gone"), "dataset.not_found");
  fails({ op: "result", ref: "gone" }, "plan.invalid");
  assert.deepEqual(types({ op: "result", ref: "r1" }), ["Sales Amount: number"]);
});

Deno.test("checkPlan() refuses an unknown column with the nearest names", () => {
  const error = fails(filter(sales, call("gt", "sales_amount", 1)), "plan.unknown_column", /"sales_amount"/);
  assert.deepEqual(error.details, { column: "sales_amount", nearest: ["Sales Amount"] });
  assert.deepEqual(fails(sort(sales, "regoin"), "plan.unknown_column").details!["nearest"], ["region"]);
  const far = fails(sort(sales, "zzz"), "plan.unknown_column");
  assert.deepEqual(far.details!["nearest"], []);
  assert.match(far.hint!, /Columns here: "Sales Amount"/);
  fails(select(sales, "__row"), "plan.unknown_column");
  for (
    const plan of [
      aggregate(sales, ["x"]),
      aggregate(sales, [], measure("m", "sum", ["x"])),
      aggregate(sales, [], measure("m", "count", [], { where: call("gt", "x", 1) })),
      { op: "distinct", input: sales, columns: ["x"] },
      { op: "top", input: sales, partition: [column("x")], keys: by("units"), count: 1, ties: false },
      {
        op: "window",
        input: sales,
        columns: [{ name: "w", function: "rank", partition: [], order: by("x") }],
      },
      {
        op: "join",
        left: sales,
        right: sales,
        how: "inner",
        on: [{ left: column("x"), right: column("units") }],
      },
      filter(select(sales, "units"), column("open")),
    ] as Plan[]
  ) {
    fails(plan, "plan.unknown_column");
  }
});

Deno.test("checkPlan() types expressions", () => {
  assert.deepEqual(
    typed(
      ["a", call("add", "units", 1)],
      ["b", call("add", "units", 1.5)],
      ["c", call("divide", "units", 2)],
      ["d", call("truncate", "day", literal("month"))],
      ["e", call("if", "open", "day", "at")],
      ["f", call("coalesce", literal(null), "units", 0.5)],
      ["g", literal(null)],
      ["h", literal("2024-02-29", "date")],
      ["i", call("round", "Sales Amount", 2)],
      ["j", call("bin", "units", 10)],
      ["k", call("year", "at")],
    ),
    [
      "a: integer",
      "b: number",
      "c: number",
      "d: date",
      "e: datetime",
      "f: number",
      "g: text",
      "h: date",
      "i: number",
      "j: integer",
      "k: integer",
    ],
  );
  assert.equal(typeOf(call("to_text", "units"), schema), "text");
});

Deno.test("checkPlan() refuses types that do not fit", () => {
  const wrong = (value: Expression, message?: RegExp): void => invalid(value, "plan.type_mismatch", message);
  wrong(call("add", "region", 1), /Cannot apply "add" to text, integer: "a" must be integer or number/);
  wrong(call("eq", "day", literal("2024-01-01")), /no type in common/);
  wrong(call("eq", "open", 1));
  wrong(call("and", "open", "units"));
  wrong(call("hour", "day"));
  wrong(call("lower", "units"));
  wrong(call("if", "open", 1, literal("a")));
  wrong(call("in", "units", 1, literal("a")));
  wrong(call("add_days", "day", 1.5));
  wrong({ kind: "member", value: column("units"), plan: select(sales, "region") });
  fails(filter(sales, column("units")), "plan.type_mismatch", /Cannot filter by a condition of type integer/);
  fails(aggregate(sales, [], measure("m", "mean", ["region"])), "plan.type_mismatch");
  fails(aggregate(sales, [], measure("m", "count", [], { where: column("units") })), "plan.type_mismatch");
  const on = [{ left: column("units"), right: column("region") }];
  fails({ op: "join", left: sales, right: sales, how: "inner", on }, "plan.type_mismatch");
});

Deno.test("checkPlan() refuses what is malformed", () => {
  invalid(call("add", 1), "plan.invalid", /takes 2/);
  invalid(call("round", "units", "units"), "plan.invalid", /a constant/);
  invalid(call("truncate", "day", literal("century")), "plan.invalid", /one of year, quarter/);
  invalid(call("substring", "region", 0), "plan.invalid", /from 1/);
  invalid(call("bin", "units", 0), "plan.invalid", /above 0/);
  invalid(call("split_part", "region", literal(""), 1));
  invalid(literal("2023-02-29", "date"));
  invalid(literal("12", "number"));
  invalid(literal("9223372036854775808", "integer"));
  invalid({ kind: "scalar", plan: sales }, "plan.invalid", /6 columns/);
  fails(select(sales, "units", ["units", literal(1)]), "plan.invalid", /two columns the name "units"/);
  fails(select(sales, ["__row", literal(1)]), "plan.invalid", /reserved/);
  fails(aggregate(sales, []), "plan.invalid");
  fails(aggregate(sales, ["units"], measure("units", "count")), "plan.invalid");
  fails(aggregate(sales, [], measure("q", "quantile", ["units"], { parameter: 2 })), "plan.invalid");
  fails(aggregate(sales, [], measure("q", "quantile", ["units"])), "plan.invalid");
  fails(aggregate(sales, [], measure("q", "sum", ["units"], { parameter: 0.5 })), "plan.invalid");
  fails(aggregate(sales, [], measure("q", "sum")), "plan.invalid");
  fails(aggregate(sales, [], measure("q", "correlation", ["units"])), "plan.invalid");
  const derived = { name: "x", value: literal(1) };
  fails({ op: "derive", input: sales, columns: [derived, derived] }, "plan.invalid");
  fails({ op: "union", inputs: [sales, select(sales, "units")] }, "plan.invalid", /different columns/);
  const window: WindowColumn = { name: "w", function: "rank", partition: [], order: [] };
  fails({ op: "window", input: sales, columns: [window] }, "plan.invalid", /needs an order/);
  fails(
    { op: "window", input: sales, columns: [{ ...window, function: "lag", order: by("units") }] },
    "plan.invalid",
  );
  fails(
    {
      op: "window",
      input: sales,
      columns: [{ ...window, function: "moving_mean", argument: column("units"), order: [] }],
    },
    "plan.invalid",
    /needs an offset/,
  );
});

Deno.test("checkPlan() follows order and row ids", () => {
  const facts = (plan: Plan): [boolean, boolean] => {
    const { ordered, rowId } = checkPlan(plan, lookup);
    return [ordered, rowId];
  };
  const grouped = aggregate(sales, ["region"], measure("n", "count"));
  assert.deepEqual(facts(limit(filter(sales, column("open")), 1)), [true, true]);
  assert.deepEqual(facts(grouped), [false, false]);
  assert.deepEqual(facts(limit(grouped, 1)), [false, false]);
  assert.deepEqual(facts(sort(grouped, "n")), [true, false]);
  const on = [{ left: column("region"), right: column("region") }];
  const join = (how: "inner" | "semi"): Plan => ({ op: "join", left: sales, right: grouped, how, on });
  assert.deepEqual(facts(join("inner")), [false, false]);
  assert.deepEqual(facts(join("semi")), [true, true]);
  assert.deepEqual(types(join("inner")).slice(-2), ["region (right): text", "n: integer"]);
  assert.deepEqual(facts({ op: "union", inputs: [sales, sales] }), [true, false]);
});

Deno.test("joinNames() gives the suffix until a name is free", () => {
  assert.deepEqual(joinNames(["a", "a (right)"], ["a", "b"]), ["a (right) (right)", "b"]);
  assert.deepEqual(joinNames(["a"], ["a", "a (right)"]), ["a (right) (right)", "a (right)"]);
});

Deno.test("checkPlan() refuses plans that are too large or too deep", () => {
  let deep: Plan = sales;
  for (let index = 0; index < PLAN_LIMITS.depth; index++) deep = limit(deep, 1);
  assert.deepEqual(fails(deep, "plan.too_complex").details, { limit: "depth", most: 64 });
  for (let index = 0; index < 100_000; index++) deep = limit(deep, 1);
  fails(deep, "plan.too_complex");
  const wide = select(
    sales,
    ...Array.from({ length: 600 }, (_, index): [string, Expression] => [`c${index}`, column("units")]),
  );
  fails(wide, "plan.too_complex", /more than 512/);
  const many = (count: number): Expression =>
    call("in", "units", ...Array.from({ length: count }, (_, index) => index));
  assert.equal(checkPlan(filter(sales, many(9000)), lookup).schema.length, 6);
  fails(filter(sales, many(10_001)), "plan.too_complex");
  fails(filter(sales, call("eq", "region", literal("x".repeat(100_001)))), "plan.too_complex");
});

Deno.test("checkPlan() takes what the schema of plans takes", () => {
  const plan = PlanSchema.parse(JSON.parse(JSON.stringify(limit(sort(sales, "-units"), 3))));
  assert.equal(checkPlan(plan, lookup).ordered, true);
});
