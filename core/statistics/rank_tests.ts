/**
 * Tests that look at ranks alone.
 *
 * @module
 */
import { type Alternative, alternativeOf, pOf } from "./alternatives.ts";
import { chiSquared, normal } from "./distributions.ts";
import { ranksOf, rankSumChances, signedRankChances, tails, tieCubes } from "./ranks.ts";
import { type Groups, groupsOf, needsSpread, numbersOf, pairsOf, type Values } from "./values.ts";

/** Below this many values and without ties, p is counted instead of approximated, as R does. */
const EXACT = 50;

/** A test of two lists by ranks. */
export interface RankTest {
  /** U of the first list (Mann-Whitney), or the sum of the ranks of positive differences (Wilcoxon). */
  statistic: number;
  p: number;
  alternative: Alternative;
  /** Whether p was counted. */
  exact: boolean;
  /** Rank-biserial correlation, -1 to 1. */
  effect: number;
  n: number;
  dropped: number;
}

/** Whether values of the first list tend to be larger (Mann & Whitney 1947); with ties, normal with continuity correction. */
export function mannWhitney(
  first: Values,
  second: Values,
  options: { alternative?: Alternative } = {},
): RankTest {
  const what = "the Mann-Whitney test";
  const [a, b] = [numbersOf(first, what), numbersOf(second, what)];
  const [n, m] = [a.values.length, b.values.length];
  const { ranks, ties } = ranksOf([...a.values, ...b.values]);
  const least = n * (n + 1) / 2;
  const sum = ranks.slice(0, n).reduce((total, rank) => total + rank, 0);
  const u = sum - least;
  const exact = ties.length === 0 && n < EXACT && m < EXACT;
  const total = n + m;
  const spread = n * m / 12 * (total + 1 - tieCubes(ties) / (total * (total - 1)));
  if (spread === 0) throw new RangeError(`Cannot compute ${what}: all values are the same`);
  const { lower, upper } = exact
    ? tails(rankSumChances(n, total), sum)
    : corrected(u - n * m / 2, Math.sqrt(spread));
  const alternative = alternativeOf(options.alternative, what);
  return {
    statistic: u,
    p: pOf(lower, upper, alternative),
    alternative,
    exact,
    effect: 2 * u / (n * m) - 1,
    n: total,
    dropped: a.dropped + b.dropped,
  };
}

/** Whether differences of pairs lie around 0 (Wilcoxon 1945). Differences of 0 are left out; one list alone is held against `median`. */
export function wilcoxon(
  first: Values,
  second: Values | null = null,
  options: { median?: number; alternative?: Alternative } = {},
): RankTest {
  const what = "the Wilcoxon test";
  const pairs = second === null ? null : pairsOf(first, second, what);
  const single = pairs === null ? numbersOf(first, what) : null;
  const shift = options.median ?? 0;
  const all = pairs?.x.map((value, k) => value - pairs.y[k]! - shift) ?? single!.values.map((x) => x - shift);
  const differences = all.filter((value) => value !== 0);
  const n = differences.length;
  if (n === 0) throw new RangeError(`Cannot compute ${what}: all differences are 0`);
  const { ranks, ties } = ranksOf(differences.map(Math.abs));
  const sum = ranks.reduce((total, rank, k) => differences[k]! > 0 ? total + rank : total, 0);
  const exact = ties.length === 0 && n < EXACT && n === all.length;
  const spread = n * (n + 1) * (2 * n + 1) / 24 - tieCubes(ties) / 48;
  const { lower, upper } = exact
    ? tails(signedRankChances(n), sum)
    : corrected(sum - n * (n + 1) / 4, Math.sqrt(spread));
  const alternative = alternativeOf(options.alternative, what);
  return {
    statistic: sum,
    p: pOf(lower, upper, alternative),
    alternative,
    exact,
    effect: 4 * sum / (n * (n + 1)) - 1,
    n,
    dropped: (pairs ?? single)!.dropped,
  };
}

/** Whether several lists come from one distribution (Kruskal & Wallis 1952), with the correction for ties. */
export function kruskalWallis(groups: Groups): {
  h: number;
  df: number;
  p: number;
  /** Epsilon squared, 0 to 1. */
  effect: number;
  groups: { name: string; n: number; meanRank: number }[];
  n: number;
  dropped: number;
} {
  const what = "the Kruskal-Wallis test";
  const lists = groupsOf(groups, what, { groups: 2, values: 1 });
  const values = lists.flatMap((group) => group.values);
  const n = values.length;
  needsSpread(values, what);
  const { ranks, ties } = ranksOf(values);
  let [from, squares] = [0, 0];
  const described = lists.map((group) => {
    const count = group.values.length;
    const sum = ranks.slice(from, from + count).reduce((total, rank) => total + rank, 0);
    from += count;
    squares += sum * sum / count;
    return { name: group.name, n: count, meanRank: sum / count };
  });
  const h = (12 / (n * (n + 1)) * squares - 3 * (n + 1)) / (1 - tieCubes(ties) / (n ** 3 - n));
  const df = lists.length - 1;
  return {
    h,
    df,
    p: chiSquared.upper(h, df),
    effect: h / (n - 1),
    groups: described,
    n,
    dropped: lists.reduce((total, group) => total + group.dropped, 0),
  };
}

/** Tails of a distance from what is expected, normal, moved half a step towards it. */
function corrected(distance: number, sd: number): { lower: number; upper: number } {
  return { lower: normal.cdf((distance + 0.5) / sd), upper: normal.upper((distance - 0.5) / sd) };
}
