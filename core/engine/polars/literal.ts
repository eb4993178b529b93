/**
 * Constants with exactly the type that the plan gives them.
 *
 * @module
 */
import { type ColumnType, NexusError, type Value } from "nexus";
import pl, { type Expr } from "nodejs-polars";
import { POLARS_TYPES, type Typed } from "./relation.ts";

const DAY_MS = 86_400_000;
const MOST_INTEGERS = 1000;

/** A constant. The Node API makes doubles of numbers and loses the sign of big integers, so whole numbers travel as text. */
export function literal(value: Value, type?: ColumnType): Typed {
  return { ...typed(value, type), constant: value };
}

function typed(value: Value, type: ColumnType | undefined): Typed {
  if (value === null) {
    return type === undefined
      ? { expression: pl.lit(null), type: "null" }
      : { expression: pl.lit(null).cast(POLARS_TYPES[type]), type };
  }
  const taken = type ?? typeOfValue(value);
  switch (taken) {
    case "boolean":
      return { expression: pl.lit(value === true || value === "true"), type: taken };
    case "integer":
      return { expression: integer(String(value)), type: taken };
    case "number":
      return { expression: number(Number(value)), type: taken };
    case "text":
      return { expression: pl.lit(String(value)), type: taken };
    case "date":
      return { expression: date(String(value)), type: taken };
    case "datetime":
      return { expression: datetime(String(value)), type: taken };
  }
}

/** Constants of the compiler itself. An expression never changes, and each costs a crossing into native code and back. */
const integers = new Map<string | number, Expr>();
export const NULL: Expr = pl.lit(null);
export const FALSE: Expr = pl.lit(false);

/** A whole number of any size that 64 bits hold. */
export function integer(digits: string | number): Expr {
  const known = integers.get(digits);
  if (known !== undefined) return known;
  const made = pl.lit(String(digits)).cast(pl.Int64, true);
  if (integers.size < MOST_INTEGERS) integers.set(digits, made);
  return made;
}

/** A double. */
export function number(value: number): Expr {
  return pl.lit(value);
}

function typeOfValue(value: string | number | boolean): ColumnType {
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "string") return "text";
  return Number.isSafeInteger(value) ? "integer" : "number";
}

function date(text: string): Expr {
  const ms = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(`${text.slice(0, 10)}T00:00:00Z`) : NaN;
  if (Number.isNaN(ms)) throw new NexusError("plan.invalid", `"${text}" is not a date like 2024-01-31`);
  return integer(ms / DAY_MS).cast(pl.Int32).cast(pl.Date);
}

function datetime(text: string): Expr {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.(\d{1,6})\d*)?)?$/.exec(text);
  const ms = match === null ? NaN : Date.parse(`${match[1]}T${match[2] ?? "00:00"}Z`);
  if (match === null || Number.isNaN(ms)) {
    throw new NexusError("plan.invalid", `"${text}" is not a datetime like 2024-01-31T10:20:30`);
  }
  const micros = BigInt(ms) * 1000n + BigInt((match[3] ?? "").padEnd(6, "0"));
  return integer(String(micros)).cast(POLARS_TYPES.datetime);
}
