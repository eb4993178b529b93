/**
 * The documents that are here: kept, found and removed.
 *
 * @module
 */
import {
  type Document,
  type DocumentFound,
  type DocumentPage,
  NexusError,
  type PageFound,
  type Passage,
  type SearchRecord,
  type TextRange,
} from "../contract/mod.ts";
import type { EventBus } from "../bus/mod.ts";
import { type Embedder, Embedding } from "./embedding.ts";
import { ChunkMaker } from "./chunks.ts";
import { ownRanges } from "./running_lines.ts";
import { headsOf } from "./table_heads.ts";
import {
  type Chunk,
  chunksOf,
  type Hit,
  INDEX_VERSION,
  matchesOf,
  type Ranking,
  SearchIndex,
} from "../search/mod.ts";
import type { Store } from "../store/mod.ts";

/** What is known of a document beside its text. */
export type DocumentFacts = Pick<Document, "id" | "name" | "file" | "sha256" | "bytes" | "ingest">;

/** How much is kept, and how the index is. */
export interface LibraryState {
  documents: number;
  passages: number;
  /** Characters of text in all documents. */
  characters: number;
  /** `off` until the first question; `filling` while it is made anew or read from its snapshot. */
  index: "off" | "filling" | "ready";
}

const RANKINGS: Record<Ranking, string> = {
  words: "words",
  latent: "words and learned likeness",
  vectors: "words and embeddings",
};

/** Keeps documents in the store and their passages in the index. */
export class Library {
  readonly #store: Store;
  readonly #bus: EventBus;
  readonly #index: SearchIndex;
  readonly #embedding: Embedding | undefined;
  #ranking: Ranking = "words";

  constructor(store: Store, bus: EventBus, embedder?: Embedder) {
    this.#store = store;
    this.#embedding = embedder && new Embedding(embedder, store.vectors, () => this.#index.renewVectors());
    this.#bus = bus;
    this.#index = new SearchIndex({
      folder: `${store.home}/index`,
      fingerprint: () => store.documents.fingerprint(),
      passages: () => this.#allPassages(),
      vectors: () => this.#embedding?.vectors() ?? [],
    });
  }

  /** Newest first. */
  list(): Document[] {
    return this.#store.documents.list();
  }

  /** @throws NexusError `document.not_found` */
  get(id: string): Document {
    const document = this.#store.documents.get(id);
    if (!document) {
      throw new NexusError("document.not_found", `There is no document "${id}"`, {
        hint: "GET /documents lists those that are here.",
      });
    }
    return document;
  }

  bySha256(sha256: string): Document[] {
    return this.#store.documents.bySha256(sha256);
  }

  /** Cuts the text into passages and keeps both; when this returns, the document can be found. */
  async add(facts: DocumentFacts, found: DocumentFound): Promise<Document> {
    const document: Document = {
      ...facts,
      title: found.title.trim() || facts.name,
      pages: found.pages.length,
      ...(found.pages.some(({ places }) => places !== undefined) ? { parts: true } : {}),
      characters: found.pages.reduce((sum, { text }) => sum + text.length, 0),
      notes: found.notes,
      createdAt: new Date().toISOString(),
    };
    const texts = found.pages.map(({ text }) => text);
    // Parts begin with headings, which do not run through the document.
    const own = document.parts ? texts.map((text): TextRange => [0, text.length]) : ownRanges(texts);
    const pages = found.pages.map((page, at) => ({ ...page, passages: passagesOf(page.text, own[at]!) }));
    const rows = this.#store.documents.put({ document, pages });
    const maker = new ChunkMaker((_, page) => found.pages[page - 1]!);
    await this.#index.add(rows.map((row) => maker.chunk(row, document)));
    this.#embedding?.update();
    return document;
  }

  /**
   * The text of a page, with the words of a question where one is given.
   *
   * @throws NexusError `document.not_found`
   */
  page(id: string, page: number, options: { query?: string | undefined } = {}): DocumentPage {
    const { pages, name } = this.get(id);
    const found = this.#store.documents.page(id, page);
    if (found === undefined) {
      throw new NexusError("document.not_found", `"${name}" has ${countOf(pages)}, and no page ${page}`);
    }
    const { text, label, places } = found;
    const matches = options.query === undefined ? [] : matchesOf(text, options.query);
    const place = places?.[0]?.name;
    return {
      document: id,
      name,
      page,
      ...(label === undefined ? {} : { label }),
      ...(place === undefined ? {} : { place }),
      pages,
      text,
      matches,
    };
  }

  /** Passages of the given documents, best first. `question`: what the query was made of, for choosing what to quote. */
  async search(
    query: string,
    options: { documents: string[]; limit: number; question?: string; signal?: AbortSignal },
  ): Promise<Passage[]> {
    const { documents, ...rest } = options;
    const everything = documents.length === this.#store.documents.count();
    const vector = await this.#embedding?.question(options.question ?? query, options.signal) ?? null;
    const { hits, ranking } = await this.#index.search(query, {
      ...rest,
      ...(everything ? {} : { documents }),
      ...(vector === null ? {} : { vector }),
    });
    this.#ranking = ranking;
    const names = new Map<string, string | undefined>();
    return hits.flatMap((hit) => {
      const { document } = hit;
      if (!names.has(document)) names.set(document, this.#store.documents.get(document)?.name);
      // One that was removed while its passages were sought has no name.
      const name = names.get(document);
      const page = this.#store.documents.page(document, hit.page);
      return name === undefined || page === undefined ? [] : [passageOf(hit, name, page)];
    });
  }

  /** What decided the order of the last search. */
  index(): SearchRecord["index"] {
    return {
      version: `${INDEX_VERSION}, by ${RANKINGS[this.#ranking]}`,
      embedding: this.#ranking === "vectors" ? this.#embedding?.complete ?? null : null,
    };
  }

  /** Removes a document, and the file's bytes when nothing else came from them. */
  async remove(id: string): Promise<void> {
    const { sha256 } = this.get(id);
    await this.#index.remove(this.#store.makeRoom(() => this.#store.documents.remove(id)));
    const others = this.#store.documents.bySha256(sha256).length +
      this.#store.datasets.bySha256(sha256).length;
    if (others === 0) this.#store.files.remove(sha256);
    this.#bus.publish({ type: "document.removed", document: id });
  }

  /** Fills the index ahead of the first question, where there is something to find. */
  async warm(): Promise<void> {
    if (this.#store.documents.count() === 0) return;
    await this.#index.warm();
    this.#embedding?.update();
  }

  /** What is here, for those who operate it. */
  state(): LibraryState {
    const { documents, passages, characters } = this.#store.documents.totals();
    return { documents, passages, characters, index: this.#index.state };
  }

  /** Waits until the index has learned all that it will of the documents as they are. */
  async settle(): Promise<void> {
    if (this.#store.documents.count() > 0) await this.#index.settle();
  }

  async close(): Promise<void> {
    await this.#embedding?.close();
    await this.#index.close();
  }

  *#allPassages(): Generator<Chunk[]> {
    const documents = new Map(this.#store.documents.list().map((document) => [document.id, document]));
    const maker = new ChunkMaker((document, page) =>
      this.#store.documents.page(document, page) ?? { text: "" }
    );
    for (const rows of this.#store.documents.passages()) {
      yield rows.map((row) => maker.chunk(row, documents.get(row.document)!));
    }
  }
}

/** Passages of the part of a page that is its own: not of what runs through the document. */
function passagesOf(text: string, [from, to]: TextRange): TextRange[] {
  return chunksOf(text.slice(from, to)).map(([start, end]): TextRange => [from + start, from + end]);
}

function countOf(pages: number): string {
  return pages === 1 ? "one page" : `${pages} pages`;
}

function passageOf({ id, ...hit }: Hit, name: string, { text, label, places }: PageFound): Passage {
  const [from, to] = hit.quote;
  const heads = headsOf(text, [hit.start + from, hit.start + to]);
  const place = places?.findLast(({ start }) => start <= hit.start + from)?.name;
  return {
    ...hit,
    id: `p${id}`,
    name,
    ...(label === undefined ? {} : { label }),
    ...(place === undefined ? {} : { place }),
    ...(heads.length === 0 ? {} : { heads }),
  };
}
