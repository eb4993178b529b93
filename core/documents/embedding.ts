/**
 * Vectors of passages, made by a local embedding model where one is there.
 *
 * @module
 */
import { NexusError } from "../contract/mod.ts";
import type { StoredVector, VectorRecords } from "../store/mod.ts";

/** What makes vectors of texts. */
export interface Embedder {
  /** @throws NexusError `model.*` */
  embed(
    texts: string[],
    options: { signal?: AbortSignal },
  ): Promise<{ vectors: number[][]; model: string; digest: string }>;
}

/** Passages in one request. */
const BATCH = 16;
/** A question waits so long for its vector; without it, it is answered by words. */
const QUESTION_MS = 3000;

/** What models want in front of texts, from their model cards; they rank badly without. */
const PREFIXES: [family: RegExp, query: string, passage: string][] = [
  [/nomic-embed/, "search_query: ", "search_document: "],
  [/mxbai-embed|snowflake-arctic/, "Represent this sentence for searching relevant passages: ", ""],
  [/embeddinggemma/, "task: search result | query: ", "title: none | text: "],
];

/** Has every passage of the store embedded, in the background, and questions as they come. */
export class Embedding {
  readonly #embedder: Embedder;
  readonly #records: VectorRecords;
  readonly #onComplete: () => Promise<void>;
  readonly #closing = new AbortController();
  #working: Promise<void> | undefined;
  #again = false;
  #complete: { model: string; digest: string } | null = null;

  /** `onComplete` is called when every passage has its vector. */
  constructor(embedder: Embedder, records: VectorRecords, onComplete: () => Promise<void>) {
    this.#embedder = embedder;
    this.#records = records;
    this.#onComplete = onComplete;
  }

  /** The model whose vectors all passages have; null while some have none, and without a model. */
  get complete(): { model: string; digest: string } | null {
    return this.#complete;
  }

  /** Embeds what has no vector yet. Called after each change; returns at once. */
  update(): void {
    this.#complete = null;
    this.#again = true;
    this.#working ??= this.#work().finally(() => this.#working = undefined);
  }

  /** All vectors, for an index that is made anew; nothing where they are not complete. */
  *vectors(): Generator<StoredVector[]> {
    if (this.#complete !== null) yield* this.#records.all(this.#complete.digest);
  }

  /** The vector of a question, by the model of the passages; null where it cannot be had in time. */
  async question(text: string, signal?: AbortSignal): Promise<number[] | null> {
    const known = this.#complete;
    if (known === null) return null;
    const signals = [AbortSignal.timeout(QUESTION_MS), this.#closing.signal, ...(signal ? [signal] : [])];
    try {
      const { vectors, digest } = await this.#embedder.embed([prefixed(text, known.model, "query")], {
        signal: AbortSignal.any(signals),
      });
      if (digest === known.digest) return vectors[0] ?? null;
      this.update();
      return null;
    } catch {
      signal?.throwIfAborted();
      return null;
    }
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#working;
  }

  /** Never throws: without a model, or where it fails, passages are found by their words. */
  async #work(): Promise<void> {
    const { signal } = this.#closing;
    try {
      const { model, digest } = await this.#embedder.embed(["probe"], { signal });
      while (this.#again) {
        this.#again = false;
        for (
          let missing = this.#records.missing(digest, BATCH);
          missing.length > 0;
          missing = this.#records.missing(digest, BATCH)
        ) {
          signal.throwIfAborted();
          this.#records.put(digest, await this.#vectorsOf(missing, model));
        }
      }
      this.#complete = { model, digest };
      await this.#onComplete();
    } catch {
      this.#again = false;
    }
  }

  async #vectorsOf(passages: { id: number; text: string }[], model: string): Promise<StoredVector[]> {
    const { signal } = this.#closing;
    const texts = passages.map(({ text }) => prefixed(text, model, "passage"));
    try {
      const { vectors } = await this.#embedder.embed(texts, { signal });
      return passages.map(({ id }, index) => ({ id, vector: bytesOf(vectors[index]!) }));
    } catch (error) {
      // One that is too long for the model has no vector; it keeps the others from none.
      if (!(error instanceof NexusError) || error.code !== "model.failed") throw error;
      if (passages.length === 1) return [{ id: passages[0]!.id, vector: new Uint8Array(0) }];
      const found: StoredVector[] = [];
      for (const passage of passages) found.push(...await this.#vectorsOf([passage], model));
      return found;
    }
  }
}

function prefixed(text: string, model: string, what: "query" | "passage"): string {
  const known = PREFIXES.find(([family]) => family.test(model));
  return known === undefined ? text : `${what === "query" ? known[1] : known[2]}${text}`;
}

function bytesOf(vector: number[]): Uint8Array {
  const length = Math.hypot(...vector) || 1;
  return new Uint8Array(Float32Array.from(vector, (value) => value / length).buffer);
}
