/**
 * Differences between several groups.
 *
 * @module
 */
import studentizedRange from "@stdlib/stats-base-dists-studentized-range-cdf";
import { meanOf, quantileOf, squaresOf, sumOf } from "./describe.ts";
import { fisherF } from "./distributions.ts";
import { type Groups, groupsOf, needsOption } from "./values.ts";

/** An analysis of variance. */
export interface Anova {
  f: number;
  dfBetween: number;
  dfWithin: number;
  p: number;
  /** Eta squared: the share of the squares that lies between groups. */
  effect: number;
  groups: { name: string; n: number; mean: number; sd: number }[];
  n: number;
  dropped: number;
}

/** One pair of groups after an analysis of variance. */
export interface Pair {
  first: string;
  second: string;
  /** Mean of the first less that of the second. */
  difference: number;
  /** Adjusted for the number of groups. */
  p: number;
}

/** Whether groups have one mean: one-way analysis of variance (Fisher 1925). */
export function anova(groups: Groups): Anova {
  const what = "the analysis of variance";
  const lists = groupsOf(groups, what, { groups: 2, values: 2 });
  const values = lists.flatMap((group) => group.values);
  const [n, k] = [values.length, lists.length];
  const within = sumOf(lists.map((group) => squaresOf(group.values)));
  const mean = meanOf(values);
  const between = sumOf(lists.map((group) => group.values.length * (meanOf(group.values) - mean) ** 2));
  if (within === 0) throw new RangeError(`Cannot compute ${what}: no group varies`);
  const f = between / (k - 1) / (within / (n - k));
  return {
    f,
    dfBetween: k - 1,
    dfWithin: n - k,
    p: fisherF.upper(f, k - 1, n - k),
    effect: between / (between + within),
    groups: lists.map((group) => ({
      name: group.name,
      n: group.values.length,
      mean: meanOf(group.values),
      sd: Math.sqrt(squaresOf(group.values) / (group.values.length - 1)),
    })),
    n,
    dropped: lists.reduce((total, group) => total + group.dropped, 0),
  };
}

/** Which groups differ: honestly significant difference, for groups of different sizes too (Tukey 1949, Kramer 1956). */
export function tukey(groups: Groups): Pair[] {
  const { dfWithin, groups: parts } = anova(groups);
  const square = sumOf(parts.map(({ n, sd }) => (n - 1) * sd * sd)) / dfWithin;
  return parts.flatMap((a, k) =>
    parts.slice(k + 1).map((b) => {
      const difference = a.mean - b.mean;
      const q = Math.abs(difference) / Math.sqrt(square / 2 * (1 / a.n + 1 / b.n));
      const p = 1 - studentizedRange(q, parts.length, dfWithin);
      return { first: a.name, second: b.name, difference, p: Math.min(1, Math.max(0, p)) };
    })
  );
}

/**
 * Whether groups vary alike: an analysis of variance of the distances from each group's median (Brown & Forsythe 1974) or mean
 * (Levene 1960).
 */
export function levene(groups: Groups, options: { center?: "median" | "mean" } = {}): Anova {
  const { center = "median" } = options;
  needsOption(center === "median" || center === "mean", "center", center, "Levene's test");
  const lists = groupsOf(groups, "Levene's test", { groups: 2, values: 2 });
  const distances = lists.map(({ name, values }) => {
    const middle = center === "mean" ? meanOf(values) : quantileOf(values.toSorted((a, b) => a - b), 0.5);
    return [name, values.map((value) => Math.abs(value - middle))] as const;
  });
  const dropped = lists.reduce((total, group) => total + group.dropped, 0);
  return { ...anova(Object.fromEntries(distances)), dropped };
}

/** p values made larger for their number: `holm` (1979), `bonferroni`, or `fdr` (Benjamini & Hochberg 1995). */
export function adjust(p: readonly number[], method: "holm" | "bonferroni" | "fdr" = "holm"): number[] {
  needsOption(["holm", "bonferroni", "fdr"].includes(method), "method", method, "adjusted p values");
  const n = p.length;
  p.forEach((each) => needsOption(each >= 0 && each <= 1, "p", each, "adjusted p values"));
  if (method === "bonferroni") return p.map((each) => Math.min(1, each * n));
  const order = p.map((_, k) => k).sort((a, b) => p[a]! - p[b]!);
  const result = new Array<number>(n).fill(1);
  if (method === "holm") {
    let most = 0;
    order.forEach((k, place) => result[k] = most = Math.max(most, Math.min(1, p[k]! * (n - place))));
  } else {
    let least = 1;
    order.reverse().forEach((k, place) => result[k] = least = Math.min(least, p[k]! * n / (n - place)));
  }
  return result;
}
