import assert from "node:assert/strict";
import { andersonDarling } from "./anderson_darling.ts";
import { normal } from "./distributions.ts";

/** Miles per gallon of the 32 cars of Motor Trend (1974). */
const MPG = [
  21,
  21,
  22.8,
  21.4,
  18.7,
  18.1,
  14.3,
  24.4,
  22.8,
  19.2,
  17.8,
  16.4,
  17.3,
  15.2,
  10.4,
  10.4,
  14.7,
  32.4,
  30.4,
  33.9,
  21.5,
  15.5,
  15.2,
  13.3,
  19.2,
  27.3,
  26,
  30.4,
  15.8,
  19.7,
  15,
  21.4,
];

/** The definition: n times the integral of the squared distance, weighted by 1 / (F (1 - F)), over F from 0 to 1. */
function byIntegral(values: readonly number[]): number {
  const n = values.length;
  const mean = values.reduce((a, b) => a + b, 0) / n;
  const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1));
  const shares = values.map((value) => normal.cdf((value - mean) / sd)).sort((a, b) => a - b);
  const steps = 2_000_000;
  let sum = 0, below = 0;
  for (let k = 0; k < steps; k++) {
    const f = (k + 0.5) / steps;
    while (below < n && shares[below]! <= f) below += 1;
    sum += (below / n - f) ** 2 / (f * (1 - f));
  }
  return n * sum / steps;
}

Deno.test("andersonDarling() is the weighted distance from the normal distribution, with the p of D'Agostino and Stephens", () => {
  const { statistic, p, n } = andersonDarling(MPG);
  assert.ok(Math.abs(statistic - byIntegral(MPG)) < 1e-4, `${statistic} and ${byIntegral(MPG)}`);
  // As `ad.test` of R's nortest gives them.
  assert.deepEqual([statistic.toFixed(4), p.toFixed(4), n], ["0.5797", "0.1207", 32]);
});

Deno.test("andersonDarling() tells skewed values from normal ones, and needs eight that differ", () => {
  assert.ok(andersonDarling(Array.from({ length: 100 }, (_, k) => Math.exp(k / 10))).p < 1e-6);
  assert.ok(andersonDarling(Array.from({ length: 99 }, (_, k) => normal.quantile((k + 1) / 100))).p > 0.9);
  assert.throws(() => andersonDarling([1, 2, 3]), /at least 8 values/);
  assert.throws(() => andersonDarling(Array(10).fill(2)), /all values are 2/);
});
