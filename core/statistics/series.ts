/**
 * Values in the order of time: averages that move along.
 *
 * @module
 */
import { listOf, needsOption, numberOf, type Values } from "./values.ts";

/**
 * The mean of the last `width` values at each place (`center`: around it, for an odd width). Null until there are so many; missing values
 * inside a window are left out, and a window of nothing gives null.
 */
export function movingAverage(
  cells: Values,
  width: number,
  options: { center?: boolean } = {},
): (number | null)[] {
  const what = "the moving average";
  needsOption(Number.isInteger(width) && width > 0, "the width", width, what);
  needsOption(options.center !== true || width % 2 === 1, "the width around a place", width, what);
  const numbers = listOf(cells, what).map((cell) => numberOf(cell, what));
  const ahead = options.center === true ? (width - 1) / 2 : 0;
  return numbers.map((_, place) => {
    const [from, to] = [place + ahead - width + 1, place + ahead];
    if (from < 0 || to >= numbers.length) return null;
    const inside = numbers.slice(from, to + 1).filter((value) => value !== null);
    return inside.length === 0 ? null : inside.reduce((sum, value) => sum + value, 0) / inside.length;
  });
}

/** The exponential moving average: each value counts `alpha`, what was before the rest (Brown 1956). A missing value changes nothing. */
export function exponentialAverage(cells: Values, alpha: number): (number | null)[] {
  const what = "the exponential average";
  needsOption(alpha > 0 && alpha <= 1, "alpha", alpha, what);
  let level: number | null = null;
  return listOf(cells, what).map((cell) => {
    const value = numberOf(cell, what);
    if (value !== null) level = level === null ? value : alpha * value + (1 - alpha) * level;
    return level;
  });
}

/** The difference of each value from the one `lag` places before it; null at the start and beside missing values. */
export function differences(cells: Values, lag = 1): (number | null)[] {
  const what = "the differences";
  needsOption(Number.isInteger(lag) && lag > 0, "the lag", lag, what);
  const numbers = listOf(cells, what).map((cell) => numberOf(cell, what));
  return numbers.map((value, place) => {
    const before = numbers[place - lag];
    return value === null || before === null || before === undefined ? null : value - before;
  });
}
