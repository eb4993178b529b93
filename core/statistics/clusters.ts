/**
 * Groups that nobody named.
 *
 * @module
 */
import { type AgglomerationMethod, agnes, type Cluster } from "ml-hclust";
import { kmeans as cluster } from "ml-kmeans";
import { meanOf, squaresOf, sumOf } from "./describe.ts";
import { spread } from "./linear.ts";
import { type Columns, needsOption, rowsOf } from "./values.ts";

/** Rows by cluster. */
export interface Clusters {
  /** The cluster of each row, from 0, the largest first; null where something was missing, or DBSCAN calls it noise. */
  clusters: (number | null)[];
  sizes: number[];
  /** The mean of each column in each cluster. */
  centers: Record<string, number>[];
  /** Sum of the squared distances to the centers. */
  within: number;
  n: number;
  dropped: number;
}

const RESTARTS = 10;
/** Distances of all pairs are kept. */
const MAX_PAIRS_ROWS = 3000;
const MAX_NEIGHBOUR_ROWS = 20_000;
const WAYS = ["ward", "complete", "average", "single"];

/** k-means (Lloyd 1982) from k-means++ starts (Arthur & Vassilvitskii 2007), the best of ten; the same seed gives the same clusters. */
export function kmeans(
  columns: Columns,
  k: number,
  options: { seed?: number; standardize?: boolean } = {},
): Clusters {
  const what = "k-means";
  needsOption(Number.isInteger(k) && k > 0, "k", k, what);
  const given = rowsOf(columns, what, k);
  const rows = options.standardize === true ? standardize(given.rows) : given.rows;
  if (new Set(rows.map((row) => row.join())).size < k) {
    throw new RangeError(`Cannot compute ${what}: there are fewer than ${k} different rows`);
  }
  let best: { labels: number[]; within: number } | null = null;
  for (let restart = 0; restart < RESTARTS; restart++) {
    const found = cluster(rows, k, { seed: (options.seed ?? 1) + restart * 7919, maxIterations: 300 });
    const within = withinOf(rows, found.clusters);
    if (best === null || within < best.within) best = { labels: found.clusters, within };
  }
  return finish(given, best!.labels);
}

/**
 * Clusters that grow together (agglomerative), cut where `k` are left: `ward` (Ward 1963, by the squared distances of Murtagh & Legendre
 * 2014), `complete`, `average` or `single`. At most 3,000 rows.
 */
export function hierarchicalClusters(
  columns: Columns,
  k: number,
  options: { method?: "ward" | "complete" | "average" | "single"; standardize?: boolean } = {},
): Clusters & { heights: number[] } {
  const what = "hierarchical clusters";
  const { method = "ward" } = options;
  needsOption(WAYS.includes(method), "method", method, what);
  needsOption(Number.isInteger(k) && k > 0, "k", k, what);
  const given = rowsOf(columns, what, Math.max(2, k));
  atMost(given.rows.length, MAX_PAIRS_ROWS, what);
  const rows = options.standardize === true ? standardize(given.rows) : given.rows;
  const tree = agnes(rows, { method: (method === "ward" ? "ward2" : method) as AgglomerationMethod });
  const labels = new Array<number>(rows.length).fill(0);
  tree.group(k).children.forEach((part: Cluster, label: number) => {
    for (const row of k === 1 ? tree.indices() : part.indices()) labels[row] = k === 1 ? 0 : label;
  });
  const heights: number[] = [];
  tree.traverse((part: Cluster) => {
    if (part.height > 0) heights.push(part.height);
  });
  return { ...finish(given, labels), heights: heights.sort((a, b) => b - a).slice(0, 50) };
}

/** Clusters of dense rows (Ester et al. 1996): `least` rows within `radius` make one, and what is in none is noise. At most 20,000 rows. */
export function dbscan(
  columns: Columns,
  radius: number,
  options: { least?: number; standardize?: boolean } = {},
): Clusters & { noise: number } {
  const what = "DBSCAN";
  const { least = 5 } = options;
  needsOption(radius > 0, "the radius", radius, what);
  needsOption(Number.isInteger(least) && least > 0, "least", least, what);
  const given = rowsOf(columns, what);
  atMost(given.rows.length, MAX_NEIGHBOUR_ROWS, what);
  const rows = options.standardize === true ? standardize(given.rows) : given.rows;
  const near = (row: number) =>
    rows.flatMap((other, k) => squared(rows[row]!, other) <= radius * radius ? [k] : []);
  const labels: (number | null | undefined)[] = new Array(rows.length).fill(undefined);
  let next = 0;
  for (let row = 0; row < rows.length; row++) {
    if (labels[row] !== undefined) continue;
    const start = near(row);
    if (start.length < least) {
      labels[row] = null;
      continue;
    }
    const label = next++;
    const queue = [row, ...start];
    for (let at = 0; at < queue.length; at++) {
      const one = queue[at]!;
      if (typeof labels[one] === "number") continue;
      const border = labels[one] === null;
      labels[one] = label;
      const around = border || one === row ? [] : near(one);
      if (around.length >= least) {
        for (const each of around) if (typeof labels[each] !== "number") queue.push(each);
      }
    }
  }
  const found = labels.map((label) => label ?? null);
  return { ...finish(given, found), noise: found.filter((label) => label === null).length };
}

/** Columns with mean 0 and standard deviation 1; those that do not vary stay at 0. */
export function standardize(rows: readonly number[][]): number[][] {
  const scales = rows[0]!.map((_, k) => {
    const values = rows.map((row) => row[k]!);
    return { mean: meanOf(values), sd: Math.sqrt(squaresOf(values) / Math.max(1, values.length - 1)) };
  });
  return rows.map((row) =>
    row.map((cell, k) => scales[k]!.sd === 0 ? 0 : (cell - scales[k]!.mean) / scales[k]!.sd)
  );
}

function finish(
  { names, rows, places, length, dropped }: ReturnType<typeof rowsOf>,
  labels: readonly (number | null)[],
): Clusters {
  const members = new Map<number, number[][]>();
  labels.forEach((label, k) => {
    if (label !== null) members.set(label, [...members.get(label) ?? [], rows[k]!]);
  });
  const order = [...members].sort(([a, x], [b, y]) => y.length - x.length || a - b);
  const rank = new Map(order.map(([label], k) => [label, k]));
  const own = labels.map((label) => label === null ? null : rank.get(label)!);
  return {
    clusters: spread(own, { places, length }),
    sizes: order.map(([, group]) => group.length),
    centers: order.map(([, group]) =>
      Object.fromEntries(names.map((name, k) => [name, meanOf(group.map((row) => row[k]!))]))
    ),
    within: sumOf(order.map(([, group]) => scatter(group))),
    n: rows.length,
    dropped,
  };
}

function withinOf(rows: readonly number[][], labels: readonly number[]): number {
  const groups = Map.groupBy(rows, (_, k) => labels[k]!);
  return sumOf([...groups.values()].map(scatter));
}

function scatter(group: readonly number[][]): number {
  return sumOf(group[0]!.map((_, k) => squaresOf(group.map((row) => row[k]!))));
}

function squared(a: readonly number[], b: readonly number[]): number {
  let total = 0;
  for (let k = 0; k < a.length; k++) total += (a[k]! - b[k]!) ** 2;
  return total;
}

function atMost(count: number, most: number, what: string): void {
  if (count > most) {
    throw new RangeError(`Cannot compute ${what}: ${count} rows, and at most ${most} are taken`);
  }
}
