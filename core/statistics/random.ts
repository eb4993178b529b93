/**
 * Chance that can be repeated: one seed, one sequence.
 *
 * @module
 */
import { needsOption } from "./values.ts";

/** A source of chance. */
export interface Random {
  /** From 0 up to, and without, 1. */
  next(): number;
  /** A whole number from `low` to `high`, both with. */
  integer(low: number, high: number): number;
  normal(mean?: number, sd?: number): number;
  /** The same values in another order; the list stays as it is. */
  shuffle<T>(list: readonly T[]): T[];
  /** `count` values of the list, none twice. */
  sample<T>(list: readonly T[], count: number): T[];
}

/** A source of chance from a seed: sfc32 (Doty-Humphrey 2010), filled by splitmix32. */
export function random(seed: number | string = 1): Random {
  const mix = splitmix(hash(String(seed)));
  let [a, b, c, count] = [mix(), mix(), mix(), 1];
  const next = () => {
    const sum = (a + b + count) | 0;
    count = (count + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum | 0;
    return (sum >>> 0) / 4294967296;
  };
  for (let k = 0; k < 12; k++) next();
  const integer = (low: number, high: number) => {
    needsOption(
      Number.isInteger(low) && Number.isInteger(high) && low <= high,
      "a range",
      `${low} to ${high}`,
      "chance",
    );
    return low + Math.floor(next() * (high - low + 1));
  };
  const shuffle = <T>(list: readonly T[]): T[] => {
    const copy = [...list];
    for (let k = copy.length - 1; k > 0; k--) {
      const other = integer(0, k);
      [copy[k], copy[other]] = [copy[other]!, copy[k]!];
    }
    return copy;
  };
  return {
    next,
    integer,
    // Box & Muller (1958).
    normal: (mean = 0, sd = 1) =>
      mean + sd * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    shuffle,
    sample: (list, count) => {
      needsOption(Number.isInteger(count) && count >= 0 && count <= list.length, "a sample", count, "chance");
      return shuffle(list).slice(0, count);
    },
  };
}

/** Places from 0 to `count` - 1 in two lists by chance, for training and for testing; the same seed gives the same lists. */
export function split(
  count: number,
  options: { test?: number; seed?: number | string } = {},
): { train: number[]; test: number[] } {
  const { test = 0.25, seed = 1 } = options;
  needsOption(Number.isInteger(count) && count >= 2, "the number of rows", count, "the split");
  needsOption(test > 0 && test < 1, "the share for testing", test, "the split");
  const size = Math.min(count - 1, Math.max(1, Math.round(count * test)));
  const places = random(seed).shuffle(Array.from({ length: count }, (_, k) => k));
  const order = (list: number[]) => list.sort((a, b) => a - b);
  return { train: order(places.slice(size)), test: order(places.slice(0, size)) };
}

function hash(text: string): number {
  let state = 2166136261;
  for (let k = 0; k < text.length; k++) state = Math.imul(state ^ text.charCodeAt(k), 16777619);
  return state >>> 0;
}

function splitmix(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) | 0;
  };
}
