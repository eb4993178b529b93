/**
 * What a chart beside an answer of one row shows: that row among the others, or the points behind a correlation.
 *
 * @module
 */
import type { Derived, Expression, Plan } from "../contract/mod.ts";

/** A plan to draw, and the axes where it decides them. */
export interface Companion {
  plan: Plan;
  chart?: { type: string; x: string; y: string };
}

/** Past this many groups or points a picture beside an answer helps nobody. */
export const COMPANION_ROWS = { groups: 60, points: 2000 };

/** What to draw beside the answer of a plan that gives one row; undefined where nothing stands behind it that a chart could show. */
export function companionOf(plan: Plan): Companion | undefined {
  return ranking(plan) ?? cloud(plan);
}

/** `which genre has the highest average gross`: all genres, in the order that decided. */
function ranking(plan: Plan): Companion | undefined {
  const top = unwrapped(plan);
  const keys = top.op === "top"
    ? top.keys
    : top.op === "limit" && top.input.op === "sort"
    ? top.input.keys
    : [];
  const [key] = keys;
  if (key === undefined || (top.op !== "top" && top.op !== "limit") || top.count !== 1) return undefined;
  if (top.op === "top" && top.partition.length > 0) return undefined;
  const rows = top.op === "limit" && top.input.op === "sort" ? top.input.input : top.input;
  const groups = aggregateOf(rows);
  if (groups?.groups.length !== 1 || key.by.kind !== "column") return undefined;
  const name = key.by.name;
  if (!groups.measures.some((measure) => measure.name === name)) return undefined;
  const [group] = groups.groups;
  // Periods stand in their own order, names in that of the numbers.
  const order = group!.value.kind === "call" ? [{ by: column(group!.name), descending: false }] : keys;
  const columns = [group!.name, name].map((one): Derived => ({ name: one, value: column(one) }));
  return { plan: { op: "select", input: { op: "sort", input: rows, keys: order }, columns } };
}

/** `the correlation of x and y`: the points. */
function cloud(plan: Plan): Companion | undefined {
  if (plan.op !== "aggregate" || plan.groups.length > 0 || plan.measures.length !== 1) return undefined;
  const [measure] = plan.measures;
  const [x, y] = measure!.arguments;
  if (measure!.function !== "correlation" || measure!.where !== undefined) return undefined;
  if (x?.kind !== "column" || y?.kind !== "column" || x.name === y.name) return undefined;
  const columns = [x, y].map((value): Derived => ({ name: value.name, value }));
  return {
    plan: { op: "select", input: plan.input, columns },
    chart: { type: "scatter", x: x.name, y: y.name },
  };
}

/** The plan under a choice of its columns. */
function unwrapped(plan: Plan): Plan {
  const plain = plan.op === "select" && plan.columns.every(({ value }) => value.kind === "column");
  return plain ? unwrapped(plan.input) : plan;
}

/** The aggregate that gives the rows, perhaps of those groups alone that pass a condition. */
function aggregateOf(plan: Plan): Extract<Plan, { op: "aggregate" }> | undefined {
  if (plan.op === "filter") return aggregateOf(plan.input);
  return plan.op === "aggregate" ? plan : undefined;
}

function column(name: string): Expression {
  return { kind: "column", name };
}
