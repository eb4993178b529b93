/**
 * What the Node API of Polars leaves out and its Rust core has: 128-bit integers, powers of two columns, degrees of freedom.
 * They are reached through the expression's own JSON, whose shape belongs to the pinned version; `native_test.ts` holds it.
 *
 * @module
 */
import pl, { type Expr } from "nodejs-polars";
import { Buffer } from "node:buffer";

/** An expression's tree as Polars writes it. */
type Tree = Record<string, unknown>;

function toTree(expression: Expr): Tree {
  return JSON.parse(expression.serialize("json").toString());
}

function fromTree(tree: Tree): Expr {
  return pl.Expr.deserialize(Buffer.from(JSON.stringify(tree)), "json");
}

/** A zero of 128 bits: what is added to it becomes as wide. */
const WIDE_ZERO = fromTree({
  Cast: { expr: { Literal: { Dyn: { Int: 0 } } }, dtype: { Literal: "Int128" }, options: "Strict" },
});

/** A 64-bit integer as one of 128 bits, in which no sum, difference or product of two of them overflows. */
export function toWide(expression: Expr): Expr {
  return expression.add(WIDE_ZERO);
}

/** Back to 64 bits; a value outside their range is an error when the query runs. */
export function fromWide(expression: Expr): Expr {
  return expression.cast(pl.Int64, true);
}

/** `base ** exponent`, both doubles. The Node API takes a constant exponent only. */
export function pow(base: Expr, exponent: Expr): Expr {
  return fromTree({ Function: { input: [toTree(base), toTree(exponent)], function: { Pow: "Generic" } } });
}

/** Variance that divides by n - `ddof`. */
export function variance(expression: Expr, ddof: 0 | 1): Expr {
  return fromTree({ Agg: { Var: [toTree(expression), ddof] } });
}

/** The Node API's own wrappers of these two lose their arguments where they are expressions. */
function wrap(native: unknown): Expr {
  return (pl.Expr as unknown as (native: unknown) => Expr)(native);
}

/** Each text that is in `from` becomes the one at the same place in `to`; others stay. */
export function replaceTexts(expression: Expr, from: readonly string[], to: readonly string[]): Expr {
  const [keys, values] = [pl.lit(pl.Series([...from])), pl.lit(pl.Series([...to]))];
  return wrap(expression._expr.replace(keys._expr, values._expr));
}

/** The code points from `start`, counted from 0: `length` of them, or all that follow where it is null. */
export function sliceText(expression: Expr, start: Expr, length: Expr): Expr {
  return wrap(expression._expr.strSlice(start._expr, length._expr));
}
