/**
 * Linear regression.
 *
 * @module
 */
import { designOf, dot, leastSquares, rowsFor } from "./design.ts";
import { meanOf, sumOf } from "./describe.ts";
import { fisherF, studentT } from "./distributions.ts";
import { type Columns, numberOf, type Values } from "./values.ts";

/** One coefficient of a regression. */
export interface Coefficient {
  name: string;
  estimate: number;
  /** Standard error. */
  se: number;
  /** t, or z of a logistic regression. */
  t: number;
  p: number;
  /** 95 % interval. */
  low: number;
  high: number;
}

/** A linear regression. */
export interface LinearRegression {
  kind: "linear";
  coefficients: Coefficient[];
  r2: number;
  adjustedR2: number;
  f: number;
  p: number;
  dfModel: number;
  dfResidual: number;
  /** Standard deviation of the residuals. */
  sigma: number;
  /** One for each row; null where something was missing. */
  fitted: (number | null)[];
  residuals: (number | null)[];
  predictors: string[];
  levels: Record<string, string[]>;
  intercept: boolean;
  n: number;
  dropped: number;
}

/**
 * Ordinary least squares of one outcome on one or more predictors; text is taken as labels, each against the first in order. Standard
 * errors, t, F and R2 as in Draper & Smith (1998); R2 without intercept is held against 0 instead of the mean.
 */
export function linearRegression(
  y: Values,
  predictors: Columns,
  options: { intercept?: boolean } = {},
): LinearRegression {
  const what = "the linear regression";
  const intercept = options.intercept !== false;
  const design = designOf(y, predictors, intercept, what);
  const outcome = design.y.map((cell) => numberOf(cell, what)!);
  const { coefficients, inverse } = leastSquares(design.x, outcome, design.names, what);
  const [n, k] = [outcome.length, coefficients.length];
  const fitted = design.x.map((row) => dot(row, coefficients));
  const residual = sumOf(outcome.map((value, row) => (value - fitted[row]!) ** 2));
  const center = intercept ? meanOf(outcome) : 0;
  const total = sumOf(outcome.map((value) => (value - center) ** 2));
  if (total === 0) throw new RangeError(`Cannot compute ${what}: the outcome does not vary`);
  const [dfModel, dfResidual] = [k - (intercept ? 1 : 0), n - k];
  const square = residual / dfResidual;
  const r2 = 1 - residual / total;
  const f = (total - residual) / dfModel / square;
  const step = studentT.quantile(0.975, dfResidual);
  return {
    kind: "linear",
    coefficients: coefficients.map((estimate, i) => {
      const se = Math.sqrt(square * inverse[i]![i]!);
      const t = estimate / se;
      const p = Math.min(1, 2 * studentT.upper(Math.abs(t), dfResidual));
      return {
        name: design.names[i]!,
        estimate,
        se,
        t,
        p,
        low: estimate - step * se,
        high: estimate + step * se,
      };
    }),
    r2,
    adjustedR2: 1 - (1 - r2) * (n - (intercept ? 1 : 0)) / dfResidual,
    f,
    p: fisherF.upper(f, dfModel, dfResidual),
    dfModel,
    dfResidual,
    sigma: Math.sqrt(square),
    fitted: spread(fitted, design),
    residuals: spread(outcome.map((value, row) => value - fitted[row]!), design),
    predictors: design.predictors,
    levels: design.levels,
    intercept,
    n,
    dropped: design.dropped,
  };
}

/**
 * What a regression says of other rows: the outcome, or the probability where it is logistic. Null where a predictor is missing or has a
 * label that the regression has not seen.
 */
export function predict(
  regression: Pick<LinearRegression, "predictors" | "levels" | "intercept"> & {
    kind: "linear" | "logistic";
    coefficients: readonly { estimate: number }[];
  },
  predictors: Columns,
): (number | null)[] {
  const estimates = regression.coefficients.map(({ estimate }) => estimate);
  return rowsFor(regression, predictors, "the prediction").map((row) => {
    if (row === null) return null;
    const value = dot(row, estimates);
    return regression.kind === "logistic" ? 1 / (1 + Math.exp(-value)) : value;
  });
}

/** Values of complete rows at the places of those rows. */
export function spread<T>(
  values: readonly T[],
  { places, length }: { places: readonly number[]; length: number },
): (T | null)[] {
  const all: (T | null)[] = new Array(length).fill(null);
  places.forEach((place, k) => all[place] = values[k]!);
  return all;
}
