/**
 * Random plans that the checker accepts, made from the tables of functions, aggregates and operations by a seed.
 *
 * @module
 */
import {
  AggregateName,
  type ColumnType,
  type Expression,
  FunctionName,
  JoinKind,
  type Measure,
  type Plan,
  type Schema,
  type SortKey,
  type TimeUnit,
  type Value,
  type WindowColumn,
  WindowName,
} from "../contract/mod.ts";
import { AGGREGATES, WINDOWS } from "./aggregates.ts";
import { checkPlan, type SchemaLookup } from "./check.ts";
import { accepts, ANY } from "./column_types.ts";
import { FUNCTIONS } from "./functions.ts";
import { kindOf } from "./type_of.ts";

const VALUES: Record<ColumnType, Value[]> = {
  boolean: [true, false],
  integer: [0, 1, -1, 7, 30, -12, 1000],
  number: [0, 0.5, -2.25, 3.75, 1e6, 1e-3],
  text: ["", "a", "north", "é😀", "a'b\"c", "12.5", "2024-02-29", " x "],
  date: ["2024-02-29", "1969-12-29", "2021-01-03", "1999-12-31"],
  datetime: ["2024-02-29T10:20:30.5", "1969-12-31T23:59:59", "2021-01-03T00:00:00"],
};
/** Values of the arguments that must be constants, by name. */
const CONSTANTS: Record<string, Value[]> = {
  digits: [0, 2, -1],
  part: ["a", "", "é"],
  start: [1, 2],
  length: [0, 3],
  from: ["a", "'"],
  to: ["", "xyz"],
  separator: ["a", ","],
  index: [1, 2, -1],
  unit: ["year", "quarter", "month", "week", "day"] satisfies TimeUnit[],
  width: [10, 0.5],
  origin: [0, 5],
};
/** Results of these can pass 64 bits or years, which is an error and not what is tested here. */
const AVOIDED = new Set<FunctionName>(["multiply", "add_days", "to_integer"]);

/** Makes plans over the datasets of a lookup. The same seed makes the same plans. */
export class RandomPlans {
  #state: number;
  #names = 0;
  readonly #datasets: readonly string[];
  readonly #lookup: SchemaLookup;

  constructor(seed: number, datasets: readonly string[], lookup: SchemaLookup) {
    this.#state = seed;
    this.#datasets = datasets;
    this.#lookup = lookup;
  }

  /** A plan of up to so many operations. */
  plan(operations: number): Plan {
    let plan: Plan = { op: "scan", dataset: this.#pick(this.#datasets) };
    for (let count = 0; count < operations; count++) plan = this.#around(plan, operations - count);
    return plan;
  }

  #schema(plan: Plan): Schema {
    return checkPlan(plan, this.#lookup).schema;
  }

  /** xorshift32. */
  #random(): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return (this.#state >>> 0) / 2 ** 32;
  }

  #below(count: number): number {
    return Math.floor(this.#random() * count);
  }

  #pick<T>(items: readonly T[]): T {
    return items[this.#below(items.length)]!;
  }

  #some<T>(items: readonly T[], most: number): T[] {
    const chosen = new Set<T>();
    for (let count = 1 + this.#below(most); count > 0; count--) chosen.add(this.#pick(items));
    return [...chosen];
  }

  #around(input: Plan, left: number): Plan {
    const schema = this.#schema(input);
    const kinds = [
      "filter",
      "derive",
      "select",
      "aggregate",
      "distinct",
      "sort",
      "limit",
      "top",
      "window",
      "join",
      "union",
    ] as const;
    switch (this.#pick(kinds)) {
      case "filter":
        return { op: "filter", input, where: this.#condition(schema, left) };
      case "derive":
        return { op: "derive", input, columns: [{ name: this.#name(schema), value: this.#any(schema, 2) }] };
      case "select":
        return {
          op: "select",
          input,
          columns: [...this.#some(schema, 4).map(({ name }) => ({ name, value: column(name) })), {
            name: "computed",
            value: this.#any(schema, 2),
          }].filter(isFirst),
        };
      case "aggregate":
        return this.#aggregate(input, schema);
      case "distinct":
        return {
          op: "distinct",
          input,
          columns: this.#below(3) === 0 ? [] : this.#some(schema, 2).map((field) => field.name),
        };
      case "sort":
        return { op: "sort", input, keys: this.#keys(schema) };
      case "limit":
        return this.#below(2) === 0
          ? { op: "limit", input, count: this.#below(5) }
          : { op: "limit", input, count: 3, offset: this.#below(3) };
      case "top":
        return {
          op: "top",
          input,
          partition: this.#below(2) === 0 ? [] : [this.#any(schema, 1)],
          keys: this.#keys(schema),
          count: 1 + this.#below(3),
          ties: this.#below(2) === 0,
        };
      case "window":
        return { op: "window", input, columns: [this.#window(schema)] };
      case "join":
        return this.#join(input, schema);
      case "union":
        return { op: "union", inputs: [input, { op: "limit", input, count: 2 }] };
    }
  }

  /** Sometimes a name that is there, to replace it. */
  #name(schema: Schema): string {
    return this.#below(3) === 0 ? this.#pick(schema).name : `new ${schema.length}`;
  }

  #aggregate(input: Plan, schema: Schema): Plan {
    const groups = this.#below(4) === 0
      ? []
      : this.#some(schema, 2).map(({ name }) => ({ name, value: column(name) }));
    if (this.#below(3) === 0) groups.push({ name: `group ${++this.#names}`, value: this.#any(schema, 2) });
    const measures = this.#some([0, 1, 2], 3).map((index) =>
      this.#measure(schema, `measure ${++this.#names} ${index}`)
    );
    return { op: "aggregate", input, groups: groups.filter(isFirst), measures };
  }

  #measure(schema: Schema, name: string): Measure {
    const fn = this.#pick(AggregateName.options);
    const entry = AGGREGATES[fn];
    const count = entry.arguments.length - (entry.optional && this.#below(2) === 0 ? 1 : 0);
    return {
      name,
      function: fn,
      arguments: entry.arguments.slice(0, count).map((types) => this.#of(this.#pick(types), schema, 1)),
      ...(entry.parameter ? { parameter: this.#pick([0, 0.25, 0.5, 1]) } : {}),
      ...(this.#below(4) === 0 ? { where: this.#condition(schema, 0) } : {}),
    };
  }

  #window(schema: Schema): WindowColumn {
    const fn = this.#pick(WindowName.options);
    const entry = WINDOWS[fn];
    const ordered = entry.order === "required" || this.#below(2) === 0;
    return {
      name: this.#name(schema),
      function: fn,
      ...(entry.argument === "required" ? { argument: this.#of(this.#pick(entry.takes), schema, 1) } : {}),
      ...(entry.offset === "required" ? { offset: 1 + this.#below(3) } : {}),
      partition: this.#below(2) === 0 ? [] : [column(this.#pick(schema).name)],
      order: ordered ? this.#keys(schema) : [],
    };
  }

  #join(input: Plan, schema: Schema): Plan {
    const right: Plan = { op: "scan", dataset: this.#pick(this.#datasets) };
    const type = this.#pick(ANY);
    const on = [{ left: this.#of(type, schema, 1), right: this.#of(type, this.#schema(right), 1) }];
    const join: Plan = { op: "join", left: input, right, how: this.#pick(JoinKind.options), on };
    return { op: "limit", input: join, count: 20 };
  }

  #keys(schema: Schema): SortKey[] {
    return this.#some([0, 1], 2).map(() => ({
      by: this.#below(2) === 0 ? column(this.#pick(schema).name) : this.#any(schema, 1),
      descending: this.#below(2) === 0,
    }));
  }

  #condition(schema: Schema, left: number): Expression {
    if (left > 2 && this.#below(4) === 0) {
      const field = this.#pick(schema);
      const dataset: Plan = { op: "scan", dataset: this.#pick(this.#datasets) };
      const found = this.#schema(dataset).find(({ type }) => type === field.type);
      if (found) {
        const plan: Plan = {
          op: "select",
          input: dataset,
          columns: [{ name: found.name, value: column(found.name) }],
        };
        if (this.#below(2) === 0) return { kind: "member", value: column(field.name), plan };
        return call("le", [column(field.name), {
          kind: "scalar",
          plan: { op: "limit", input: plan, count: 1 },
        }]);
      }
    }
    return this.#of("boolean", schema, 3);
  }

  #any(schema: Schema, depth: number): Expression {
    return this.#of(this.#pick(ANY), schema, depth);
  }

  /** An expression of this type. */
  #of(type: ColumnType, schema: Schema, depth: number): Expression {
    const fields = schema.filter((field) => field.type === type);
    if (depth === 0 || this.#below(3) === 0) {
      if (fields.length > 0 && this.#below(4) > 0) return column(this.#pick(fields).name);
      return { kind: "literal", value: this.#below(6) === 0 ? null : this.#pick(VALUES[type]), type };
    }
    for (let attempt = 0; attempt < 30; attempt++) {
      const made = this.#call(this.#pick(FunctionName.options), schema, { type, depth });
      if (made) return made;
    }
    return { kind: "literal", value: this.#pick(VALUES[type]), type };
  }

  #call(
    name: FunctionName,
    schema: Schema,
    { type, depth }: { type: ColumnType; depth: number },
  ): Expression | undefined {
    const entry = FUNCTIONS[name];
    if (AVOIDED.has(name) || typeof entry.result === "string" && entry.result !== type) return undefined;
    const shared = typeof entry.result === "function" && entry.alike ? type : this.#pick(ANY);
    const wanted = [
      ...entry.arguments.filter((argument) => !argument.optional || this.#below(2) === 0),
      ...(entry.rest ? [entry.rest] : []),
    ];
    const operands = wanted.map((argument, index): Expression => {
      if (argument.literal) return { kind: "literal", value: this.#pick(CONSTANTS[argument.name]!) };
      const alike = entry.alike === "all" || entry.alike?.includes(index);
      const takes = alike && accepts(argument.takes, shared) ? [shared] : argument.takes;
      const fitting = takes.includes(type) && typeof entry.result === "function" ? [type] : takes;
      return this.#of(this.#pick(fitting), schema, depth - 1);
    });
    const made = call(name, operands);
    return kindOf(made, schema) === type ? made : undefined;
  }
}

function isFirst<T extends { name: string }>(item: T, index: number, all: T[]): boolean {
  return all.findIndex((other) => other.name === item.name) === index;
}

function column(name: string): Expression {
  return { kind: "column", name };
}

function call(name: FunctionName, operands: Expression[]): Expression {
  return { kind: "call", function: name, arguments: operands };
}
