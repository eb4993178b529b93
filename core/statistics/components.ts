/**
 * Principal components.
 *
 * @module
 */
import { Matrix, SVD } from "ml-matrix";
import { meanOf } from "./describe.ts";
import { standardize } from "./clusters.ts";
import { spread } from "./linear.ts";
import { type Columns, needsSpread, rowsOf } from "./values.ts";

/** Principal components, the one with the most variance first. */
export interface Components {
  names: string[];
  /** Variance along each component. */
  variances: number[];
  /** Its share of all variance. */
  shares: number[];
  /** For each component, the weight of each column. The largest weight is positive. */
  loadings: number[][];
  /** For each row, its place along each component; null where something was missing. */
  scores: (number[] | null)[];
  n: number;
  dropped: number;
}

/** Principal component analysis by singular values of the centred columns (Jolliffe 2002), standardized unless told otherwise. */
export function pca(columns: Columns, options: { standardize?: boolean } = {}): Components {
  const what = "principal components";
  const given = rowsOf(columns, what, 2);
  const { names, rows } = given;
  names.forEach((name, k) => needsSpread(rows.map((row) => row[k]!), `${what} of "${name}"`));
  const means = names.map((_, k) => meanOf(rows.map((row) => row[k]!)));
  const centred = options.standardize === false
    ? rows.map((row) => row.map((cell, k) => cell - means[k]!))
    : standardize(rows);
  const svd = new SVD(new Matrix(centred), { autoTranspose: true });
  const count = Math.min(names.length, rows.length - 1);
  const variances = svd.diagonal.slice(0, count).map((value) => value * value / (rows.length - 1));
  const total = variances.reduce((sum, each) => sum + each, 0);
  const loadings = Array.from({ length: count }, (_, component) => {
    const weights = svd.rightSingularVectors.getColumn(component);
    const largest = weights.reduce((most, each) => Math.abs(each) > Math.abs(most) ? each : most, 0);
    return weights.map((each) => largest < 0 ? -each : each);
  });
  const scores = centred.map((row) =>
    loadings.map((weights) => weights.reduce((sum, each, k) => sum + each * row[k]!, 0))
  );
  return {
    names,
    variances,
    shares: variances.map((each) => each / total),
    loadings,
    scores: spread(scores, given),
    n: rows.length,
    dropped: given.dropped,
  };
}
