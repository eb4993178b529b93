/**
 * Logistic regression.
 *
 * @module
 */
import type { Value } from "../contract/mod.ts";
import { designOf, dot, leastSquares } from "./design.ts";
import { sumOf } from "./describe.ts";
import { chiSquared, normal } from "./distributions.ts";
import { type Coefficient, spread } from "./linear.ts";
import type { Columns, Values } from "./values.ts";

/** A logistic regression. `t` of a coefficient is Wald's z. */
export interface LogisticRegression {
  kind: "logistic";
  /** The outcome that counts as success. */
  success: string;
  coefficients: (Coefficient & { oddsRatio: number })[];
  deviance: number;
  nullDeviance: number;
  /** Of the model against none: likelihood ratio, chi-squared. */
  p: number;
  /** McFadden's. */
  r2: number;
  /** Share of rows on the right side of one half. */
  accuracy: number;
  /** The probability of success for each row; null where something was missing. */
  fitted: (number | null)[];
  predictors: string[];
  levels: Record<string, string[]>;
  intercept: boolean;
  n: number;
  dropped: number;
}

const STEPS = 50;
const CLOSE = 1e-10;
/** Probabilities this near to 0 and 1 everywhere: the outcome can be told without fail, and the coefficients have no end. */
const CERTAIN = 1e-7;

/**
 * Maximum likelihood by iteratively reweighted least squares (McCullagh & Nelder 1989). The outcome is 0 and 1, truth values, or two labels
 * of which the second in order is success.
 */
export function logisticRegression(y: Values, predictors: Columns): LogisticRegression {
  const what = "the logistic regression";
  const design = designOf(y, predictors, true, what);
  const { outcome, success } = outcomeOf(design.y, what);
  const { names, x } = design;
  const [n, k] = [outcome.length, names.length];
  const share = outcome.filter((each) => each === 1).length / n;
  let coefficients = names.map((_, i) => i === 0 ? Math.log(share / (1 - share)) : 0);
  let [deviance, inverse] = [Infinity, [] as number[][]];
  let fitted: number[] = [];
  for (let step = 0;; step++) {
    const linear = x.map((row) => dot(row, coefficients));
    fitted = linear.map((value) => 1 / (1 + Math.exp(-value)));
    const next = devianceOf(outcome, fitted);
    if (fitted.every((p, row) => Math.abs(p - outcome[row]!) < CERTAIN)) {
      throw new RangeError(`Cannot compute ${what}: the predictors tell the outcome without fail`);
    }
    const done = Math.abs(deviance - next) / (Math.abs(next) + 0.1) < CLOSE;
    deviance = next;
    const weights = fitted.map((p) => Math.max(p * (1 - p), 1e-12));
    const roots = weights.map(Math.sqrt);
    const target = linear.map((value, row) =>
      roots[row]! * (value + (outcome[row]! - fitted[row]!) / weights[row]!)
    );
    const solved = leastSquares(x.map((row, i) => row.map((cell) => cell * roots[i]!)), target, names, what);
    inverse = solved.inverse;
    if (done) break;
    if (step >= STEPS) {
      throw new RangeError(
        `Cannot compute ${what}: it does not settle, for the predictors nearly tell the outcome`,
      );
    }
    coefficients = solved.coefficients;
  }
  const nullDeviance = devianceOf(outcome, outcome.map(() => share));
  const quantile = normal.quantile(0.975);
  return {
    kind: "logistic",
    success,
    coefficients: coefficients.map((estimate, i) => {
      const se = Math.sqrt(inverse[i]![i]!);
      const z = estimate / se;
      const p = Math.min(1, 2 * normal.upper(Math.abs(z)));
      const [low, high] = [estimate - quantile * se, estimate + quantile * se];
      return { name: names[i]!, estimate, se, t: z, p, low, high, oddsRatio: Math.exp(estimate) };
    }),
    deviance,
    nullDeviance,
    p: chiSquared.upper(nullDeviance - deviance, k - 1),
    r2: 1 - deviance / nullDeviance,
    accuracy: outcome.filter((each, row) => (fitted[row]! >= 0.5) === (each === 1)).length / n,
    fitted: spread(fitted, design),
    predictors: design.predictors,
    levels: design.levels,
    intercept: true,
    n,
    dropped: design.dropped,
  };
}

function outcomeOf(cells: (Value | undefined)[], what: string): { outcome: number[]; success: string } {
  const labels = [...new Set(cells.map(String))].sort();
  if (labels.length !== 2) {
    throw new RangeError(
      `Cannot compute ${what}: the outcome has ${labels.length} different values, not two`,
    );
  }
  const success = labels[1]!;
  return { outcome: cells.map((cell) => String(cell) === success ? 1 : 0), success };
}

function devianceOf(outcome: readonly number[], fitted: readonly number[]): number {
  return -2 *
    sumOf(outcome.map((each, row) => each === 1 ? Math.log(fitted[row]!) : Math.log1p(-fitted[row]!)));
}
