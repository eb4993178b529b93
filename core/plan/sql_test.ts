import assert from "node:assert/strict";
import type { Plan, Value } from "../contract/mod.ts";
import { AggregateName, JoinKind, WindowName } from "../contract/mod.ts";
import { type Columns, TestDatabase } from "./_duckdb_for_tests.ts";
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
import { planSql } from "./sql.ts";

const TABLES: Record<string, Columns> = {
  sales: {
    region: ["text", "north", "south", null, "north", "south", "north"],
    amount: ["integer", 10, null, 5, 30, 20, 10],
    price: ["number", 1.5, 2.5, null, -4, 2.5, 0],
    day: ["date", "2024-02-29", "2024-03-01", null, "2023-12-31", "2024-02-29", "2024-01-01"],
    open: ["boolean", true, false, null, true, null, false],
    at: ["datetime", "2024-02-29T10:00:00", null, "2024-01-01T00:00:00", null, null, "2024-02-29T10:00:00"],
  },
  regions: {
    region: ["text", "south", "north", "north", null],
    head: ["text", "Sam", "Nora", "Nils", "Zoe"],
  },
  empty: { region: ["text"], amount: ["integer"], price: ["number"] },
  moments: { x: ["number", 1, 2, 2, 9], big: ["integer", 1000000001, 1000000002, 1000000002, 1000000009] },
};
const database = await TestDatabase.open(TABLES);
const sales = scan("sales");

async function gives(plan: Plan, rows: Value[][]): Promise<void> {
  assert.deepEqual(await database.rows(plan), rows);
  assert.deepEqual(await database.rows(plan, { pretty: false }), rows);
}

Deno.test("planSql() scans in order and hides the row id", async () => {
  const table = await database.run(scan("regions"));
  assert.deepEqual(table.columns.map((field) => field.name), ["region", "head"]);
  assert.deepEqual(table.rows, [["south", "Sam"], ["north", "Nora"], ["north", "Nils"], [null, "Zoe"]]);
  await gives(scan("empty"), []);
});

Deno.test("planSql() adds row ids where they are asked for", async () => {
  const plan = sort(select(scan("regions"), "head"), "head");
  assert.deepEqual(await database.rows(plan, { rowIds: true }), [["Nils", 0], ["Nora", 1], ["Sam", 2], [
    "Zoe",
    3,
  ]]);
  assert.deepEqual(await database.rows(limit(plan, 2, 1), { rowIds: true }), [["Nora", 0], ["Sam", 1]]);
});

Deno.test("planSql() filters by true alone", async () => {
  await gives(select(filter(sales, call("gt", "amount", 9)), "amount"), [[10], [30], [20], [10]]);
  await gives(select(filter(sales, call("not", "open")), "amount"), [[null], [10]]);
  await gives(select(filter(sales, literal(null)), "amount"), []);
});

Deno.test("planSql() derives from the input's columns only", async () => {
  const plan: Plan = {
    op: "derive",
    input: scan("moments"),
    columns: [{ name: "x", value: call("multiply", "x", 10) }, { name: "y", value: call("add", "x", 1) }],
  };
  await gives(plan, [[10, 1000000001, 2], [20, 1000000002, 3], [20, 1000000002, 3], [90, 1000000009, 10]]);
});

Deno.test("planSql() keeps the order when the columns that gave it are replaced or dropped", async () => {
  const sorted = sort(sales, "-amount");
  await gives(select(sorted, "price"), [[-4], [2.5], [1.5], [0], [null], [2.5]]);
  const derived: Plan = { op: "derive", input: sorted, columns: [{ name: "amount", value: literal(1) }] };
  await gives(select(derived, "price"), [[-4], [2.5], [1.5], [0], [null], [2.5]]);
  await gives(select(select(sorted, ["a", "amount"], ["amount", "price"]), "amount"), [
    [-4],
    [2.5],
    [1.5],
    [0],
    [null],
    [
      2.5,
    ],
  ]);
});

Deno.test("planSql() sorts nulls last in both directions, ties by the row id", async () => {
  await gives(select(sort(sales, "region", "-amount"), "region", "amount", "price"), [
    ["north", 30, -4],
    ["north", 10, 1.5],
    ["north", 10, 0],
    ["south", 20, 2.5],
    ["south", null, 2.5],
    [null, 5, null],
  ]);
  await gives(select(sort(sales, "-region"), "amount"), [[null], [20], [10], [30], [10], [5]]);
  await gives(select(sort(sales, { by: call("negate", "amount"), descending: false }), "amount"), [
    [30],
    [20],
    [10],
    [
      10,
    ],
    [5],
    [null],
  ]);
});

Deno.test("planSql() breaks ties by all remaining columns where there is no row id", async () => {
  const grouped = aggregate(sales, ["open", "region"], measure("n", "count"));
  await gives(sort(grouped, "-n"), [
    [true, "north", 2],
    [false, "north", 1],
    [false, "south", 1],
    [null, "south", 1],
    [null, null, 1],
  ]);
});

Deno.test("planSql() limits after an order, with an offset", async () => {
  await gives(limit(select(sort(sales, "-amount"), "amount"), 2, 1), [[20], [10]]);
  await gives(select(limit(sort(sales, "-amount"), 2, 1), "price"), [[2.5], [1.5]]);
  await gives(limit(select(sales, "amount"), 0), []);
  await gives(limit(aggregate(sales, ["region"], measure("n", "count")), 1), [["north", 3]]);
});

Deno.test("planSql() groups with nulls as a group, by group columns ascending", async () => {
  await gives(aggregate(sales, ["region"], measure("n", "count"), measure("sum", "sum", ["amount"])), [
    ["north", 3, 50],
    ["south", 2, 20],
    [null, 1, 5],
  ]);
  await gives(aggregate(sales, [["year", call("year", "day")]], measure("n", "count")), [
    [2023, 1],
    [2024, 4],
    [
      null,
      1,
    ],
  ]);
  await gives(aggregate(sales, ["region"]), [["north"], ["south"], [null]]);
});

Deno.test("planSql() aggregates empty input to one row without groups and none with them", async () => {
  const measures = [
    measure("n", "count"),
    measure("sum", "sum", ["amount"]),
    measure("m", "mean", ["price"]),
  ];
  await gives(aggregate(scan("empty"), [], ...measures), [[0, null, null]]);
  await gives(aggregate(scan("empty"), ["region"], ...measures), []);
});

Deno.test("planSql() limits a measure by its own condition", async () => {
  const where = call("eq", "region", literal("north"));
  const plan = aggregate(
    sales,
    [],
    measure("n", "count", [], { where }),
    measure("first", "first", ["amount"], { where: call("not", where) }),
    measure("skew", "skewness", ["amount"], { where }),
  );
  const [row] = await database.rows(plan);
  assert.deepEqual(row!.slice(0, 2), [3, 20]);
  near(row![2]!, Math.sqrt(3));
});

const root = Math.sqrt;
const AGGREGATES: Record<AggregateName, [Parameters<typeof measure>[2], Value, { parameter?: number }?][]> = {
  count: [[[], 6], [["amount"], 5]],
  count_distinct: [[["amount"], 4], [["region"], 2], [["open"], 2]],
  sum: [[["amount"], 75], [["price"], 2.5], [[call("multiply", "price", 2)], 5]],
  mean: [[["amount"], 15], [["price"], 0.5]],
  median: [[["amount"], 10], [["price"], 1.5], [[call("add", "amount", 0.5)], 10.5]],
  min: [[["amount"], 5], [["region"], "north"], [["day"], "2023-12-31"], [["open"], false], [
    ["at"],
    "2024-01-01T00:00:00",
  ]],
  max: [[["price"], 2.5], [["region"], "south"], [["day"], "2024-03-01"], [["at"], "2024-02-29T10:00:00"]],
  stddev: [[["amount"], 10]],
  stddev_population: [[["amount"], root(80)]],
  variance: [[["amount"], 100]],
  variance_population: [[["amount"], 80]],
  quantile: [
    [["amount"], 10, { parameter: 0.25 }],
    [["amount"], 22, { parameter: 0.8 }],
    [["amount"], 5, { parameter: 0 }],
    [["amount"], 30, { parameter: 1 }],
  ],
  // Deviations -5, -10, 15, 5, -5: m2 = 80, m3 = 450, m4 = 12500.
  skewness: [[["amount"], (450 / 80 ** 1.5) * root(20) / 3]],
  kurtosis: [[["amount"], (4 / 6) * (6 * (12500 / 6400 - 3) + 6)]],
  correlation: [[["amount", "price"], -55 / root(275 * 24.5)]],
  covariance: [[["amount", "price"], -55 / 3]],
  mode: [[[literal(2.5)], 2.5], [["amount"], 10], [["region"], "north"], [["open"], false], [
    ["day"],
    "2024-02-29",
  ]],
  first: [[["amount"], 10], [["at"], "2024-02-29T10:00:00"]],
  last: [[["amount"], 10], [["open"], false], [["region"], "north"]],
  any: [[["open"], true], [[call("gt", "amount", 100)], false]],
  all: [[["open"], false], [[call("lt", "amount", 100)], true]],
};

for (const name of AggregateName.options) {
  Deno.test(`planSql() computes the aggregate ${name}, and what it gives over no values`, async () => {
    const cases = AGGREGATES[name];
    const measures = cases.map(([operands, , more], index) =>
      measure(`c${index}`, name, operands, more ?? {})
    );
    const [row] = await database.rows(aggregate(sales, [], ...measures));
    cases.forEach(([operands, expected], index) => near(row![index]!, expected, JSON.stringify(operands)));
    const none = filter(sales, literal(false));
    const [empty] = await database.rows(aggregate(none, [], ...measures));
    assert.deepEqual(empty, cases.map(() => name.startsWith("count") ? 0 : null));
  });
}

function near(actual: Value, expected: Value, message?: string): void {
  if (typeof actual === "number" && typeof expected === "number" && !Number.isInteger(expected)) {
    assert.ok(Math.abs(actual - expected) < 1e-9, `${message}: ${actual} is not ${expected}`);
  } else assert.deepEqual(actual, expected, message);
}

Deno.test("planSql() gives null for spread and shape of too few or equal values", async () => {
  const one = limit(sales, 1);
  const two = aggregate(
    one,
    [],
    measure("s", "stddev", ["amount"]),
    measure("v", "variance", ["amount"]),
    measure("p", "stddev_population", ["amount"]),
    measure("c", "correlation", ["amount", "price"]),
    measure("w", "covariance", ["amount", "price"]),
    measure("g", "skewness", ["amount"]),
    measure("k", "kurtosis", ["amount"]),
  );
  await gives(two, [[null, null, 0, null, null, null, null]]);
  const equal: Plan = { op: "derive", input: sales, columns: [{ name: "c", value: literal(0.1) }] };
  await gives(
    aggregate(
      equal,
      [],
      measure("g", "skewness", ["c"]),
      measure("k", "kurtosis", ["c"]),
      measure("r", "correlation", ["c", "amount"]),
    ),
    [[null, null, null]],
  );
});

Deno.test("planSql() keeps the digits of skewness and kurtosis far from zero", async () => {
  const [row] = await database.rows(
    aggregate(
      scan("moments"),
      [],
      measure("a", "skewness", ["x"]),
      measure("b", "skewness", ["big"]),
      measure("c", "kurtosis", ["x"]),
      measure("d", "kurtosis", ["big"]),
    ),
  );
  near(row![0]!, 1.9001038154942962);
  near(row![1]!, 1.9001038154942962);
  near(row![2]!, 3.7085068411659723);
  near(row![3]!, 3.7085068411659723);
});

Deno.test("planSql() refuses to wrap integers around", async () => {
  const big = literal("9223372036854775807", "integer");
  const plan: Plan = { op: "derive", input: sales, columns: [{ name: "b", value: big }] };
  await assert.rejects(database.run(aggregate(plan, [], measure("s", "sum", ["b"]))), /out of range/);
  await assert.rejects(database.run(select(plan, ["x", call("add", "b", 1)])), /Overflow/);
  const kept = await database.rows(limit(select(plan, "b"), 1));
  assert.deepEqual(kept, [["9223372036854775807"]]);
});

Deno.test("planSql() keeps the first row of each combination", async () => {
  const of = (input: Plan, ...columns: string[]): Plan => ({ op: "distinct", input, columns });
  await gives(of(sales, "region"), [["north"], ["south"], [null]]);
  await gives(of(select(sales, "amount", "region")), [[10, "north"], [null, "south"], [5, null], [
    30,
    "north",
  ], [
    20,
    "south",
  ]]);
  await gives(of(sort(sales, "-amount"), "region"), [["north"], ["south"], [null]]);
  await gives(of(sort(sales, "amount"), "region"), [[null], ["north"], ["south"]]);
  await gives(of(aggregate(sales, ["region", "open"]), "open"), [[false], [true], [null]]);
  await gives(limit(sort(of(sales, "region"), "-region"), 1), [["south"]]);
});

Deno.test("planSql() takes the top rows with and without ties", async () => {
  const top = (ties: boolean, count: number, ...partition: string[]): Plan =>
    select(
      {
        op: "top",
        input: sales,
        partition: partition.map(column),
        keys: by("-price"),
        count,
        ties,
      },
      "region",
      "price",
    );
  await gives(top(false, 1), [["south", 2.5]]);
  await gives(top(true, 1), [["south", 2.5], ["south", 2.5]]);
  await gives(top(false, 1, "region"), [["north", 1.5], ["south", 2.5], [null, null]]);
  await gives(top(true, 1, "region"), [["north", 1.5], ["south", 2.5], ["south", 2.5], [null, null]]);
  await gives(top(false, 9), [["south", 2.5], ["south", 2.5], ["north", 1.5], ["north", 0], ["north", -4], [
    null,
    null,
  ]]);
  const derived: Plan = {
    op: "top",
    input: sales,
    partition: [call("year", "day")],
    keys: [{ by: call("abs", "price"), descending: true }],
    count: 1,
    ties: false,
  };
  await gives(select(derived, "day", "price"), [["2023-12-31", -4], ["2024-03-01", 2.5], [null, null]]);
});

const WINDOWS: Record<WindowName, [Partial<Extract<Plan, { op: "window" }>["columns"][number]>, Value[]][]> =
  {
    row_number: [[{ order: by("-amount") }, [3, 6, 5, 1, 2, 4]], [{ partition: [column("region")] }, [
      1,
      1,
      1,
      2,
      2,
      3,
    ]]],
    rank: [[{ order: by("-amount") }, [3, 6, 5, 1, 2, 3]]],
    dense_rank: [[{ order: by("-amount") }, [3, 5, 4, 1, 2, 3]]],
    lag: [[{ argument: column("amount"), partition: [column("region")] }, [null, null, null, 10, null, 30]], [
      {
        argument: column("amount"),
        offset: 2,
      },
      [null, null, 10, null, 5, 30],
    ]],
    lead: [[{ argument: column("amount"), order: by("price") }, [null, 20, null, 10, 5, 10]]],
    cumulative_sum: [
      [{ argument: column("amount") }, [10, 10, 15, 45, 65, 75]],
      [{ argument: column("amount"), partition: [column("region")] }, [10, null, 5, 40, 20, 50]],
      [{ argument: column("price"), order: by("price") }, [-2.5, 0, 2.5, -4, 2.5, -4]],
    ],
    moving_mean: [[{ argument: column("amount"), offset: 2 }, [10, 10, 5, 17.5, 25, 15]]],
    sum: [[{ argument: column("amount"), partition: [column("region")] }, [50, 20, 5, 50, 20, 50]], [{
      argument: column("amount"),
    }, [75, 75, 75, 75, 75, 75]]],
    mean: [[{ argument: column("price"), partition: [column("open")] }, [
      -1.25,
      1.25,
      2.5,
      -1.25,
      2.5,
      1.25,
    ]]],
    min: [[{ argument: column("day"), partition: [column("region")] }, [
      "2023-12-31",
      "2024-02-29",
      null,
      "2023-12-31",
      "2024-02-29",
      "2023-12-31",
    ]]],
    max: [[{ argument: column("amount"), order: by("amount") }, [30, 30, 30, 30, 30, 30]]],
    count: [[{ partition: [column("region")] }, [3, 2, 1, 3, 2, 3]], [{
      argument: column("amount"),
      partition: [column("region")],
    }, [3, 1, 1, 3, 1, 3]]],
  };

for (const name of WindowName.options) {
  Deno.test(`planSql() computes the window ${name}`, async () => {
    const columns = WINDOWS[name].map(([more], index) => ({
      name: `w${index}`,
      function: name,
      partition: [],
      order: [],
      ...more,
    }));
    const plan: Plan = { op: "window", input: sales, columns };
    const rows = await database.rows(select(plan, ...columns.map((one) => one.name)));
    WINDOWS[name].forEach(([, expected], index) => assert.deepEqual(rows.map((row) => row[index]), expected));
  });
}

const JOINS: Record<JoinKind, Value[][]> = {
  inner: [
    ["north", 10, "north", "Nora"],
    ["north", 10, "north", "Nils"],
    ["south", null, "south", "Sam"],
    ["north", 30, "north", "Nora"],
    ["north", 30, "north", "Nils"],
    ["south", 20, "south", "Sam"],
    ["north", 10, "north", "Nora"],
    ["north", 10, "north", "Nils"],
  ],
  left: [
    ["north", 10, "north", "Nora"],
    ["north", 10, "north", "Nils"],
    ["south", null, "south", "Sam"],
    [null, 5, null, null],
    ["north", 30, "north", "Nora"],
    ["north", 30, "north", "Nils"],
    ["south", 20, "south", "Sam"],
    ["north", 10, "north", "Nora"],
    ["north", 10, "north", "Nils"],
  ],
  semi: [["north", 10], ["south", null], ["north", 30], ["south", 20], ["north", 10]],
  anti: [[null, 5]],
};

for (const how of JoinKind.options) {
  Deno.test(`planSql() joins: ${how}`, async () => {
    const left = select(sales, "region", "amount");
    const on = [{ left: column("region"), right: column("region") }];
    const plan: Plan = { op: "join", left, right: scan("regions"), how, on };
    const table = await database.run(plan);
    assert.deepEqual(table.rows, JOINS[how]);
    const names = table.columns.map((field) => field.name);
    const extra = how === "inner" || how === "left" ? ["region (right)", "head"] : [];
    assert.deepEqual(names, ["region", "amount", ...extra]);
    const byText = [{ left: call("upper", "region"), right: call("upper", "region") }];
    assert.deepEqual(await database.rows({ ...plan, on: byText }), JOINS[how]);
  });
}

Deno.test("planSql() joins a sorted left in its order and a table with itself", async () => {
  const left = select(sort(sales, "-amount"), "region");
  const right = scan("regions");
  const on = [{ left: column("region"), right: column("region") }];
  const plan: Plan = { op: "join", left, right, how: "inner", on };
  await gives(
    select(plan, "head"),
    ["Nora", "Nils", "Sam", "Nora", "Nils", "Nora", "Nils", "Sam"].map((name) => [name]),
  );
  const self: Plan = { op: "join", left: right, right, how: "inner", on };
  await gives(aggregate(self, [], measure("n", "count")), [[5]]);
});

Deno.test("planSql() unites inputs one after the other", async () => {
  const one = select(sort(scan("regions"), "head"), "head");
  const two = limit(select(scan("regions"), "head"), 1);
  await gives(
    { op: "union", inputs: [one, two, one] },
    ["Nils", "Nora", "Sam", "Zoe", "Sam", "Nils", "Nora", "Sam", "Zoe"].map((name) => [name]),
  );
});

Deno.test("planSql() compares with the value and the values of other plans", async () => {
  const mean = aggregate(sales, [], measure("m", "mean", ["amount"]));
  await gives(select(filter(sales, call("gt", "amount", { kind: "scalar", plan: mean })), "amount"), [[30], [
    20,
  ]]);
  const none: Plan = select(filter(sales, literal(false)), "amount");
  await gives(limit(select(sales, ["x", { kind: "scalar", plan: none }]), 1), [[null]]);
  await assert.rejects(
    database.rows(select(sales, ["x", { kind: "scalar", plan: select(sales, "amount") }])),
    /More than one row/,
  );
  const heads = select(scan("regions"), "region");
  const member = { kind: "member", value: column("region"), plan: heads } as const;
  await gives(select(sales, ["x", member]), [[true], [true], [false], [true], [true], [true]]);
  await gives(select(filter(sales, call("not", member)), "amount"), [[5]]);
  const sum = aggregate(sales, [], measure("s", "sum", ["amount"]));
  const share = call("divide", "amount", { kind: "scalar", plan: sum });
  const grouped = aggregate(
    sales,
    [["high", call("gt", "amount", { kind: "scalar", plan: mean })]],
    measure("n", "count", [], { where: member }),
    measure("share", "sum", [share]),
  );
  const rows = await database.rows(grouped);
  assert.deepEqual(rows.map((row) => row.slice(0, 2)), [[false, 2], [true, 2], [null, 1]]);
  near(rows[0]![2]!, 25 / 75);
  near(rows[1]![2]!, 50 / 75);
});

Deno.test("planSql() quotes hostile names and texts", async () => {
  const hostile: Columns = {
    'a"b; DROP TABLE x; --': ["text", "'; DROP TABLE x; --", "a\0b", "line\nbreak  'x'", "\\n %s 😀"],
    "A": ["integer", 1, 2, 3, 4],
    "a": ["integer", 5, 6, 7, 8],
    "": ["integer", 9, 10, 11, 12],
    "nul\0name": ["integer", 13, 14, 15, 16],
    "__ROW": ["integer", 17, 18, 19, 20],
  };
  const other = await TestDatabase.open({ hostile });
  const names = Object.keys(hostile);
  for (const [index, text] of (hostile[names[0]!]!.slice(1) as string[]).entries()) {
    const plan = filter(scan("hostile"), call("eq", column(names[0]!), literal(text)));
    const expected = [names.map((name) => hostile[name]![index + 1])];
    assert.deepEqual(await other.rows(plan), expected);
    assert.deepEqual(await other.rows(plan, { pretty: false }), expected);
  }
  const renamed = select(scan("hostile"), ["x", "a"], ["X", "A"], ["nul\0name", ""]);
  assert.deepEqual((await other.rows(sort(renamed, "-X")))[0], [8, 4, 12]);
  const grouped = aggregate(
    scan("hostile"),
    ["a", "A"],
    measure("sum", "sum", ["nul\0name"]),
    measure("SUM", "sum", ["__ROW"]),
  );
  assert.deepEqual(await other.rows(limit(sort(grouped, "-A"), 1)), [[8, 4, 16, 20]]);
});

Deno.test("planSql() never lets a step hide a dataset of its name", async () => {
  const other = await TestDatabase.open({
    filtered: { x: ["integer", 1, 2] },
    GROUPED: { x: ["integer", 2] },
  });
  const plan = filter(scan("filtered"), { kind: "member", value: column("x"), plan: scan("GROUPED") });
  assert.deepEqual(await other.rows(aggregate(plan, ["x"], measure("n", "count"))), [[2, 1]]);
});

Deno.test("planSql() reads as an analyst would write it", () => {
  const plan = limit(
    sort(
      aggregate(
        filter(sales, call("and", call("eq", "region", literal("north")), call("ge", "amount", 10))),
        ["region"],
        measure("mean price", "mean", ["price"]),
      ),
      "-mean price",
    ),
    5,
  );
  assert.equal(
    planSql(plan, database.lookup, { tableName: () => "Sales 2024", pretty: true }),
    `WITH filtered AS (
  SELECT *
  FROM "Sales 2024"
  WHERE "region" = 'north' AND "amount" >= 10
),
grouped AS (
  SELECT "region", avg("price") AS "mean price"
  FROM filtered
  GROUP BY "region"
)
SELECT "region", "mean price"
FROM grouped
ORDER BY "mean price" DESC NULLS LAST, "region" NULLS LAST
LIMIT 5`,
  );
});
