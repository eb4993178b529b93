/**
 * What passages are about beyond their words, learned from the passages themselves: latent semantic analysis. Terms that stand in like
 * company are alike, so a question finds passages that say it otherwise.
 *
 * Source: S. Deerwester and others, Indexing by Latent Semantic Analysis (1990).
 *
 * @module
 */
import { type SparseColumn, svdOf } from "./svd.ts";

const DIMENSIONS = 128;
/** A term that stands in fewer passages says nothing of company. */
const LEAST = 3;
/** Fewer passages than this have no structure to learn; more take too long, and gain less. */
const FEWEST = 50;
const FEWEST_TERMS = 8;
export const MOST_LATENT = 12_000;

type Postings = ReadonlyMap<string, ReadonlyMap<number, number>>;

/** Directions of terms and passages; cosines between them say how alike they are. */
export class Latent {
  readonly #dimensions: number;
  readonly #rows: Map<number, number>;
  readonly #passages: Float32Array;
  readonly #terms: ReadonlyMap<string, { at: number; weight: number }>;
  readonly #directions: Float32Array;

  private constructor(parts: {
    dimensions: number;
    rows: Map<number, number>;
    passages: Float32Array;
    terms: ReadonlyMap<string, { at: number; weight: number }>;
    directions: Float32Array;
  }) {
    this.#dimensions = parts.dimensions;
    this.#rows = parts.rows;
    this.#passages = parts.passages;
    this.#terms = parts.terms;
    this.#directions = parts.directions;
  }

  /** Learns from an index, in small steps; undefined where there is too little or too much of it. */
  static *fit(
    postings: Postings,
    passages: Iterable<number>,
  ): Generator<undefined, Latent | undefined> {
    const rows = new Map([...passages].map((passage, row) => [passage, row]));
    if (rows.size < FEWEST || rows.size > MOST_LATENT) return undefined;
    const terms = new Map<string, { at: number; weight: number }>();
    const columns: SparseColumn[] = [];
    for (const [term, posting] of postings) {
      if (posting.size < LEAST) continue;
      const weight = Math.log(1 + rows.size / posting.size);
      terms.set(term, { at: columns.length, weight });
      columns.push({
        rows: Uint32Array.from(posting.keys(), (passage) => rows.get(passage)!),
        values: Float32Array.from(posting.values(), (count) => (1 + Math.log(count)) * weight),
      });
      if (columns.length % 500 === 0) yield;
    }
    if (columns.length < FEWEST_TERMS) return undefined;
    const svd = yield* svdOf(columns, { rows: rows.size, dimensions: DIMENSIONS });
    normalise(svd.rows, svd.dimensions);
    return new Latent({
      dimensions: svd.dimensions,
      rows,
      passages: svd.rows,
      terms,
      directions: svd.columns,
    });
  }

  /** How like a question a passage is, from 0 to 1; null for a question whose words are all unknown. */
  similarity(terms: Iterable<string>): ((passage: number) => number) | null {
    const size = this.#dimensions;
    const query = new Float32Array(size);
    for (const term of terms) {
      const known = this.#terms.get(term);
      if (known === undefined) continue;
      for (let at = 0; at < size; at++) {
        query[at]! += known.weight * this.#directions[known.at * size + at]!;
      }
    }
    if (normalise(query, size) === 0) return null;
    return (passage) => {
      const row = this.#rows.get(passage);
      if (row === undefined) return 0;
      let sum = 0;
      for (let at = 0; at < size; at++) sum += query[at]! * this.#passages[row * size + at]!;
      return Math.max(0, sum);
    };
  }
}

/** Makes each row one long; gives the length of the last. */
function normalise(matrix: Float32Array, size: number): number {
  let length = 0;
  for (let from = 0; from < matrix.length; from += size) {
    let sum = 0;
    for (let at = from; at < from + size; at++) sum += matrix[at]! ** 2;
    length = Math.sqrt(sum);
    if (length > 0) { for (let at = from; at < from + size; at++) matrix[at]! /= length; }
  }
  return length;
}
