/**
 * An index for Orama that ranks by BM25 with the frequencies that the texts really have. The one that Orama ships expands every word to all
 * that begin with it and loses how often a word stands in a text.
 *
 * @module
 */
import type { AnyIndexStore, IIndex, Tokenizer } from "@orama/orama";
import { Postings, type SavedPostings } from "./postings.ts";

/** A word of the title counts as often, and one of the headings above the passage. */
const WEIGHTS: Record<string, number> = { title: 3, heading: 2, text: 1 };

/** Type of each property; `place` comes first, for the others are counted where the passage stands. */
export const SCHEMA = { place: "enum", title: "string", heading: "string", text: "string" } as const;

interface Bm25Store {
  postings: Postings;
  /** Orama looks here for vectors. */
  vectorIndexes: Record<string, never>;
}

/** What orders passages: their scores by words, and whatever else is known. */
export type Ranker = (
  postings: Postings,
  terms: readonly string[],
  allowed: ReadonlySet<number> | undefined,
) => [number, number][];

/** Makes the index component. */
export function bm25Index(rank: Ranker): IIndex<AnyIndexStore> {
  const index = {
    create: (): Bm25Store => ({ postings: new Postings(), vectorIndexes: {} }),
    insert(
      _implementation: unknown,
      { postings }: Bm25Store,
      property: string,
      _id: unknown,
      passage: number,
      value: string,
      _type: unknown,
      language: string | undefined,
      tokenizer: Tokenizer,
    ): void {
      if (property === "place") postings.place(passage, documentOf(value), value);
      else postings.addTerms(passage, tokenizer.tokenize(value, language), WEIGHTS[property]!);
    },
    remove(
      _implementation: unknown,
      { postings }: Bm25Store,
      property: string,
      _id: unknown,
      passage: number,
      value: string,
      _type: unknown,
      language: string | undefined,
      tokenizer: Tokenizer,
    ): boolean {
      if (property === "place") postings.forget(passage, documentOf(value));
      else postings.removeTerms(passage, new Set(tokenizer.tokenize(value, language)));
      return true;
    },
    search(
      { postings }: Bm25Store,
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
      return rank(postings, tokenizer.tokenize(query, language), allowed);
    },
    /** Here a place is a whole document. */
    searchByWhereClause(
      { postings }: Bm25Store,
      _tokenizer: Tokenizer,
      where: { place?: { in?: string[] } },
    ): Set<number> {
      const passages = new Set<number>();
      for (const document of where.place?.in ?? []) {
        for (const passage of postings.documents.get(document) ?? []) passages.add(passage);
      }
      return passages;
    },
    getSearchableProperties: () => Object.keys(SCHEMA),
    getSearchablePropertiesWithTypes: () => SCHEMA,
    save: ({ postings }: Bm25Store): SavedPostings => postings.save(),
    load: (_ids: unknown, saved: SavedPostings): Bm25Store => ({
      postings: Postings.load(saved),
      vectorIndexes: {},
    }),
    // Everything is counted by insert and remove.
    insertDocumentScoreParameters() {},
    insertTokenScoreParameters() {},
    removeDocumentScoreParameters() {},
    removeTokenScoreParameters() {},
    calculateResultScores() {},
  };
  return index as unknown as IIndex<AnyIndexStore>;
}

/** A place names a page, as `DOCUMENT#3`. */
export function placeOf(document: string, page: number): string {
  return `${document}#${page}`;
}

function documentOf(place: string): string {
  return place.slice(0, place.lastIndexOf("#"));
}

/** What an Orama that was made with it keeps. */
export function postingsOf(store: unknown): Postings {
  return (store as Bm25Store).postings;
}
