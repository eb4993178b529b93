/**
 * The names nearest to one that does not exist.
 *
 * @module
 */

/** Lower case, without accents, and with every run of other characters as one space. */
export function normaliseName(name: string): string {
  return name
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1 $2")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** Optimal string alignment: insertions, deletions, replacements and swaps of neighbours. */
export function editDistance(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  let before: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i++) {
    const row = [i];
    for (let j = 1; j <= right.length; j++) {
      const same = left[i - 1] === right[j - 1];
      let cost = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]) {
        cost = Math.min(cost, before[j - 2]! + 1);
      }
      row.push(cost);
    }
    [before, previous] = [previous, row];
  }
  return previous[right.length]!;
}

/** How alike two names are, 0 to 1: by edits after normalising, or by shared words. */
export function nameLikeness(a: string, b: string): number {
  const [x, y] = [normaliseName(a).slice(0, 100), normaliseName(b).slice(0, 100)];
  if (x === y) return 1;
  const length = Math.max(x.length, y.length);
  if (length === 0) return 0;
  const edits = 1 - editDistance(x, y) / length;
  const [wordsX, wordsY] = [new Set(x.split(" ")), new Set(y.split(" "))];
  const shared = [...wordsX].filter((word) => word !== "" && wordsY.has(word)).length;
  const words = (2 * shared) / (wordsX.size + wordsY.size);
  return Math.max(edits, words * 0.95);
}

/** At most `count` of `names`, most alike first; none that have little in common with `name`. */
export function nearestNames(name: string, names: readonly string[], count = 5): string[] {
  return names
    .map((candidate, index) => ({ candidate, index, score: nameLikeness(name, candidate) }))
    .filter((entry) => entry.score >= 0.4)
    .sort((a, b) => b.score - a.score || a.index - b.index)
    .slice(0, count)
    .map((entry) => entry.candidate);
}
