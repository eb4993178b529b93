/**
 * Tests of counts.
 *
 * @module
 */
import type { Value } from "../contract/mod.ts";
import { type Alternative, alternativeOf } from "./alternatives.ts";
import { chiSquared, lnChoose } from "./distributions.ts";
import { listOf, needsOption, type Values } from "./values.ts";

/** A table of counts, with the labels of its rows and columns. */
export interface Counts {
  rows: string[];
  columns: string[];
  counts: number[][];
  n: number;
  dropped: number;
}

/** Counts of each combination of two columns, labels in order. Rows where one is missing are left out. */
export function crosstab(first: Values, second: Values): Counts {
  const [a, b] = [listOf(first, "the table"), listOf(second, "the table")];
  if (a.length !== b.length) {
    throw new RangeError(`Cannot compute the table: ${a.length} values and ${b.length} values`);
  }
  const missing = (cell: Value | undefined) => cell === null || cell === undefined;
  const pairs = a.flatMap((cell, k) => missing(cell) || missing(b[k]) ? [] : [[String(cell), String(b[k])]]);
  const labels = (side: 0 | 1) => [...new Set(pairs.map((pair) => pair[side]!))].sort();
  const [rows, columns] = [labels(0), labels(1)];
  const places = [rows, columns].map((names) => new Map(names.map((name, k) => [name, k])));
  const counts = rows.map(() => columns.map(() => 0));
  for (const [row, column] of pairs) counts[places[0]!.get(row!)!]![places[1]!.get(column!)!]! += 1;
  return { rows, columns, counts, n: pairs.length, dropped: a.length - pairs.length };
}

/**
 * Whether two attributes are independent (Pearson 1900): of a table of counts, or of two columns. A 2 x 2 table has Yates' correction
 * unless `correct` is false.
 */
export function chiSquareIndependence(
  first: readonly (readonly number[])[] | Values,
  second: Values | null = null,
  options: { correct?: boolean } = {},
): {
  chi2: number;
  df: number;
  p: number;
  /** Cramér's V, 0 to 1, without correction. */
  effect: number;
  expected: number[][];
  /** Cells where less than 5 is expected: with many, p is rough. */
  smallCells: number;
  n: number;
  dropped: number;
} {
  const what = "the chi-square test";
  const given = second === null ? null : crosstab(first as Values, second);
  const table = given?.counts ?? tableOf(first, what);
  const columns = table[0]!.map((_, k) => table.reduce((sum, row) => sum + row[k]!, 0));
  const rows = table.map((row) => row.reduce((sum, each) => sum + each, 0));
  const n = rows.reduce((sum, each) => sum + each, 0);
  if (rows.length < 2 || columns.length < 2) {
    throw new RangeError(`Cannot compute ${what}: it needs two rows and two columns of counts`);
  }
  if (rows.includes(0) || columns.includes(0)) {
    throw new RangeError(`Cannot compute ${what}: a row or column has no counts`);
  }
  const expected = rows.map((row) => columns.map((column) => row * column / n));
  const correct = rows.length === 2 && columns.length === 2 && options.correct !== false;
  const distance = (yates: boolean) =>
    table.reduce((total, row, i) =>
      total + row.reduce((sum, count, j) => {
        const gap = Math.abs(count - expected[i]![j]!);
        return sum + (gap - (yates ? Math.min(0.5, gap) : 0)) ** 2 / expected[i]![j]!;
      }, 0), 0);
  const chi2 = distance(correct);
  const df = (rows.length - 1) * (columns.length - 1);
  return {
    chi2,
    df,
    p: chiSquared.upper(chi2, df),
    effect: Math.sqrt(distance(false) / n / (Math.min(rows.length, columns.length) - 1)),
    expected,
    smallCells: expected.flat().filter((each) => each < 5).length,
    n,
    dropped: given?.dropped ?? 0,
  };
}

/** Whether counts are as expected (Pearson 1900): as equal as can be, or as `expected` says, in counts or shares. */
export function chiSquareFit(
  observed: readonly number[],
  expected: readonly number[] | null = null,
): { chi2: number; df: number; p: number; expected: number[]; smallCells: number; n: number } {
  const what = "the chi-square test of fit";
  const [counts] = tableOf([observed], what) as [number[]];
  const n = counts.reduce((sum, each) => sum + each, 0);
  const wanted = expected ?? counts.map(() => 1);
  if (counts.length < 2 || wanted.length !== counts.length) {
    throw new RangeError(
      `Cannot compute ${what}: ${counts.length} counts and ${wanted.length} expected ones`,
    );
  }
  wanted.forEach((each) => needsOption(each > 0, "an expected count", each, what));
  const total = wanted.reduce((sum, each) => sum + each, 0);
  const scaled = wanted.map((each) => each * n / total);
  const chi2 = counts.reduce((sum, count, k) => sum + (count - scaled[k]!) ** 2 / scaled[k]!, 0);
  const df = counts.length - 1;
  const smallCells = scaled.filter((each) => each < 5).length;
  return { chi2, df, p: chiSquared.upper(chi2, df), expected: scaled, smallCells, n };
}

/** Whether the two attributes of a 2 x 2 table are independent, counted (Fisher 1934). The odds ratio is that of the sample. */
export function fisherExact(
  table: readonly (readonly number[])[],
  options: { alternative?: Alternative } = {},
): { oddsRatio: number | null; p: number; alternative: Alternative; n: number } {
  const what = "Fisher's exact test";
  const counts = tableOf(table, what);
  if (
    counts.length !== 2 || counts[0]!.length !== 2 || counts.flat().some((each) => !Number.isInteger(each))
  ) {
    throw new RangeError(`Cannot compute ${what}: it takes two rows of two whole counts`);
  }
  const [[a = 0, b = 0] = [], [c = 0, d = 0] = []] = counts;
  const [row, column, n] = [a + b, a + c, a + b + c + d];
  const [least, most] = [Math.max(0, row + column - n), Math.min(row, column)];
  const chance = (k: number) =>
    Math.exp(lnChoose(column, k) + lnChoose(n - column, row - k) - lnChoose(n, row));
  const own = chance(a) * (1 + 1e-7);
  const alternative = alternativeOf(options.alternative, what);
  let p = 0;
  for (let k = least; k <= most; k++) {
    const counted = alternative === "less" ? k <= a : alternative === "greater" ? k >= a : chance(k) <= own;
    if (counted) p += chance(k);
  }
  const ratio = a * d / (b * c);
  return { oddsRatio: Number.isFinite(ratio) ? ratio : null, p: Math.min(1, p), alternative, n };
}

function tableOf(table: unknown, what: string): number[][] {
  if (!Array.isArray(table) || table.length === 0 || !table.every(Array.isArray)) {
    throw new TypeError(`Cannot compute ${what}: it takes rows of counts, or two columns`);
  }
  const rows = table as number[][];
  rows.flat().forEach((count) => {
    needsOption(typeof count === "number" && count >= 0 && Number.isFinite(count), "a count", count, what);
  });
  if (rows.some((row) => row.length !== rows[0]!.length)) {
    throw new RangeError(`Cannot compute ${what}: rows have different lengths`);
  }
  return rows;
}
