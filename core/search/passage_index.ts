/**
 * Orama over passages.
 *
 * @module
 */
import { type AnyOrama, create, insert, load, remove, save, search } from "@orama/orama";
import { bm25Index, placeOf, postingsOf, type Ranker, SCHEMA } from "./bm25.ts";
import { allWays, type Concept, conceptsOf, weightedTerms } from "./concepts.ts";
import { countedIn, expectedBy } from "./expects.ts";
import { Latent } from "./latent.ts";
import { Lexicon } from "./lexicon.ts";
import { documentsNaming, namesIn } from "./names.ts";
import { type Postings, rarity } from "./postings.ts";
import { pairsOf } from "./proximity.ts";
import { rateCandidate } from "./rate.ts";
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
  readonly #lexicon = new Lexicon();
  /** The terms of the question that is being answered, with how much each counts. */
  #asked: ReadonlyMap<string, number> = new Map();
  /** Those that it has itself. */
  #own: ReadonlySet<string> = new Set();
  /** The vector of the question that is being answered. */
  #question: readonly number[] | undefined;
  #ranking: Ranking = "words";

  get size(): number {
    return this.#orama.documentsStore.count(this.#orama.data.docs);
  }

  add(chunks: readonly Chunk[]): void {
    for (const { id, document, page, ...rest } of chunks) {
      insert(this.#orama, { id: String(id), place: placeOf(document, page), ...rest });
      this.#lexicon.add(id, document, rest);
    }
    if (chunks.length > 0) this.#latent = undefined;
  }

  remove(ids: readonly number[]): void {
    for (const id of ids) {
      remove(this.#orama, String(id));
      this.#vectors.delete(id);
      this.#lexicon.remove(id);
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
    const { documents } = options;
    const question = options.question ?? query;
    const allowed = this.#allowed(documents);
    const concepts = this.#conceptsOf(query, question, { documents, allowed });
    if (concepts.length === 0) return { hits: [], ranking: "words" };
    this.#question = options.vector;
    this.#own = new Set(concepts.flatMap(({ ways: [own] }) => own!));
    this.#asked = weightedTerms(concepts, (term) => this.#postings.having(term, allowed) > 0);
    const found = search(this.#orama, {
      term: query,
      limit: Math.max(options.limit, CANDIDATES),
      ...(documents === undefined ? {} : { where: { place: { in: documents } } }),
    }) as { hits: { id: string; score: number; document: Stored }[] };
    const several = (documents?.length ?? this.#postings.documents.size) > 1;
    const names = several ? namesIn(question) : [];
    const own = tokensOf(query).map(({ term }) => ({ term, weight: this.#rarity(term, allowed) }));
    const asked = {
      concepts,
      pairs: pairsOf(own),
      expects: expectedBy(question),
      counted: allWays(concepts, new Set(tokensOf(countedIn(question)).map(({ term }) => term))),
      naming: documentsNaming(names, this.#postings, (name) => this.#lexicon.documentsCalled(name)),
      called: (document: string) => this.#lexicon.called(document),
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
    this.#lexicon.clear();
    for (
      const stored of Object.values(
        orama.documentsStore.getAll(orama.data.docs),
      ) as (Stored & { id: string })[]
    ) {
      const { id, document, ...rest } = chunkOf(stored.id, stored);
      this.#lexicon.add(id, document, rest);
    }
    this.#latent = undefined;
  }

  get #postings(): Postings {
    return postingsOf(this.#orama.data.index);
  }

  readonly #rank: Ranker = (postings, _terms, allowed) => {
    const terms = this.#asked;
    const scores = postings.scores(terms, allowed);
    const best = scores.values().reduce((most, score) => Math.max(most, score), 1e-9);
    const byVector = this.#byVector();
    const like = byVector ?? this.#latent?.similarity(this.#own) ?? null;
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

  /** The ideas of a question that count, with the weight of their rarity. One that no passage has weighs most. */
  #conceptsOf(
    query: string,
    question: string,
    { documents, allowed }: { documents: string[] | undefined; allowed: ReadonlySet<number> | undefined },
  ): Concept[] {
    const postings = this.#postings;
    this.#lexicon.ask(question, documents ?? postings.documents.keys());
    return conceptsOf(query, {
      rarity: (term) => this.#rarity(term, allowed),
      has: (term) => postings.having(term, allowed) > 0,
      longForms: (word) => this.#lexicon.longForms(word),
    });
  }

  #rarity(term: string, allowed: ReadonlySet<number> | undefined): number {
    const postings = this.#postings;
    return rarity(Math.max(allowed?.size ?? postings.lengths.size, FEW), postings.having(term, allowed));
  }

  /** The passages of the given documents. */
  #allowed(documents: readonly string[] | undefined): ReadonlySet<number> | undefined {
    if (documents === undefined) return undefined;
    const known = this.#postings.documents;
    const sets = documents.map((document) => known.get(document) ?? new Set<number>());
    return sets.length === 1 ? sets[0] : new Set(sets.flatMap((passages) => [...passages]));
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
