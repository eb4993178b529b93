/**
 * Ranks, and the exact distributions of statistics of ranks.
 *
 * @module
 */
import { listOf, numberOf, type Values } from "./values.ts";

/** Ranks from 1, ties sharing their mean. Missing values have no rank (null). */
export function ranks(cells: Values): (number | null)[] {
  const numbers = listOf(cells, "ranks").map((cell) => numberOf(cell, "ranks"));
  const places = numbers.flatMap((value, place) => value === null ? [] : [place]);
  const ranked = ranksOf(places.map((place) => numbers[place]!)).ranks;
  const result: (number | null)[] = numbers.map(() => null);
  places.forEach((place, k) => result[place] = ranked[k]!);
  return result;
}

/** Ranks of plain numbers, and the sizes of the groups of equal ones (those of one left out). */
export function ranksOf(values: readonly number[]): { ranks: number[]; ties: number[] } {
  const order = values.map((_, place) => place).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Array<number>(values.length).fill(0);
  const ties: number[] = [];
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    for (let k = from; k < to; k++) ranks[order[k]!] = (from + 1 + to) / 2;
    if (to - from > 1) ties.push(to - from);
    from = to;
  }
  return { ranks, ties };
}

/** The sum over ties of t^3 - t. */
export function tieCubes(ties: readonly number[]): number {
  return ties.reduce((total, size) => total + size ** 3 - size, 0);
}

/** The chance of each sum of `size` ranks drawn from 1 to `total` (Wilcoxon 1945; counted, not approximated). Index: sum. */
export function rankSumChances(size: number, total: number): Float64Array {
  const most = size * (2 * total - size + 1) / 2;
  const ways = Array.from({ length: size + 1 }, () => new Float64Array(most + 1));
  ways[0]![0] = 1;
  for (let rank = 1; rank <= total; rank++) {
    for (let count = Math.min(size, rank); count >= 1; count--) {
      const [into, from] = [ways[count]!, ways[count - 1]!];
      for (let sum = most; sum >= rank; sum--) into[sum]! += from[sum - rank]!;
    }
  }
  return shares(ways[size]!);
}

/** The chance of each sum of those ranks from 1 to `n` that have a plus (signed ranks). Index: sum. */
export function signedRankChances(n: number): Float64Array {
  const most = n * (n + 1) / 2;
  const ways = new Float64Array(most + 1);
  ways[0] = 1;
  for (let rank = 1; rank <= n; rank++) {
    for (let sum = most; sum >= rank; sum--) ways[sum]! += ways[sum - rank]!;
  }
  return shares(ways);
}

/** The chance of each number of inversions of a permutation of n (Kendall 1938). Index: inversions. */
export function inversionChances(n: number): Float64Array {
  let chances = Float64Array.of(1);
  for (let size = 2; size <= n; size++) {
    const next = new Float64Array(size * (size - 1) / 2 + 1);
    chances.forEach((chance, inversions) => {
      for (let more = 0; more < size; more++) next[inversions + more]! += chance / size;
    });
    chances = next;
  }
  return chances;
}

/** Lower and upper probability of a value, both with it. */
export function tails(chances: Float64Array, value: number): { lower: number; upper: number } {
  let [lower, upper] = [0, 0];
  for (let k = 0; k < chances.length; k++) {
    if (k <= value) lower += chances[k]!;
    if (k >= value) upper += chances[k]!;
  }
  return { lower: Math.min(1, lower), upper: Math.min(1, upper) };
}

function shares(ways: Float64Array): Float64Array {
  const total = ways.reduce((sum, each) => sum + each, 0);
  return ways.map((each) => each / total);
}
