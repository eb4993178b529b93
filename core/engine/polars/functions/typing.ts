/**
 * How the values of a call are brought to one type.
 *
 * @module
 */
import type { ColumnType } from "nexus";
import pl, { type Expr } from "nodejs-polars";
import { NULL } from "../literal.ts";
import { POLARS_TYPES, type Typed } from "../relation.ts";

/** How a function is compiled: typed arguments in, a typed value out. */
export type Compile = (...values: (Typed | undefined)[]) => Typed;

/** The value as a double. */
export function double(value: Typed): Expr {
  return value.type === "number" ? value.expression : value.expression.cast(pl.Float64);
}

/** The value as text. */
export function text(value: Typed): Expr {
  return value.type === "text" ? value.expression : value.expression.cast(pl.String);
}

/** The value as a truth value; a bare null is null. */
export function truth(value: Typed): Expr {
  return value.type === "boolean" ? value.expression : value.expression.cast(pl.Bool);
}

/** `value` where `condition` is true, else null. */
export function only(condition: Expr, value: Expr): Expr {
  return pl.when(condition).then(value).otherwise(NULL) as unknown as Expr;
}

/** `yes` where `condition` is true, else `no`. */
export function choose(condition: Expr, yes: Expr, no: Expr): Expr {
  return pl.when(condition).then(yes).otherwise(no) as unknown as Expr;
}

/** NaN and infinities become null. */
export function finite(value: Expr): Expr {
  return only(value.isFinite(), value);
}

/** The type that holds values of all of these types. */
export function commonType(values: readonly Typed[]): ColumnType | "null" {
  const types = new Set(values.map((value) => value.type).filter((type) => type !== "null"));
  const [first] = types;
  if (first === undefined) return "null";
  if (types.size === 1) return first;
  if (types.has("number") || types.has("integer")) return "number";
  if (types.has("datetime")) return "datetime";
  return "text";
}

/** All values cast to their common type. */
export function unify(values: readonly Typed[]): { type: ColumnType | "null"; expressions: Expr[] } {
  const type = commonType(values);
  if (type === "null") return { type, expressions: values.map((value) => value.expression) };
  return {
    type,
    expressions: values.map((value) =>
      value.type === type ? value.expression : value.expression.cast(POLARS_TYPES[type])
    ),
  };
}
