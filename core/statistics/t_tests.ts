/**
 * Tests of means.
 *
 * @module
 */
import { type Alternative, alternativeOf, pOf } from "./alternatives.ts";
import { meanOf, squaresOf } from "./describe.ts";
import { studentT } from "./distributions.ts";
import { numbersOf, pairsOf, type Values } from "./values.ts";

/** A t test. */
export interface TTest {
  t: number;
  df: number;
  p: number;
  alternative: Alternative;
  /** Of means: the first less the second, or less the mean that was tested. */
  difference: number;
  /** 95 % interval of the difference, two-sided. */
  low: number;
  high: number;
  /** Cohen's d. */
  effect: number;
  /** Means of the samples. */
  means: number[];
  n: number;
  dropped: number;
}

/** Whether the mean of a list is another than `mean` (Student 1908). */
export function tTest(
  cells: Values,
  options: { mean?: number; alternative?: Alternative } = {},
): TTest {
  const what = "the t test";
  const { values, dropped } = numbersOf(cells, what, 2);
  const n = values.length;
  const sd = Math.sqrt(squaresOf(values) / (n - 1));
  const difference = meanOf(values) - (options.mean ?? 0);
  return finish(
    { difference, se: sd / Math.sqrt(n), df: n - 1, effect: difference / sd, what },
    { alternative: options.alternative, means: [meanOf(values)], n, dropped },
  );
}

/**
 * Whether two lists have the same mean. Without equal variances (the default) after Welch (1947) with the degrees of freedom of
 * Satterthwaite; `equalVariances` gives Student's.
 */
export function tTestTwo(
  first: Values,
  second: Values,
  options: { equalVariances?: boolean; alternative?: Alternative } = {},
): TTest {
  const what = "the t test of two samples";
  const [a, b] = [numbersOf(first, what, 2), numbersOf(second, what, 2)];
  const [n, m] = [a.values.length, b.values.length];
  const [squaresA, squaresB] = [squaresOf(a.values), squaresOf(b.values)];
  const pooled = (squaresA + squaresB) / (n + m - 2);
  const means = [meanOf(a.values), meanOf(b.values)];
  const difference = means[0]! - means[1]!;
  const [partA, partB] = [squaresA / (n - 1) / n, squaresB / (m - 1) / m];
  const equal = options.equalVariances === true;
  const df = equal ? n + m - 2 : (partA + partB) ** 2 / (partA ** 2 / (n - 1) + partB ** 2 / (m - 1));
  const se = Math.sqrt(equal ? pooled * (1 / n + 1 / m) : partA + partB);
  return finish(
    { difference, se, df, effect: difference / Math.sqrt(pooled), what },
    { alternative: options.alternative, means, n: n + m, dropped: a.dropped + b.dropped },
  );
}

/** Whether the differences of pairs are 0 on average. */
export function tTestPaired(
  first: Values,
  second: Values,
  options: { alternative?: Alternative } = {},
): TTest {
  const what = "the paired t test";
  const { x, y, dropped } = pairsOf(first, second, what, 2);
  const test = tTest(x.map((value, k) => value - y[k]!), options);
  return { ...test, means: [meanOf(x), meanOf(y)], dropped };
}

function finish(
  { difference, se, df, effect, what }: {
    difference: number;
    se: number;
    df: number;
    effect: number;
    what: string;
  },
  { alternative, ...rest }: {
    alternative: Alternative | undefined;
    means: number[];
    n: number;
    dropped: number;
  },
): TTest {
  const side = alternativeOf(alternative, what);
  if (se === 0) throw new RangeError(`Cannot compute ${what}: the values do not vary`);
  const t = difference / se;
  const step = studentT.quantile(0.975, df) * se;
  return {
    t,
    df,
    p: pOf(studentT.cdf(t, df), studentT.upper(t, df), side),
    alternative: side,
    difference,
    low: difference - step,
    high: difference + step,
    effect,
    ...rest,
  };
}
