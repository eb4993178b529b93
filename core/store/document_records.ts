/**
 * Documents, their pages and passages.
 *
 * @module
 */
import type { DatabaseSync } from "node:sqlite";
import { Document, type PageFound, type TextRange } from "../contract/mod.ts";
import { rollBack } from "./database.ts";

/** A passage as it is kept: a place on a page. The text is that of the page. */
export interface PassageRow {
  id: number;
  document: string;
  page: number;
  start: number;
  end: number;
  text: string;
}

/** A document with what it is made of. */
export interface DocumentContent {
  document: Document;
  pages: (PageFound & { passages: TextRange[] })[];
}

const BATCH = 1000;

/** The catalogue of documents, and their text. */
export class DocumentRecords {
  readonly #database: DatabaseSync;
  /** All documents without their text, oldest first: asking thousands of them reads none again. Undefined until the first is asked for. */
  #known: Map<string, Document> | undefined;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Keeps a document with all of its text, or nothing of it. Gives the passages their ids. */
  put({ document, pages }: DocumentContent): PassageRow[] {
    const { id } = document;
    const rows: PassageRow[] = [];
    this.#database.exec("BEGIN");
    try {
      this.#database.prepare("INSERT INTO documents (id, sha256, created_at, body) VALUES (?, ?, ?, ?)")
        .run(id, document.sha256, document.createdAt, JSON.stringify(document));
      const putPage = this.#database.prepare(
        "INSERT INTO pages (document, page, text, marks) VALUES (?, ?, ?, ?)",
      );
      const putPassage = this.#database.prepare(
        "INSERT INTO passages (document, page, start_at, end_at) VALUES (?, ?, ?, ?)",
      );
      for (const [index, { text, passages, ...marks }] of pages.entries()) {
        const page = index + 1;
        putPage.run(id, page, text, marksOf(marks));
        for (const [start, end] of passages) {
          const { lastInsertRowid } = putPassage.run(id, page, start, end);
          rows.push({
            id: Number(lastInsertRowid),
            document: id,
            page,
            start,
            end,
            text: text.slice(start, end),
          });
        }
      }
      this.#database.exec("COMMIT");
      this.#known?.set(id, document);
    } catch (error) {
      rollBack(this.#database);
      throw error;
    }
    return rows;
  }

  get(id: string): Document | undefined {
    return this.#all().get(id);
  }

  /** Newest first. */
  list(): Document[] {
    return [...this.#all().values()].reverse();
  }

  count(): number {
    return this.#all().size;
  }

  /** How much there is of everything. */
  totals(): { documents: number; passages: number; characters: number } {
    const { passages } = this.#database.prepare("SELECT count(*) AS passages FROM passages").get()!;
    const characters = this.#all().values().reduce((sum, document) => sum + document.characters, 0);
    return { documents: this.count(), passages: Number(passages), characters };
  }

  bySha256(sha256: string): Document[] {
    return [...this.#all().values()].filter((document) => document.sha256 === sha256);
  }

  /** A page, counted from 1. */
  page(document: string, page: number): PageFound | undefined {
    const row = this.#database.prepare("SELECT text, marks FROM pages WHERE document = ? AND page = ?")
      .get(document, page);
    return row === undefined
      ? undefined
      : { text: row.text as string, ...JSON.parse(row.marks as string ?? "{}") };
  }

  /** Removes a document and gives the ids of the passages that it had. */
  remove(id: string): number[] {
    const ids = this.#database.prepare("SELECT id FROM passages WHERE document = ?").all(id)
      .map((row) => Number(row.id));
    this.#database.prepare("DELETE FROM documents WHERE id = ?").run(id);
    this.#known?.delete(id);
    return ids;
  }

  /** All passages in the order of their ids. */
  *passages(): Generator<PassageRow[]> {
    const select = this.#database.prepare("SELECT * FROM passages WHERE id > ? ORDER BY id LIMIT ?");
    const textOf = this.#pageReader();
    for (let last = 0;;) {
      const rows = select.all(last, BATCH).map((row): PassageRow => {
        const place = { document: row.document as string, page: Number(row.page) };
        const [start, end] = [Number(row.start_at), Number(row.end_at)];
        return { id: Number(row.id), ...place, start, end, text: textOf(place).slice(start, end) };
      });
      if (rows.length === 0) return;
      last = rows.at(-1)!.id;
      yield rows;
    }
  }

  #all(): Map<string, Document> {
    return this.#known ??= new Map(
      this.#database.prepare("SELECT body FROM documents ORDER BY created_at, rowid").all()
        .map(readDocument).map((document) => [document.id, document]),
    );
  }

  /** Reads a page once for all of its passages that follow each other. */
  #pageReader(): (place: { document: string; page: number }) => string {
    let held = { document: "", page: 0, text: "" };
    return ({ document, page }) => {
      if (held.document !== document || held.page !== page) {
        held = { document, page, text: this.page(document, page)?.text ?? "" };
      }
      return held.text;
    };
  }

  /** Tells one state of the passages from another: ids are never given twice. */
  fingerprint(): string {
    const { count, last, sum } = this.#database.prepare(
      "SELECT count(*) AS count, coalesce(max(id), 0) AS last, coalesce(sum(id), 0) AS sum FROM passages",
    ).get()!;
    return `${count}-${last}-${sum}`;
  }
}

function marksOf(marks: Omit<PageFound, "text">): string | null {
  return Object.values(marks).every((mark) => mark === undefined) ? null : JSON.stringify(marks);
}

function readDocument(row: Record<string, unknown>): Document {
  return Document.parse(JSON.parse(row.body as string));
}
