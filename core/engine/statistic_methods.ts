/**
 * From the rows of a statistic to its result, by the formulas of `core/statistics/`.
 *
 * @module
 */
import { NexusError, type Plan, type StatisticName, type Value } from "../contract/mod.ts";
import { STATISTIC_METHODS } from "../plan/mod.ts";
import { anova, levene } from "../statistics/anova.ts";
import { chiSquareIndependence } from "../statistics/counts.ts";
import { correlation } from "../statistics/correlation.ts";
import { kolmogorovSmirnov } from "../statistics/kolmogorov_smirnov.ts";
import { andersonDarling } from "../statistics/anderson_darling.ts";
import { dagostino, jarqueBera, shapiroWilk } from "../statistics/normality.ts";
import { kruskalWallis, mannWhitney, wilcoxon } from "../statistics/rank_tests.ts";
import { linearRegression } from "../statistics/linear.ts";
import { tTestPaired, tTestTwo } from "../statistics/t_tests.ts";

type Statistic = Extract<Plan, { op: "statistic" }>;

/** The columns of the rows: values by column, and the group of each row. */
export interface Samples {
  values: Value[][];
  groups: Value[] | null;
}

/** A sample with the name of its group, or of its column. */
interface Sample {
  name: string;
  values: Value[];
}

type Method = (samples: Samples, plan: Statistic) => Value[][];

/**
 * The rows of the result.
 *
 * @throws {NexusError} `plan.invalid` where there are too few values, where they do not vary, or where there are more or fewer groups.
 */
export function computeStatistic(plan: Statistic, samples: Samples): Value[][] {
  try {
    return METHODS[plan.method](samples, plan).map((row) => row.map(finite));
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof TypeError)) throw error;
    const { title } = STATISTIC_METHODS[plan.method];
    const n = samples.values[0]?.length ?? 0;
    throw new NexusError(
      "plan.invalid",
      `${title}: ${error.message} (${n.toLocaleString("en")} rows have all values)`,
      {
        hint: "Look at the values and the groups, or take another test.",
        cause: error,
      },
    );
  }
}

const normality =
  (test: (values: Value[]) => { statistic: number; p: number; n: number }): Method =>
  ({ values: [values] }) => {
    const { statistic, p, n } = test(values!);
    return [[statistic, p, n]];
  };

const correlated = (method: "pearson" | "spearman" | "kendall"): Method => ({ values: [x, y] }) => {
  const { r, p, n } = correlation(x!, y!, { method });
  return [[r, p, n]];
};

const METHODS: Record<StatisticName, Method> = {
  shapiro_wilk: normality(shapiroWilk),
  anderson_darling: normality(andersonDarling),
  dagostino: normality(dagostino),
  jarque_bera: normality(jarqueBera),
  kolmogorov_smirnov: normality(kolmogorovSmirnov),
  pearson: correlated("pearson"),
  spearman: correlated("spearman"),
  kendall: correlated("kendall"),
  t_test: meansOf(true),
  welch: meansOf(false),
  paired_t_test: ({ values: [x, y] }, plan) => {
    const { t, df, p, n, means } = tTestPaired(x!, y!);
    const [first, second] = plan.values;
    return [[t, df, p, n, first!.name, means[0] ?? null, second!.name, means[1] ?? null]];
  },
  mann_whitney: (samples, plan) => {
    const [a, b] = two(samplesOf(samples, plan));
    const { statistic, p, n } = mannWhitney(a.values, b.values);
    return [[statistic, p, n]];
  },
  wilcoxon: ({ values: [x, y] }) => {
    const { statistic, p, n } = wilcoxon(x!, y!);
    return [[statistic, p, n]];
  },
  levene: (samples, plan) => {
    const { f, p, n } = levene(byName(samplesOf(samples, plan)));
    return [[f, p, n]];
  },
  anova: (samples, plan) => {
    const { f, p, n } = anova(byName(samplesOf(samples, plan)));
    return [[f, p, n]];
  },
  kruskal_wallis: (samples, plan) => {
    const { h, p, n } = kruskalWallis(byName(samplesOf(samples, plan)));
    return [[h, p, n]];
  },
  chi_square: ({ values: [x, y] }) => {
    const { chi2, df, p, n } = chiSquareIndependence(x!, y!);
    return [[chi2, df, p, n]];
  },
  linear_regression: regression,
};

function meansOf(equalVariances: boolean): Method {
  return (samples, plan) => {
    const [a, b] = two(samplesOf(samples, plan));
    const { t, df, p, n, means } = tTestTwo(a.values, b.values, { equalVariances });
    return [[t, df, p, n, a.name, means[0] ?? null, b.name, means[1] ?? null]];
  };
}

/** The groups by name, or the columns. */
function samplesOf({ values, groups }: Samples, plan: Statistic): Sample[] {
  if (groups === null) return values.map((column, at) => ({ name: plan.values[at]!.name, values: column }));
  const [column] = values;
  const samples = new Map<string, Value[]>();
  groups.forEach((group, at) => {
    const name = String(group);
    const sample = samples.get(name);
    if (sample === undefined) samples.set(name, [column![at]!]);
    else sample.push(column![at]!);
  });
  return [...samples].map(([name, values]) => ({ name, values })).sort((a, b) => a.name < b.name ? -1 : 1);
}

function two(samples: readonly Sample[]): [Sample, Sample] {
  const [a, b] = samples;
  if (a === undefined || b === undefined || samples.length > 2) {
    throw new RangeError(`It compares two groups, and there are ${samples.length}`);
  }
  return [a, b];
}

function byName(samples: readonly Sample[]): Record<string, Value[]> {
  return Object.fromEntries(samples.map(({ name, values }) => [name, values]));
}

function regression({ values: [target, ...predictors] }: Samples, plan: Statistic): Value[][] {
  const names = plan.values.slice(1).map(({ name }) => name);
  const columns = Object.fromEntries(predictors.map((column, at) => [names[at]!, column]));
  const { coefficients, r2, adjustedR2, n } = linearRegression(target!, columns);
  return coefficients.map(({ name, estimate, se, t, p }) => [name, estimate, se, t, p, r2, adjustedR2, n]);
}

/** A value as JSON can hold it. */
function finite(value: Value): Value {
  return typeof value === "number" && !Number.isFinite(value) ? null : value;
}
