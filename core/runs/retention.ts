/**
 * Removes what has been kept long enough.
 *
 * @module
 */
import type { Catalogue } from "../datasets/mod.ts";
import type { Library } from "../documents/mod.ts";
import { type Log, withActor } from "../observe/mod.ts";
import type { Store } from "../store/mod.ts";
import type { Audit } from "./audit.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const EVERY_MS = 6 * 60 * 60 * 1000;
/** Runs that are removed in one go; the host serves others in between. */
const BATCH = 20;

export interface RetentionOptions {
  store: Store;
  catalogue: Catalogue;
  library: Library;
  audit: Audit;
  log: Log;
  /** Days after its last use that an upload is kept; 0: for ever. */
  uploadsDays: number;
  /** Days that a run is kept; 0: for ever. */
  runsDays: number;
  /** Called after datasets were removed. */
  onRemoved: () => void;
  now?: () => number;
}

/** What was removed. */
export interface Removed {
  runs: number;
  datasets: number;
  documents: number;
}

/**
 * Removes old runs, and uploads whose last use is old: to be asked is a use, so that what a younger run was computed from is still here.
 * Gives the room back to the disk.
 */
export class Retention {
  readonly #options: RetentionOptions;
  #timer: ReturnType<typeof setInterval> | undefined;
  #working: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(options: RetentionOptions) {
    this.#options = options;
  }

  /** Now and every few hours. */
  start(): void {
    const work = () => {
      this.#working = this.#working.then(() => this.apply()).catch((error) =>
        this.#options.log.error("what is old could not be removed", { error })
      );
    };
    this.#timer = setInterval(work, EVERY_MS);
    Deno.unrefTimer(this.#timer as unknown as number);
    work();
  }

  /** Removes what is old now. */
  async apply(): Promise<Removed> {
    const removed = await withActor({ name: "retention" }, async () => {
      const runs = await this.#removeRuns();
      return { runs, ...await this.#removeUploads() };
    });
    if (removed.runs + removed.datasets + removed.documents > 0) {
      this.#options.log.info("removed what was kept long enough", { ...removed });
    }
    await this.#options.store.compact(() => this.#closed);
    return removed;
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    await this.#working;
  }

  async #removeRuns(): Promise<number> {
    const { store, audit, runsDays } = this.#options;
    if (runsDays === 0) return 0;
    const before = this.#daysAgo(runsDays);
    let count = 0;
    while (!this.#closed) {
      const old = store.runs.endedBefore(before, BATCH);
      if (old.length === 0) break;
      for (const id of old) store.runs.remove(id);
      count += old.length;
      await breath();
    }
    if (count > 0) audit.record("runs.removed", undefined, { count, before });
    return count;
  }

  async #removeUploads(): Promise<Omit<Removed, "runs">> {
    const { catalogue, library, uploadsDays, onRemoved } = this.#options;
    const removed = { datasets: 0, documents: 0 };
    if (uploadsDays === 0) return removed;
    const before = this.#daysAgo(uploadsDays);
    const old = ({ createdAt }: { createdAt: string }) => createdAt < before;
    if (![...catalogue.list(), ...library.list()].some(old)) return removed;
    const used = await this.#usedSince(before);
    const unused = (upload: { id: string; createdAt: string }) =>
      !this.#closed && old(upload) && !used.has(upload.id);
    for (const dataset of catalogue.list().filter(unused)) {
      catalogue.remove(dataset.id);
      removed.datasets++;
    }
    for (const document of library.list().filter(unused)) {
      await library.remove(document.id);
      removed.documents++;
    }
    if (removed.datasets > 0) onRemoved();
    return removed;
  }

  async #usedSince(time: string): Promise<Set<string>> {
    const used = new Set<string>();
    for (const ids of this.#options.store.runs.inputsSince(time)) {
      for (const id of ids) used.add(id);
      await breath();
    }
    return used;
  }

  #daysAgo(days: number): string {
    return new Date((this.#options.now ?? Date.now)() - days * DAY_MS).toISOString();
  }
}

/** Lets others work. */
function breath(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
