/**
 * What a list of numbers is like.
 *
 * @module
 */
import type { Value } from "../contract/mod.ts";
import { listOf, needsOption, numbersOf, type Values } from "./values.ts";

/** Figures of one list; null where they are not defined for so few or so equal values. */
export interface Description {
  n: number;
  dropped: number;
  sum: number;
  mean: number;
  /** With n - 1. */
  variance: number | null;
  sd: number | null;
  /** Standard error of the mean. */
  se: number | null;
  min: number;
  q1: number;
  median: number;
  q3: number;
  max: number;
  iqr: number;
  /** Bias-corrected (G1), as in pandas and Excel; from three values on. */
  skewness: number | null;
  /** Excess, bias-corrected (G2), as in pandas and Excel; from four values on. */
  kurtosis: number | null;
}

/** Describes a list. Moments after Joanes & Gill (1998), G1 and G2; quantiles of type 7 (Hyndman & Fan 1996). */
export function describe(cells: Values): Description {
  const { values, dropped } = numbersOf(cells, "the description");
  const sorted = values.toSorted((a, b) => a - b);
  const n = values.length;
  const { mean, m2, m3, m4 } = momentsOf(values);
  const variance = n > 1 ? m2 * n / (n - 1) : null;
  const sd = variance === null ? null : Math.sqrt(variance);
  const varies = m2 > 0;
  const [q1, q3] = [quantileOf(sorted, 0.25), quantileOf(sorted, 0.75)];
  return {
    n,
    dropped,
    sum: sumOf(values),
    mean,
    variance,
    sd,
    se: sd === null ? null : sd / Math.sqrt(n),
    min: sorted[0]!,
    q1,
    median: quantileOf(sorted, 0.5),
    q3,
    max: sorted[n - 1]!,
    iqr: q3 - q1,
    skewness: n > 2 && varies ? Math.sqrt(n * (n - 1)) / (n - 2) * m3 / m2 ** 1.5 : null,
    kurtosis: n > 3 && varies ? (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * (m4 / m2 ** 2 - 3) + 6) : null,
  };
}

/** The sum, compensated (Neumaier 1974). */
export function sum(cells: Values): number {
  return sumOf(numbersOf(cells, "the sum", 0).values);
}

/** The arithmetic mean. */
export function mean(cells: Values): number {
  return meanOf(numbersOf(cells, "the mean").values);
}

/** The median. */
export function median(cells: Values): number {
  return quantile(cells, 0.5);
}

/** The variance with n - 1. */
export function variance(cells: Values): number {
  const { values } = numbersOf(cells, "the variance", 2);
  return squaresOf(values) / (values.length - 1);
}

/** The standard deviation with n - 1. */
export function sd(cells: Values): number {
  return Math.sqrt(variance(cells));
}

/** The quantile of type 7 (Hyndman & Fan 1996), as in R, NumPy and Excel. */
export function quantile(cells: Values, p: number): number {
  needsOption(p >= 0 && p <= 1, "p", p, "the quantile");
  const { values } = numbersOf(cells, "the quantile");
  return quantileOf(values.toSorted((a, b) => a - b), p);
}

/** How often each value occurs, most often first; missing ones are left out. */
export function frequencies(cells: Values): {
  n: number;
  dropped: number;
  values: { value: Value; count: number; share: number }[];
} {
  const counts = new Map<Value, number>();
  let n = 0;
  for (const cell of listOf(cells, "the frequencies")) {
    if (cell === null || cell === undefined || Number.isNaN(cell)) continue;
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
    n++;
  }
  const values = [...counts].map(([value, count]) => ({ value, count, share: count / n }));
  return { n, dropped: cells.length - n, values: values.sort((a, b) => b.count - a.count) };
}

/** The values of each group, by the group's label. Rows without a label are left out. */
export function groups(cells: Values, labels: Values): Record<string, Value[]> {
  const [list, names] = [listOf(cells, "the groups"), listOf(labels, "the groups")];
  if (list.length !== names.length) {
    throw new RangeError(`Cannot make groups: ${list.length} values and ${names.length} labels`);
  }
  const found = new Map<string, Value[]>();
  names.forEach((name, row) => {
    if (name === null || name === undefined) return;
    const key = String(name);
    const group = found.get(key);
    if (group === undefined) found.set(key, [list[row] ?? null]);
    else group.push(list[row] ?? null);
  });
  return Object.fromEntries(found);
}

/** Compensated sum of plain numbers. */
export function sumOf(values: readonly number[]): number {
  let [total, lost] = [0, 0];
  for (const value of values) {
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? (total - next) + value : (value - next) + total;
    total = next;
  }
  return total + lost;
}

/** Mean of plain numbers. */
export function meanOf(values: readonly number[]): number {
  return sumOf(values) / values.length;
}

/** Sum of the squared distances from the mean. */
export function squaresOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return sumOf(values.map((value) => (value - mean) ** 2));
}

/** Quantile of type 7 of sorted numbers. */
export function quantileOf(sorted: readonly number[], p: number): number {
  const place = (sorted.length - 1) * p;
  const below = Math.floor(place);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (place - below) * (high - low);
}

/** Mean and central moments, divided by n. */
export function momentsOf(values: readonly number[]): { mean: number; m2: number; m3: number; m4: number } {
  const mean = meanOf(values);
  const moment = (power: number) => sumOf(values.map((value) => (value - mean) ** power)) / values.length;
  return { mean, m2: moment(2), m3: moment(3), m4: moment(4) };
}
