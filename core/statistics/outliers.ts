/**
 * Values far from the others.
 *
 * @module
 */
import { meanOf, quantileOf, squaresOf } from "./describe.ts";
import { listOf, needs, needsOption, needsSpread, numberOf, type Values } from "./values.ts";

/** Values outside of bounds. */
export interface Outliers {
  method: "iqr" | "z" | "mad";
  low: number;
  high: number;
  count: number;
  share: number;
  /** Places in the list, from 0. */
  places: number[];
  values: number[];
  n: number;
  dropped: number;
}

/** From the median absolute deviation to the standard deviation of normal values. */
const MAD_TO_SD = 1.482602218505602;
const THRESHOLDS = { iqr: 1.5, z: 3, mad: 3.5 };

/**
 * Values past `threshold` times the spread: of the interquartile range from the quartiles (`iqr`, 1.5; Tukey 1977), of the standard
 * deviation from the mean (`z`, 3), or of the scaled median absolute deviation from the median (`mad`, 3.5; Iglewicz & Hoaglin 1993).
 * `population` takes the standard deviation with n.
 */
export function outliers(
  cells: Values,
  options: { method?: "iqr" | "z" | "mad"; threshold?: number; population?: boolean } = {},
): Outliers {
  const { method = "iqr", population = false } = options;
  const what = "the outliers";
  needsOption(method in THRESHOLDS, "method", method, what);
  const threshold = options.threshold ?? THRESHOLDS[method];
  needsOption(threshold > 0, "the threshold", threshold, what);
  const numbers = listOf(cells, what).map((cell) => numberOf(cell, what));
  const values = numbers.filter((value) => value !== null);
  needs(values.length, 3, what);
  const [low, high] = boundsOf(values, { method, threshold, population });
  const places = numbers.flatMap((value, place) =>
    value !== null && (value < low || value > high) ? [place] : []
  );
  return {
    method,
    low,
    high,
    count: places.length,
    share: places.length / values.length,
    places,
    values: places.map((place) => numbers[place]!),
    n: values.length,
    dropped: numbers.length - values.length,
  };
}

/** How many standard deviations each value is from the mean; null where it is missing. */
export function zScores(cells: Values, options: { population?: boolean } = {}): (number | null)[] {
  const what = "z scores";
  const numbers = listOf(cells, what).map((cell) => numberOf(cell, what));
  const values = numbers.filter((value) => value !== null);
  needs(values.length, 2, what);
  needsSpread(values, what);
  const mean = meanOf(values);
  const sd = Math.sqrt(squaresOf(values) / (values.length - (options.population === true ? 0 : 1)));
  return numbers.map((value) => value === null ? null : (value - mean) / sd);
}

function boundsOf(
  values: readonly number[],
  { method, threshold, population }: { method: Outliers["method"]; threshold: number; population: boolean },
): [low: number, high: number] {
  const sorted = values.toSorted((a, b) => a - b);
  if (method === "iqr") {
    const [q1, q3] = [quantileOf(sorted, 0.25), quantileOf(sorted, 0.75)];
    return [q1 - threshold * (q3 - q1), q3 + threshold * (q3 - q1)];
  }
  if (method === "z") {
    const sd = Math.sqrt(squaresOf(values) / (values.length - (population ? 0 : 1)));
    const mean = meanOf(values);
    return [mean - threshold * sd, mean + threshold * sd];
  }
  const middle = quantileOf(sorted, 0.5);
  const distances = values.map((value) => Math.abs(value - middle)).sort((a, b) => a - b);
  const step = threshold * MAD_TO_SD * quantileOf(distances, 0.5);
  return [middle - step, middle + step];
}
