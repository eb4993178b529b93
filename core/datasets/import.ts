/**
 * From an uploaded file to datasets that can be asked.
 *
 * @module
 */
import { toErrorData } from "../contract/mod.ts";
import { asStoreError } from "../store/mod.ts";
import type { Imported, ImporterOptions, ImportOutcome, IncomingFile, IncomingImport } from "./incoming.ts";
import { fileName } from "./names.ts";
import { parseFile } from "./parse.ts";

/** An import that a process did not finish is begun again by the next, and by the one after; then it is at fault itself. */
const MAX_ATTEMPTS = 2;

/** Receives, recognises, reads, converts and profiles files. */
export class Importer {
  readonly #options: ImporterOptions;
  /** Imports of the same content wait for each other, so that it is read once. */
  readonly #running = new Map<string, Promise<Imported>>();
  readonly #reading = new Set<Promise<ImportOutcome>>();
  #closed = false;

  constructor(options: ImporterOptions) {
    this.#options = options;
  }

  /** Keeps the file's bytes; the import itself is {@linkcode read}. */
  async receive(file: IncomingFile): Promise<IncomingImport> {
    const name = fileName(file.name);
    const received = await this.#options.store.files.receive(file.stream, {
      name,
      maxBytes: this.#options.maxFileSize,
    });
    const id = crypto.randomUUID();
    const { sha256, bytes } = received;
    try {
      this.#options.store.imports.put({
        id,
        sha256,
        bytes,
        file: name,
        mediaType: file.mediaType,
        attempts: 1,
      });
    } catch (error) {
      this.#giveUp(sha256);
      throw error;
    }
    return { id, name, mediaType: file.mediaType, received };
  }

  /** Imports what an earlier process received and did not finish: it may have been promised. One that failed to end twice is left. */
  resume(): void {
    const { store } = this.#options;
    for (const pending of store.imports.list()) {
      const { id, sha256, bytes, file: name, mediaType, attempts } = pending;
      if (attempts > MAX_ATTEMPTS) store.imports.remove(id);
      else {
        store.imports.put({ ...pending, attempts: attempts + 1 });
        store.files.claim(sha256);
        const received = { sha256, bytes, path: store.files.path(sha256), duplicate: false };
        void this.read({ id, name, mediaType, received });
      }
    }
  }

  /** Waits for the imports that go on, whose engines must be closing. What does not end is left to {@linkcode resume}. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#reading);
  }

  /** Receives and imports one file. Never throws: what went wrong stands in the outcome and on the bus. */
  async import(file: IncomingFile): Promise<ImportOutcome> {
    try {
      return await this.read(await this.receive(file));
    } catch (error) {
      return {
        import: crypto.randomUUID(),
        file: fileName(file.name),
        duplicate: false,
        datasets: [],
        documents: [],
        error: toErrorData(asStoreError(error)),
      };
    }
  }

  /** Imports a file that was received. Never throws. */
  async read(file: IncomingImport): Promise<ImportOutcome> {
    const reading = this.#read(file);
    this.#reading.add(reading);
    const outcome = await reading;
    this.#reading.delete(reading);
    return outcome;
  }

  async #read(file: IncomingImport): Promise<ImportOutcome> {
    const { bus } = this.#options;
    const { id, name, received } = file;
    bus.publish({ type: "import.progress", import: id, file: name, stage: "received" });
    const earlier = this.#running.get(received.sha256);
    try {
      const known = this.#known(received.sha256);
      if (known.datasets.length + known.documents.length > 0) {
        bus.publish({ type: "import.ready", import: id, file: name, ...known });
        return { import: id, file: name, duplicate: true, ...known };
      }
      const work = earlier ?? parseFile(this.#options, file, () => this.#closed);
      this.#running.set(received.sha256, work);
      const imported = await work;
      bus.publish({ type: "import.ready", import: id, file: name, ...imported });
      return { import: id, file: name, duplicate: earlier !== undefined, ...imported };
    } catch (error) {
      const data = toErrorData(asStoreError(error));
      bus.publish({ type: "import.failed", import: id, file: name, error: data as never });
      return { import: id, file: name, duplicate: false, datasets: [], documents: [], error: data };
    } finally {
      if (!earlier) this.#running.delete(received.sha256);
      if (!this.#closed) this.#settle(id, received.sha256);
    }
  }

  #settle(id: string, sha256: string): void {
    try {
      this.#options.store.imports.remove(id);
      this.#giveUp(sha256);
    } catch {
      // The store is out of order, and has said so; the next start clears up.
    }
  }

  /** Nothing refers to the bytes of a file that could not be read; its owner still has it. */
  #giveUp(sha256: string): void {
    const { store } = this.#options;
    store.files.release(sha256);
    const { datasets, documents } = this.#known(sha256);
    if (datasets.length + documents.length === 0) store.files.remove(sha256);
  }

  #known(sha256: string): Imported {
    const { store, documents } = this.#options;
    return { datasets: store.datasets.bySha256(sha256), documents: documents.bySha256(sha256) };
  }
}
