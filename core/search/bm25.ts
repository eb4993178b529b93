/**
 * An index for Orama that ranks by BM25 with the frequencies that the texts really have. The one that Orama ships expands every word to all
 * that begin with it and loses how often a word stands in a text.
 *
 * Source: S. Robertson, H. Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), with title and text as fields of one bag
 * of words (BM25F).
 *
 * @module
 */
import type { AnyIndexStore, IIndex, Tokenizer } from "@orama/orama";

/** Saturation of frequencies, and how much length counts. */
const K1 = 1.6;
const B = 0.75;
/** A word of the title counts as often. */
const TITLE = 3;

/** What is kept: for each term the passages that have it and how often, and the length of each passage. */
interface Bm25Store {
  postings: Map<string, Map<number, number>>;
  lengths: Map<number, number>;
  documents: Map<string, Set<number>>;
  total: number;
  /** Orama looks here for vectors. */
  vectorIndexes: Record<string, never>;
}

interface SavedStore {
  postings: [string, number[], number[]][];
  lengths: [number, number][];
  documents: [string, number[]][];
}

/** Type of each property. */
export const SCHEMA = { title: "string", text: "string", document: "enum" } as const;

/** Makes the index component. */
export function bm25Index(): IIndex<AnyIndexStore> {
  const weight = (property: string) => property === "title" ? TITLE : 1;
  const index = {
    create: (): Bm25Store => emptyStore(),
    insert(
      _implementation: unknown,
      store: Bm25Store,
      property: string,
      _id: unknown,
      passage: number,
      value: string,
      _type: unknown,
      language: string | undefined,
      tokenizer: Tokenizer,
    ): void {
      if (property === "document") {
        getOrMake(store.documents, value, () => new Set<number>()).add(passage);
        return;
      }
      const terms = tokenizer.tokenize(value, language);
      for (const term of terms) {
        const posting = getOrMake(store.postings, term, () => new Map<number, number>());
        posting.set(passage, (posting.get(passage) ?? 0) + weight(property));
      }
      const length = terms.length * weight(property);
      store.lengths.set(passage, (store.lengths.get(passage) ?? 0) + length);
      store.total += length;
    },
    remove(
      _implementation: unknown,
      store: Bm25Store,
      property: string,
      _id: unknown,
      passage: number,
      value: string,
      _type: unknown,
      language: string | undefined,
      tokenizer: Tokenizer,
    ): boolean {
      if (property === "document") {
        const passages = store.documents.get(value);
        passages?.delete(passage);
        if (passages?.size === 0) store.documents.delete(value);
        return true;
      }
      for (const term of new Set(tokenizer.tokenize(value, language))) {
        const posting = store.postings.get(term);
        posting?.delete(passage);
        if (posting?.size === 0) store.postings.delete(term);
      }
      store.total -= store.lengths.get(passage) ?? 0;
      store.lengths.delete(passage);
      return true;
    },
    search(
      store: Bm25Store,
      query: string,
      tokenizer: Tokenizer,
      language: string | undefined,
      _properties: string[],
      _exact: boolean,
      _tolerance: number,
      _boost: unknown,
      _relevance: unknown,
      _count: number,
      allowed: Set<number> | undefined,
    ): [number, number][] {
      return rank(store, tokenizer.tokenize(query, language), allowed);
    },
    searchByWhereClause(
      store: Bm25Store,
      _tokenizer: Tokenizer,
      where: { document?: { in?: string[] } },
    ): Set<number> {
      const passages = new Set<number>();
      for (const document of where.document?.in ?? []) {
        for (const passage of store.documents.get(document) ?? []) passages.add(passage);
      }
      return passages;
    },
    getSearchableProperties: () => Object.keys(SCHEMA),
    getSearchablePropertiesWithTypes: () => SCHEMA,
    save: (store: Bm25Store): SavedStore => ({
      postings: [...store.postings].map((
        [term, posting],
      ) => [term, [...posting.keys()], [...posting.values()]]),
      lengths: [...store.lengths],
      documents: [...store.documents].map(([document, passages]) => [document, [...passages]]),
    }),
    load: (_ids: unknown, saved: SavedStore): Bm25Store => {
      const store = emptyStore();
      for (const [term, passages, counts] of saved.postings) {
        store.postings.set(term, new Map(passages.map((passage, at) => [passage, counts[at]!])));
      }
      store.lengths = new Map(saved.lengths);
      store.documents = new Map(saved.documents.map(([document, passages]) => [document, new Set(passages)]));
      for (const length of store.lengths.values()) store.total += length;
      return store;
    },
    // Everything is counted by insert and remove.
    insertDocumentScoreParameters() {},
    insertTokenScoreParameters() {},
    removeDocumentScoreParameters() {},
    removeTokenScoreParameters() {},
    calculateResultScores() {},
  };
  return index as unknown as IIndex<AnyIndexStore>;
}

/** Inverse document frequency, never negative. */
export function rarity(passages: number, having: number): number {
  return Math.log(1 + (passages - having + 0.5) / (having + 0.5));
}

/** In how many passages a term stands, and how many there are. */
export function frequencyOf(store: unknown, term: string): { having: number; passages: number } {
  const { postings, lengths } = store as Bm25Store;
  return { having: postings.get(term)?.size ?? 0, passages: lengths.size };
}

function rank(
  store: Bm25Store,
  terms: readonly string[],
  allowed: Set<number> | undefined,
): [number, number][] {
  const scores = new Map<number, number>();
  const mean = store.total / Math.max(1, store.lengths.size) || 1;
  for (const term of new Set(terms)) {
    const posting = store.postings.get(term);
    if (posting === undefined) continue;
    const idf = rarity(store.lengths.size, posting.size);
    for (const [passage, count] of posting) {
      if (allowed !== undefined && !allowed.has(passage)) continue;
      const length = store.lengths.get(passage)! / mean;
      const gain = idf * count * (K1 + 1) / (count + K1 * (1 - B + B * length));
      scores.set(passage, (scores.get(passage) ?? 0) + gain);
    }
  }
  return [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
}

function emptyStore(): Bm25Store {
  return { postings: new Map(), lengths: new Map(), documents: new Map(), total: 0, vectorIndexes: {} };
}

function getOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, value = make());
  return value;
}
