/**
 * The least value of a function of a few weights.
 *
 * @module
 */

/** Coarse places of a weight that are tried first. */
const GRID = [0.05, 0.2, 0.4, 0.6, 0.8, 0.95];
const FINEST = 1e-5;

/**
 * Weights from 0 to 1 where a function is least: the best of a grid, then steps along each weight that are halved where none helps
 * (Hooke & Jeeves 1961). Weights that are given stay as they are.
 */
export function minimum(
  f: (weights: readonly number[]) => number,
  given: readonly (number | undefined)[],
): number[] {
  let best = given.map((weight) => weight ?? 0.5);
  let least = f(best);
  const free = given.flatMap((weight, k) => weight === undefined ? [k] : []);
  const offer = (weights: number[]): boolean => {
    const value = f(weights);
    if (!(value < least)) return false;
    [best, least] = [weights, value];
    return true;
  };
  for (let index = 0; index < GRID.length ** free.length; index++) {
    const weights = [...best];
    free.forEach((k, place) => weights[k] = GRID[Math.floor(index / GRID.length ** place) % GRID.length]!);
    offer(weights);
  }
  for (let step = 0.1; step > FINEST;) {
    let better = false;
    for (const k of free) {
      for (const move of [step, -step]) {
        const weight = Math.min(1, Math.max(0, best[k]! + move));
        if (weight !== best[k]) {
          better = offer(best.map((each, place) => place === k ? weight : each)) || better;
        }
      }
    }
    if (!better) step /= 2;
  }
  return best;
}
