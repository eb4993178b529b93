/**
 * Spelling tolerance.
 *
 * @module
 */

/** Damerau-Levenshtein distance (adjacent transpositions count one), or `limit + 1` as soon as it must exceed `limit`. */
export function editDistance(a: string, b: string, limit = 2): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, beforeLast[j - 2]! + 1);
      }
      row.push(cost);
      if (cost < best) best = cost;
    }
    if (best > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}

/** Whether `typed` may be a slip for `meant`: one edit from five letters, two from nine; short words must be exact. */
export function isMisspelling(typed: string, meant: string): boolean {
  const length = Math.min(typed.length, meant.length);
  if (length < 5 || typed === meant || /\d/.test(typed + meant)) return false;
  const allowed = length >= 9 ? 2 : 1;
  if (typed[0] !== meant[0] && typed[1] !== meant[0]) return false;
  return editDistance(typed, meant, allowed) <= allowed;
}

/** Similarity from 0 to 1 by shared letter pairs and edits, for offering the nearest name. */
export function similarity(a: string, b: string): number {
  if (a === b) return 1;
  const longest = Math.max(a.length, b.length, 1);
  const edits = 1 - editDistance(a, b, longest) / longest;
  const pairs = (text: string) =>
    new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2)));
  const left = pairs(a), right = pairs(b);
  let shared = 0;
  for (const pair of left) if (right.has(pair)) shared += 1;
  const dice = left.size + right.size === 0 ? 0 : (2 * shared) / (left.size + right.size);
  return Math.max(edits, dice) * 0.99;
}
