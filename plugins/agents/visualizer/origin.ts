import type { Expression, Plan } from "nexus";

/** Where a column of a result comes from, as far as a chart has to say it. */
export interface Origin {
  /** `group` and `measure`: of the last aggregate. `plain`: no aggregate made it. */
  role: "group" | "measure" | "plain";
  /** Source column in the dataset, where it is one column. */
  field?: string;
  aggregate?: string;
  /** Bin width. */
  bin?: number;
  timeUnit?: string;
}

const TIME_PARTS = new Set(["year", "quarter", "month", "week", "weekday", "day", "hour", "minute"]);
/** Functions that keep what their first argument is. */
const TRANSPARENT = new Set([
  "round",
  "floor",
  "ceil",
  "abs",
  "coalesce",
  "lower",
  "upper",
  "trim",
  "to_text",
  "to_number",
  "to_integer",
  "to_date",
  "to_datetime",
]);

/** Follows a column of a plan's result back to its source. */
export function originOf(plan: Plan, column: string): Origin {
  switch (plan.op) {
    case "scan":
    case "result":
      return { role: "plain", field: column };
    case "filter":
    case "sort":
    case "limit":
    case "top":
    case "distinct":
      return originOf(plan.input, column);
    case "derive":
    case "select": {
      const derived = plan.columns.find(({ name }) => name === column);
      return derived === undefined ? originOf(plan.input, column) : ofExpression(derived.value, plan.input);
    }
    case "window": {
      const made = plan.columns.find(({ name }) => name === column);
      if (made === undefined) return originOf(plan.input, column);
      const base: Partial<Origin> = made.argument === undefined
        ? {}
        : ofExpression(made.argument, plan.input);
      return { ...base, role: "measure", aggregate: made.function };
    }
    case "aggregate": {
      const group = plan.groups.find(({ name }) => name === column);
      if (group !== undefined) return { ...ofExpression(group.value, plan.input), role: "group" };
      const measure = plan.measures.find(({ name }) => name === column);
      const [argument] = measure?.arguments ?? [];
      const source: Partial<Origin> = argument === undefined ? {} : ofExpression(argument, plan.input);
      return {
        role: "measure",
        ...(source.field === undefined ? {} : { field: source.field }),
        ...(measure === undefined ? {} : { aggregate: measure.function }),
      };
    }
    case "join": {
      const right = column.endsWith(" (right)") ? column.slice(0, -" (right)".length) : undefined;
      return originOf(right === undefined ? plan.left : plan.right, right ?? column);
    }
    case "statistic":
      return { role: "measure" };
    case "union":
      return plan.inputs[0] === undefined ? { role: "plain" } : originOf(plan.inputs[0], column);
  }
}

function ofExpression(expression: Expression, input: Plan): Origin {
  if (expression.kind === "column") return originOf(input, expression.name);
  if (expression.kind !== "call") return { role: "plain" };
  const [first, second] = expression.arguments;
  if (first === undefined) return { role: "plain" };
  const source = ofExpression(first, input);
  if (TRANSPARENT.has(expression.function)) return source;
  if (expression.function === "bin" && second?.kind === "literal") {
    return { ...source, bin: Number(second.value) };
  }
  if (expression.function === "truncate" && second?.kind === "literal") {
    return { ...source, timeUnit: String(second.value) };
  }
  if (TIME_PARTS.has(expression.function)) return { ...source, timeUnit: expression.function };
  // Anything else makes a new number of one or more columns: no single field stands behind it.
  const computed = expression.arguments.some((argument) => ofExpression(argument, input).role === "measure");
  return { role: computed ? "measure" : source.role === "group" ? "group" : "plain" };
}

/** What was left out on the way: rows by a condition, and all but the first rows. */
export interface LeftOut {
  filtered: boolean;
  first?: { count: number; descending: boolean };
}

/** Finds what a title must not hide. */
export function leftOut(plan: Plan): LeftOut {
  switch (plan.op) {
    case "scan":
    case "result":
      return { filtered: false };
    case "filter":
      return { ...leftOut(plan.input), filtered: true };
    case "limit":
    case "top": {
      const keys = plan.op === "top" ? plan.keys : plan.input.op === "sort" ? plan.input.keys : [];
      const descending = keys[0]?.descending;
      const below = leftOut(plan.input);
      return descending === undefined
        ? { ...below, filtered: true }
        : { ...below, first: { count: plan.count, descending } };
    }
    case "join": {
      const both = leftOut(plan.left).filtered || leftOut(plan.right).filtered;
      return { filtered: both || plan.how === "semi" || plan.how === "anti" };
    }
    case "union":
      return { filtered: plan.inputs.some((input) => leftOut(input).filtered) };
    default:
      return leftOut(plan.input);
  }
}
