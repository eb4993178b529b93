/**
 * Vectors of passages that an embedding model made, of length one.
 *
 * @module
 */

/** Likeness of passages to a question's vector. */
export class Vectors {
  readonly #vectors = new Map<number, Float32Array>();

  get size(): number {
    return this.#vectors.size;
  }

  /** Takes vectors over; an empty one says that there is none. */
  put(id: number, bytes: Uint8Array): void {
    if (bytes.length > 0) this.#vectors.set(id, new Float32Array(bytes.slice().buffer));
  }

  delete(id: number): void {
    this.#vectors.delete(id);
  }

  clear(): void {
    this.#vectors.clear();
  }

  /**
   * How like each passage is, from 0 for the least to 1 for the most. Models differ in how near all texts are to each other, so only the
   * order and the gaps count. Null where the question's vector is of another kind.
   */
  likeness(question: readonly number[]): Map<number, number> | null {
    const cosines = new Map<number, number>();
    let [least, most] = [Infinity, -Infinity];
    for (const [id, vector] of this.#vectors) {
      if (vector.length !== question.length) return null;
      let sum = 0;
      for (let at = 0; at < vector.length; at++) sum += vector[at]! * question[at]!;
      cosines.set(id, sum);
      least = Math.min(least, sum);
      most = Math.max(most, sum);
    }
    const width = most - least || 1;
    for (const [id, cosine] of cosines) cosines.set(id, (cosine - least) / width);
    return cosines;
  }
}
