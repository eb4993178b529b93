/**
 * The first rows of each partition.
 *
 * @module
 */
import type { Plan } from "nexus";
import { integer } from "./literal.ts";
import { orderBy } from "./operations.ts";
import {
  attach,
  type Compilation,
  firstRows,
  type Order,
  type Rows,
  sortFrame,
  tieBreakers,
} from "./relation.ts";
import { rank, rowNumber, Steps, within } from "./window.ts";

/** The first `count` rows of each partition by `keys`, with `ties` also those that equal the last by `keys`. */
export function topRows(compilation: Compilation, plan: Extract<Plan, { op: "top" }>): Rows {
  const input = compilation.rows(plan.input);
  const partition = attach(compilation, input, plan.partition.map((by) => compilation.value(by, input)));
  const keys = orderBy(compilation, { ...input, frame: partition.frame }, plan.keys);
  if (partition.ids.length === 0 && !plan.ties) {
    return {
      ...input,
      frame: firstRows({ ...input, frame: keys.frame }, keys.order, plan.count),
      natural: false,
    };
  }
  const parts = partition.ids.map((id): Order => ({ id, descending: false }));
  const sorted = sortFrame(keys.frame, [...parts, ...keys.order, ...tieBreakers(input)]);
  const steps = new Steps(compilation, sorted);
  const over = within(partition.ids);
  const position = plan.ties
    ? rank(steps, over, keys.order.map((key) => key.id), false)
    : rowNumber(steps, over);
  const kept = steps.frame.filter(position.ltEq(integer(plan.count)));
  return { ...input, frame: kept, natural: false };
}
