/**
 * Many small plans as few large ones: plans that differ only in what they compute of the same rows run as one.
 *
 * @module
 */
import type { Plan } from "nexus";

/** Columns that one merged plan computes at most. */
const MOST = 24;

/** Plans that run together, and the one plan that stands for them. */
export interface Merged {
  plan: Plan;
  members: Plan[];
}

/** Groups selects, aggregates and windows over the same input; other plans stand alone, and equal plans once. */
export function mergePlans(plans: readonly Plan[]): Merged[] {
  const distinct = new Map(plans.map((plan) => [JSON.stringify(plan), plan]));
  const groups = new Map<string, Plan[]>();
  for (const [text, plan] of distinct) {
    const key = shared(plan) ?? text;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [plan]);
    else group.push(plan);
  }
  return [...groups.values()].flatMap(packed).map((members) => ({ plan: joined(members), members }));
}

/** What two plans must share to run as one; undefined where a plan cannot. */
function shared(plan: Plan): string | undefined {
  switch (plan.op) {
    case "select":
    case "window":
      return JSON.stringify([plan.op, plan.input]);
    case "aggregate":
      return plan.measures.length === 0 ? undefined : JSON.stringify([plan.op, plan.input, plan.groups]);
    default:
      return undefined;
  }
}

function width(plan: Plan): number {
  if (plan.op === "select" || plan.op === "window") return plan.columns.length;
  return plan.op === "aggregate" ? plan.measures.length : 1;
}

/** Splits a group so that no merged plan is too wide. */
function packed(plans: Plan[]): Plan[][] {
  const packs: Plan[][] = [[]];
  let filled = 0;
  for (const plan of plans) {
    if (filled + width(plan) > MOST && filled > 0) {
      packs.push([]);
      filled = 0;
    }
    packs.at(-1)!.push(plan);
    filled += width(plan);
  }
  return packs;
}

function joined(plans: readonly Plan[]): Plan {
  const first = plans[0]!;
  if (plans.length === 1) return first;
  const renamed = <T extends { name: string }>(items: readonly T[]): T[] =>
    items.map((item, at) => ({ ...item, name: `m${at}` }));
  switch (first.op) {
    case "select":
      return {
        ...first,
        columns: renamed(plans.flatMap((plan) => plan.op === "select" ? plan.columns : [])),
      };
    case "window":
      return {
        ...first,
        columns: renamed(plans.flatMap((plan) => plan.op === "window" ? plan.columns : [])),
      };
    case "aggregate":
      return {
        ...first,
        measures: renamed(plans.flatMap((plan) => plan.op === "aggregate" ? plan.measures : [])),
      };
    default:
      return first;
  }
}
