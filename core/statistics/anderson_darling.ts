/**
 * Anderson and Darling's test of normality (1952), against the normal distribution with the values' own mean and deviation.
 *
 * @module
 */
import { momentsOf } from "./describe.ts";
import { normal } from "./distributions.ts";
import type { NormalityTest } from "./normality.ts";
import { needsSpread, numbersOf, type Values } from "./values.ts";

/** A squared, and p by D'Agostino and Stephens (1986, table 4.9); 8 values and more. */
export function andersonDarling(cells: Values): NormalityTest {
  const what = "the Anderson-Darling test";
  const { values, dropped } = numbersOf(cells, what, 8);
  needsSpread(values, what);
  const n = values.length;
  const { mean, m2 } = momentsOf(values);
  const deviation = Math.sqrt(m2 * n / (n - 1));
  const scores = values.map((value) => (value - mean) / deviation).sort((a, b) => a - b);
  const sum = scores.reduce(
    (total, z, k) =>
      total + (2 * k + 1) * (Math.log(normal.cdf(z)) + Math.log(normal.upper(scores[n - 1 - k]!))),
    0,
  );
  const statistic = -n - sum / n;
  return { statistic, p: probabilityOf(statistic * (1 + 0.75 / n + 2.25 / n ** 2)), n, dropped };
}

/** The probability of a statistic that is corrected for the number of values. */
function probabilityOf(a: number): number {
  if (a < 0.2) return 1 - Math.exp(-13.436 + 101.14 * a - 223.73 * a ** 2);
  if (a < 0.34) return 1 - Math.exp(-8.318 + 42.796 * a - 59.938 * a ** 2);
  if (a < 0.6) return Math.exp(0.9177 - 4.279 * a - 1.38 * a ** 2);
  return a < 13 ? Math.exp(1.2937 - 5.709 * a + 0.0186 * a ** 2) : 0;
}
