/**
 * Every operation over every column type, and subplans inside expressions.
 *
 * @module
 */
import type { ColumnType, Expression, JoinKind, OperationName, Plan } from "nexus";
import { statisticRows } from "../../plan/mod.ts";
import { by, call, column, literal, scan } from "./build.ts";
import { COLUMNS_OF } from "./fixture.ts";
import { CONSTANTS } from "./functions.ts";

type Build = (type: ColumnType, dataset: string) => Plan[];

const pair = (type: ColumnType): [string, string] => COLUMNS_OF[type];
const narrow = (input: Plan, ...names: string[]): Plan => ({
  op: "select",
  input,
  columns: names.map((name) => ({ name, value: column(name) })),
});
const grouped = (type: ColumnType, dataset: string): Plan => ({
  op: "aggregate",
  input: scan(dataset),
  groups: [{ name: "key", value: column(pair(type)[0]) }],
  measures: [{ name: "rows", function: "count", arguments: [] }],
});

const joinOf = (type: ColumnType, dataset: string, how: JoinKind): Plan[] => {
  const [a, b] = pair(type).map(column);
  const left = narrow(scan(dataset), "k", ...pair(type));
  const right = grouped(type, dataset);
  return [
    { op: "join", left, right, how, on: [{ left: b!, right: column("key") }] },
    {
      op: "join",
      left,
      right: left,
      how,
      on: [{ left: a!, right: b! }, { left: column("k"), right: column("k") }],
    },
  ];
};

/** Plans whose outermost operation is the one named, and whose keys have the type. */
export const OPERATION_PLANS: Record<OperationName, Build> = {
  // The rows that it is computed from: the computation is the same for both engines.
  statistic: (type, dataset) => {
    const [a, b] = pair(type);
    const values = [{ name: "a", value: column(a) }, { name: "b", value: column(b) }];
    return [statisticRows({ op: "statistic", input: scan(dataset), method: "chi_square", values })];
  },
  scan: (_, dataset) => [scan(dataset)],
  result: (_, dataset) => [{ op: "result", ref: dataset }],
  filter: (type, dataset) => {
    const [a, b] = pair(type).map(column);
    const constant = literal(CONSTANTS[type][0]!, type);
    const conditions = [
      call("eq", a!, constant),
      call("lt", a!, b!),
      call("is_null", a!),
      literal(null, "boolean"),
    ];
    return conditions.map((where) => ({ op: "filter", input: scan(dataset), where }));
  },
  derive: (type, dataset) => {
    const [a, b] = pair(type);
    const swapped = [{ name: a, value: column(b) }, { name: b, value: column(a) }, {
      name: "new",
      value: column(a),
    }];
    return [{ op: "derive", input: scan(dataset), columns: swapped }];
  },
  select: (type, dataset) => {
    const [a] = pair(type);
    const columns = [
      { name: "x", value: column(a) },
      { name: "y", value: column(a) },
      { name: "z", value: literal(CONSTANTS[type][0]!, type) },
      { name: "none", value: literal(null, type) },
    ];
    return [{ op: "select", input: scan(dataset), columns }];
  },
  aggregate: (type, dataset) => [
    grouped(type, dataset),
    { op: "limit", input: narrow(grouped(type, dataset), "rows"), count: 3, offset: 1 },
    {
      op: "aggregate",
      input: scan(dataset),
      groups: [{ name: "key", value: column(pair(type)[1]) }],
      measures: [],
    },
  ],
  distinct: (type, dataset) => [
    { op: "distinct", input: scan(dataset), columns: [pair(type)[0]] },
    { op: "distinct", input: scan(dataset), columns: [pair(type)[1], "k"] },
    { op: "distinct", input: narrow(scan(dataset), pair(type)[0]), columns: [] },
    {
      op: "distinct",
      input: { op: "sort", input: scan(dataset), keys: [by("t", true)] },
      columns: [pair(type)[0]],
    },
    { op: "limit", input: { op: "distinct", input: grouped(type, dataset), columns: ["rows"] }, count: 2 },
  ],
  sort: (type, dataset) => [
    { op: "sort", input: scan(dataset), keys: [by(pair(type)[0])] },
    { op: "sort", input: scan(dataset), keys: [by(pair(type)[0], true)] },
    { op: "sort", input: scan(dataset), keys: [by("k", true), by(pair(type)[0]), by("g", true)] },
    { op: "sort", input: grouped(type, dataset), keys: [by("rows", true)] },
    {
      op: "sort",
      input: { op: "sort", input: scan(dataset), keys: [by("t")] },
      keys: [{ by: call("is_null", column(pair(type)[0])), descending: false }],
    },
  ],
  limit: (type, dataset) => [
    {
      op: "limit",
      input: { op: "sort", input: scan(dataset), keys: [by(pair(type)[0])] },
      count: 10,
      offset: 3,
    },
    { op: "limit", input: grouped(type, dataset), count: 3 },
    { op: "limit", input: scan(dataset), count: 0 },
    { op: "limit", input: scan(dataset), count: 5, offset: 1000 },
  ],
  top: (type, dataset) =>
    [false, true].flatMap((ties): Plan[] => [
      { op: "top", input: scan(dataset), partition: [], keys: [by(pair(type)[0])], count: 3, ties },
      {
        op: "top",
        input: scan(dataset),
        partition: [column("g")],
        keys: [by(pair(type)[0], true)],
        count: 2,
        ties,
      },
      {
        op: "top",
        input: scan(dataset),
        partition: [column(pair(type)[0])],
        keys: [by("k"), by("i")],
        count: 1,
        ties,
      },
      { op: "top", input: grouped(type, dataset), partition: [], keys: [by("rows", true)], count: 2, ties },
    ]),
  window: (type, dataset) => [{
    op: "window",
    input: scan(dataset),
    columns: [
      { name: "place", function: "row_number", partition: [column(pair(type)[0])], order: [by("k", true)] },
      {
        name: "k",
        function: "lag",
        argument: column(pair(type)[0]),
        partition: [],
        order: [by(pair(type)[1])],
      },
    ],
  }, {
    op: "window",
    input: grouped(type, dataset),
    columns: [{ name: "before", function: "lag", argument: column("key"), partition: [], order: [] }, {
      name: "place",
      function: "row_number",
      partition: [],
      order: [by("rows")],
    }],
  }],
  join: (type, dataset) =>
    (["inner", "left", "semi", "anti"] as const).flatMap((how) => joinOf(type, dataset, how)),
  union: (type, dataset) => {
    const part = narrow(scan(dataset), ...pair(type));
    const sorted: Plan = { op: "sort", input: part, keys: [by(pair(type)[0], true)] };
    const all: Plan = { op: "union", inputs: [part, sorted, { op: "limit", input: part, count: 2 }] };
    return [all, { op: "limit", input: all, count: 7, offset: 2 }, {
      op: "sort",
      input: all,
      keys: [by(pair(type)[1])],
    }];
  },
};

/** `scalar` and `member` over a column of the type. */
export function subplanPlans(kind: "scalar" | "member", type: ColumnType, dataset: string): Plan[] {
  const [a, b] = pair(type);
  const one = (input: Plan): Plan => narrow(input, b);
  const values: Expression[] = kind === "scalar"
    ? [0, 1].map((count) => ({ kind, plan: { op: "limit", input: one(scan(dataset)), count } }))
    : [one(scan("empty")), one(scan(dataset)), { op: "limit" as const, input: one(scan(dataset)), count: 3 }]
      .map((plan) => ({ kind, value: column(a), plan }));
  if (kind === "scalar") {
    const largest: Plan = {
      op: "aggregate",
      input: scan(dataset),
      groups: [],
      measures: [{ name: "m", function: "max", arguments: [column(a)] }],
    };
    values.push({ kind, plan: largest });
  }
  return values.map((value) => ({ op: "select", input: scan(dataset), columns: [{ name: "x", value }] }));
}
