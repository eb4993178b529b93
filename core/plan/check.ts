/**
 * Checks a plan against the schemas of its datasets, and gives the schema of its result.
 *
 * @module
 */
import {
  type ColumnType,
  type Derived,
  type Measure,
  NexusError,
  type Plan,
  ROW_ID,
  type Schema,
  type WindowColumn,
} from "../contract/mod.ts";
import { AGGREGATES, WINDOWS } from "./aggregates.ts";
import { accepts, columnType, commonKind, type Kind } from "./column_types.ts";
import { checkLimits } from "./limits.ts";
import { type Operation, operationOf } from "./operations.ts";
import { besideStatistic, statisticSchema } from "./statistics.ts";
import { columnKind, kindOf } from "./type_of.ts";

/** Where a plan's relations get their schemas; undefined where there is none of that id. */
export interface SchemaLookup {
  dataset(id: string): Schema | undefined;
  result(ref: string): Schema | undefined;
}

/** What a checked plan gives. */
export interface CheckedPlan {
  schema: Schema;
  /** True where the plan fixes the order of its rows; otherwise the rows are a set, given by group columns ascending. */
  ordered: boolean;
  /** True where each row still is one row of one relation and carries its hidden row id. */
  rowId: boolean;
}

/**
 * Throws `plan.too_complex`, `plan.unknown_column`, `plan.type_mismatch`, `plan.invalid` or `dataset.not_found`
 * where the plan cannot run, and otherwise says what it gives.
 */
export function checkPlan(plan: Plan, lookup: SchemaLookup): CheckedPlan {
  checkLimits(plan);
  return new PlanChecker(lookup).check(plan);
}

/** Checks plans against one lookup and remembers what it found, so that back ends can ask for the schema of any part. */
export class PlanChecker {
  readonly #lookup: SchemaLookup;
  readonly #known = new WeakMap<Plan, CheckedPlan>();

  constructor(lookup: SchemaLookup) {
    this.#lookup = lookup;
  }

  /** What a plan gives, as {@linkcode checkPlan}, without the limits. */
  check(plan: Plan): CheckedPlan {
    const known = this.#known.get(plan);
    if (known) return known;
    const operation = operationOf(plan);
    const inputs = operation.inputs(plan).map((input) => this.check(inner(input)));
    const schema = this.#schema(plan, inputs.map((input) => input.schema));
    checkNames(schema);
    const semi = plan.op === "join" && (plan.how === "semi" || plan.how === "anti");
    const followed = semi ? inputs.slice(0, 1) : inputs;
    const checked: CheckedPlan = {
      schema,
      ordered: operation.order === "sets" ||
        (operation.order === "keeps" && followed.every((input) => input.ordered)),
      rowId: semi ? inputs[0]!.rowId : operation.rowId === "keeps" && followed.every((input) => input.rowId),
    };
    this.#known.set(plan, checked);
    return checked;
  }

  /** The kind of an expression over a schema. */
  kind(expression: Parameters<typeof kindOf>[0], schema: Schema): Kind {
    return kindOf(expression, schema, (plan) => this.check(inner(plan)).schema);
  }

  #schema(plan: Plan, inputs: Schema[]): Schema {
    const input = inputs[0] ?? [];
    switch (plan.op) {
      case "scan":
        return this.#dataset(plan.dataset);
      case "result":
        return this.#result(plan.ref);
      case "filter":
        this.#condition(plan.where, input, "filter");
        return input;
      case "derive":
        return withColumns(input, this.#derived(plan.columns, input));
      case "select":
        return this.#derived(plan.columns, input);
      case "aggregate":
        return this.#aggregate(plan, input);
      case "distinct":
        return plan.columns.length === 0
          ? input
          : plan.columns.map((name) => ({ name, type: columnKind(name, input) }));
      case "sort":
        plan.keys.forEach((key) => this.kind(key.by, input));
        return input;
      case "limit":
        return input;
      case "top":
        [...plan.partition, ...plan.keys.map((key) => key.by)].forEach((part) => this.kind(part, input));
        return input;
      case "window":
        return withColumns(input, plan.columns.map((column) => this.#window(column, input)), "window");
      case "join":
        return this.#join(plan, input, inputs[1]!);
      case "union":
        return union(inputs);
      case "statistic": {
        if (plan.by) this.kind(plan.by.value, input);
        const schema = statisticSchema(plan, plan.values.map(({ value }) => this.kind(value, input)));
        const per = plan.per ? this.#derived([plan.per], input) : [];
        const { measures } = plan;
        const beside = measures
          ? this.#aggregate({ op: "aggregate", input: plan.input, groups: [], measures }, input)
          : [];
        return besideStatistic(plan, [...per, ...schema], beside);
      }
    }
  }

  #dataset(id: string): Schema {
    const schema = this.#lookup.dataset(id);
    if (schema) return schema.filter((field) => field.name !== ROW_ID);
    throw new NexusError("dataset.not_found", `Cannot scan the dataset "${id}": there is none with this id`);
  }

  #result(ref: string): Schema {
    const schema = this.#lookup.result(ref);
    if (schema) return schema.filter((field) => field.name !== ROW_ID);
    throw new NexusError("plan.invalid", `Cannot read the result "${ref}": this run has none with this name`);
  }

  #derived(columns: readonly Derived[], input: Schema): Schema {
    return columns.map(({ name, value }) => ({ name, type: columnType(this.kind(value, input)) }));
  }

  #condition(where: Derived["value"], input: Schema, what: string): void {
    const kind = this.kind(where, input);
    if (kind === "boolean" || kind === "null") return;
    throw new NexusError(
      "plan.type_mismatch",
      `Cannot ${what} by a condition of type ${kind}: it must be boolean`,
      {
        details: { function: what, types: [kind] },
      },
    );
  }

  #aggregate(plan: Operation<"aggregate">, input: Schema): Schema {
    const measures = plan.measures.map((measure) => ({
      name: measure.name,
      type: this.#measure(measure, input),
    }));
    const schema = [...this.#derived(plan.groups, input), ...measures];
    if (schema.length > 0) return schema;
    throw new NexusError("plan.invalid", "Cannot aggregate without groups and without measures");
  }

  #measure(measure: Measure, input: Schema): ColumnType {
    const entry = AGGREGATES[measure.function];
    const [most, count] = [entry.arguments.length, measure.arguments.length];
    if (count > most || count < most - (entry.optional ?? 0)) {
      invalid(`compute "${measure.function}" of ${count} arguments: it takes ${most}`);
    }
    const { parameter } = measure;
    if (entry.parameter && !(parameter !== undefined && parameter >= 0 && parameter <= 1)) {
      invalid(`compute "${measure.function}": its parameter must be from 0 to 1`);
    }
    if (!entry.parameter && parameter !== undefined) {
      invalid(`compute "${measure.function}": it takes no parameter`);
    }
    const kinds = measure.arguments.map((argument) => this.kind(argument, input));
    kinds.forEach((kind, index) => takes(measure.function, entry.arguments[index]!, kind));
    if (measure.where) this.#condition(measure.where, input, "limit a measure");
    return entry.result === "argument" ? argumentType(entry.arguments[0]!, kinds[0]!) : entry.result;
  }

  #window(column: WindowColumn, input: Schema): { name: string; type: ColumnType } {
    const entry = WINDOWS[column.function];
    const what = `compute the window "${column.function}"`;
    if (entry.argument === "none" && column.argument) invalid(`${what}: it takes no argument`);
    if (entry.argument === "required" && !column.argument) invalid(`${what}: it needs an argument`);
    if (entry.offset === "none" && column.offset !== undefined) invalid(`${what}: it takes no offset`);
    if (entry.offset === "required" && column.offset === undefined) invalid(`${what}: it needs an offset`);
    if (entry.order === "required" && column.order.length === 0) invalid(`${what}: it needs an order`);
    [...column.partition, ...column.order.map((key) => key.by)].forEach((part) => this.kind(part, input));
    const kind = column.argument ? this.kind(column.argument, input) : "null";
    takes(column.function, entry.takes, kind);
    return {
      name: column.name,
      type: entry.result === "argument" ? argumentType(entry.takes, kind) : entry.result,
    };
  }

  #join(plan: Operation<"join">, left: Schema, right: Schema): Schema {
    for (const on of plan.on) {
      const [a, b] = [this.kind(on.left, left), this.kind(on.right, right)];
      if (commonKind(a, b) === undefined) {
        throw new NexusError(
          "plan.type_mismatch",
          `Cannot join ${a} with ${b}: they have no type in common`,
          {
            details: { function: "join", types: [a, b] },
          },
        );
      }
    }
    if (plan.how === "semi" || plan.how === "anti") return left;
    const names = joinNames(left.map((field) => field.name), right.map((field) => field.name));
    return [...left, ...right.map((field, index) => ({ name: names[index]!, type: field.type }))];
  }
}

/** A plan that others build on. */
function inner(plan: Plan): Plan {
  if (plan.op === "statistic") invalid("build on a statistic: it must be the outermost operation");
  return plan;
}

/** Names that the right columns get in a join: with ` (right)` after those that are taken, again where that is taken too. */
export function joinNames(left: readonly string[], right: readonly string[]): string[] {
  const taken = new Set([...left, ...right.filter((name) => !left.includes(name))]);
  return right.map((name) => {
    if (!left.includes(name)) return name;
    let free = `${name} (right)`;
    while (taken.has(free)) free += " (right)";
    taken.add(free);
    return free;
  });
}

function withColumns(input: Schema, columns: Schema, what = "derive"): Schema {
  const names = new Set<string>();
  for (const { name } of columns) {
    if (names.has(name)) invalid(`${what} the column "${name}" twice`);
    names.add(name);
  }
  const replaced = input.map((field) => columns.find((column) => column.name === field.name) ?? field);
  return [...replaced, ...columns.filter((column) => !input.some((field) => field.name === column.name))];
}

function union(inputs: readonly Schema[]): Schema {
  const [first, ...others] = inputs;
  for (const other of others) {
    const fits = other.length === first!.length &&
      other.every((field, index) => field.name === first![index]!.name && field.type === first![index]!.type);
    if (!fits) {
      throw new NexusError("plan.invalid", "Cannot unite inputs with different columns", {
        hint: "Give every input the same names and types in the same order, by select.",
        details: { columns: inputs.map((schema) => schema.map((field) => `${field.name}: ${field.type}`)) },
      });
    }
  }
  return first!;
}

function checkNames(schema: Schema): void {
  const names = new Set<string>();
  for (const { name } of schema) {
    if (name === ROW_ID) invalid(`name a column "${ROW_ID}": the name is reserved`);
    if (names.has(name)) invalid(`give two columns the name "${name}"`);
    names.add(name);
  }
}

function argumentType(takes: readonly ColumnType[], kind: Kind): ColumnType {
  return kind === "null" ? takes[0]! : kind;
}

function takes(name: string, types: readonly ColumnType[], kind: Kind): void {
  if (accepts(types, kind)) return;
  throw new NexusError(
    "plan.type_mismatch",
    `Cannot compute "${name}" of ${kind}: it takes ${types.join(" or ")}`,
    {
      details: { function: name, types: [kind] },
    },
  );
}

function invalid(what: string): never {
  throw new NexusError("plan.invalid", `Cannot ${what}`);
}
