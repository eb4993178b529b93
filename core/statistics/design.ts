/**
 * Predictors as a matrix: numbers as they are, texts as one column for each label but the first.
 *
 * @module
 */
import { inverse, Matrix, QrDecomposition } from "ml-matrix";
import type { Value } from "../contract/mod.ts";
import { type Columns, listOf, needs, numberOf } from "./values.ts";

/** A matrix of predictors with the outcome beside it. */
export interface Design {
  /** Names of the columns: `(intercept)`, `price`, `region[south]`. */
  names: string[];
  x: number[][];
  y: (Value | undefined)[];
  /** The labels of each predictor that is text; the first is what the others are held against. */
  levels: Record<string, string[]>;
  intercept: boolean;
  predictors: string[];
  /** Of each row, its place among all. */
  places: number[];
  length: number;
  dropped: number;
}

export const INTERCEPT = "(intercept)";
/** Columns of a design, labels counted each. */
const MAX_COLUMNS = 200;

/** Builds the matrix from complete rows. */
export function designOf(y: Column, predictors: Columns, intercept: boolean, what: string): Design {
  const names = Object.keys(predictors);
  if (names.length === 0) throw new RangeError(`Cannot compute ${what}: it needs at least one predictor`);
  const lists = names.map((name) => listOf(predictors[name]!, what));
  const outcome = listOf(y, what);
  lists.forEach((list, k) => {
    if (list.length === outcome.length) return;
    throw new RangeError(
      `Cannot compute ${what}: the outcome has ${outcome.length} values and "${names[k]}" has ${list.length}`,
    );
  });
  const places = outcome.flatMap((cell, row) =>
    isMissing(cell) || lists.some((list) => isMissing(list[row])) ? [] : [row]
  );
  const levels: Record<string, string[]> = {};
  names.forEach((name, k) => {
    if (!lists[k]!.some(isText)) return;
    levels[name] = [...new Set(places.map((row) => String(lists[k]![row])))].sort();
  });
  const columns = columnNames(names, levels, intercept);
  if (columns.length > MAX_COLUMNS) {
    throw new RangeError(
      `Cannot compute ${what}: ${columns.length} columns of predictors, and at most ${MAX_COLUMNS} are taken`,
    );
  }
  needs(places.length, columns.length + 1, what);
  return {
    names: columns,
    x: places.map((row) => rowOf(lists.map((list) => list[row]), { names, levels, intercept, what })),
    y: places.map((row) => outcome[row]),
    levels,
    intercept,
    predictors: names,
    places,
    length: outcome.length,
    dropped: outcome.length - places.length,
  };
}

type Column = Columns[string];

/** The rows of other predictors by the labels of a design; null where one is missing or of a label that was not there. */
export function rowsFor(
  { predictors, levels, intercept }: Pick<Design, "predictors" | "levels" | "intercept">,
  columns: Columns,
  what: string,
): (number[] | null)[] {
  const lists = predictors.map((name) => {
    const list = columns[name];
    if (list === undefined) {
      throw new RangeError(`Cannot compute ${what}: the predictor "${name}" is not given`);
    }
    return listOf(list, what);
  });
  return Array.from({ length: Math.max(0, ...lists.map((list) => list.length)) }, (_, row) => {
    const cells = lists.map((list) => list[row]);
    const known = cells.every((cell, k) => {
      const labels = levels[predictors[k]!];
      return !isMissing(cell) && (labels === undefined || labels.includes(String(cell)));
    });
    return known ? rowOf(cells, { names: predictors, levels, intercept, what }) : null;
  });
}

/**
 * Solves least squares by QR (Golub 1965).
 *
 * @returns The coefficients and (X'X)^-1.
 * @throws {RangeError} Where a predictor is constant or a sum of others, with its name.
 */
export function leastSquares(
  x: number[][],
  y: readonly number[],
  names: readonly string[],
  what: string,
): { coefficients: number[]; inverse: number[][] } {
  // Columns of one length each: so that the rank can be seen, whatever the units are.
  const lengths = names.map((_, k) => Math.hypot(...x.map((row) => row[k]!)) || 1);
  const scaled = new Matrix(x.map((row) => row.map((cell, k) => cell / lengths[k]!)));
  const qr = new QrDecomposition(scaled);
  const upper = qr.upperTriangularMatrix;
  names.forEach((name, k) => {
    if (Math.abs(upper.get(k, k)) > 1e-9) return;
    throw new RangeError(
      `Cannot compute ${what}: "${name}" is constant or follows from the other predictors`,
    );
  });
  const solved = qr.solve(Matrix.columnVector([...y])).to1DArray();
  const upperInverse = inverse(upper);
  const product = upperInverse.mmul(upperInverse.transpose());
  return {
    coefficients: solved.map((each, k) => each / lengths[k]!),
    inverse: product.to2DArray().map((row, i) => row.map((cell, j) => cell / lengths[i]! / lengths[j]!)),
  };
}

/** The sum of a row's products with coefficients. */
export function dot(row: readonly number[], coefficients: readonly number[]): number {
  return row.reduce((sum, cell, k) => sum + cell * coefficients[k]!, 0);
}

function columnNames(names: string[], levels: Record<string, string[]>, intercept: boolean): string[] {
  const columns = names.flatMap((name) =>
    levels[name]?.slice(1).map((level) => `${name}[${level}]`) ?? [name]
  );
  return intercept ? [INTERCEPT, ...columns] : columns;
}

function rowOf(
  cells: (Value | undefined)[],
  { names, levels, intercept, what }: {
    names: readonly string[];
    levels: Record<string, string[]>;
    intercept: boolean;
    what: string;
  },
): number[] {
  const row = cells.flatMap((cell, k) => {
    const labels = levels[names[k]!];
    return labels?.slice(1).map((label) => String(cell) === label ? 1 : 0) ?? [numberOf(cell, what)!];
  });
  return intercept ? [1, ...row] : row;
}

function isMissing(cell: Value | undefined): boolean {
  return cell === null || cell === undefined || typeof cell === "number" && !Number.isFinite(cell);
}

function isText(cell: Value | undefined): boolean {
  return typeof cell === "string" && !/^-?\d{16,}$/.test(cell);
}
