/**
 * Datasets, imports, runs and plugins in the database.
 *
 * @module
 */
import type { DatabaseSync } from "node:sqlite";
import { Answer, Dataset, type Run, type RunSummary } from "../contract/mod.ts";
import { durably } from "./database.ts";

type Row = Record<string, unknown>;

/** Runs that are read at once where others must not wait. */
const BATCH = 50;

/** The catalogue of datasets. What was read once is kept, for a wide table's profile takes long to check; do not change what it gives. */
export class DatasetRecords {
  readonly #database: DatabaseSync;
  readonly #known = new Map<string, Dataset>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  put(dataset: Dataset): void {
    this.putAll([dataset]);
  }

  /** Keeps all tables of a file, or none. */
  putAll(datasets: readonly Dataset[]): void {
    const statement = this.#database.prepare(
      "INSERT OR REPLACE INTO datasets (id, sha256, created_at, body) VALUES (?, ?, ?, ?)",
    );
    for (const { id } of datasets) this.#known.delete(id);
    try {
      durably(this.#database, () => {
        for (const dataset of datasets) {
          statement.run(dataset.id, dataset.sha256, dataset.createdAt, JSON.stringify(dataset));
        }
      });
    } catch (error) {
      this.#known.clear();
      throw error;
    }
  }

  get(id: string): Dataset | undefined {
    const known = this.#known.get(id);
    if (known) return known;
    const row = this.#database.prepare("SELECT body FROM datasets WHERE id = ?").get(id);
    if (!row) return undefined;
    const dataset = Dataset.parse(JSON.parse(row.body as string));
    this.#known.set(id, dataset);
    return dataset;
  }

  /** Newest first; the tables of a file in the order in which they stand there. */
  list(): Dataset[] {
    const newest = "max(rowid) OVER (PARTITION BY created_at, sha256) DESC";
    const rows = this.#database.prepare(
      `SELECT id FROM datasets ORDER BY created_at DESC, ${newest}, rowid`,
    ).all();
    return rows.flatMap((row) => this.get(row.id as string) ?? []);
  }

  count(): number {
    return Number(this.#database.prepare("SELECT count(*) AS count FROM datasets").get()!.count);
  }

  /** All tables that came from the same bytes. */
  bySha256(sha256: string): Dataset[] {
    const rows = this.#database.prepare("SELECT id FROM datasets WHERE sha256 = ? ORDER BY rowid").all(
      sha256,
    );
    return rows.flatMap((row) => this.get(row.id as string) ?? []);
  }

  remove(id: string): boolean {
    this.#known.delete(id);
    const statement = this.#database.prepare("DELETE FROM datasets WHERE id = ?");
    return durably(this.#database, () => statement.run(id)).changes > 0;
  }
}

/** A file that was received and whose import has not ended. */
export interface PendingImport {
  id: string;
  sha256: string;
  bytes: number;
  file: string;
  mediaType: string;
  /** How often the import was begun. */
  attempts: number;
}

/** Imports that were promised, kept so that the next process can keep the promise. */
export class ImportRecords {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  put({ id, sha256, bytes, file, mediaType, attempts }: PendingImport): void {
    const statement = this.#database.prepare(
      "INSERT OR REPLACE INTO imports (id, sha256, bytes, file, media_type, attempts) VALUES (?, ?, ?, ?, ?, ?)",
    );
    durably(this.#database, () => statement.run(id, sha256, bytes, file, mediaType, attempts));
  }

  list(): PendingImport[] {
    return this.#database.prepare("SELECT * FROM imports ORDER BY rowid").all().map((row) => ({
      id: row.id as string,
      sha256: row.sha256 as string,
      bytes: Number(row.bytes),
      file: row.file as string,
      mediaType: row.media_type as string,
      attempts: Number(row.attempts),
    }));
  }

  remove(id: string): void {
    this.#database.prepare("DELETE FROM imports WHERE id = ?").run(id);
  }
}

/** The history of runs. */
export class RunRecords {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    // Whatever was running when the last process ended did not end by itself.
    database.prepare("UPDATE runs SET status = 'failed' WHERE status = 'running'").run();
  }

  start(run: Pick<RunSummary, "id" | "question" | "datasets" | "documents" | "createdAt">): void {
    this.#database.prepare(
      "INSERT INTO runs (id, created_at, status, question, datasets, documents) VALUES (?, ?, 'running', ?, ?, ?)",
    )
      .run(
        run.id,
        run.createdAt,
        run.question,
        JSON.stringify(run.datasets),
        JSON.stringify(run.documents ?? []),
      );
  }

  update(
    id: string,
    change: { status: RunSummary["status"]; ms: number | null; answer: Answer | null },
  ): void {
    const answer = change.answer && JSON.stringify(change.answer);
    const statement = this.#database.prepare("UPDATE runs SET status = ?, ms = ?, answer = ? WHERE id = ?");
    durably(this.#database, () => statement.run(change.status, change.ms, answer, id));
  }

  get(id: string): Run | undefined {
    const row = this.#database.prepare("SELECT * FROM runs WHERE id = ?").get(id);
    return row &&
      {
        ...readSummary(row),
        answer: row.answer === null ? null : Answer.parse(JSON.parse(row.answer as string)),
      };
  }

  /** Newest first. */
  list(limit: number): RunSummary[] {
    return this.#database.prepare(
      "SELECT id, created_at, status, question, datasets, documents, ms FROM runs ORDER BY created_at DESC, rowid DESC LIMIT ?",
    )
      .all(limit).map(readSummary);
  }

  count(): number {
    return Number(this.#database.prepare("SELECT count(*) AS count FROM runs").get()!.count);
  }

  /** Runs that ended and were started before a time (ISO 8601), oldest first. */
  endedBefore(time: string, limit: number): string[] {
    return this.#database.prepare(
      "SELECT id FROM runs WHERE created_at < ? AND status <> 'running' ORDER BY created_at LIMIT ?",
    ).all(time, limit).map((row) => row.id as string);
  }

  /** Ids of the datasets and documents that runs since a time (ISO 8601) were asked of, some runs at a time. */
  *inputsSince(time: string): Generator<string[]> {
    const select = this.#database.prepare(
      "SELECT rowid, datasets, documents FROM runs WHERE rowid > ? AND created_at >= ? ORDER BY rowid LIMIT ?",
    );
    for (let last = 0;;) {
      const rows = select.all(last, time, BATCH);
      if (rows.length === 0) return;
      last = Number(rows.at(-1)!.rowid);
      yield rows.flatMap(({ datasets, documents }) => [
        ...JSON.parse(datasets as string),
        ...JSON.parse(documents as string),
      ]);
    }
  }

  remove(id: string): boolean {
    this.#database.prepare("DELETE FROM events WHERE run = ?").run(id);
    return this.#database.prepare("DELETE FROM runs WHERE id = ?").run(id).changes > 0;
  }
}

function readSummary(row: Row): RunSummary {
  return {
    id: row.id as string,
    question: row.question as string | null,
    datasets: JSON.parse(row.datasets as string),
    documents: JSON.parse(row.documents as string),
    status: row.status as RunSummary["status"],
    createdAt: row.created_at as string,
    ms: row.ms as number | null,
  };
}

/** Which plugins the owner switched off. */
export class PluginRecords {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  set(id: string, enabled: boolean): void {
    const statement = this.#database.prepare("INSERT OR REPLACE INTO plugins (id, enabled) VALUES (?, ?)");
    durably(this.#database, () => statement.run(id, enabled ? 1 : 0));
  }

  disabled(): string[] {
    return this.#database.prepare("SELECT id FROM plugins WHERE enabled = 0").all().map((row) =>
      row.id as string
    );
  }
}
