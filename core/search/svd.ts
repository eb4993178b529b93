/**
 * A truncated singular value decomposition of a sparse matrix, in small steps, so that whoever runs it can do other things in between.
 *
 * Source: N. Halko, P. G. Martinsson, J. A. Tropp, Finding Structure with Randomness (2011), algorithms 4.4 and 5.1.
 *
 * @module
 */
import { eigenOf } from "./eigen.ts";

/** A column of the matrix: its rows, and their values. */
export interface SparseColumn {
  rows: Uint32Array;
  values: Float32Array;
}

/** Left vectors times their singular values (a row a row of the matrix), and right vectors (a row a column of the matrix). */
export interface Svd {
  rows: Float32Array;
  columns: Float32Array;
  dimensions: number;
}

/** More directions than are wanted make those that are wanted right. */
const MORE = 16;
const ITERATIONS = 2;
/** Multiplications in one step. */
const STEP = 400_000;

/** Decomposes; gives undefined between steps. The same matrix gives the same result. */
export function* svdOf(
  columns: readonly SparseColumn[],
  options: { rows: number; dimensions: number },
): Generator<undefined, Svd> {
  const { rows } = options;
  const dimensions = Math.min(options.dimensions, rows, columns.length);
  const width = Math.min(dimensions + MORE, rows, columns.length);
  let right: Float32Array = noise(columns.length * width);
  let left: Float32Array = new Float32Array(0);
  for (let iteration = 0; iteration <= ITERATIONS; iteration++) {
    left = yield* forward(columns, right, rows, width);
    yield* orthonormal(left, rows, width);
    right = yield* backward(columns, left, width);
    if (iteration < ITERATIONS) yield* orthonormal(right, columns.length, width);
  }
  // right = A' Q, so that A is about Q right', whose singular values are those of the small matrix.
  const { values, vectors } = yield* eigenOf(yield* gram(right, columns.length, width), width);
  const order = [...values.keys()].sort((a, b) => values[b]! - values[a]!).slice(0, dimensions);
  const scales = order.map((at) => Math.sqrt(Math.max(values[at]!, 1e-12)));
  return {
    rows: yield* rotated(left, rows, { width, vectors, order, scales }),
    columns: yield* rotated(right, columns.length, {
      width,
      vectors,
      order,
      scales: scales.map((scale) => 1 / scale),
    }),
    dimensions,
  };
}

/** Pseudo-random numbers about zero, always the same. */
function noise(length: number): Float32Array {
  const found = new Float32Array(length);
  let state = 7;
  for (let index = 0; index < length; index++) {
    let sum = 0;
    for (let draw = 0; draw < 3; draw++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      sum += state / 4294967296;
    }
    found[index] = sum - 1.5;
  }
  return found;
}

function* forward(
  columns: readonly SparseColumn[],
  right: Float32Array,
  rows: number,
  width: number,
): Generator<undefined, Float32Array> {
  const left = new Float32Array(rows * width);
  let work = 0;
  for (const [column, { rows: places, values }] of columns.entries()) {
    const from = column * width;
    for (let index = 0; index < places.length; index++) {
      const to = places[index]! * width;
      const value = values[index]!;
      for (let at = 0; at < width; at++) left[to + at]! += value * right[from + at]!;
    }
    if ((work += places.length * width) > STEP) {
      work = 0;
      yield;
    }
  }
  return left;
}

function* backward(
  columns: readonly SparseColumn[],
  left: Float32Array,
  width: number,
): Generator<undefined, Float32Array> {
  const right = new Float32Array(columns.length * width);
  let work = 0;
  for (const [column, { rows: places, values }] of columns.entries()) {
    const to = column * width;
    for (let index = 0; index < places.length; index++) {
      const from = places[index]! * width;
      const value = values[index]!;
      for (let at = 0; at < width; at++) right[to + at]! += value * left[from + at]!;
    }
    if ((work += places.length * width) > STEP) {
      work = 0;
      yield;
    }
  }
  return right;
}

/** The products of all pairs of columns. */
function* gram(matrix: Float32Array, rows: number, width: number): Generator<undefined, Float64Array> {
  const products = new Float64Array(width * width);
  const often = Math.ceil(STEP / (width * width));
  for (let row = 0; row < rows; row++) {
    const from = row * width;
    for (let a = 0; a < width; a++) {
      const value = matrix[from + a]!;
      if (value === 0) continue;
      for (let b = a; b < width; b++) products[a * width + b]! += value * matrix[from + b]!;
    }
    if (row % often === often - 1) yield;
  }
  for (let a = 0; a < width; a++) {
    for (let b = 0; b < a; b++) products[a * width + b] = products[b * width + a]!;
  }
  return products;
}

/** Makes the columns of a matrix orthonormal, in place, by the Cholesky factor of their products. */
function* orthonormal(matrix: Float32Array, rows: number, width: number): Generator<undefined, void> {
  const products = yield* gram(matrix, rows, width);
  let trace = 0;
  for (let at = 0; at < width; at++) trace += products[at * width + at]!;
  const floor = Math.max(trace, 1e-30) * 1e-9;
  const factor = new Float64Array(width * width);
  for (let a = 0; a < width; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = products[a * width + b]!;
      for (let at = 0; at < b; at++) sum -= factor[a * width + at]! * factor[b * width + at]!;
      factor[a * width + b] = a === b ? Math.sqrt(Math.max(sum, floor)) : sum / factor[b * width + b]!;
    }
  }
  const often = Math.ceil(STEP / (width * width));
  for (let row = 0; row < rows; row++) {
    const from = row * width;
    for (let a = 0; a < width; a++) {
      let sum = matrix[from + a]!;
      for (let b = 0; b < a; b++) sum -= factor[a * width + b]! * matrix[from + b]!;
      matrix[from + a] = sum / factor[a * width + a]!;
    }
    if (row % often === often - 1) yield;
  }
}

function* rotated(
  matrix: Float32Array,
  rows: number,
  { width, vectors, order, scales }: {
    width: number;
    vectors: Float64Array;
    order: number[];
    scales: number[];
  },
): Generator<undefined, Float32Array> {
  const found = new Float32Array(rows * order.length);
  const often = Math.ceil(STEP / (width * order.length));
  for (let row = 0; row < rows; row++) {
    for (const [to, column] of order.entries()) {
      let sum = 0;
      for (let at = 0; at < width; at++) sum += matrix[row * width + at]! * vectors[at * width + column]!;
      found[row * order.length + to] = sum * scales[to]!;
    }
    if (row % often === often - 1) yield;
  }
  return found;
}
