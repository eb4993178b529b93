/**
 * Traces the rows of a result back to one relation: builds the plan that gives those rows.
 *
 * @module
 */
import type { ColumnType, Derived, Expression, Plan, Schema, Value } from "../contract/mod.ts";
import { carry } from "./carry.ts";
import { joinNames, PlanChecker, type SchemaLookup } from "./check.ts";
import { columnType } from "./column_types.ts";
import { operationOf } from "./operations.ts";
import { along, follow, isGrouping } from "./paths.ts";
import { walkPlan } from "./walk.ts";

const KEEPS_ROWS = new Set(["derive", "select", "sort", "window"]);
const IN_FILE_ORDER = new Set(["filter", "derive", "select", "limit", "window"]);
const FILLERS: Record<ColumnType, Value> = {
  boolean: false,
  integer: 0,
  number: 0,
  text: "",
  date: "1970-01-01",
  datetime: "1970-01-01T00:00:00",
};

/** One tracer serves one plan: the names that it adds are new to all of it. */
export class Tracer {
  readonly #checker: PlanChecker;
  readonly #taken = new Set<string>();

  constructor(plan: Plan, lookup: SchemaLookup) {
    this.#checker = new PlanChecker(lookup);
    walkPlan(plan, (part) => this.#schema(part).forEach((field) => this.#taken.add(field.name)));
  }

  /** The rows of the relation at the end of `path` that are under a plan's result, or undefined where they cannot be told. */
  trace(plan: Plan, path: readonly number[], row?: Map<string, Value>): Plan | undefined {
    const at = along(plan, path).findIndex(isGrouping);
    if (at < 0) {
      const like = row ? this.#likeConditions(plan, path, row) : [];
      return like.length === 0 ? this.#rows(plan, path) : this.#rows(filtered(plan, like), [0, ...path]);
    }
    const [above, below] = [path.slice(0, at), path.slice(at + 1)];
    const grouping = follow(plan, above);
    const groups = this.#groups(grouping);
    const input = operationOf(grouping).inputs(grouping)[0]!;
    if (row) {
      const where = this.#groupConditions(groups, input, this.valuesBelow(plan, above, row));
      if (where === undefined) return undefined;
      return where.length === 0
        ? this.trace(input, below)
        : this.trace(filtered(input, where), [0, ...below]);
    }
    if (groups.length === 0 || along(plan, above).every((part) => KEEPS_ROWS.has(part.op))) {
      return this.trace(input, below);
    }
    return this.trace(this.#ofRemainingGroups(plan, above), [0, 0, ...below]);
  }

  #schema(plan: Plan): Schema {
    return this.#checker.check(plan).schema;
  }

  #fresh(wanted: string): string {
    let name = wanted;
    for (let count = 2; this.#taken.has(name); count++) name = `${wanted} (${count})`;
    this.#taken.add(name);
    return name;
  }

  #carry(
    plan: Plan,
    path: readonly number[],
    base: Plan,
    columns: Schema,
  ): { plan: Plan; of: (name: string) => Expression } {
    const fresh = (wanted: string): string => this.#fresh(wanted);
    const carried = carry(plan, { base, columns, path, checker: this.#checker, fresh });
    return { plan: carried.plan, of: (name) => named(carried.names.get(name)!) };
  }

  /** The relation's rows under a plan whose rows each come from one of them. */
  #rows(plan: Plan, path: readonly number[]): Plan {
    const source = follow(plan, path);
    const schema = this.#schema(source);
    const number = this.#fresh("row number");
    const counted: Plan = {
      op: "window",
      input: source,
      columns: [{ name: number, function: "row_number", partition: [], order: [] }],
    };
    const carried = this.#carry(plan, path, counted, [...schema, { name: number, type: "integer" }]);
    const parts = along(plan, path);
    const several = parts.some((part) => part.op === "join" || part.op === "union");
    const selected: Plan = {
      op: "select",
      input: several ? filtered(carried.plan, [present(carried.of(number))]) : carried.plan,
      columns: [
        { name: "row", value: carried.of(number) },
        ...schema.map(({ name }) => ({
          name: name === "row" ? this.#fresh("row (2)") : name,
          value: carried.of(name),
        })),
      ],
    };
    const once: Plan = several ? { op: "distinct", input: selected, columns: [] } : selected;
    return parts.every((part) => IN_FILE_ORDER.has(part.op))
      ? once
      : { op: "sort", input: once, keys: [{ by: named("row"), descending: false }] };
  }

  /**
   * Conditions under which a row looks like the chosen one. Computed doubles are left aside, for engines differ in their last digits;
   * doubles that are passed on as they were read are exact.
   */
  #likeConditions(plan: Plan, path: readonly number[], row: Map<string, Value>): Expression[] {
    const itself = new Map<string, Value>([...row.keys()].map((name) => [name, name]));
    const passedOn = new Set(this.valuesBelow(plan, path, itself)?.values());
    return this.#schema(plan).flatMap(({ name, type }) =>
      row.has(name) && (type !== "number" || passedOn.has(name))
        ? [equals(named(name), row.get(name)!, type)]
        : []
    );
  }

  /** What a row's values say of the relation at the end of `path`; undefined past a union, whose rows could be another input's. */
  valuesBelow(
    plan: Plan,
    path: readonly number[],
    values: Map<string, Value>,
  ): Map<string, Value> | undefined {
    const [index, ...rest] = path;
    if (index === undefined) return values;
    if (plan.op === "union") return undefined;
    const input = operationOf(plan).inputs(plan)[index]!;
    const below = new Map<string, Value>();
    const tell = (name: string, from: string): void => {
      if (values.has(from)) below.set(name, values.get(from)!);
    };
    const names = this.#schema(input).map((field) => field.name);
    if (plan.op === "select") {
      plan.columns.forEach(({ name, value }) => value.kind === "column" && tell(value.name, name));
    } else if (plan.op === "join" && index === 1) {
      const left = this.#schema(plan.left).map((field) => field.name);
      joinNames(left, names).forEach((name, at) => tell(names[at]!, name));
    } else {
      const replaced = plan.op === "derive" || plan.op === "window"
        ? plan.columns.map((column) => column.name)
        : [];
      names.forEach((name) => replaced.includes(name) || tell(name, name));
    }
    return this.valuesBelow(input, rest, below);
  }

  #groups(plan: Plan): Derived[] {
    if (plan.op === "aggregate") return plan.groups;
    return this.#schema(plan).map(({ name }) => ({ name, value: named(name) }));
  }

  /** What holds of the rows of a group; undefined where the value of a group column is not known. */
  #groupConditions(
    groups: readonly Derived[],
    input: Plan,
    known: Map<string, Value> | undefined,
  ): Expression[] | undefined {
    if (groups.length === 0) return [];
    if (!groups.every((group) => known?.has(group.name))) return undefined;
    const schema = this.#schema(input);
    return groups.map(({ name, value }) =>
      equals(value, known!.get(name)!, columnType(this.#checker.kind(value, schema)))
    );
  }

  /** The rows of a grouping's input whose group is still there after the operations above it. */
  #ofRemainingGroups(plan: Plan, above: readonly number[]): Plan {
    const grouping = follow(plan, above);
    const groups = this.#groups(grouping);
    const schema = this.#schema(grouping).slice(0, groups.length);
    const mark = this.#fresh("group");
    const marked: Plan = {
      op: "derive",
      input: grouping,
      columns: [{ name: mark, value: { kind: "literal", value: true } }],
    };
    const carried = this.#carry(plan, above, marked, [...schema, { name: mark, type: "boolean" }]);
    const keys = groups.map(({ name, value }) => ({ name: this.#fresh(name), value }));
    const on = schema.flatMap(({ name, type }, index) => {
      const [left, right] = [named(keys[index]!.name), carried.of(name)];
      return [{ left: missing(left), right: missing(right) }, {
        left: filled(left, type),
        right: filled(right, type),
      }];
    });
    return {
      op: "join",
      left: { op: "derive", input: operationOf(grouping).inputs(grouping)[0]!, columns: keys },
      right: filtered(carried.plan, [present(carried.of(mark))]),
      how: "semi",
      on,
    };
  }
}

function named(name: string): Expression {
  return { kind: "column", name };
}

function filtered(input: Plan, conditions: Expression[]): Plan {
  const where: Expression = conditions.length === 1
    ? conditions[0]!
    : { kind: "call", function: "and", arguments: conditions };
  return { op: "filter", input, where };
}

function equals(value: Expression, to: Value, type: ColumnType): Expression {
  if (to === null) return missing(value);
  return { kind: "call", function: "eq", arguments: [value, { kind: "literal", value: to, type }] };
}

function missing(value: Expression): Expression {
  return { kind: "call", function: "is_null", arguments: [value] };
}

function present(value: Expression): Expression {
  return { kind: "call", function: "not", arguments: [missing(value)] };
}

/** A value for keys that are missing, so that they meet; whether they are missing is compared beside. */
function filled(value: Expression, type: ColumnType): Expression {
  return {
    kind: "call",
    function: "coalesce",
    arguments: [value, { kind: "literal", value: FILLERS[type], type }],
  };
}
