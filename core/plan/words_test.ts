import assert from "node:assert/strict";
import type { Expression, Plan, Schema, WindowColumn } from "../contract/mod.ts";
import { FunctionName } from "../contract/mod.ts";
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
import { conditionWords, expressionWords } from "./words_expressions.ts";
import { planWords } from "./words.ts";

const schema: Schema = [
  { name: "sex", type: "text" },
  { name: "island", type: "text" },
  { name: "body_mass_g", type: "integer" },
  { name: "seen", type: "date" },
];
const names = { name: () => "penguins", rows: () => 344, schema: () => schema };
const penguins = scan("d1");
const t = (text: string): Expression => literal(text);

Deno.test("planWords() tells an analysis as a person would", () => {
  const where = call("and", call("eq", "sex", t("male")), call("gt", "body_mass_g", 4000));
  const grouped = aggregate(
    filter(penguins, where),
    ["island"],
    measure("mean_body_mass_g", "mean", ["body_mass_g"]),
  );
  assert.deepEqual(planWords(limit(sort(grouped, "-mean_body_mass_g", "island"), 5), names), [
    "Take all 344 rows of penguins",
    'Keep the rows where "sex" is "male" and "body_mass_g" is more than 4,000',
    'For each "island", compute the mean of "body_mass_g"',
    'Sort by "mean_body_mass_g", largest first, then by "island", A to Z',
    "Keep the first 5 rows",
  ]);
});

Deno.test("planWords() names what the words do not say", () => {
  const plan = aggregate(
    penguins,
    [["year", call("year", "seen")], "island"],
    measure("n", "count"),
    measure("q", "quantile", ["body_mass_g"], { parameter: 0.25 }),
    measure("males", "count", [], { where: call("eq", "sex", t("male")) }),
  );
  assert.equal(
    planWords(plan, names)[1],
    'For each combination of year of "seen" and "island", compute the number of rows (as "n"), ' +
      'the 25th percentile of "body_mass_g" (as "q") and the number of rows over the rows where "sex" is "male" (as "males")',
  );
  assert.equal(
    planWords(aggregate(penguins, ["island"], measure("n", "count")), names)[1],
    'For each "island", count the rows',
  );
  assert.equal(planWords(aggregate(penguins, ["island"]), names)[1], 'Take each different "island" once');
  assert.equal(
    planWords(aggregate(penguins, [], measure("r", "correlation", ["body_mass_g", "body_mass_g"])), names)[1],
    'Compute the correlation of "body_mass_g" and "body_mass_g" (as "r")',
  );
});

Deno.test("planWords() goes back to an earlier step where the plan does", () => {
  const mean = aggregate(penguins, [], measure("m", "mean", ["body_mass_g"]));
  const plan = filter(penguins, call("gt", "body_mass_g", { kind: "scalar", plan: mean }));
  assert.deepEqual(planWords(plan, names), [
    "Take all 344 rows of penguins",
    'Compute the mean of "body_mass_g" (as "m")',
    'With the rows of step 1: keep the rows where "body_mass_g" is more than the value of step 2',
  ]);
  const on = [{ left: column("island"), right: column("name") }];
  const join: Plan = { op: "join", left: scan("a"), right: scan("b"), how: "left", on };
  assert.deepEqual(planWords(join, { name: (id) => id }), [
    "Take all rows of a",
    "Take all rows of b",
    'Join each row of step 1 with the rows of step 2 where "island" is "name" there; rows without a match stay',
  ]);
  assert.match(
    planWords({ ...join, how: "anti" }, names)[2]!,
    /^Keep the rows of step 1 that have no row in step 2/,
  );
  assert.equal(
    planWords({ op: "union", inputs: [scan("a"), scan("b")] }, names)[2],
    "Put the rows of step 1 and step 2 together",
  );
});

Deno.test("planWords() says every operation", () => {
  const top = (more: object): Plan => ({
    op: "top",
    input: penguins,
    partition: [],
    keys: by("-body_mass_g"),
    count: 3,
    ties: false,
    ...more,
  });
  const last = (plan: Plan): string => planWords(plan, names).at(-1)!;
  assert.equal(last(top({})), 'Keep the 3 rows with the largest "body_mass_g"');
  assert.equal(
    last(top({ partition: [column("island")], ties: true, count: 1, keys: by("seen") })),
    'For each "island", keep the row with the earliest "seen", and those that equal the last of them',
  );
  assert.equal(last(top({ keys: by("sex") })), 'Keep the first 3 rows by "sex", A to Z');
  assert.equal(last({ op: "distinct", input: penguins, columns: ["sex"] }), 'Keep each different "sex" once');
  assert.equal(
    last({ op: "distinct", input: penguins, columns: [] }),
    "Keep each row once, without repetitions",
  );
  assert.equal(last(limit(penguins, 1)), "Keep the first row");
  assert.equal(last(limit(penguins, 5, 10)), "Skip the first 10 rows and keep the next 5 rows");
  assert.equal(
    last(select(penguins, "sex", ["kg", call("divide", "body_mass_g", 1000)])),
    'Keep the columns "sex" and "body_mass_g" divided by 1,000 (as "kg")',
  );
  assert.equal(
    last({
      op: "derive",
      input: penguins,
      columns: [{ name: "kg", value: call("divide", "body_mass_g", 1000) }],
    }),
    'Compute "kg" as "body_mass_g" divided by 1,000',
  );
  assert.equal(last({ op: "result", ref: "r1" }), 'Take all rows of the result "r1"');
  const window = (more: Partial<WindowColumn>): Plan => ({
    op: "window",
    input: penguins,
    columns: [{ name: "w", function: "rank", partition: [], order: [], ...more }],
  });
  assert.equal(
    last(window({ order: by("-body_mass_g"), partition: [column("sex")] })),
    'Compute "w" as the rank by "body_mass_g", largest first within each "sex"',
  );
  assert.equal(
    last(window({ function: "sum", argument: column("body_mass_g") })),
    'Compute "w" as the total of "body_mass_g" over all rows',
  );
  assert.equal(
    last(window({ function: "moving_mean", argument: column("body_mass_g"), offset: 7, order: by("seen") })),
    'Compute "w" as the mean of "body_mass_g" over the last 7 rows by "seen", earliest first',
  );
});

const CONDITIONS: [Expression, string][] = [
  [call("and", call("ge", "x", 1), call("le", "x", 5)), '"x" is between 1 and 5'],
  [
    call(
      "and",
      call("ge", "d", literal("2024-01-01", "date")),
      call("lt", "d", literal("2025-01-01", "date")),
    ),
    '"d" is between 1 January 2024 and 1 January 2025 (not included)',
  ],
  [call("and", call("ge", "x", 1), call("le", "y", 5)), '"x" is at least 1 and "y" is at most 5'],
  [call("not", call("is_null", "x")), '"x" is not missing'],
  [call("is_null", "x"), '"x" is missing'],
  [call("in", "x", t("a"), t("b"), t("c")), '"x" is "a", "b" or "c"'],
  [call("not", call("in", "x", t("a"), t("b"))), '"x" is none of "a" and "b"'],
  [call("contains", call("lower", "x"), t("ab")), '"x" contains "ab" (in any case)'],
  [call("eq", call("lower", "x"), t("ab")), '"x" is "ab" (in any case)'],
  [call("not", call("starts_with", "x", t("ab"))), '"x" does not start with "ab"'],
  [call("not", call("gt", "x", 5)), '"x" is at most 5'],
  [call("lt", "d", literal("2024-02-29", "date")), '"d" is before 29 February 2024'],
  [call("eq", call("year", "d"), 2024), 'the year of "d" is 2024'],
  [call("eq", call("month", "d"), 3), 'the month of "d" is March'],
  [call("in", call("weekday", "d"), 6, 7), 'the day of the week of "d" is Saturday or Sunday'],
  [
    call("or", call("and", call("eq", "a", 1), call("eq", "b", 2)), call("not", "open")),
    '("a" is 1 and "b" is 2) or "open" is false',
  ],
  [
    call("and", "open", call("or", call("eq", "a", 1), call("eq", "a", 2))),
    '"open" is true and ("a" is 1 or "a" is 2)',
  ],
  [call("gt", call("multiply", call("add", "a", "b"), 2), 1.5), '(("a" plus "b") times 2) is more than 1.5'],
  [call("not", call("or", "a", "b")), 'not ("a" is true or "b" is true)'],
  [call("eq", "a", literal(null)), '"a" is compared with nothing (never true)'],
  [{ kind: "member", value: column("a"), plan: penguins }, '"a" is among the values of another result'],
];

for (const [condition, words] of CONDITIONS) {
  Deno.test(`conditionWords() says ${words}`, () => assert.equal(conditionWords(condition), words));
}

Deno.test("expressionWords() has words for every function", () => {
  const literals: Partial<Record<FunctionName, Expression[]>> = {
    truncate: [column("d"), t("month")],
    difference: [column("a"), column("b"), t("day")],
    substring: [column("x"), literal(2), literal(3)],
    split_part: [column("x"), t(","), literal(2)],
    replace: [column("x"), t("a"), t("b")],
    bin: [column("x"), literal(10)],
    round: [column("x"), literal(2)],
  };
  for (const name of FunctionName.options) {
    const words = expressionWords(call(name, ...(literals[name] ?? [column("a"), column("b"), column("c")])));
    assert.doesNotMatch(words, /undefined|NaN|_/, words);
  }
  const words = (expression: Expression): string => expressionWords(expression);
  assert.equal(words(call("truncate", "d", t("month"))), 'the start of the month of "d"');
  assert.equal(words(call("difference", "a", "b", t("day"))), 'the number of days from "a" to "b"');
  assert.equal(
    words(call("if", call("gt", "a", 1), t("high"), t("low"))),
    '"high" where "a" is more than 1, otherwise "low"',
  );
  assert.equal(words(call("bin", "x", 10)), '"x" in steps of 10');
  assert.equal(words(call("round", "x", -3)), '"x" rounded to 1,000s');
  assert.equal(words(call("add_days", "d", -1)), '1 day before "d"');
});
