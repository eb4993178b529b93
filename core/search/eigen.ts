/**
 * Eigenvalues of a small symmetric matrix.
 *
 * @module
 */

const SWEEPS = 12;
/** What is left beside the diagonal, as a share of the whole, when it is done. */
const DONE = 1e-18;

/**
 * Eigenvalues and, in columns, eigenvectors, by Jacobi's rotations. Gives undefined between steps. The matrix is used up.
 *
 * Source: G. H. Golub, C. F. Van Loan, Matrix Computations (4th edition), section 8.5.
 */
export function* eigenOf(
  matrix: Float64Array,
  size: number,
): Generator<undefined, { values: Float64Array; vectors: Float64Array }> {
  const vectors = new Float64Array(size * size);
  for (let at = 0; at < size; at++) vectors[at * size + at] = 1;
  const whole = matrix.reduce((sum, value) => sum + value * value, 0) || 1;
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let beside = 0;
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) {
        const value = matrix[p * size + q]!;
        beside += value * value;
        if (value * value > whole * 1e-30) rotate(matrix, vectors, { size, p, q });
      }
      yield;
    }
    if (beside < whole * DONE) break;
  }
  return { values: Float64Array.from({ length: size }, (_, at) => matrix[at * size + at]!), vectors };
}

function rotate(
  matrix: Float64Array,
  vectors: Float64Array,
  { size, p, q }: { size: number; p: number; q: number },
): void {
  const theta = (matrix[q * size + q]! - matrix[p * size + p]!) / (2 * matrix[p * size + q]!);
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  for (let at = 0; at < size; at++) {
    const [x, y] = [matrix[at * size + p]!, matrix[at * size + q]!];
    matrix[at * size + p] = cosine * x - sine * y;
    matrix[at * size + q] = sine * x + cosine * y;
  }
  for (let at = 0; at < size; at++) {
    const [x, y] = [matrix[p * size + at]!, matrix[q * size + at]!];
    matrix[p * size + at] = cosine * x - sine * y;
    matrix[q * size + at] = sine * x + cosine * y;
    const [v, w] = [vectors[at * size + p]!, vectors[at * size + q]!];
    vectors[at * size + p] = cosine * v - sine * w;
    vectors[at * size + q] = sine * v + cosine * w;
  }
}
