import assert from "node:assert/strict";
import { kolmogorovSmirnov, lillieforsP } from "./kolmogorov_smirnov.ts";
import { normal } from "./distributions.ts";

Deno.test("lillieforsP() gives the critical values of Lilliefors' table (1967)", () => {
  // Size, and the distances at the levels of 0.05 and 0.01.
  const table: [number, number, number][] = [[10, 0.258, 0.294], [20, 0.19, 0.231], [30, 0.161, 0.187]];
  for (const [n, five, one] of table) {
    assert.ok(Math.abs(lillieforsP(five, n) - 0.05) < 0.012, `${n}: ${lillieforsP(five, n)}`);
    assert.ok(Math.abs(lillieforsP(one, n) - 0.01) < 0.006, `${n}: ${lillieforsP(one, n)}`);
  }
  assert.ok(Math.abs(lillieforsP(0.886 / Math.sqrt(400), 400) - 0.05) < 0.012);
});

Deno.test("kolmogorovSmirnov() tells values of a normal distribution from others", () => {
  const even = Array.from({ length: 200 }, (_, k) => (k + 0.5) / 200);
  assert.ok(kolmogorovSmirnov(even.map((p) => normal.quantile(p))).p > 0.9);
  assert.ok(kolmogorovSmirnov(even.map((p) => -Math.log(1 - p))).p < 0.001);
  assert.deepEqual(kolmogorovSmirnov([1, 2, 3, 4, 5, null]).dropped, 1);
  assert.throws(() => kolmogorovSmirnov([1, 1, 1, 1, 1]), RangeError);
});
