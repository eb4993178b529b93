/**
 * What may come next, by exponential smoothing.
 *
 * @module
 */
import { normal } from "./distributions.ts";
import { meanOf } from "./describe.ts";
import { minimum } from "./minimum.ts";
import { needs, needsOption, numbersOf, type Values } from "./values.ts";

/** Ways to smooth: a level; with a trend; with a trend and seasons. */
export type ForecastMethod = "simple" | "holt" | "holt-winters";

/** What may come. */
export interface Forecast {
  method: ForecastMethod;
  /** The next values. */
  forecast: number[];
  /** 95 % interval of each, where residuals are normal; null with multiplied seasons. */
  low: number[] | null;
  high: number[] | null;
  alpha: number;
  beta: number | null;
  gamma: number | null;
  /** What was expected of each value from those before it. */
  fitted: number[];
  /** Standard deviation of the errors of that. */
  sigma: number;
  n: number;
  dropped: number;
}

/** How a forecast is made. What is not given of the weights is chosen for the least squared error. */
export interface ForecastOptions {
  method?: ForecastMethod;
  /** Values in a season, such as 12 months. */
  period?: number;
  seasonal?: "additive" | "multiplicative";
  alpha?: number;
  beta?: number;
  gamma?: number;
}

interface State {
  fitted: number[];
  level: number;
  trend: number;
  seasons: number[];
}

/**
 * Exponential smoothing: simple (Brown 1956), with a trend (Holt 1957), with seasons (Winters 1960); start values and intervals after
 * Hyndman & Athanasopoulos (2021, chapter 8). Values must be in order; missing ones are left out as if time had not passed.
 */
export function forecast(cells: Values, steps: number, options: ForecastOptions = {}): Forecast {
  const what = "the forecast";
  const { period = 12, seasonal = "additive" } = options;
  const method = options.method ?? (options.period === undefined ? "holt" : "holt-winters");
  needsOption(["simple", "holt", "holt-winters"].includes(method), "method", method, what);
  needsOption(["additive", "multiplicative"].includes(seasonal), "seasonal", seasonal, what);
  needsOption(Number.isInteger(steps) && steps > 0 && steps <= 10_000, "the number of steps", steps, what);
  needsOption(Number.isInteger(period) && period > 1, "the period", period, what);
  const { values, dropped } = numbersOf(cells, what, 4);
  const seasons = method === "holt-winters";
  if (seasons) needs(values.length, 2 * period, `${what} with seasons of ${period}`);
  const multiplied = seasons && seasonal === "multiplicative";
  if (multiplied && values.some((value) => value <= 0)) {
    throw new RangeError(`Cannot compute ${what}: seasons that multiply need values above 0`);
  }
  const weights = [options.alpha, method === "simple" ? 0 : options.beta, seasons ? options.gamma : 0];
  weights.forEach((weight) =>
    needsOption(weight === undefined || weight >= 0 && weight <= 1, "a weight", weight, what)
  );
  const run = (chosen: readonly number[]) => smooth(values, chosen, { method, period, multiplied });
  const [alpha = 0, beta = 0, gamma = 0] = minimum(
    (chosen) => errorOf(values, run(chosen).fitted, seasons ? period : 1),
    weights,
  );
  const end = run([alpha, beta, gamma]);
  const skipped = method === "holt" ? 2 : seasons ? period : 1;
  const free = (options.alpha === undefined ? 1 : 0) +
    (method === "simple" || options.beta !== undefined ? 0 : 1) +
    (seasons && options.gamma === undefined ? 1 : 0);
  const errors = values.length - skipped;
  const sigma = Math.sqrt(errorOf(values, end.fitted, skipped) / Math.max(1, errors - free));
  const next = Array.from({ length: steps }, (_, k) => {
    const line = end.level + (k + 1) * end.trend;
    if (!seasons) return line;
    const season = end.seasons[k % period]!;
    return multiplied ? line * season : line + season;
  });
  const widths = widthsOf(steps, { alpha, beta, gamma, period: seasons ? period : 0 });
  const reach = normal.quantile(0.975) * sigma;
  return {
    method,
    forecast: next,
    low: multiplied ? null : next.map((value, k) => value - reach * widths[k]!),
    high: multiplied ? null : next.map((value, k) => value + reach * widths[k]!),
    alpha,
    beta: method === "simple" ? null : beta,
    gamma: seasons ? gamma : null,
    fitted: end.fitted,
    sigma,
    n: values.length,
    dropped,
  };
}

function smooth(
  values: readonly number[],
  [alpha = 0, beta = 0, gamma = 0]: readonly number[],
  { method, period, multiplied }: { method: ForecastMethod; period: number; multiplied: boolean },
): State {
  const seasonal = method === "holt-winters";
  const first = values.slice(0, period);
  let level = seasonal ? meanOf(first) : values[0]!;
  let trend = method === "simple"
    ? 0
    : seasonal
    ? (meanOf(values.slice(period, 2 * period)) - level) / period
    : values[1]! - values[0]!;
  const seasons = seasonal ? first.map((value) => multiplied ? value / level : value - level) : [];
  const fitted: number[] = seasonal ? [...first] : [values[0]!];
  for (let k = fitted.length; k < values.length; k++) {
    const value = values[k]!;
    const place = k % period;
    const season = seasonal ? seasons[place]! : multiplied ? 1 : 0;
    const before = level + trend;
    fitted.push(multiplied ? before * season : before + season);
    const plain = multiplied ? value / season : value - season;
    const next = alpha * plain + (1 - alpha) * before;
    trend = method === "simple" ? 0 : beta * (next - level) + (1 - beta) * trend;
    if (seasonal) {
      const own = multiplied ? value / before : value - before;
      seasons[place] = gamma * own + (1 - gamma) * season;
    }
    level = next;
  }
  // The next value's season comes first.
  const turn = values.length % period;
  return { fitted, level, trend, seasons: [...seasons.slice(turn), ...seasons.slice(0, turn)] };
}

function errorOf(values: readonly number[], fitted: readonly number[], from: number): number {
  let total = 0;
  for (let k = from; k < values.length; k++) total += (values[k]! - fitted[k]!) ** 2;
  return total;
}

/** The standard deviation of each step's error, as a multiple of that of one step. `beta` here weighs the change of the level. */
function widthsOf(
  steps: number,
  { alpha, beta, gamma, period }: { alpha: number; beta: number; gamma: number; period: number },
): number[] {
  let squares = 1;
  return Array.from({ length: steps }, (_, k) => {
    if (k > 0) {
      squares += (alpha * (1 + k * beta) + (period > 0 && k % period === 0 ? gamma : 0)) ** 2;
    }
    return Math.sqrt(squares);
  });
}
