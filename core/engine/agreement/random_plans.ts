/**
 * Plans by chance that the checker accepts.
 *
 * @module
 */
import type {
  AggregateName,
  ColumnType,
  Derived,
  Measure,
  Plan,
  Schema,
  SortKey,
  WindowColumn,
  WindowName,
} from "nexus";
import { AGGREGATES, checkPlan, type SchemaLookup, WINDOWS } from "../../plan/mod.ts";
import { column, scan } from "./build.ts";
import { FIXTURE_SIZES } from "./fixture.ts";
import { Random } from "./random.ts";
import { ExpressionMaker } from "./random_expressions.ts";

/** Columns whose values lie at the ends of their range, where sums overflow: the matrix has them, chance would mostly meet errors. */
const EXTREME = new Set(["big", "wild"]);
const EXACT: readonly AggregateName[] = [
  "count",
  "count_distinct",
  "sum",
  "min",
  "max",
  "mode",
  "first",
  "last",
  "any",
  "all",
];
const ROUNDED: readonly AggregateName[] = [
  "mean",
  "median",
  "stddev",
  "variance_population",
  "quantile",
  "skewness",
  "correlation",
];
const BY_PLACE: readonly WindowName[] = ["row_number", "lag", "lead", "cumulative_sum"];
const BY_RANK: readonly WindowName[] = ["rank", "dense_rank", "min", "max", "count"];
const DATASETS = Object.keys(FIXTURE_SIZES);

/** Makes plans from a seed. */
export class PlanMaker {
  readonly #random: Random;
  readonly #lookup: SchemaLookup;
  readonly #expressions: ExpressionMaker;

  constructor(seed: number, lookup: SchemaLookup) {
    this.#random = new Random(seed);
    this.#lookup = lookup;
    this.#expressions = new ExpressionMaker(this.#random, (kind, type) => {
      const input: Plan = {
        op: "select",
        input: this.#leaf(),
        columns: [{ name: "value", value: this.#column(type) }],
      };
      return kind === "member" ? input : { op: "limit", input, count: 1, offset: this.#random.below(5) };
    });
  }

  /** A plan of at most this many operations above its datasets. */
  make(depth: number): Plan {
    const plan = this.#plan(depth);
    // Doubles that are rounded come last, as two roundings could sort or match differently.
    return this.#random.chance(0.3) ? this.#aggregate(plan, [...EXACT, ...ROUNDED]) : plan;
  }

  #plan(depth: number): Plan {
    if (depth === 0) return this.#leaf();
    const input = this.#plan(depth - 1);
    const schema = this.#schema(input);
    const random = this.#random;
    switch (random.below(11)) {
      case 0:
      case 1:
        return { op: "filter", input, where: this.#expressions.make("boolean", schema, 2) };
      case 2:
        return { op: "derive", input, columns: this.#derived(schema, 2) };
      case 3:
        return { op: "select", input, columns: [...this.#kept(schema), ...this.#derived(schema, 2)] };
      case 4:
        return this.#aggregate(input, EXACT);
      case 5:
        return { op: "distinct", input, columns: this.#some(schema).map((field) => field.name) };
      case 6:
        return { op: "sort", input, keys: this.#keys(schema) };
      case 7:
        return { op: "limit", input, count: random.below(40), offset: random.below(5) };
      case 8: {
        const partition = random.chance(0.5) ? [column(random.pick(schema).name)] : [];
        return {
          op: "top",
          input,
          partition,
          keys: this.#keys(schema),
          count: 1 + random.below(4),
          ties: random.chance(0.5),
        };
      }
      case 9:
        return { op: "window", input, columns: this.#windows(schema, checkPlan(input, this.#lookup).rowId) };
      default:
        return random.chance(0.6) ? this.#join(input, schema) : this.#union(input, schema);
    }
  }

  #leaf(): Plan {
    const dataset = this.#random.chance(0.85) ? "many" : this.#random.pick(DATASETS);
    const columns = this.#schema(scan(dataset)).filter((field) => !EXTREME.has(field.name));
    return {
      op: "select",
      input: scan(dataset),
      columns: columns.map(({ name }) => ({ name, value: column(name) })),
    };
  }

  #schema(plan: Plan): Schema {
    return checkPlan(plan, this.#lookup).schema;
  }

  #column(type: ColumnType) {
    return column(this.#random.pick(this.#schema(this.#leaf()).filter((field) => field.type === type)).name);
  }

  #some(schema: Schema): Schema {
    const count = 1 + this.#random.below(Math.min(3, schema.length));
    const from = this.#random.below(schema.length - count + 1);
    return schema.slice(from, from + count);
  }

  #kept(schema: Schema): Derived[] {
    return schema.filter(() => this.#random.chance(0.6)).map(({ name }) => ({ name, value: column(name) }));
  }

  #derived(schema: Schema, depth: number): Derived[] {
    const types = ["boolean", "integer", "number", "text", "date", "datetime"] as const;
    const taken = new Set(schema.map((field) => field.name));
    return Array.from({ length: 1 + this.#random.below(2) }, () => {
      const type = this.#random.pick(types);
      return { name: fresh(taken), value: this.#expressions.make(type, schema, depth) };
    });
  }

  #keys(schema: Schema): SortKey[] {
    return this.#some(schema).map((field) => ({
      by: column(field.name),
      descending: this.#random.chance(0.5),
    }));
  }

  #aggregate(input: Plan, allowed: readonly AggregateName[]): Plan {
    const schema = this.#schema(input);
    const groups = this.#random.chance(0.3)
      ? []
      : this.#some(schema).map((field, at) => ({ name: `g${at}`, value: column(field.name) }));
    const measures = Array.from(
      { length: 1 + this.#random.below(3) },
      (_, at) => this.#measure(`m${at}`, schema, allowed),
    );
    return { op: "aggregate", input, groups, measures };
  }

  #measure(name: string, schema: Schema, allowed: readonly AggregateName[]): Measure {
    const exact = (measure: AggregateName, type: ColumnType): ColumnType =>
      measure === "sum" && allowed === EXACT ? "integer" : type;
    const measure = this.#random.pick(allowed);
    const entry = AGGREGATES[measure];
    const list = measure === "count" && this.#random.chance(0.5)
      ? []
      : entry.arguments.map((types) =>
        this.#expressions.make(exact(measure, this.#random.pick(types)), schema, 1)
      );
    return {
      name,
      function: measure,
      arguments: list,
      ...(entry.parameter === true ? { parameter: this.#random.pick([0, 0.25, 0.9]) } : {}),
      ...(this.#random.chance(0.25) ? { where: this.#expressions.make("boolean", schema, 1) } : {}),
    };
  }

  /** Rows without an id can be equal in all columns; then it is open which of them comes first, and only ranks are the same for both. */
  #windows(schema: Schema, rowId: boolean): WindowColumn[] {
    const names = rowId ? [...BY_PLACE, ...BY_RANK] : BY_RANK;
    const taken = new Set(schema.map((field) => field.name));
    return Array.from({ length: 1 + this.#random.below(2) }, () => {
      const name = this.#random.pick(names);
      const entry = WINDOWS[name];
      const type = name === "cumulative_sum" ? "integer" : this.#random.pick(entry.takes);
      const needsOrder = entry.order === "required" || this.#random.chance(0.6);
      return {
        name: fresh(taken),
        function: name,
        partition: this.#random.chance(0.6) ? [column(this.#random.pick(schema).name)] : [],
        order: needsOrder ? this.#keys(schema) : [],
        ...(entry.argument === "none" ? {} : { argument: this.#expressions.make(type, schema, 1) }),
        ...(entry.offset === "none" ? {} : { offset: 1 + this.#random.below(3) }),
      };
    });
  }

  #join(left: Plan, schema: Schema): Plan {
    const right = this.#leaf();
    const keys = this.#schema(right);
    const field = this.#random.pick(schema);
    const partner = this.#random.pick(keys.filter((key) => key.type === field.type));
    const how = this.#random.pick(["inner", "left", "semi", "anti"] as const);
    // One key alone could multiply rows with every further join.
    const limited: Plan = { op: "limit", input: right, count: 12 };
    return {
      op: "join",
      left,
      right: limited,
      how,
      on: [{ left: column(field.name), right: column(partner.name) }],
    };
  }

  #union(input: Plan, schema: Schema): Plan {
    const other: Plan = { op: "filter", input, where: this.#expressions.make("boolean", schema, 1) };
    return { op: "union", inputs: [input, other] };
  }
}

function fresh(taken: Set<string>): string {
  let count = 0;
  while (taken.has(`x${count}`)) count++;
  taken.add(`x${count}`);
  return `x${count}`;
}
