/**
 * Everything that outlives the process.
 *
 * @module
 */
import type { DatabaseSync } from "node:sqlite";
import { openDatabase } from "./database.ts";
import { FileStore } from "./files.ts";
import { type HomeLock, lockHome } from "./lock.ts";
import { DatasetRecords, EventRecords, PluginRecords, RunRecords } from "./records.ts";

/** The home folder: `nexus.db`, `files/`, `tables/`, `plugins/`, `cache/`, `temporary/`. */
export class Store {
  readonly home: string;
  readonly files: FileStore;
  readonly datasets: DatasetRecords;
  readonly runs: RunRecords;
  readonly events: EventRecords;
  readonly plugins: PluginRecords;
  readonly lock: HomeLock;
  readonly #database: DatabaseSync;

  private constructor(home: string, database: DatabaseSync, lock: HomeLock) {
    this.home = home;
    this.lock = lock;
    this.#database = database;
    this.files = new FileStore(`${home}/files`);
    this.datasets = new DatasetRecords(database);
    this.runs = new RunRecords(database);
    this.events = new EventRecords(database);
    this.plugins = new PluginRecords(database);
  }

  /**
   * Opens a home folder, making it where it is not there.
   *
   * @throws NexusError `store.locked` where another process has it.
   */
  static async open(home: string): Promise<Store> {
    for (const folder of ["files", "tables", "plugins", "cache"]) {
      await Deno.mkdir(`${home}/${folder}`, { recursive: true });
    }
    const lock = await lockHome(home);
    try {
      await Deno.remove(`${home}/temporary`, { recursive: true }).catch(() => {});
      await Deno.mkdir(`${home}/temporary`);
      await removeHalfWritten(`${home}/files`);
      await removeHalfWritten(`${home}/tables`);
      return new Store(home, openDatabase(`${home}/nexus.db`), lock);
    } catch (error) {
      lock.release();
      throw error;
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

  close(): void {
    this.#database.close();
    this.lock.release();
  }
}

/** Removes what a crash left under temporary names. */
async function removeHalfWritten(folder: string): Promise<void> {
  for await (const entry of Deno.readDir(folder)) {
    if (entry.isFile && entry.name.endsWith(".tmp")) await Deno.remove(`${folder}/${entry.name}`);
  }
}
