/**
 * Which passages have a term and how often, how long passages and pages are, and what ranks them: BM25 over passages and over the pages that
 * they stand on.
 *
 * Source: S. Robertson, H. Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), with title, heading and text as fields
 * of one bag of words (BM25F).
 *
 * @module
 */

/** Saturation of frequencies, and how much length counts. */
const K1 = 1.6;
const B = 0.75;
/** The share that the page has in the score of a passage on it: a table is found by what stands around it. */
const PAGE_SHARE = 0.5;

/** What is kept of the passages. */
export class Postings {
  /** For each term the passages that have it, and how often. */
  readonly terms = new Map<string, Map<number, number>>();
  readonly lengths = new Map<number, number>();
  readonly documents = new Map<string, Set<number>>();
  /** The page of each passage, and by their number the length of pages and how many passages stand on them. */
  readonly pageOf = new Map<number, number>();
  readonly pages = new Map<number, { name: string; length: number; passages: number }>();
  readonly #pageNumbers = new Map<string, number>();
  #nextPage = 0;
  #total = 0;

  addTerms(passage: number, terms: readonly string[], weight: number): void {
    for (const term of terms) {
      const posting = getOrMake(this.terms, term, () => new Map<number, number>());
      posting.set(passage, (posting.get(passage) ?? 0) + weight);
    }
    const length = terms.length * weight;
    this.lengths.set(passage, (this.lengths.get(passage) ?? 0) + length);
    this.#total += length;
    const page = this.pages.get(this.pageOf.get(passage) ?? -1);
    if (page !== undefined) page.length += length;
  }

  removeTerms(passage: number, terms: Iterable<string>): void {
    for (const term of terms) {
      const posting = this.terms.get(term);
      posting?.delete(passage);
      if (posting?.size === 0) this.terms.delete(term);
    }
  }

  /** Says where a passage stands; before its terms are added. */
  place(passage: number, document: string, page: string): void {
    getOrMake(this.documents, document, () => new Set<number>()).add(passage);
    const number = getOrMake(this.#pageNumbers, page, () => this.#nextPage++);
    getOrMake(this.pages, number, () => ({ name: page, length: 0, passages: 0 })).passages++;
    this.pageOf.set(passage, number);
  }

  /** The document that a passage is of. */
  documentOf(passage: number): string {
    const { name } = this.pages.get(this.pageOf.get(passage)!)!;
    return name.slice(0, name.lastIndexOf("#"));
  }

  /** Forgets a passage whose terms were removed. */
  forget(passage: number, document: string): void {
    const length = this.lengths.get(passage) ?? 0;
    this.#total -= length;
    this.lengths.delete(passage);
    const passages = this.documents.get(document);
    passages?.delete(passage);
    if (passages?.size === 0) this.documents.delete(document);
    const number = this.pageOf.get(passage) ?? -1;
    this.pageOf.delete(passage);
    const page = this.pages.get(number);
    if (page === undefined) return;
    page.length -= length;
    if (--page.passages > 0) return;
    this.pages.delete(number);
    this.#pageNumbers.delete(page.name);
  }

  /** How many passages have a term, of those that are allowed. */
  having(term: string, allowed: ReadonlySet<number> | undefined): number {
    const posting = this.terms.get(term);
    if (posting === undefined) return 0;
    if (allowed === undefined || allowed.size >= this.lengths.size) return posting.size;
    let count = 0;
    for (const passage of posting.keys()) if (allowed.has(passage)) count++;
    return count;
  }

  /**
   * The score of every passage that has one of the terms. A term is as rare as it is among the passages that are allowed: the name of the one
   * document that is asked says nothing there.
   */
  scores(terms: ReadonlyMap<string, number>, allowed: ReadonlySet<number> | undefined): Map<number, number> {
    const passages = new Map<number, number>();
    const pages = new Map<number, number>();
    const mean = this.#total / Math.max(1, this.lengths.size) || 1;
    const meanPage = this.#total / Math.max(1, this.pages.size) || 1;
    for (const [term, counts] of terms) {
      const posting = this.terms.get(term);
      if (posting === undefined) continue;
      const weight = counts * rarity(allowed?.size ?? this.lengths.size, this.having(term, allowed));
      const onPages = new Map<number, number>();
      for (const [passage, count] of posting) {
        if (allowed !== undefined && !allowed.has(passage)) continue;
        const gain = weight * saturated(count, this.lengths.get(passage)! / mean);
        passages.set(passage, (passages.get(passage) ?? 0) + gain);
        const page = this.pageOf.get(passage)!;
        onPages.set(page, (onPages.get(page) ?? 0) + count);
      }
      for (const [page, count] of onPages) {
        const gain = weight * saturated(count, this.pages.get(page)!.length / meanPage);
        pages.set(page, (pages.get(page) ?? 0) + gain);
      }
    }
    for (const [passage, score] of passages) {
      passages.set(
        passage,
        (1 - PAGE_SHARE) * score + PAGE_SHARE * pages.get(this.pageOf.get(passage)!)!,
      );
    }
    return passages;
  }

  /** Plain data, for a snapshot. */
  save(): SavedPostings {
    return {
      terms: [...this.terms].map(([term, posting]) => [term, [...posting.keys()], [...posting.values()]]),
      passages: [...this.documents].flatMap(([document, passages]) =>
        [...passages].map((
          passage,
        ) =>
          [
            passage,
            document,
            this.pages.get(this.pageOf.get(passage)!)!.name,
            this.lengths.get(passage) ?? 0,
          ] as SavedPostings["passages"][number]
        )
      ).sort((a, b) => a[0] - b[0]),
    };
  }

  static load(saved: SavedPostings): Postings {
    const postings = new Postings();
    for (const [passage, document, page, length] of saved.passages) {
      postings.place(passage, document, page);
      postings.lengths.set(passage, length);
      postings.#total += length;
      postings.pages.get(postings.pageOf.get(passage)!)!.length += length;
    }
    for (const [term, passages, counts] of saved.terms) {
      postings.terms.set(term, new Map(passages.map((passage, at) => [passage, counts[at]!])));
    }
    return postings;
  }
}

export interface SavedPostings {
  terms: [string, number[], number[]][];
  /** Passage, document, page, length. */
  passages: [number, string, string, number][];
}

/** Inverse document frequency, never negative. */
export function rarity(passages: number, having: number): number {
  return Math.log(1 + (passages - having + 0.5) / (having + 0.5));
}

function saturated(count: number, length: number): number {
  return count * (K1 + 1) / (count + K1 * (1 - B + B * length));
}

function getOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, value = make());
  return value;
}
