import assert from "node:assert/strict";
import pl, { type Expr } from "nodejs-polars";
import { fromWide, pow, replaceTexts, sliceText, toWide, variance } from "./native.ts";

function column(expression: Expr, values: Record<string, unknown[]>): unknown[] {
  return pl.DataFrame(values).lazy().select(expression.alias("r")).collectSync().getColumn("r").toArray();
}
const max = pl.lit("9223372036854775807").cast(pl.Int64, true);

Deno.test("toWide() adds past 64 bits and fromWide() refuses what does not come back", () => {
  const x = pl.col("x").cast(pl.Int64);
  const back = fromWide(toWide(max).add(toWide(x)).sub(toWide(x))).cast(pl.String);
  assert.deepEqual(column(back, { x: [5] }), ["9223372036854775807"]);
  assert.throws(() => column(fromWide(toWide(max).add(toWide(x))), { x: [1] }), /i128/);
});

Deno.test("pow() takes two columns", () => {
  assert.deepEqual(column(pow(pl.col("x"), pl.col("y")), { x: [2, 9], y: [10, 0.5] }), [1024, 3]);
});

Deno.test("variance() keeps its degrees of freedom apart", () => {
  assert.deepEqual(column(variance(pl.col("x"), 0), { x: [1, 3] }), [1]);
  assert.deepEqual(column(variance(pl.col("x"), 1), { x: [1, 3] }), [2]);
});

Deno.test("replaceTexts() and sliceText() take expressions and lists", () => {
  assert.deepEqual(column(replaceTexts(pl.col("x"), ["a"], ["b"]), { x: ["a", "c"] }), ["b", "c"]);
  const one = pl.lit(1).cast(pl.Int64);
  assert.deepEqual(column(sliceText(pl.col("x"), one, one), { x: ["äöü", ""] }), ["ö", ""]);
});
