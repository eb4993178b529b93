/**
 * The host's side of the index process.
 *
 * @module
 */
import { NexusError } from "../contract/mod.ts";
import { type Child, spawnChild } from "../process/mod.ts";
import { type Chunk, SearchReply } from "./protocol.ts";

/** What a {@linkcode SearchIndex} needs. */
export interface SearchIndexOptions {
  /** Folder for the snapshot; may be emptied at any time. */
  folder: string;
  /** Tells one state of the store's passages from another. */
  fingerprint(): string;
  /** All passages of the store, in batches. */
  passages(): Iterable<Chunk[]>;
  /** Their vectors where all have one, in batches. */
  vectors(): Iterable<{ id: number; vector: Uint8Array }[]>;
  maxRssMb?: number;
}

const CALL_MS = 60_000;
const SEARCH_MS = 10_000;
/** How long nothing is added before the snapshot is written. */
const REST_MS = 2000;

interface Running {
  process: Child;
  ready: Promise<void>;
  filled: boolean;
}

/** Searches passages in a process of its own, which is started when it is needed and filled from the store. */
export class SearchIndex {
  readonly #options: SearchIndexOptions;
  #child: Running | undefined;
  #saving: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(options: SearchIndexOptions) {
    this.#options = options;
  }

  /** `off`: its process does not run and is started by the next question. `filling`: it takes in passages. `ready`: it answers. */
  get state(): "off" | "filling" | "ready" {
    return this.#child === undefined ? "off" : this.#child.filled ? "ready" : "filling";
  }

  /** Starts and fills the process ahead of the first question. */
  async warm(): Promise<void> {
    if (!this.#closed) await this.#running().ready;
  }

  /** Starts it, and waits until it has learned what its passages are about, so that the order of what is found no longer changes. */
  async settle(): Promise<void> {
    const child = this.#running();
    await child.ready;
    await this.#call(child.process, "settle", {}, CALL_MS * 5);
  }

  /** Adds passages that are in the store already. A process that does not run yet will find them there. */
  async add(chunks: Chunk[]): Promise<void> {
    await this.#change("add", { chunks });
  }

  /** Hands the vectors of all passages on, where the process runs; one that starts later asks for them. */
  async renewVectors(): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    await child.ready;
    await this.#sendVectors(child.process);
  }

  /** Removes passages that are no longer in the store. */
  async remove(ids: number[]): Promise<void> {
    await this.#change("remove", { ids });
  }

  /**
   * Passages for a question, best first.
   *
   * @throws NexusError `process.*` where the index did not answer; the next search starts it anew.
   */
  async search(
    query: string,
    options: {
      limit: number;
      documents?: string[];
      question?: string;
      vector?: number[];
      signal?: AbortSignal;
    },
  ): Promise<SearchReply> {
    const child = this.#running();
    await child.ready;
    const { signal, ...rest } = options;
    const value = await this.#call(child.process, "search", { query, ...rest }, SEARCH_MS, signal);
    return SearchReply.parse(value);
  }

  async close(): Promise<void> {
    clearTimeout(this.#saving);
    const child = this.#child;
    if (child !== undefined && this.#saving !== undefined) await this.#save(child.process).catch(() => {});
    this.#closed = true;
    this.#child = undefined;
    if (child === undefined) return;
    child.process.kill("closed");
    // The end of a process alone does not hold a program that has nothing else to do.
    const held = setInterval(() => {}, 1000);
    await child.process.exited.finally(() => clearInterval(held));
  }

  async #change(method: "add" | "remove", params: unknown): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    try {
      await child.ready;
      await this.#call(child.process, method, params, CALL_MS);
      this.#saveLater();
    } catch (error) {
      // What is in the store counts: the next process is filled from it.
      this.#discard(child.process, `the index could not be changed: ${(error as Error).message}`);
    }
  }

  #running(): Running {
    if (this.#closed) throw new NexusError("process.cancelled", "The index is closed");
    if (this.#child !== undefined) return this.#child;
    const { folder } = this.#options;
    const process = spawnChild({
      entry: "index",
      permissions: [`--allow-read=${folder}`, `--allow-write=${folder}`],
      v8Flags: ["--max-old-space-size=2048", "--disallow-code-generation-from-strings"],
      maxRssMb: this.#options.maxRssMb ?? 3072,
      onExit: () => {
        if (this.#child?.process === process) this.#child = undefined;
      },
    });
    const ready = this.#fill(process);
    ready.catch((error) => this.#discard(process, `the index could not be filled: ${error.message}`));
    const running: Running = { process, ready, filled: false };
    ready.then(() => running.filled = true, () => {});
    return this.#child = running;
  }

  async #fill(process: Child): Promise<void> {
    const { loaded } = await this.#call(process, "open", this.#snapshot(), CALL_MS) as { loaded: boolean };
    if (!loaded) {
      for (const chunks of this.#options.passages()) await this.#call(process, "add", { chunks }, CALL_MS);
      this.#saveLater();
    }
    await this.#sendVectors(process);
  }

  async #sendVectors(process: Child): Promise<void> {
    let first = true;
    for (const vectors of this.#options.vectors()) {
      const attachments = vectors.map(({ vector }) => vector);
      const params = { ids: vectors.map(({ id }) => id), first };
      await process.channel.call("vectors", params, { timeoutMs: CALL_MS, attachments });
      first = false;
    }
  }

  #saveLater(): void {
    clearTimeout(this.#saving);
    this.#saving = setTimeout(() => {
      this.#saving = undefined;
      if (this.#child !== undefined) this.#save(this.#child.process).catch(() => {});
    }, REST_MS);
    Deno.unrefTimer(this.#saving);
  }

  async #save(process: Child): Promise<void> {
    this.#saving = undefined;
    await this.#call(process, "save", this.#snapshot(), CALL_MS);
  }

  #snapshot(): { path: string; fingerprint: string } {
    return { path: `${this.#options.folder}/passages.json`, fingerprint: this.#options.fingerprint() };
  }

  async #call(
    process: Child,
    method: string,
    params: unknown,
    timeoutMs: number,
    signal?: AbortSignal,
  ): Promise<unknown> {
    try {
      const options = { timeoutMs, ...(signal === undefined ? {} : { signal }) };
      return (await process.channel.call(method, params, options)).value;
    } catch (error) {
      if (
        error instanceof NexusError &&
        (error.code === "process.deadline" || error.code === "process.protocol")
      ) this.#discard(process, error.message);
      throw error;
    }
  }

  #discard(process: Child, reason: string): void {
    if (this.#child?.process === process) this.#child = undefined;
    process.kill(reason);
  }
}
