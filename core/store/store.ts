/**
 * Everything that outlives the process.
 *
 * @module
 */
import type { DatabaseSync } from "node:sqlite";
import { NexusError } from "../contract/mod.ts";
import { AuditRecords } from "./audit_records.ts";
import { openDatabase, shrink, sizeOf } from "./database.ts";
import { DocumentRecords } from "./document_records.ts";
import { VectorRecords } from "./vector_records.ts";
import { FileStore } from "./files.ts";
import { type HomeLock, lockHome } from "./lock.ts";
import { EventRecords } from "./event_records.ts";
import { isDiskFull } from "./failure.ts";
import { Removals } from "./removals.ts";
import { Reserve } from "./reserve.ts";
import { DatasetRecords, ImportRecords, PluginRecords, RunRecords } from "./records.ts";

/** The home folder: `nexus.db`, `files/`, `tables/`, `plugins/`, `index/`, `cache/`, `temporary/`. */
export class Store {
  readonly home: string;
  readonly files: FileStore;
  readonly datasets: DatasetRecords;
  readonly imports: ImportRecords;
  readonly documents: DocumentRecords;
  readonly vectors: VectorRecords;
  readonly runs: RunRecords;
  readonly events: EventRecords;
  readonly plugins: PluginRecords;
  readonly audit: AuditRecords;
  readonly lock: HomeLock;
  readonly #database: DatabaseSync;
  readonly #reserve: Reserve;
  readonly #removals = new Removals((path) => this.#isNamed(path));

  private constructor(home: string, database: DatabaseSync, lock: HomeLock) {
    this.home = home;
    this.lock = lock;
    this.#database = database;
    this.#reserve = new Reserve(`${home}/reserve`);
    this.files = new FileStore(`${home}/files`, this.#removals);
    this.datasets = new DatasetRecords(database);
    this.imports = new ImportRecords(database);
    this.documents = new DocumentRecords(database);
    this.vectors = new VectorRecords(database);
    this.runs = new RunRecords(database);
    this.events = new EventRecords(database, {
      dataset: (id) => this.datasets.get(id),
      document: (id) => this.documents.get(id),
    });
    this.plugins = new PluginRecords(database);
    this.audit = new AuditRecords(database);
  }

  /**
   * Opens a home folder, making it where it is not there.
   *
   * @throws NexusError `store.locked` where another process has it, `store.failed` where it cannot be written.
   */
  static async open(home: string): Promise<Store> {
    let lock: HomeLock | undefined;
    try {
      for (const folder of ["files", "tables", "plugins", "index", "cache"]) {
        await Deno.mkdir(`${home}/${folder}`, { recursive: true });
      }
      lock = await lockHome(home);
      await Deno.remove(`${home}/temporary`, { recursive: true }).catch(() => {});
      await Deno.mkdir(`${home}/temporary`);
      const store = new Store(home, openDatabase(`${home}/nexus.db`), lock);
      await store.#removeLeftovers();
      return store;
    } catch (error) {
      lock?.release();
      if (error instanceof NexusError) throw error;
      throw new NexusError(
        "store.failed",
        `Cannot use the home folder ${home}: ${(error as Error).message}`,
        { cause: error, hint: "Choose a folder that can be written with NEXUS_HOME." },
      );
    }
  }

  /** The Parquet file of a dataset. */
  tablePath(dataset: string): string {
    return `${this.home}/tables/${dataset}.parquet`;
  }

  /** The value index of a dataset. */
  valuesPath(dataset: string): string {
    return `${this.home}/tables/${dataset}.values.json`;
  }

  /** Cells that did not fit their column, by dataset. */
  rejectsPath(dataset: string): string {
    return `${this.home}/tables/${dataset}.rejects.json`;
  }

  /** Removes the files of a dataset that the catalogue has no more. */
  removeTable(dataset: string): void {
    for (const path of [this.tablePath(dataset), this.valuesPath(dataset), this.rejectsPath(dataset)]) {
      this.#removals.remove(path);
    }
  }

  /** Keeps every file of uploads and tables, also removed ones, until the result is called; null where they are held already. */
  hold(): (() => void) | null {
    return this.#removals.hold();
  }

  /** Whether an upload or a table has been named again since it was to be removed, or is about to be. */
  #isNamed(path: string): boolean {
    const [name = ""] = path.slice(path.lastIndexOf("/") + 1).split(".");
    if (path.startsWith(`${this.home}/files/`)) {
      return this.files.isClaimed(name) ||
        this.datasets.bySha256(name).length + this.documents.bySha256(name).length > 0;
    }
    const importing = this.imports.list().some(({ sha256 }) => name.startsWith(`d${sha256.slice(0, 16)}`));
    return importing || this.datasets.get(name) !== undefined;
  }

  /** A crash may leave bytes that no record names: of an upload that was never read, of a table that was not finished. */
  async #removeLeftovers(): Promise<void> {
    const datasets = this.datasets.list();
    const kept = [...datasets, ...this.documents.list(), ...this.imports.list()];
    const files = new Set(kept.map(({ sha256 }) => sha256));
    const tables = new Set(datasets.map(({ id }) => id));
    await removeUnknown(`${this.home}/files`, /^[0-9a-f]{64}$/, files);
    await removeUnknown(
      `${this.home}/tables`,
      /^d[0-9a-f]{16}(_\d+)?\.(parquet|values\.json|rejects\.json)$/,
      tables,
    );
    await removeUnknown(`${this.home}/index`, /^$/, new Set());
  }

  /** Removes something. A disk that is too full even for that gets the room that was kept for it. */
  makeRoom<T>(removal: () => T): T {
    try {
      return removal();
    } catch (error) {
      if (!isDiskFull(error) || !this.#reserve.giveUp()) throw error;
      return removal();
    }
  }

  /** Removes leftovers of runs that were cut off, gives unused room back to the disk, in steps, and keeps room for removals. */
  async compact(stop: () => boolean): Promise<void> {
    await this.#reserve.take();
    this.events.removeDrafts();
    while (!stop() && shrink(this.#database)) await new Promise((resolve) => setTimeout(resolve));
  }

  /** Bytes of the database, and of those the unused ones. */
  size(): { bytes: number; unused: number } {
    return sizeOf(this.#database);
  }

  close(): void {
    this.#database.close();
    this.lock.release();
  }
}

/** Removes files of ours that are not `kept` by the part of their name before the first dot, and what a crash left under temporary names. */
async function removeUnknown(folder: string, ours: RegExp, kept: ReadonlySet<string>): Promise<void> {
  for await (const { name, isFile } of Deno.readDir(folder)) {
    const unknown = ours.test(name) && !kept.has(name.split(".")[0]!);
    if (isFile && (unknown || name.endsWith(".tmp"))) await Deno.remove(`${folder}/${name}`);
  }
}
