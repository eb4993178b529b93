import { signal } from "@preact/signals";
import type { DocumentPage, Passage } from "nexus";
import { type Problem, problemOf } from "../api/http.ts";
import { fetchDocumentPage, searchDocument } from "../api/resources.ts";

const MOST_FOUND = 20;

/** One document as it is read: a page of it, and what was searched for in it. Only the newest request of each counts. */
export class DocumentView {
  readonly page = signal<DocumentPage | null>(null);
  readonly problem = signal<Problem | null>(null);
  /** Best first; null where nothing was searched for. */
  readonly found = signal<Passage[] | null>(null);
  readonly searching = signal(false);
  readonly searchProblem = signal<Problem | null>(null);
  readonly #document: string;
  #searched = "";
  #pageTurn = 0;
  #searchTurn = 0;

  constructor(document: string) {
    this.#document = document;
  }

  async load(number: number, query: string): Promise<void> {
    const turn = ++this.#pageTurn;
    this.problem.value = null;
    try {
      const page = await fetchDocumentPage(this.#document, number, query);
      if (turn === this.#pageTurn) this.page.value = page;
    } catch (error) {
      if (turn === this.#pageTurn) this.problem.value = problemOf(error);
    }
  }

  /** What these words found; null as long as it is not there. */
  foundBy(query: string): Passage[] | null {
    const found = this.found.value;
    return query === this.#searched ? found : null;
  }

  /** Searches the document; without words it puts the search away. */
  async search(query: string): Promise<void> {
    const turn = ++this.#searchTurn;
    this.searchProblem.value = null;
    this.searching.value = query !== "";
    // What other words found is no result of these.
    if (query !== this.#searched) this.found.value = null;
    this.#searched = query;
    if (query === "") return;
    try {
      const found = await searchDocument(this.#document, query, MOST_FOUND);
      if (turn === this.#searchTurn) this.found.value = found;
    } catch (error) {
      if (turn === this.#searchTurn) this.searchProblem.value = problemOf(error);
    } finally {
      if (turn === this.#searchTurn) this.searching.value = false;
    }
  }
}
