/**
 * Orama over passages.
 *
 * @module
 */
import { type AnyOrama, create, insert, load, remove, save, search } from "@orama/orama";
import { bm25Index, placeOf, postingsOf, type Ranker, SCHEMA } from "./bm25.ts";
import { expectedBy } from "./expects.ts";
import { Latent } from "./latent.ts";
import { documentsNaming, namesIn } from "./names.ts";
import { type Postings, rarity } from "./postings.ts";
import { pairsOf } from "./proximity.ts";
import { type QueryTerm, rateCandidate } from "./rate.ts";
import type { Chunk, Ranking, SearchReply, SearchRequest } from "./protocol.ts";
import { tokensOf } from "./tokens.ts";
import { Vectors } from "./vectors.ts";

/** The share of the score that likeness has, where it is known; the rest is that of the words. */
const LATENT_SHARE = 0.4;
const VECTORS_SHARE = 0.5;
/** So many passages are found by their vectors alone. */
const BY_VECTOR = 50;
/** Of fewer passages than this cannot be told how rare a word is: it weighs as if there were so many. */
const FEW = 1000;
/** At least so many are looked at closely. */
const CANDIDATES = 40;
/** So many are ordered. */
const KEPT = 500;

type Stored = Omit<Chunk, "id" | "document" | "page"> & { place: string };

/** Passages that can be searched. Holds everything in memory. */
export class PassageIndex {
  #orama: AnyOrama = this.#make();
  #latent: Latent | undefined;
  readonly #vectors = new Vectors();
  /** The vector of the question that is being answered. */
  #question: readonly number[] | undefined;
  #ranking: Ranking = "words";

  get size(): number {
    return this.#orama.documentsStore.count(this.#orama.data.docs);
  }

  add(chunks: readonly Chunk[]): void {
    for (const { id, document, page, ...rest } of chunks) {
      insert(this.#orama, { id: String(id), place: placeOf(document, page), ...rest });
    }
    if (chunks.length > 0) this.#latent = undefined;
  }

  remove(ids: readonly number[]): void {
    for (const id of ids) {
      remove(this.#orama, String(id));
      this.#vectors.delete(id);
    }
    if (ids.length > 0) this.#latent = undefined;
  }

  /** Takes over vectors of an embedding model, one a passage. The first of a set clears what was there. */
  addVectors(ids: readonly number[], vectors: readonly Uint8Array[], options: { first: boolean }): void {
    if (options.first) this.#vectors.clear();
    for (const [index, id] of ids.entries()) this.#vectors.put(id, vectors[index]!);
  }

  /** Learns what the passages are about, in small steps. What is added or removed before the end makes it void. */
  *learn(): Generator<undefined, void> {
    const { terms, lengths } = this.#postings;
    this.#latent = yield* Latent.fit(terms, lengths.keys());
  }

  /** Best first. `documents`: only these; all without. `question`: what the query was made of, for choosing what to quote. */
  search(query: string, options: Omit<SearchRequest, "query">): SearchReply {
    const terms = this.#weigh(query);
    if (terms.length === 0) return { hits: [], ranking: "words" };
    const { documents } = options;
    this.#question = options.vector;
    const found = search(this.#orama, {
      term: query,
      limit: Math.max(options.limit, CANDIDATES),
      ...(documents === undefined ? {} : { where: { place: { in: documents } } }),
    }) as { hits: { id: string; score: number; document: Stored }[] };
    const question = options.question ?? query;
    const several = (documents?.length ?? this.#postings.documents.size) > 1;
    const names = several ? namesIn(question) : [];
    const asked = {
      terms,
      pairs: pairsOf(terms),
      expects: expectedBy(question),
      naming: documentsNaming(names, this.#postings),
    };
    const hits = found.hits.map(({ id, score, document }) =>
      rateCandidate(chunkOf(id, document), score, asked)
    );
    hits.sort((a, b) => b.score - a.score || a.id - b.id);
    return { hits: hits.slice(0, options.limit), ranking: this.#ranking };
  }

  save(): unknown {
    return save(this.#orama);
  }

  load(raw: unknown): void {
    const orama = this.#make();
    load(orama, raw as Parameters<typeof load>[1]);
    this.#orama = orama;
    this.#latent = undefined;
  }

  get #postings(): Postings {
    return postingsOf(this.#orama.data.index);
  }

  readonly #rank: Ranker = (postings, terms, allowed) => {
    const scores = postings.scores(terms, allowed);
    const best = scores.values().reduce((most, score) => Math.max(most, score), 1e-9);
    const byVector = this.#byVector();
    const like = byVector ?? this.#latent?.similarity(new Set(terms)) ?? null;
    this.#ranking = byVector !== null ? "vectors" : like !== null ? "latent" : "words";
    if (byVector !== null) {
      const near = [...postings.lengths.keys()].filter((passage) => allowed?.has(passage) ?? true)
        .map((passage): [number, number] => [passage, byVector(passage)]).sort((a, b) => b[1] - a[1]);
      for (const [passage] of near.slice(0, BY_VECTOR)) if (!scores.has(passage)) scores.set(passage, 0);
    }
    if (like !== null) {
      const share = byVector !== null ? VECTORS_SHARE : LATENT_SHARE;
      for (const [passage, score] of scores) {
        scores.set(passage, (1 - share) * score + share * best * like(passage));
      }
    }
    return bestOf(scores);
  };

  /** How like a passage is to the question by their vectors; null where one of them has none. */
  #byVector(): ((passage: number) => number) | null {
    if (this.#question === undefined || this.#vectors.size === 0) return null;
    const likeness = this.#vectors.likeness(this.#question);
    const names = this.#orama.internalDocumentIDStore.internalIdToId;
    return likeness === null ? null : (passage) => likeness.get(Number(names[passage - 1])) ?? 0;
  }

  /** The question's words that count, with the weight of their rarity. One that no passage has weighs most. */
  #weigh(query: string): QueryTerm[] {
    const terms = tokensOf(query).map(({ term }) => term);
    return [...new Set(terms)].map((term) => ({ term, weight: this.#rarity(term) }));
  }

  #rarity(term: string): number {
    const { lengths, terms } = this.#postings;
    return rarity(Math.max(lengths.size, FEW), terms.get(term)?.size ?? 0);
  }

  #make(): AnyOrama {
    return create({
      schema: SCHEMA,
      sort: { enabled: false },
      components: {
        index: bm25Index((...parts) => this.#rank(...parts)),
        tokenizer: {
          language: "english",
          normalizationCache: new Map(),
          tokenize: (text: string) => tokensOf(text).map(({ term }) => term),
        },
      },
    }) as unknown as AnyOrama;
  }
}

/** The best of all scores in order: most passages have some word of a long question, and nobody looks at the last. */
function bestOf(scores: ReadonlyMap<number, number>): [number, number][] {
  let found = [...scores];
  if (scores.size > KEPT) {
    const least = Float64Array.from(scores.values()).sort()[scores.size - KEPT]!;
    found = found.filter(([, score]) => score >= least);
  }
  return found.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
}

function chunkOf(id: string, { place, ...rest }: Stored): Chunk {
  const mark = place.lastIndexOf("#");
  return { ...rest, id: Number(id), document: place.slice(0, mark), page: Number(place.slice(mark + 1)) };
}
