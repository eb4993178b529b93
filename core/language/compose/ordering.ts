/**
 * The order of a grouped or listed result: as asked, else by its groups.
 *
 * @module
 */
import type { Derived, Expression, Plan } from "../../contract/mod.ts";
import { column as named } from "./expressions.ts";
import { measureName } from "./expressions.ts";
import type { GroupedSpec } from "./group_plan.ts";
import type { Scope } from "./scope.ts";

/** A plan in order. */
export interface Ordered {
  readonly plan: Plan;
  readonly words: string;
  readonly parts: readonly object[];
}

/** Sorts groups as the question asks; else by the group columns, ascending. Limits them where it says `top 5`. */
export function sortedGroups(
  scope: Scope,
  plan: Plan,
  spec: GroupedSpec,
  groups: readonly Derived[],
  measures: readonly string[],
): Ordered {
  const { order } = scope.frame;
  const name = orderName(scope, spec, groups, measures);
  const first = name ?? groups[0]!.name;
  const descending = order !== undefined && name !== undefined && order.descending;
  const rest = groups.map((group) => group.name).filter((other) => other !== first);
  const keys = [
    { by: named(first), descending },
    ...rest.map((other) => ({ by: named(other), descending: false })),
  ];
  let sorted: Plan = { op: "sort", input: plan, keys };
  const extreme = scope.frame.extremes.find((one) =>
    one.count !== undefined && one.edge === true && one.noun === undefined && order !== undefined
  );
  if (extreme !== undefined) sorted = { op: "limit", input: sorted, count: extreme.count! };
  return {
    plan: sorted,
    words: name === undefined ? "" : `, ordered by ${first}${descending ? " from high to low" : ""}`,
    parts: [
      ...(order === undefined || name === undefined ? [] : [order]),
      ...(extreme === undefined ? [] : [extreme]),
    ],
  };
}

function orderName(
  scope: Scope,
  spec: GroupedSpec,
  groups: readonly Derived[],
  measures: readonly string[],
): string | undefined {
  const { order } = scope.frame;
  if (order === undefined) return undefined;
  const by = order.by;
  if (by === undefined) {
    const word = scope.walk.word(order.at);
    if (/alphabet|chronolog|a to z|oldest|newest/.test(word)) return groups[0]!.name;
    return order.descending || scope.frame.chart === undefined ? measures[0] : groups[0]!.name;
  }
  if ("axis" in by) return by.axis === "x" ? groups[0]!.name : measures[0];
  if ("measure" in by) {
    const wanted = measureName(by.measure);
    return measures.find((name) => name === wanted) ?? measures[0];
  }
  const group = spec.groups.findIndex((one) => one.column === by.column);
  if (group >= 0) return groups[group]!.name;
  const measured = spec.measures.findIndex((one) => one.column === by.column);
  if (measured >= 0) return measures[measured];
  return scope.frame.chart === undefined ? undefined : by.column.quantity ? measures[0] : groups[0]!.name;
}

/** Sorts plain rows as the question asks. */
export function sortedRows(
  scope: Scope,
  plan: Plan,
  of: (name: string) => Expression | undefined,
  columns: readonly string[],
): Ordered {
  const { order } = scope.frame;
  if (order === undefined) return { plan, words: "", parts: [] };
  const by = order.by;
  const name = by === undefined || "measure" in by
    ? columns[0]
    : "axis" in by
    ? (by.axis === "x" ? columns[0] : columns[1])
    : by.column.name;
  const value = name === undefined ? undefined : of(name);
  if (value === undefined) return { plan, words: "", parts: [] };
  return {
    plan: { op: "sort", input: plan, keys: [{ by: value, descending: order.descending }] },
    words: `, ordered by ${name}${order.descending ? " from high to low" : ""}`,
    parts: [order],
  };
}
