/**
 * Vectors of passages, by the embedding model that made them.
 *
 * @module
 */
import type { DatabaseSync } from "node:sqlite";

const BATCH = 500;

/** A passage's vector as 32-bit floats; empty where the model could not take the passage. */
export interface StoredVector {
  id: number;
  vector: Uint8Array;
}

/** Keeps one vector a passage. They go with their passages. */
export class VectorRecords {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Keeps vectors of one model; those of another that were there are replaced. A passage that is gone is left out. */
  put(model: string, vectors: readonly StoredVector[]): void {
    const put = this.#database.prepare(
      "INSERT OR REPLACE INTO vectors (passage, model, vector) SELECT ?, ?, ? WHERE EXISTS (SELECT 1 FROM passages WHERE id = ?)",
    );
    this.#database.exec("BEGIN");
    try {
      for (const { id, vector } of vectors) put.run(id, model, vector, id);
      this.#database.exec("COMMIT");
    } catch (error) {
      this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  /** Passages that have no vector of this model, and their text. */
  missing(model: string, limit: number): { id: number; text: string }[] {
    return this.#database.prepare(
      `SELECT passages.id AS id, pages.text AS text, start_at, end_at FROM passages
       JOIN pages ON pages.document = passages.document AND pages.page = passages.page
       LEFT JOIN vectors ON vectors.passage = passages.id AND vectors.model = ?
       WHERE vectors.passage IS NULL ORDER BY passages.id LIMIT ?`,
    ).all(model, limit).map((row) => ({
      id: Number(row.id),
      text: String(row.text).slice(Number(row.start_at), Number(row.end_at)),
    }));
  }

  /** All vectors of a model in the order of their passages. */
  *all(model: string): Generator<StoredVector[]> {
    const select = this.#database.prepare(
      "SELECT passage, vector FROM vectors WHERE model = ? AND passage > ? ORDER BY passage LIMIT ?",
    );
    for (let last = 0;;) {
      const rows = select.all(model, last, BATCH).map((row): StoredVector => ({
        id: Number(row.passage),
        vector: row.vector as Uint8Array,
      }));
      if (rows.length === 0) return;
      last = rows.at(-1)!.id;
      yield rows;
    }
  }
}
