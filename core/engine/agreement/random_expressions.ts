/**
 * Expressions by chance, of a wanted type over a schema. What two correct engines compute to the last digit alike: no roots or logarithms,
 * whose last digit a comparison could turn into another row.
 *
 * @module
 */
import { ColumnType, type Expression, type FunctionName, type Plan, type Schema, type Value } from "nexus";
import { call, column, literal } from "./build.ts";
import { CONSTANTS } from "./functions.ts";
import type { Random } from "./random.ts";

/** Calls that give a type: the types of their arguments, or constants. `any` stands for one type that all such arguments share. */
type Recipe = readonly [FunctionName, ...(ColumnType | "any" | "same" | readonly Value[])[]];

const UNITS = ["year", "quarter", "month", "week", "day"] as const;
const COMMON: readonly Recipe[] = [
  ["if", "boolean", "same", "same"],
  ["coalesce", "same", "same"],
  ["least", "same", "same"],
  ["greatest", "same", "same"],
];

const RECIPES: Record<ColumnType, readonly Recipe[]> = {
  boolean: [
    ["eq", "any", "any"],
    ["ne", "any", "any"],
    ["lt", "any", "any"],
    ["ge", "any", "any"],
    ["in", "any", "any", "any"],
    ["is_null", "any"],
    ["and", "boolean", "boolean"],
    ["or", "boolean", "boolean", "boolean"],
    ["not", "boolean"],
    ["contains", "text", ["a", "é", " "]],
    ["starts_with", "text", ["a", "1"]],
    ["ends_with", "text", ["b", ""]],
  ],
  integer: [
    ["add", "integer", "integer"],
    ["subtract", "integer", "integer"],
    ["modulo", "integer", "integer"],
    ["negate", "integer"],
    ["abs", "integer"],
    ["bin", "integer", [10, 3]],
    ["length", "text"],
    ["to_integer", "text"],
    ["to_integer", "boolean"],
    ["year", "date"],
    ["week", "datetime"],
    ["weekday", "date"],
    ["quarter", "datetime"],
    ["hour", "datetime"],
    ["difference", "date", "datetime", UNITS],
  ],
  number: [
    ["add", "number", "integer"],
    ["subtract", "number", "number"],
    ["multiply", "number", [0.5, -2, 3]],
    ["divide", "integer", "integer"],
    ["divide", "number", "number"],
    ["abs", "number"],
    ["round", "number", [0, 2, -1]],
    ["floor", "number"],
    ["ceil", "number"],
    ["bin", "number", [2, 0.5]],
    ["to_number", "text"],
  ],
  text: [
    ["lower", "text"],
    ["upper", "text"],
    ["trim", "text"],
    ["concat", "text", "text"],
    ["substring", "text", [1, 2], [0, 1, 3]],
    ["replace", "text", ["a", "é"], ["", "x"]],
    ["split_part", "text", [",", " "], [1, -1, 2]],
    ["to_text", "any"],
  ],
  date: [
    ["truncate", "date", UNITS],
    ["add_days", "date", [1, -400]],
    ["to_date", "datetime"],
    ["to_date", "text"],
  ],
  datetime: [
    ["truncate", "datetime", [...UNITS, "hour", "minute"]],
    ["add_days", "datetime", [1, -400]],
    ["to_datetime", "date"],
    ["to_datetime", "text"],
  ],
};

/** Makes a plan of one column of the type, for `scalar` and `member`. */
export type Subplan = (kind: "scalar" | "member", type: ColumnType) => Plan;

/** Makes expressions. */
export class ExpressionMaker {
  readonly #random: Random;
  readonly #subplan: Subplan;

  constructor(random: Random, subplan: Subplan) {
    this.#random = random;
    this.#subplan = subplan;
  }

  /** An expression of this type, at most `depth` calls deep. */
  make(type: ColumnType, schema: Schema, depth: number): Expression {
    const columns = schema.filter((field) => field.type === type);
    if (depth > 0 && this.#random.chance(columns.length > 0 ? 0.5 : 0.8)) {
      return this.#call(type, schema, depth);
    }
    if (columns.length > 0 && this.#random.chance(0.85)) return column(this.#random.pick(columns).name);
    if (this.#random.chance(0.1)) return literal(null, type);
    return literal(this.#random.pick(CONSTANTS[type]), type);
  }

  #call(type: ColumnType, schema: Schema, depth: number): Expression {
    if (this.#random.chance(0.04)) return { kind: "scalar", plan: this.#subplan("scalar", type) };
    const any = this.#random.pick(ColumnType.options);
    if (type === "boolean" && this.#random.chance(0.06)) {
      return { kind: "member", value: this.make(any, schema, 0), plan: this.#subplan("member", any) };
    }
    const [name, ...parts] = this.#random.pick(this.#random.chance(0.2) ? COMMON : RECIPES[type]);
    const list = parts.map((part): Expression => {
      if (part === "same") return this.make(type, schema, depth - 1);
      if (part === "any") return this.make(any, schema, depth - 1);
      return typeof part === "string" ? this.make(part, schema, depth - 1) : literal(this.#random.pick(part));
    });
    return call(name, ...list);
  }
}
