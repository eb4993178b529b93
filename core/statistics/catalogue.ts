/**
 * What `stats` offers to scripts, in words: for the prompt of a model, the review of a script, and `docs/statistics.md`. The code itself is
 * not loaded here.
 *
 * @module
 */

/** One thing that `stats` has. */
export interface StatisticsEntry {
  /** As a script calls it after `stats.`. */
  name: string;
  signature: string;
  /** One sentence, with the source of the formula. */
  description: string;
}

/** A part of the list under one heading. */
export interface StatisticsPart {
  title: string;
  entries: StatisticsEntry[];
}

const VALUES = "values";
const ALTERNATIVE = 'alternative: "two-sided" | "less" | "greater"';

/** Everything that `stats` has, in parts. */
export const STATISTICS_PARTS: readonly StatisticsPart[] = [
  {
    title: "Description",
    entries: [
      entry(
        "describe",
        VALUES,
        "{n, dropped, sum, mean, variance, sd, se, min, q1, median, q3, max, iqr, skewness, kurtosis}",
        "All figures of one column; skewness and kurtosis bias-corrected (G1, G2), kurtosis as excess, quartiles of type 7.",
      ),
      entry("sum", VALUES, "number", "Compensated sum (Neumaier)."),
      entry("mean", VALUES, "number", "Arithmetic mean."),
      entry("median", VALUES, "number", "Median."),
      entry("variance", VALUES, "number", "Variance with n - 1."),
      entry("sd", VALUES, "number", "Standard deviation with n - 1."),
      entry("quantile", "values, p", "number", "Quantile from p 0 to 1, of type 7 as in R and NumPy."),
      entry(
        "frequencies",
        VALUES,
        "{n, dropped, values: [{value, count, share}]}",
        "How often each value occurs, most often first.",
      ),
      entry(
        "groups",
        "values, labels",
        "{[label]: values}",
        "The values of each label, as the tests of groups take them.",
      ),
      entry(
        "crosstab",
        "first, second",
        "{rows, columns, counts, n, dropped}",
        "Counts of each combination of two columns.",
      ),
      entry("ranks", VALUES, "(number | null)[]", "Ranks from 1, ties sharing their mean."),
      entry(
        "zScores",
        "values, {population?}",
        "(number | null)[]",
        "Distances from the mean in standard deviations.",
      ),
      entry(
        "outliers",
        'values, {method?: "iqr" | "z" | "mad", threshold?, population?}',
        "{low, high, count, share, places, values, n, dropped}",
        "Values past 1.5 interquartile ranges from the quartiles (Tukey), 3 standard deviations from the mean, or 3.5 scaled median distances from the median (Iglewicz & Hoaglin).",
      ),
    ],
  },
  {
    title: "Relations",
    entries: [
      entry(
        "correlation",
        'x, y, {method?: "pearson" | "spearman" | "kendall"}',
        "{r, p, low, high, n, dropped}",
        "Correlation with two-sided p and, for Pearson's, a 95 % interval; Kendall's is tau-b.",
      ),
      entry(
        "correlationMatrix",
        "columns, {method?}",
        "{names, r, p, n}",
        "Correlations of all pairs of columns.",
      ),
      entry("covariance", "x, y", "{covariance, n, dropped}", "Covariance with n - 1."),
      entry(
        "linearRegression",
        "y, predictors, {intercept?}",
        "{coefficients: [{name, estimate, se, t, p, low, high}], r2, adjustedR2, f, p, dfModel, dfResidual, sigma, fitted, residuals, n, dropped}",
        "Ordinary least squares by QR; text predictors become labels held against the first.",
      ),
      entry(
        "logisticRegression",
        "y, predictors",
        "{success, coefficients: [{name, estimate, se, t, p, low, high, oddsRatio}], deviance, nullDeviance, p, r2, accuracy, fitted, n, dropped}",
        "Maximum likelihood by reweighted least squares, for an outcome of two values; r2 is McFadden's.",
      ),
      entry(
        "predict",
        "regression, predictors",
        "(number | null)[]",
        "What a regression says of other rows; probabilities where it is logistic.",
      ),
    ],
  },
  {
    title: "Tests of means and ranks",
    entries: [
      entry(
        "tTest",
        `values, {mean?, ${ALTERNATIVE}}`,
        "{t, df, p, difference, low, high, effect, means, n, dropped}",
        "Student's test of one mean.",
      ),
      entry(
        "tTestTwo",
        `first, second, {equalVariances?, ${ALTERNATIVE}}`,
        "{t, df, p, difference, low, high, effect, means, n, dropped}",
        "Two means after Welch, or Student's with equal variances; effect is Cohen's d.",
      ),
      entry(
        "tTestPaired",
        `first, second, {${ALTERNATIVE}}`,
        "{t, df, p, difference, low, high, effect, means, n, dropped}",
        "Differences of pairs.",
      ),
      entry(
        "mannWhitney",
        `first, second, {${ALTERNATIVE}}`,
        "{statistic, p, exact, effect, n, dropped}",
        "Whether the first tends to be larger; p counted below 50 values without ties, else normal with corrections.",
      ),
      entry(
        "wilcoxon",
        `first, second | null, {median?, ${ALTERNATIVE}}`,
        "{statistic, p, exact, effect, n, dropped}",
        "Signed ranks of pairs, or of one list against a median.",
      ),
      entry(
        "kruskalWallis",
        "groups",
        "{h, df, p, effect, groups, n, dropped}",
        "Several groups by ranks, corrected for ties.",
      ),
      entry(
        "anova",
        "groups",
        "{f, dfBetween, dfWithin, p, effect, groups, n, dropped}",
        "One-way analysis of variance; effect is eta squared.",
      ),
      entry(
        "tukey",
        "groups",
        "[{first, second, difference, p}]",
        "All pairs of groups by the studentized range (Tukey-Kramer).",
      ),
      entry(
        "levene",
        'groups, {center?: "median" | "mean"}',
        "{f, dfBetween, dfWithin, p, effect, groups, n, dropped}",
        "Whether groups vary alike (Brown-Forsythe by default).",
      ),
      entry(
        "adjust",
        'p[], method?: "holm" | "bonferroni" | "fdr"',
        "number[]",
        "p values adjusted for their number; fdr is Benjamini & Hochberg's.",
      ),
    ],
  },
  {
    title: "Tests of counts and of shape",
    entries: [
      entry(
        "chiSquareIndependence",
        "first, second | counts[][], null, {correct?}",
        "{chi2, df, p, effect, expected, smallCells, n, dropped}",
        "Pearson's test of two attributes, Yates' correction for 2 x 2; effect is Cramér's V.",
      ),
      entry(
        "chiSquareFit",
        "observed[], expected[]?",
        "{chi2, df, p, expected, smallCells, n}",
        "Pearson's test of counts against equal or expected ones.",
      ),
      entry(
        "fisherExact",
        `[[a, b], [c, d]], {${ALTERNATIVE}}`,
        "{oddsRatio, p, n}",
        "Fisher's exact test of a 2 x 2 table; the odds ratio is that of the sample.",
      ),
      entry(
        "shapiroWilk",
        VALUES,
        "{statistic, p, n, dropped}",
        "Test of normality for 3 to 5,000 values (Royston, AS R94).",
      ),
      entry(
        "jarqueBera",
        VALUES,
        "{statistic, p, n, dropped}",
        "Test of normality by skewness and kurtosis, for many values.",
      ),
      entry("dagostino", VALUES, "{statistic, p, n, dropped}", "D'Agostino and Pearson's test of normality."),
      entry(
        "kolmogorovSmirnov",
        VALUES,
        "{statistic, p, n, dropped}",
        "Test of normality by the largest distance, with estimated mean and deviation (Lilliefors).",
      ),
    ],
  },
  {
    title: "Clusters and components",
    entries: [
      entry(
        "kmeans",
        "columns, k, {seed?, standardize?}",
        "{clusters, sizes, centers, within, n, dropped}",
        "k-means from k-means++ starts, the best of ten; clusters has one entry a row.",
      ),
      entry(
        "hierarchicalClusters",
        'columns, k, {method?: "ward" | "complete" | "average" | "single", standardize?}',
        "{clusters, sizes, centers, within, heights, n, dropped}",
        "Agglomerative clusters, cut at k; at most 3,000 rows.",
      ),
      entry(
        "dbscan",
        "columns, radius, {least?, standardize?}",
        "{clusters, sizes, centers, within, noise, n, dropped}",
        "Clusters by density; noise is null.",
      ),
      entry(
        "pca",
        "columns, {standardize?}",
        "{names, variances, shares, loadings, scores, n, dropped}",
        "Principal components by singular values, standardized by default.",
      ),
    ],
  },
  {
    title: "Series",
    entries: [
      entry(
        "movingAverage",
        "values, width, {center?}",
        "(number | null)[]",
        "Mean of the last values, or of those around each.",
      ),
      entry(
        "exponentialAverage",
        "values, alpha",
        "(number | null)[]",
        "Each value counts alpha, what was before the rest (Brown).",
      ),
      entry("differences", "values, lag?", "(number | null)[]", "Change from the value before."),
      entry(
        "forecast",
        'values, steps, {method?: "simple" | "holt" | "holt-winters", period?, seasonal?: "additive" | "multiplicative", alpha?, beta?, gamma?}',
        "{forecast, low, high, alpha, beta, gamma, fitted, sigma, n, dropped}",
        "Exponential smoothing with 95 % intervals (Hyndman & Athanasopoulos); weights that are not given are fitted.",
      ),
    ],
  },
  {
    title: "Distributions and chance",
    entries: [
      ...[
        "normal|mean?, sd?|The normal distribution.",
        "studentT|df|Student's t.",
        "chiSquared|df|Chi-squared.",
        "fisherF|df1, df2|Fisher's F.",
        "binomial|n, p|Successes among n trials; pdf gives P(X = k).",
        "poisson|rate|Events at a constant rate; pdf gives P(X = k).",
      ].map((line) => {
        const [name = "", parameters = "", description = ""] = line.split("|");
        return {
          name,
          signature:
            `${name}.pdf(x, ${parameters}), .cdf(x, ...), .upper(x, ...), .quantile(p, ...) -> number`,
          description,
        };
      }),
      entry(
        "random",
        "seed",
        "{next(), integer(low, high), normal(mean?, sd?), shuffle(list), sample(list, count)}",
        "Chance that repeats itself for the same seed (sfc32).",
      ),
      entry(
        "split",
        "count, {test?, seed?}",
        "{train, test}",
        "Places of rows for training and testing, by chance.",
      ),
    ],
  },
];

/** Everything that `stats` has. */
export const STATISTICS: readonly StatisticsEntry[] = STATISTICS_PARTS.flatMap(({ entries }) => entries);

function entry(name: string, takes: string, gives: string, description: string): StatisticsEntry {
  return { name, signature: `${name}(${takes}) -> ${gives}`, description };
}
