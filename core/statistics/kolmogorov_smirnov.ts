/**
 * The Kolmogorov-Smirnov test of normality with estimated mean and deviation.
 *
 * @module
 */
import { meanOf, squaresOf } from "./describe.ts";
import { normal } from "./distributions.ts";
import type { NormalityTest } from "./normality.ts";
import { needsSpread, numbersOf, type Values } from "./values.ts";

/**
 * Lilliefors' test (1967): the largest distance between the values' distribution and the normal one with their own mean and deviation; p by
 * Dallal and Wilkinson (1986), above 0.1 by the polynomials of Stephens (1974). 5 values and more.
 */
export function kolmogorovSmirnov(cells: Values): NormalityTest {
  const what = "the Kolmogorov-Smirnov test";
  const { values, dropped } = numbersOf(cells, what, 5);
  needsSpread(values, what);
  const n = values.length;
  const mean = meanOf(values), deviation = Math.sqrt(squaresOf(values) / (n - 1));
  const sorted = values.toSorted((a, b) => a - b);
  const statistic = sorted.reduce((most, value, k) => {
    const expected = normal.cdf((value - mean) / deviation);
    return Math.max(most, (k + 1) / n - expected, expected - k / n);
  }, 0);
  return { statistic, p: lillieforsP(statistic, n), n, dropped };
}

/** The chance of a distance as large, for as many values. */
export function lillieforsP(statistic: number, n: number): number {
  const [d, m] = n > 100 ? [statistic * (n / 100) ** 0.49, 100] : [statistic, n];
  const small = Math.exp(
    -7.01256 * d * d * (m + 2.78019) + 2.99587 * d * Math.sqrt(m + 2.78019) - 0.122119 +
      0.974598 / Math.sqrt(m) + 1.67997 / m,
  );
  if (small <= 0.1) return small;
  const k = (Math.sqrt(n) - 0.01 + 0.85 / Math.sqrt(n)) * statistic;
  if (k <= 0.302) return 1;
  if (k <= 0.5) return polynomial([2.76773, -19.828315, 80.709644, -138.55152, 81.218052], k);
  if (k <= 0.9) return polynomial([-4.901232, 40.662806, -97.490286, 94.029866, -32.355711], k);
  return k <= 1.31 ? polynomial([6.198765, -19.558097, 23.186922, -12.234627, 2.423045], k) : 0;
}

/** Lowest power first. */
function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
}
