/**
 * Events in the database.
 *
 * @module
 */
import type { DatabaseSync } from "node:sqlite";
import type { Dataset, Document, NexusEvent, StoredEvent } from "../contract/mod.ts";

type Row = Record<string, unknown>;

/** Where events find again what is kept elsewhere. */
export interface EventSources {
  dataset(id: string): Dataset | undefined;
  document(id: string): Document | undefined;
}

/** Newest events that are kept; the answers themselves stand in their runs. */
const MAX_EVENTS = 20_000;
const TRIM_EVERY = 1000;
/** How the bodies of answers begin: {@linkcode EventRecords.append} writes the type first. */
const ANSWERS = '{"type":"run.answer"%';

/**
 * Events, kept so that a page that was away can catch up. An answer is kept once, in its run, and a dataset in the catalogue: their events
 * only name them. Drafts of an answer go when the final one stands.
 */
export class EventRecords {
  readonly #database: DatabaseSync;
  readonly #sources: EventSources;
  #sinceTrim = 0;

  constructor(database: DatabaseSync, sources: EventSources) {
    this.#database = database;
    this.#sources = sources;
  }

  append(event: NexusEvent, at: string): number {
    const run = "run" in event ? event.run : null;
    const body = JSON.stringify({ type: event.type, ...this.#pack(event) });
    const { lastInsertRowid } = this.#database.prepare("INSERT INTO events (at, run, body) VALUES (?, ?, ?)")
      .run(at, run, body);
    if (event.type === "run.answer" && event.final) {
      this.#database.prepare("DELETE FROM events WHERE run = ? AND id < ? AND body LIKE ?")
        .run(run, lastInsertRowid, ANSWERS);
    }
    if (++this.#sinceTrim >= TRIM_EVERY) this.#trim();
    return Number(lastInsertRowid);
  }

  ofRun(run: string, after = 0, limit = -1): StoredEvent[] {
    const select = this.#database.prepare(
      "SELECT id, at, body FROM events WHERE run = ? AND id > ? ORDER BY id LIMIT ?",
    );
    return this.#read(after, (from) => select.all(run, from, limit));
  }

  since(after: number, limit: number): StoredEvent[] {
    const select = this.#database.prepare("SELECT id, at, body FROM events WHERE id > ? ORDER BY id LIMIT ?");
    return this.#read(after, (from) => select.all(from, limit));
  }

  last(): number {
    return Number(this.#database.prepare("SELECT coalesce(max(id), 0) AS id FROM events").get()!.id);
  }

  /** Removes drafts of runs that were cut off, to be called when none runs. */
  removeDrafts(): void {
    this.#database.prepare(
      "DELETE FROM events WHERE body LIKE ? AND json_extract(body, '$.final') = 0",
    ).run(ANSWERS);
  }

  /** Rows until some can be told; what they name may have been removed. */
  #read(after: number, next: (after: number) => Row[]): StoredEvent[] {
    for (;;) {
      const rows = next(after);
      if (rows.length === 0) return [];
      const events = rows.flatMap((row): StoredEvent[] => {
        const event = this.#unpack(JSON.parse(row.body as string));
        return event ? [{ id: Number(row.id), at: row.at as string, event }] : [];
      });
      if (events.length > 0) return events;
      after = Number(rows.at(-1)!.id);
    }
  }

  #pack(event: NexusEvent): object {
    if (event.type === "run.answer" && event.final && this.#answerOf(event.run) !== undefined) {
      const { answer: _, ...rest } = event;
      return rest;
    }
    if (event.type === "import.ready") {
      const documents = event.documents?.map(({ id }) => id);
      return { ...event, datasets: event.datasets.map(({ id }) => id), ...(documents ? { documents } : {}) };
    }
    return event;
  }

  #unpack(body: NexusEvent): NexusEvent | undefined {
    if (body.type === "run.answer" && body.answer === undefined) {
      const answer = this.#answerOf((body as { run: string }).run);
      return answer === undefined
        ? undefined
        : { ...body as object, answer: JSON.parse(answer) } as NexusEvent;
    }
    if (body.type === "import.ready") {
      const { dataset, document } = this.#sources;
      const find = <T>(list: readonly unknown[], get: (id: string) => T | undefined) =>
        list.flatMap((item) => get(item as string) ?? []);
      return {
        ...body,
        datasets: find(body.datasets, dataset),
        ...(body.documents ? { documents: find(body.documents, document) } : {}),
      };
    }
    return body;
  }

  #answerOf(run: string): string | undefined {
    const row = this.#database.prepare("SELECT answer FROM runs WHERE id = ?").get(run);
    return row?.answer as string | undefined ?? undefined;
  }

  #trim(): void {
    this.#sinceTrim = 0;
    this.#database.prepare("DELETE FROM events WHERE id <= (SELECT max(id) FROM events) - ?").run(MAX_EVENTS);
  }
}
