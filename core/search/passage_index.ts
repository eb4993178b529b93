/**
 * Orama over passages.
 *
 * @module
 */
import { type AnyOrama, create, insert, load, remove, save, search } from "@orama/orama";
import { bm25Index, frequencyOf, rarity, SCHEMA } from "./bm25.ts";
import { type QueryTerm, rateCandidate } from "./rate.ts";
import type { Chunk, Hit } from "./protocol.ts";
import { tokensOf } from "./tokens.ts";

/** Passages that can be searched. Holds everything in memory. */
export class PassageIndex {
  #orama: AnyOrama = make();

  get size(): number {
    return this.#orama.documentsStore.count(this.#orama.data.docs);
  }

  add(chunks: readonly Chunk[]): void {
    for (const { id, ...rest } of chunks) insert(this.#orama, { id: String(id), ...rest });
  }

  remove(ids: readonly number[]): void {
    for (const id of ids) remove(this.#orama, String(id));
  }

  /** Best first. `documents`: only these; all without. */
  search(query: string, options: { limit: number; documents?: string[] | undefined }): Hit[] {
    const terms = this.#weigh(query);
    if (terms.length === 0) return [];
    const { documents } = options;
    const found = search(this.#orama, {
      term: query,
      limit: options.limit,
      ...(documents === undefined ? {} : { where: { document: { in: documents } } }),
    }) as { hits: { id: string; score: number; document: Omit<Chunk, "id"> }[] };
    return found.hits.map(({ id, score, document }) =>
      rateCandidate({ ...document, id: Number(id) }, score, terms)
    );
  }

  save(): unknown {
    return save(this.#orama);
  }

  load(raw: unknown): void {
    const orama = make();
    load(orama, raw as Parameters<typeof load>[1]);
    this.#orama = orama;
  }

  /** The question's words that count, with the weight of their rarity. One that no passage has weighs most. */
  #weigh(query: string): QueryTerm[] {
    const terms = new Map<string, QueryTerm>();
    for (const { term } of tokensOf(query)) {
      const { having, passages } = frequencyOf(this.#orama.data.index, term);
      terms.set(term, { term, weight: rarity(passages, having) });
    }
    return [...terms.values()];
  }
}

function make(): AnyOrama {
  return create({
    schema: SCHEMA,
    sort: { enabled: false },
    components: {
      index: bm25Index(),
      tokenizer: {
        language: "english",
        normalizationCache: new Map(),
        tokenize: (text: string) => tokensOf(text).map(({ term }) => term),
      },
    },
  }) as unknown as AnyOrama;
}
