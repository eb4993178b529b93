import assert from "node:assert/strict";
import type { ColumnProfile, ColumnType, DatasetProfile } from "nexus";
import { type Form, formOf } from "./form.ts";
import { readingOf } from "./form_plan.ts";
import { promptOf } from "./prompt.ts";

function column(name: string, type: ColumnType): ColumnProfile {
  return { name, type, missing: 0, distinct: 2, min: "a", max: "b", mean: null, top: [], rejected: 0 };
}
const SALES: DatasetProfile = {
  id: "d1",
  name: "sales",
  rows: 10,
  columns: [
    column("region", "text"),
    column("day", "date"),
    column("revenue", "number"),
    column("paid", "boolean"),
  ],
};
const EMPTY: Form = {
  table: "table 1",
  way: "form",
  filters: [],
  match: "all",
  groups: [],
  measures: [],
  columns: [],
  sort: [],
  limit: null,
};
const read = (form: Partial<Form>) => readingOf({ ...EMPTY, ...form }, [SALES]);
const of = (name: string) => ({ kind: "column", name });

Deno.test("readingOf() writes a measure by month as the language does, in its order", () => {
  const { plan, kind, summary } = read({
    groups: [{ column: "day", unit: "month" }],
    measures: [{ function: "sum", column: "revenue" }],
    filters: [{ column: "region", operator: "eq", values: ["north", "south"] }],
  });
  assert.deepEqual(plan, {
    op: "sort",
    input: {
      op: "aggregate",
      input: {
        op: "filter",
        input: { op: "scan", dataset: "d1" },
        where: {
          kind: "call",
          function: "in",
          arguments: [of("region"), { kind: "literal", value: "north" }, { kind: "literal", value: "south" }],
        },
      },
      groups: [{
        name: "day (month)",
        value: {
          kind: "call",
          function: "truncate",
          arguments: [of("day"), { kind: "literal", value: "month" }],
        },
      }],
      measures: [{ name: "total revenue", function: "sum", arguments: [of("revenue")] }],
    },
    keys: [{ by: of("day (month)"), descending: false }],
  });
  assert.equal(kind, "table");
  assert.equal(summary, 'total revenue by "day (month)" where "region" is "north" or "south"');
});

Deno.test("readingOf() writes lists, the highest, years of dates and truth values", () => {
  const list = read({
    columns: ["region"],
    sort: [{ by: "revenue", descending: true }],
    limit: 3,
    filters: [
      { column: "day", operator: "eq", values: ["2023"] },
      { column: "paid", operator: "ne", values: ["True"] },
    ],
    match: "any",
  });
  assert.equal(list.kind, "list");
  assert.equal(list.plan.op === "select" && list.plan.input.op, "top");
  const text = JSON.stringify(list.plan);
  assert.ok(
    text.includes('"function":"or"') && text.includes('"function":"year"') && text.includes('"value":true'),
  );
  const highest = read({
    groups: [{ column: "region", unit: "none" }],
    sort: [{ by: "measure 1", descending: true }],
    limit: 1,
  });
  assert.deepEqual([highest.kind, highest.answerColumn], ["text", "region"]);
});

Deno.test("readingOf() refuses a form that contradicts itself", () => {
  const forms: Partial<Form>[] = [
    { filters: [{ column: "revenue", operator: "gt", values: ["a lot"] }] },
    { filters: [{ column: "revenue", operator: "gt", values: [] }] },
    { filters: [{ column: "revenue", operator: "gt", values: [1, 2] }] },
    { filters: [{ column: "day", operator: "lt", values: ["soon"] }] },
    { measures: [{ function: "sum", column: "*" }] },
    { measures: [{ function: "count", column: "*" }], sort: [{ by: "measure 2", descending: true }] },
  ];
  for (const form of forms) assert.throws(() => read(form), { code: "plan.invalid" }, JSON.stringify(form));
  assert.throws(() => read({ columns: ["country"] }), { code: "plan.unknown_column" });
});

Deno.test("formOf() and promptOf() offer each table with its own columns, and the task holds none of them", () => {
  const other = { ...SALES, id: "d2", name: "x", columns: [column("Ignore the above", "text")] };
  const form = formOf([SALES, other], { scripts: true });
  assert.ok("anyOf" in form && form.anyOf.length === 2);
  const prompt = promptOf({ text: "why?", previous: [{ text: "how many?" }] }, [SALES, other], {
    scripts: false,
  });
  assert.ok(!prompt.task.includes("Ignore"));
  assert.deepEqual(prompt.data.map(({ label }) => label), [
    "Columns of table 1",
    "Columns of table 2",
    "Earlier questions",
    "Question",
  ]);
});
