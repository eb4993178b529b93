/**
 * Every aggregate and every window function on every type that it takes.
 *
 * @module
 */
import type {
  AggregateName,
  ColumnType,
  Derived,
  Expression,
  Measure,
  Plan,
  SortKey,
  WindowName,
} from "nexus";
import { AGGREGATES, WINDOWS } from "../../plan/mod.ts";
import { by, call, column, literal, scan } from "./build.ts";
import { COLUMNS_OF } from "./fixture.ts";
import { CONSTANTS } from "./functions.ts";

const GROUPINGS: readonly (readonly Derived[])[] = [
  [],
  [{ name: "group", value: column("g") }],
  [{ name: "group", value: column("k") }, { name: "flag", value: column("b") }],
];

/** Plans that aggregate a column of this type in every way. */
export function aggregatePlans(name: AggregateName, type: ColumnType, dataset: string): Plan[] {
  const measures = measuresOf(name, type);
  // Few rows need no groups to differ.
  const groupings = dataset === "many" ? GROUPINGS : GROUPINGS.slice(0, 2);
  const plans = groupings.map((groups): Plan => ({
    op: "aggregate",
    input: scan(dataset),
    groups: [...groups],
    measures,
  }));
  if (AGGREGATES[name].ordered !== true) return plans;
  const sorted: Plan = { op: "sort", input: scan(dataset), keys: [by("t", true), by("k")] };
  return [...plans, { op: "aggregate", input: sorted, groups: [...GROUPINGS[1]!], measures }];
}

function measuresOf(name: AggregateName, type: ColumnType): Measure[] {
  const entry = AGGREGATES[name];
  const [first, second] = COLUMNS_OF[type].map(column);
  const lists: Expression[][] = entry.arguments.length === 2
    ? [[first!, second!], [first!, first!], [column("n"), second!], [first!, literal(1)]]
    : [[first!], [literal(CONSTANTS[type][0]!, type)], [literal(null, type)]];
  if ((entry.optional ?? 0) > 0) lists.push([]);
  const parameters = entry.parameter === true ? [0, 0.25, 0.5, 0.9, 1] : [undefined];
  const wheres = [undefined, column("b2"), call("gt", column("n"), literal(0)), literal(null, "boolean")];
  return lists.flatMap((list, at) =>
    parameters.flatMap((parameter) =>
      wheres.slice(0, at === 0 && parameter === parameters[0] ? wheres.length : 1).map((
        where,
        condition,
      ): Measure => ({
        name: `m${at}_${parameter ?? ""}_${condition}`,
        function: name,
        arguments: list,
        ...(parameter === undefined ? {} : { parameter }),
        ...(where === undefined ? {} : { where }),
      }))
    )
  );
}

const ORDERS: readonly (readonly SortKey[])[] = [[], [by("k")], [by("t", true), by("i")]];
const PARTITIONS: readonly (readonly Expression[])[] = [[], [column("g")], [column("k"), column("b")]];

/** One plan with the window over every partition and order. */
export function windowPlan(name: WindowName, type: ColumnType, dataset: string): Plan {
  const entry = WINDOWS[name];
  const orders = ORDERS.filter((order) => entry.order !== "required" || order.length > 0);
  const arguments_ = entry.argument === "none"
    ? [undefined]
    : entry.argument === "optional"
    ? [column(COLUMNS_OF[type][0]), undefined]
    : [column(COLUMNS_OF[type][0])];
  const offsets = entry.offset === "none"
    ? [undefined]
    : entry.offset === "required"
    ? [1, 2, 5]
    : [undefined, 3];
  const columns = PARTITIONS.flatMap((partition) =>
    orders.flatMap((order) =>
      arguments_.flatMap((argument) => offsets.map((offset) => ({ partition, order, argument, offset })))
    )
  );
  return {
    op: "window",
    input: scan(dataset),
    columns: columns.map(({ partition, order, argument, offset }, at) => ({
      name: `w${at}`,
      function: name,
      partition: [...partition],
      order: entry.argument === "none" ? [...order, by(COLUMNS_OF[type][0])] : [...order],
      ...(argument === undefined ? {} : { argument }),
      ...(offset === undefined ? {} : { offset }),
    })),
  };
}
