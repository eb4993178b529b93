/**
 * The `stats` object of scripts, bundled to one module; `catalogue.ts` has the words to it, and a test holds the two together.
 *
 * @module
 */
import { adjust, anova, levene, tukey } from "./anova.ts";
import { dbscan, hierarchicalClusters, kmeans } from "./clusters.ts";
import { pca } from "./components.ts";
import { correlation, correlationMatrix, covariance } from "./correlation.ts";
import { chiSquareFit, chiSquareIndependence, crosstab, fisherExact } from "./counts.ts";
import { describe, frequencies, groups, mean, median, quantile, sd, sum, variance } from "./describe.ts";
import { binomial, chiSquared, fisherF, normal, poisson, studentT } from "./distributions.ts";
import { forecast } from "./forecast.ts";
import { kolmogorovSmirnov } from "./kolmogorov_smirnov.ts";
import { linearRegression, predict } from "./linear.ts";
import { logisticRegression } from "./logistic.ts";
import { dagostino, jarqueBera, shapiroWilk } from "./normality.ts";
import { outliers, zScores } from "./outliers.ts";
import { random, split } from "./random.ts";
import { kruskalWallis, mannWhitney, wilcoxon } from "./rank_tests.ts";
import { ranks } from "./ranks.ts";
import { differences, exponentialAverage, movingAverage } from "./series.ts";
import { tTest, tTestPaired, tTestTwo } from "./t_tests.ts";

/** Everything that `stats` has. */
export const stats = Object.freeze({
  describe,
  sum,
  mean,
  median,
  variance,
  sd,
  quantile,
  frequencies,
  groups,
  crosstab,
  ranks,
  zScores,
  outliers,
  correlation,
  correlationMatrix,
  covariance,
  tTest,
  tTestTwo,
  tTestPaired,
  mannWhitney,
  wilcoxon,
  kruskalWallis,
  anova,
  tukey,
  levene,
  adjust,
  chiSquareIndependence,
  chiSquareFit,
  fisherExact,
  shapiroWilk,
  jarqueBera,
  dagostino,
  kolmogorovSmirnov,
  linearRegression,
  logisticRegression,
  predict,
  kmeans,
  hierarchicalClusters,
  dbscan,
  pca,
  movingAverage,
  exponentialAverage,
  differences,
  forecast,
  normal,
  studentT,
  chiSquared,
  fisherF,
  binomial,
  poisson,
  random,
  split,
});

export default stats;
