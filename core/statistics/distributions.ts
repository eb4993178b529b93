/**
 * Distributions: density, lower and upper probability, and quantile. Upper probabilities are computed as such, so that small ones keep
 * their digits. Everything rests on the incomplete beta and gamma functions and erfc of @stdlib (after Boost and Cephes).
 *
 * @module
 */
import betainc from "@stdlib/math-base-special-betainc";
import erfc from "@stdlib/math-base-special-erfc";
import erfcinv from "@stdlib/math-base-special-erfcinv";
import gammainc from "@stdlib/math-base-special-gammainc";
import gammaln from "@stdlib/math-base-special-gammaln";

const SQRT2 = Math.SQRT2;
const LN_SQRT_2PI = 0.5 * Math.log(2 * Math.PI);

/** The normal distribution. */
export const normal = Object.freeze({
  pdf(x: number, mean = 0, sd = 1): number {
    positive(sd, "sd");
    return Math.exp(-0.5 * ((x - mean) / sd) ** 2 - LN_SQRT_2PI) / sd;
  },
  /** P(X <= x). */
  cdf(x: number, mean = 0, sd = 1): number {
    positive(sd, "sd");
    return 0.5 * erfc(-(x - mean) / (sd * SQRT2));
  },
  /** P(X > x). */
  upper(x: number, mean = 0, sd = 1): number {
    return normal.cdf(-x, -mean, sd);
  },
  quantile(p: number, mean = 0, sd = 1): number {
    positive(sd, "sd");
    share(p);
    return mean - sd * SQRT2 * erfcinv(2 * p);
  },
});

/** Student's t. */
export const studentT = Object.freeze({
  pdf(x: number, df: number): number {
    positive(df, "df");
    const ln = gammaln((df + 1) / 2) - gammaln(df / 2) - 0.5 * Math.log(df * Math.PI);
    return Math.exp(ln - (df + 1) / 2 * Math.log1p(x * x / df));
  },
  cdf(x: number, df: number): number {
    return studentT.upper(-x, df);
  },
  upper(x: number, df: number): number {
    positive(df, "df");
    if (x < 0) return 1 - studentT.upper(-x, df);
    if (x === Infinity) return 0;
    const square = x * x;
    // Of the two forms, the one whose argument is not next to 1.
    return square < df
      ? 0.5 * betainc(square / (df + square), 0.5, df / 2, true, true)
      : 0.5 * betainc(df / (df + square), df / 2, 0.5, true, false);
  },
  quantile(p: number, df: number): number {
    positive(df, "df");
    share(p);
    if (p === 0.5) return 0;
    if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity;
    const tail = Math.min(p, 1 - p);
    // In the middle, what lies between 0 and x keeps more digits than what lies beyond.
    const between = (x: number) => 0.5 * betainc(x * x / (df + x * x), 0.5, df / 2, true, false);
    const x = tail > 0.25
      ? solve((x) => between(x) - (0.5 - tail), 1)
      : solve((x) => tail - studentT.upper(x, df), 1);
    return p < 0.5 ? -x : x;
  },
});

/** Chi-squared. */
export const chiSquared = Object.freeze({
  pdf(x: number, df: number): number {
    positive(df, "df");
    if (x < 0) return 0;
    if (x === 0) return df < 2 ? Infinity : df === 2 ? 0.5 : 0;
    return Math.exp((df / 2 - 1) * Math.log(x) - x / 2 - df / 2 * Math.LN2 - gammaln(df / 2));
  },
  cdf(x: number, df: number): number {
    positive(df, "df");
    return x <= 0 ? 0 : gammainc(x / 2, df / 2, true, false);
  },
  upper(x: number, df: number): number {
    positive(df, "df");
    return x <= 0 ? 1 : gammainc(x / 2, df / 2, true, true);
  },
  quantile(p: number, df: number): number {
    positive(df, "df");
    share(p);
    if (p === 0 || p === 1) return p === 0 ? 0 : Infinity;
    return solve((x) => p <= 0.5 ? chiSquared.cdf(x, df) - p : 1 - p - chiSquared.upper(x, df), df);
  },
});

/** Fisher's F. */
export const fisherF = Object.freeze({
  pdf(x: number, df1: number, df2: number): number {
    positive(df1, "df1");
    positive(df2, "df2");
    if (x < 0) return 0;
    if (x === 0) return df1 < 2 ? Infinity : df1 === 2 ? 1 : 0;
    const ln = df1 / 2 * Math.log(df1 / df2) + (df1 / 2 - 1) * Math.log(x) -
      (df1 + df2) / 2 * Math.log1p(df1 * x / df2) - lnBeta(df1 / 2, df2 / 2);
    return Math.exp(ln);
  },
  cdf(x: number, df1: number, df2: number): number {
    positive(df1, "df1");
    positive(df2, "df2");
    return x <= 0 ? 0 : betainc(df1 * x / (df1 * x + df2), df1 / 2, df2 / 2, true, false);
  },
  upper(x: number, df1: number, df2: number): number {
    positive(df1, "df1");
    positive(df2, "df2");
    if (x === Infinity) return 0;
    return x <= 0 ? 1 : betainc(df2 / (df1 * x + df2), df2 / 2, df1 / 2, true, false);
  },
  quantile(p: number, df1: number, df2: number): number {
    positive(df1, "df1");
    positive(df2, "df2");
    share(p);
    if (p === 0 || p === 1) return p === 0 ? 0 : Infinity;
    return solve((x) => p <= 0.5 ? fisherF.cdf(x, df1, df2) - p : 1 - p - fisherF.upper(x, df1, df2), 1);
  },
});

/** Successes among `n` trials. */
export const binomial = Object.freeze({
  /** P(X = k). */
  pdf(k: number, n: number, p: number): number {
    trials(n, p);
    if (!Number.isInteger(k) || k < 0 || k > n) return 0;
    if (p === 0 || p === 1) return k === n * p ? 1 : 0;
    return Math.exp(lnChoose(n, k) + k * Math.log(p) + (n - k) * Math.log1p(-p));
  },
  cdf(k: number, n: number, p: number): number {
    trials(n, p);
    const whole = Math.floor(k);
    if (whole < 0 || whole >= n) return whole < 0 ? 0 : 1;
    return betainc(1 - p, n - whole, whole + 1, true, false);
  },
  /** P(X > k). */
  upper(k: number, n: number, p: number): number {
    trials(n, p);
    const whole = Math.floor(k);
    if (whole < 0 || whole >= n) return whole < 0 ? 1 : 0;
    return betainc(p, whole + 1, n - whole, true, false);
  },
  /** The smallest k with P(X <= k) >= q. */
  quantile(q: number, n: number, p: number): number {
    trials(n, p);
    share(q);
    return smallest((k) => binomial.cdf(k, n, p) >= q * (1 - 1e-14), n);
  },
});

/** Events at a constant rate. */
export const poisson = Object.freeze({
  /** P(X = k). */
  pdf(k: number, rate: number): number {
    positive(rate, "rate");
    if (!Number.isInteger(k) || k < 0) return 0;
    return Math.exp(k * Math.log(rate) - rate - gammaln(k + 1));
  },
  cdf(k: number, rate: number): number {
    positive(rate, "rate");
    return k < 0 ? 0 : gammainc(rate, Math.floor(k) + 1, true, true);
  },
  /** P(X > k). */
  upper(k: number, rate: number): number {
    positive(rate, "rate");
    return k < 0 ? 1 : gammainc(rate, Math.floor(k) + 1, true, false);
  },
  /** The smallest k with P(X <= k) >= q. */
  quantile(q: number, rate: number): number {
    positive(rate, "rate");
    share(q);
    if (q === 1) return Infinity;
    return smallest((k) => poisson.cdf(k, rate) >= q * (1 - 1e-14), Infinity);
  },
});

/** The natural logarithm of the number of ways to choose k of n. */
export function lnChoose(n: number, k: number): number {
  return gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1);
}

function lnBeta(a: number, b: number): number {
  return gammaln(a) + gammaln(b) - gammaln(a + b);
}

/** The root of a rising function on the positive numbers: a bracket is grown, then halved, by ratio while it is wide. */
function solve(f: (x: number) => number, start: number): number {
  let [low, high] = [Math.max(start, 1), Math.max(start, 1)];
  while (f(high) < 0 && high < Number.MAX_VALUE) [low, high] = [high, high * 4];
  while (f(low) > 0 && low > Number.MIN_VALUE) [low, high] = [low / 4, low];
  while (high - low > Number.EPSILON * high) {
    const middle = high > 4 * low ? Math.sqrt(low) * Math.sqrt(high) : (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (f(middle) < 0) low = middle;
    else high = middle;
  }
  return high;
}

/** The smallest whole number from 0 to `most` that passes; the test rises once. */
function smallest(passes: (k: number) => boolean, most: number): number {
  let [low, high] = [-1, 1];
  while (high < most && !passes(high)) [low, high] = [high, high * 2];
  high = Math.min(high, most);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (passes(middle)) high = middle;
    else low = middle;
  }
  return high;
}

function positive(value: number, name: string): void {
  if (!(value > 0)) throw new RangeError(`Cannot compute the distribution: ${name} is ${value}, not above 0`);
}

function share(p: number): void {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`Cannot compute the quantile: ${p} is not from 0 to 1`);
}

function trials(n: number, p: number): void {
  if (!Number.isInteger(n) || n < 0) {
    throw new RangeError(`Cannot compute the distribution: ${n} is no number of trials`);
  }
  if (!(p >= 0 && p <= 1)) throw new RangeError(`Cannot compute the distribution: ${p} is no probability`);
}
