/**
 * How two columns go together.
 *
 * @module
 */
import { normal, studentT } from "./distributions.ts";
import { meanOf, sumOf } from "./describe.ts";
import { inversionChances, ranksOf, tails } from "./ranks.ts";
import { type Columns, needsOption, needsSpread, pairsOf, type Values } from "./values.ts";

/** Ways to measure a correlation. */
export type CorrelationMethod = "pearson" | "spearman" | "kendall";

/** A correlation and how sure it is. */
export interface Correlation {
  method: CorrelationMethod;
  /** The coefficient, -1 to 1: r, rho, or tau-b. */
  r: number;
  /** Two-sided. */
  p: number;
  /** 95 % interval of Pearson's r (Fisher's z); null for the others and below four pairs. */
  low: number | null;
  high: number | null;
  n: number;
  dropped: number;
}

/** Below this many pairs without ties, Kendall's p is counted. */
const EXACT_KENDALL = 50;

/**
 * Correlation of two columns. Pearson and Spearman: p from t with n - 2 degrees of freedom; Kendall's tau-b: p counted exactly below 50
 * pairs without ties, else from the normal distribution with the variance for ties (Kendall 1970).
 */
export function correlation(
  x: Values,
  y: Values,
  options: { method?: CorrelationMethod } = {},
): Correlation {
  const { method = "pearson" } = options;
  const what = `the ${method} correlation`;
  needsOption(["pearson", "spearman", "kendall"].includes(method), "method", method, "the correlation");
  const pairs = pairsOf(x, y, what, 3);
  const n = pairs.x.length;
  needsSpread(pairs.x, what);
  needsSpread(pairs.y, what);
  const common = { method, n, dropped: pairs.dropped };
  if (method === "kendall") return { ...common, ...kendall(pairs.x, pairs.y), low: null, high: null };
  const r = method === "pearson"
    ? pearsonOf(pairs.x, pairs.y)
    : pearsonOf(ranksOf(pairs.x).ranks, ranksOf(pairs.y).ranks);
  const t = Math.abs(r) * Math.sqrt((n - 2) / ((1 - r) * (1 + r)));
  const p = Math.abs(r) === 1 ? 0 : Math.min(1, 2 * studentT.upper(t, n - 2));
  if (method !== "pearson" || n < 4) return { ...common, r, p, low: null, high: null };
  const [z, step] = [Math.atanh(r), normal.quantile(0.975) / Math.sqrt(n - 3)];
  return { ...common, r, p, low: Math.tanh(z - step), high: Math.tanh(z + step) };
}

/** Correlations of each pair of columns, each over the rows that have both. */
export function correlationMatrix(
  columns: Columns,
  options: { method?: CorrelationMethod } = {},
): { names: string[]; r: number[][]; p: number[][]; n: number[][] } {
  const names = Object.keys(columns);
  const cells = names.map((a) => names.map((b) => correlation(columns[a]!, columns[b]!, options)));
  return {
    names,
    r: cells.map((row) => row.map(({ r }) => r)),
    p: cells.map((row) => row.map(({ p }) => p)),
    n: cells.map((row) => row.map(({ n }) => n)),
  };
}

/** Covariance with n - 1. */
export function covariance(x: Values, y: Values): { covariance: number; n: number; dropped: number } {
  const pairs = pairsOf(x, y, "the covariance", 2);
  const n = pairs.x.length;
  return { covariance: productsOf(pairs.x, pairs.y) / (n - 1), n, dropped: pairs.dropped };
}

/** Pearson's r of plain numbers. */
export function pearsonOf(x: readonly number[], y: readonly number[]): number {
  const r = productsOf(x, y) / Math.sqrt(productsOf(x, x) * productsOf(y, y));
  return Math.max(-1, Math.min(1, r));
}

function productsOf(x: readonly number[], y: readonly number[]): number {
  const [meanX, meanY] = [meanOf(x), meanOf(y)];
  return sumOf(x.map((value, k) => (value - meanX) * (y[k]! - meanY)));
}

/** Tau-b; discordant pairs are counted as swaps of a merge sort (Knight 1966). */
function kendall(x: readonly number[], y: readonly number[]): { r: number; p: number } {
  const n = x.length;
  const order = x.map((_, k) => k).sort((a, b) => x[a]! - x[b]! || y[a]! - y[b]!);
  const sorted = order.map((k) => y[k]!);
  const [tiesX, tiesY] = [ranksOf(x).ties, ranksOf(y).ties];
  const both = runsOf(order.length, (a, b) => x[order[a]!] === x[order[b]!] && sorted[a] === sorted[b]);
  const pairs = (sizes: readonly number[]) => sizes.reduce((total, t) => total + t * (t - 1) / 2, 0);
  const all = n * (n - 1) / 2;
  const [sameX, sameY, same] = [pairs(tiesX), pairs(tiesY), pairs(both)];
  const discordant = swaps(sorted);
  const difference = all - sameX - sameY + same - 2 * discordant;
  const r = difference / Math.sqrt(all - sameX) / Math.sqrt(all - sameY);
  if (n < EXACT_KENDALL && tiesX.length === 0 && tiesY.length === 0) {
    const { lower } = tails(inversionChances(n), Math.min(discordant, all - discordant));
    return { r, p: Math.min(1, 2 * lower) };
  }
  const sum = (sizes: readonly number[], f: (t: number) => number) =>
    sizes.reduce((total, t) => total + f(t), 0);
  const two = (t: number) => t * (t - 1);
  const m = n * (n - 1);
  const spread = (m * (2 * n + 5) - sum(tiesX, (t) => two(t) * (2 * t + 5)) -
        sum(tiesY, (t) => two(t) * (2 * t + 5))) / 18 +
    2 * sameX * sameY / m +
    sum(tiesX, (t) => two(t) * (t - 2)) * sum(tiesY, (t) => two(t) * (t - 2)) / (9 * m * (n - 2));
  return { r, p: Math.min(1, 2 * normal.upper(Math.abs(difference) / Math.sqrt(spread))) };
}

/** Lengths of runs of neighbours that are alike. */
function runsOf(length: number, alike: (a: number, b: number) => boolean): number[] {
  const runs: number[] = [];
  let run = 1;
  for (let k = 1; k <= length; k++) {
    if (k < length && alike(k - 1, k)) run++;
    else {
      if (run > 1) runs.push(run);
      run = 1;
    }
  }
  return runs;
}

/** How many neighbours a sort by swaps would swap: sorts in place. */
function swaps(values: number[]): number {
  const spare = new Array<number>(values.length);
  const sort = (from: number, to: number): number => {
    if (to - from < 2) return 0;
    const middle = (from + to) >> 1;
    let count = sort(from, middle) + sort(middle, to);
    let [left, right, place] = [from, middle, from];
    while (left < middle || right < to) {
      if (right >= to || left < middle && values[left]! <= values[right]!) spare[place++] = values[left++]!;
      else {
        count += middle - left;
        spare[place++] = values[right++]!;
      }
    }
    for (let k = from; k < to; k++) values[k] = spare[k]!;
    return count;
  };
  return sort(0, values.length);
}
