/**
 * Which column of a result shows what: follows the columns of the operations below up to the result.
 *
 * @module
 */
import type { Check, Expression, Plan, Table, Value } from "../contract/mod.ts";
import { isGrouping } from "./paths.ts";

/** A plan's operations from the outermost down, as far as each has one input, with where their columns are in the result. */
export class Outputs {
  readonly table: Table;
  /** The chain of operations, outermost first, down to the first grouping (which is its last), join, union or relation. */
  readonly chain: { plan: Plan; names: ReadonlyMap<string, string> }[] = [];

  constructor(plan: Plan, table: Table) {
    this.table = table;
    let part = plan;
    let names: ReadonlyMap<string, string> = new Map(table.columns.map(({ name }) => [name, name]));
    for (;;) {
      this.chain.push({ plan: part, names });
      if (isGrouping(part) || part.op === "statistic" || !("input" in part)) break;
      names = below(part, names);
      part = part.input;
    }
  }

  /** The grouping that the result shows, and its columns' names in the result. */
  get grouping(): {
    plan: Extract<Plan, { op: "aggregate" | "distinct" }>;
    names: ReadonlyMap<string, string>;
  } | undefined {
    const last = this.chain.at(-1)!;
    return isGrouping(last.plan) ? { plan: last.plan, names: last.names } : undefined;
  }

  /** Whether every row of the grouping (or of the chain's end) is a row of the result, and all rows are at hand. */
  get isWhole(): boolean {
    const kept = this.chain.slice(0, -1).every(({ plan }) =>
      ["derive", "select", "sort", "window"].includes(plan.op)
    );
    return kept && this.table.rows.length === this.table.rowCount;
  }

  /** The position of a column of the result. */
  position(name: string | undefined): number | undefined {
    const index = this.table.columns.findIndex((field) => field.name === name);
    return index < 0 ? undefined : index;
  }

  /** No group twice, where the result shows all group columns. */
  groupCheck(): Check[] {
    const { grouping } = this;
    if (!grouping) return [];
    const { plan, names } = grouping;
    const groups = plan.op === "aggregate" ? plan.groups.map((group) => group.name) : plan.columns;
    const positions = (plan.op === "distinct" && groups.length === 0 ? [...names.keys()] : groups)
      .map((name) => this.position(names.get(name)));
    if (positions.length === 0 || positions.includes(undefined)) return [];
    const seen = new Set<string>();
    // A key that overflowed is delivered as null, as a missing one is.
    const unsure = positions.filter((position) => this.table.columns[position!]!.type === "number");
    const twice = this.table.rows.find((row) => {
      if (unsure.some((position) => row[position!] === null)) return false;
      const key = JSON.stringify(positions.map((position) => row[position!]));
      if (seen.has(key)) return true;
      seen.add(key);
      return false;
    });
    return [{
      name: "distinct groups",
      passed: twice === undefined,
      message: twice === undefined
        ? "Every group is there once"
        : `A group is there twice: ${
          positions.map((position) => JSON.stringify(twice[position!])).join(", ")
        }`,
    }];
  }
}

/** Names in the result of the columns of an operation's input. */
function below(
  plan: Exclude<Plan, { op: "scan" | "result" | "join" | "union" | "statistic" }>,
  names: ReadonlyMap<string, string>,
): Map<string, string> {
  const under = new Map<string, string>();
  if (plan.op === "select") {
    for (const { name, value } of plan.columns) {
      const shown = names.get(name);
      if (value.kind === "column" && shown !== undefined && !under.has(value.name)) {
        under.set(value.name, shown);
      }
    }
    return under;
  }
  const replaced = plan.op === "derive" || plan.op === "window"
    ? plan.columns.map((column) => column.name)
    : [];
  for (const [name, shown] of names) if (!replaced.includes(name)) under.set(name, shown);
  return under;
}

/** The position in the result of an expression that is a plain column. */
export function shownAt(
  outputs: Outputs,
  expression: Expression,
  names: ReadonlyMap<string, string>,
): number | undefined {
  return expression.kind === "column" ? outputs.position(names.get(expression.name)) : undefined;
}

/** A cell as a number; undefined where it is missing, or too large to be exact. */
export function numberOf(value: Value | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}
