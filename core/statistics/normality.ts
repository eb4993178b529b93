/**
 * Whether values look normal.
 *
 * @module
 */
import { momentsOf } from "./describe.ts";
import { chiSquared, normal } from "./distributions.ts";
import { needsSpread, numbersOf, type Values } from "./values.ts";

/** A test of normality: a small p speaks against it. */
export interface NormalityTest {
  statistic: number;
  p: number;
  n: number;
  dropped: number;
}

/** Royston's polynomials, lowest power first. */
const LAST = [0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056];
const LAST_BUT_ONE = [0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633];
const SMALL_MEAN = [0.544, -0.39978, 0.025054, -0.0006714];
const SMALL_LN_SD = [1.3822, -0.77857, 0.062767, -0.0020322];
const LARGE_MEAN = [-1.5861, -0.31082, -0.083751, 0.0038915];
const LARGE_LN_SD = [-0.4803, -0.082676, 0.0030302];
const SMALL_SHIFT = [-2.273, 0.459];

/** Shapiro and Wilk's W (1965) with the weights and p of Royston (1995, AS R94); 3 to 5,000 values. */
export function shapiroWilk(cells: Values): NormalityTest {
  const what = "the Shapiro-Wilk test";
  const { values, dropped } = numbersOf(cells, what, 3);
  const n = values.length;
  if (n > 5000) {
    throw new RangeError(`Cannot compute ${what}: ${n} values, and it is made for 5,000. Take jarqueBera()`);
  }
  needsSpread(values, what);
  const sorted = values.toSorted((a, b) => a - b);
  const weights = weightsOf(n);
  const { m2 } = momentsOf(values);
  const sum = weights.reduce((total, weight, k) => total + weight * (sorted[n - 1 - k]! - sorted[k]!), 0);
  const statistic = Math.min(1, sum * sum / (m2 * n));
  return { statistic, p: shapiroP(statistic, n), n, dropped };
}

/** Jarque and Bera's test of skewness and kurtosis (1980); p from chi-squared, which holds for some hundred values and more. */
export function jarqueBera(cells: Values): NormalityTest {
  const what = "the Jarque-Bera test";
  const { values, dropped } = numbersOf(cells, what, 4);
  needsSpread(values, what);
  const { m2, m3, m4 } = momentsOf(values);
  const n = values.length;
  const statistic = n / 6 * (m3 ** 2 / m2 ** 3 + (m4 / m2 ** 2 - 3) ** 2 / 4);
  return { statistic, p: chiSquared.upper(statistic, 2), n, dropped };
}

/** D'Agostino and Pearson's K2 (1973): skewness after D'Agostino (1970), kurtosis after Anscombe and Glynn (1983); 8 values and more. */
export function dagostino(cells: Values): NormalityTest {
  const what = "the D'Agostino-Pearson test";
  const { values, dropped } = numbersOf(cells, what, 8);
  needsSpread(values, what);
  const { m2, m3, m4 } = momentsOf(values);
  const n = values.length;
  const statistic = skewnessScore(m3 / m2 ** 1.5, n) ** 2 + kurtosisScore(m4 / m2 ** 2, n) ** 2;
  return { statistic, p: chiSquared.upper(statistic, 2), n, dropped };
}

/** Half of the weights; the other half has the opposite signs. */
function weightsOf(n: number): number[] {
  const half = Math.floor(n / 2);
  if (n === 3) return [Math.SQRT1_2];
  const scores = Array.from({ length: half }, (_, k) => -normal.quantile((k + 1 - 0.375) / (n + 0.25)));
  const squares = 2 * scores.reduce((sum, score) => sum + score * score, 0);
  const step = 1 / Math.sqrt(n);
  const first = polynomial(LAST, step) + scores[0]! / Math.sqrt(squares);
  if (n <= 5) {
    const scale = Math.sqrt((squares - 2 * scores[0]! ** 2) / (1 - 2 * first ** 2));
    return [first, ...scores.slice(1).map((score) => score / scale)];
  }
  const second = polynomial(LAST_BUT_ONE, step) + scores[1]! / Math.sqrt(squares);
  const scale = Math.sqrt(
    (squares - 2 * scores[0]! ** 2 - 2 * scores[1]! ** 2) / (1 - 2 * first ** 2 - 2 * second ** 2),
  );
  return [first, second, ...scores.slice(2).map((score) => score / scale)];
}

function shapiroP(w: number, n: number): number {
  if (n === 3) return Math.max(0, 6 / Math.PI * (Math.asin(Math.sqrt(w)) - Math.asin(Math.sqrt(0.75))));
  const y = Math.log(1 - w);
  if (n <= 11) {
    const shift = polynomial(SMALL_SHIFT, n);
    if (y >= shift) return 0;
    const score = (-Math.log(shift - y) - polynomial(SMALL_MEAN, n)) / Math.exp(polynomial(SMALL_LN_SD, n));
    return normal.upper(score);
  }
  const ln = Math.log(n);
  return normal.upper((y - polynomial(LARGE_MEAN, ln)) / Math.exp(polynomial(LARGE_LN_SD, ln)));
}

function skewnessScore(skewness: number, n: number): number {
  const y = skewness * Math.sqrt((n + 1) * (n + 3) / (6 * (n - 2)));
  const beta = 3 * (n * n + 27 * n - 70) * (n + 1) * (n + 3) / ((n - 2) * (n + 5) * (n + 7) * (n + 9));
  const w2 = -1 + Math.sqrt(2 * (beta - 1));
  const scaled = y / Math.sqrt(2 / (w2 - 1));
  return Math.asinh(scaled) / Math.sqrt(0.5 * Math.log(w2));
}

function kurtosisScore(kurtosis: number, n: number): number {
  const expected = 3 * (n - 1) / (n + 1);
  const spread = 24 * n * (n - 2) * (n - 3) / ((n + 1) ** 2 * (n + 3) * (n + 5));
  const x = (kurtosis - expected) / Math.sqrt(spread);
  const skew = 6 * (n * n - 5 * n + 2) / ((n + 7) * (n + 9)) *
    Math.sqrt(6 * (n + 3) * (n + 5) / (n * (n - 2) * (n - 3)));
  const a = 6 + 8 / skew * (2 / skew + Math.sqrt(1 + 4 / skew ** 2));
  const root = 1 + x * Math.sqrt(2 / (a - 4));
  const term = Math.sign(root) * Math.cbrt((1 - 2 / a) / Math.abs(root));
  return (1 - 2 / (9 * a) - term) / Math.sqrt(2 / (9 * a));
}

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((total, each) => total * x + each, 0);
}
