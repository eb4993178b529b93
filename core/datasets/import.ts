/**
 * From an uploaded file to datasets that can be asked.
 *
 * @module
 */
import {
  type Dataset,
  type Document,
  type ErrorData,
  type ImportNote,
  NexusError,
  type SniffMatch,
  type Source,
  type TableFound,
  toErrorData,
} from "../contract/mod.ts";
import type { EventBus } from "../bus/mod.ts";
import type { EnginePool, ImportResult } from "../engine/mod.ts";
import type { IngestHandle, PluginRegistry } from "../plugins/mod.ts";
import { asStoreError, formatBytes, type ReceivedFile, type Store, writeAtomically } from "../store/mod.ts";
import { datasetName, fileName } from "./names.ts";
import { FileSource } from "./source.ts";

/** A file as it arrives. */
export interface IncomingFile {
  name: string;
  mediaType: string;
  stream: ReadableStream<Uint8Array>;
}

/** What became of a file. */
export interface ImportOutcome {
  import: string;
  file: string;
  duplicate: boolean;
  datasets: Dataset[];
  documents: Document[];
  error?: ErrorData;
}

/** Where files go that hold a document instead of tables. */
export interface DocumentShelf {
  bySha256(sha256: string): Document[];
  /** Names that a new document cannot have. */
  names(): ReadonlySet<string>;
  read(
    handle: IngestHandle,
    file: { name: string; title: () => string; sha256: string; bytes: number },
    source: Source,
  ): Promise<Document>;
}

/** What came of one file. */
type Imported = Pick<ImportOutcome, "datasets" | "documents">;

export interface ImporterOptions {
  store: Store;
  registry: PluginRegistry;
  engines: EnginePool;
  documents: DocumentShelf;
  bus: EventBus;
  maxFileSize: number;
}

/** A file that was received, on its way to become datasets. */
export interface IncomingImport {
  id: string;
  name: string;
  mediaType: string;
  received: ReceivedFile;
}

const HEAD_BYTES = 65536;
/** An import that a process did not finish is begun again by the next, and by the one after; then it is at fault itself. */
const MAX_ATTEMPTS = 2;
/** A second parser is tried when the first finds the file damaged and this one is at least so sure. */
const SECOND_OPINION = 0.3;

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
  async receive(
    file: IncomingFile,
  ): Promise<IncomingImport> {
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
      const work = earlier ?? this.#importContent(file);
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

  async #importContent(
    file: IncomingImport,
  ): Promise<Imported> {
    if (file.received.bytes === 0) {
      throw new NexusError("file.empty", `"${file.name}" is empty (0 bytes)`, {
        hint: "Check that the file was saved and copied in full.",
      });
    }
    const folder = this.#folder(file.id);
    await Deno.mkdir(folder, { recursive: true });
    try {
      return await this.#importWithBestParser(file);
    } finally {
      await Deno.remove(folder, { recursive: true }).catch(() => {}); // cleared at the next start at the latest
    }
  }

  /** Where an import puts its tables until all are done. */
  #folder(id: string): string {
    return `${this.#options.store.home}/temporary/import-${id}`;
  }

  async #importWithBestParser(
    file: IncomingImport,
  ): Promise<Imported> {
    const source = new FileSource({
      path: file.received.path,
      name: file.name,
      size: file.received.bytes,
      mediaType: file.mediaType,
    });
    this.#options.engines.warmImport(file.received.bytes);
    const head = await source.slice(0, HEAD_BYTES);
    const ranked = (await this.#options.registry.sniff(head, source)).filter(({ match }) =>
      match.confidence > 0
    );
    if (ranked.length === 0) throw await this.#unsupported(file.name);
    let first: unknown;
    for (const { handle, match } of ranked) {
      if (first !== undefined && match.confidence < SECOND_OPINION) break;
      try {
        return await this.#importWith(handle, file, source, match);
      } catch (error) {
        const damaged = error instanceof NexusError &&
          (error.code === "file.unreadable" || error.code.startsWith("plugin."));
        if (!damaged) throw error;
        first ??= error;
      }
    }
    throw first;
  }

  async #importWith(
    handle: IngestHandle,
    file: { id: string; name: string; received: ReceivedFile },
    source: FileSource,
    match: SniffMatch,
  ): Promise<Imported> {
    if (handle.manifest.contributes.ingest?.gives.includes("document")) {
      return { datasets: [], documents: [await this.#importDocument(handle, file, source)] };
    }
    const read = (mode: "fast" | "careful") =>
      this.#readTables(handle, file, source, mode).catch((error) => {
        // An engine process that died has been replaced, as for a question.
        const died = error instanceof NexusError && error.code === "engine.crashed";
        if (!died || this.#closed) throw error;
        return this.#readTables(handle, file, source, mode);
      });
    const tables = await read("fast") ?? await read("careful");
    if (!tables) {
      throw new NexusError("file.unreadable", `"${file.name}" could not be read as ${match.reason}`);
    }
    return { datasets: await this.#catalogue(handle, file, tables), documents: [] };
  }

  #importDocument(
    handle: IngestHandle,
    file: { id: string; name: string; received: ReceivedFile },
    source: FileSource,
  ): Promise<Document> {
    const { documents, bus } = this.#options;
    const { sha256, bytes } = file.received;
    bus.publish({ type: "import.progress", import: file.id, file: file.name, stage: "reading" });
    const title = () => datasetName(file.name, "", documents.names());
    return documents.read(handle, { name: file.name, title, sha256, bytes }, source);
  }

  /** Undefined where the engine's native reader met rows that do not fit, so that the parser must read by itself. */
  async #readTables(
    handle: IngestHandle,
    file: { id: string; name: string; received: ReceivedFile },
    source: FileSource,
    mode: "fast" | "careful",
  ): Promise<{ table: TableFound; result: ImportResult; path: string }[] | undefined> {
    const { engines, bus } = this.#options;
    bus.publish({ type: "import.progress", import: file.id, file: file.name, stage: "reading" });
    const found = await handle.read(source, { mode });
    const columns = found.reduce((sum, table) => sum + table.scan.columns.length, 0);
    if (columns === 0) {
      throw new NexusError("file.empty", `"${file.name}" has no table in it`, {
        hint: "A table needs at least one column with a name and a row.",
      });
    }
    const done: { table: TableFound; result: ImportResult; path: string }[] = [];
    for (const [index, table] of found.entries()) {
      if (table.scan.columns.length === 0) continue;
      const path = `${this.#folder(file.id)}/${crypto.randomUUID()}.parquet`;
      bus.publish({ type: "import.progress", import: file.id, file: file.name, stage: "converting" });
      if (table.scan.kind === "delimited") {
        const result = await engines.importDelimited({
          file: file.received.path,
          scan: table.scan,
          out: path,
          bytes: file.received.bytes,
        });
        if ("misfit" in result) {
          if (mode === "careful") {
            throw new NexusError("plugin.contract", `${handle.id} gave no batches in careful mode`);
          }
          return undefined;
        }
        done.push({ table, result, path });
      } else {
        const { result, notes } = await this.#importBatches(handle, file, source, index, table, path);
        done.push({ table: { ...table, notes: [...table.notes, ...notes] }, result, path });
      }
    }
    return done;
  }

  async #importBatches(
    handle: IngestHandle,
    file: { id: string; name: string },
    source: FileSource,
    index: number,
    table: TableFound,
    path: string,
  ): Promise<{ result: ImportResult; notes: ImportNote[] }> {
    const session = await this.#options.engines.importBatches({
      scan: table.scan,
      out: path,
      bytes: source.size,
    });
    const notes: ImportNote[] = [];
    let rows = 0;
    let told = 0;
    try {
      for await (const item of handle.rows(source, index, table)) {
        if ("note" in item) notes.push(item.note);
        else {
          await session.append(item.batch);
          rows += item.batch.rows;
          if (rows - told >= 50_000) {
            this.#options.bus.publish({
              type: "import.progress",
              import: file.id,
              file: file.name,
              stage: "reading",
              rows,
            });
            told = rows;
          }
        }
      }
      this.#options.bus.publish({
        type: "import.progress",
        import: file.id,
        file: file.name,
        stage: "profiling",
        rows,
      });
      return { result: await session.finish(), notes };
    } catch (error) {
      await session.abort();
      throw error;
    }
  }

  async #catalogue(
    handle: IngestHandle,
    file: { name: string; received: ReceivedFile },
    tables: { table: TableFound; result: ImportResult; path: string }[],
  ): Promise<Dataset[]> {
    const { store } = this.#options;
    const datasets: Dataset[] = [];
    for (const [index, { table, result, path }] of tables.entries()) {
      const id = `d${file.received.sha256.slice(0, 16)}${index === 0 ? "" : `_${index + 1}`}`;
      const notes = [...table.notes, ...result.notes];
      if (result.rows === 0) {
        notes.push({ level: "warning", topic: "empty", message: "The table has a header but no rows." });
      }
      await writeAtomically(store.valuesPath(id), JSON.stringify({ dataset: id, columns: result.values }));
      await writeAtomically(store.rejectsPath(id), JSON.stringify(result.rejects));
      await Deno.rename(path, store.tablePath(id));
      datasets.push({
        id,
        name: table.name,
        file: file.name,
        sha256: file.received.sha256,
        bytes: file.received.bytes,
        rows: result.rows,
        columns: result.columns,
        ingest: { plugin: handle.id, version: handle.version },
        scan: result.scan,
        notes,
        createdAt: new Date().toISOString(),
      });
    }
    // Named when nothing comes in between any more, so that two imports at once do not choose the same.
    const taken = new Set(store.datasets.list().map((dataset) => dataset.name));
    for (const dataset of datasets) {
      dataset.name = datasetName(file.name, dataset.name, taken);
      taken.add(dataset.name);
    }
    store.datasets.putAll(datasets);
    return datasets;
  }

  async #unsupported(name: string): Promise<NexusError> {
    const extensions = (await this.#options.registry.ingest()).flatMap((handle) =>
      handle.manifest.contributes.ingest?.extensions ?? []
    );
    return new NexusError("file.unsupported", `No installed parser can read "${name}"`, {
      hint: extensions.length > 0
        ? `Installed parsers read ${[...new Set(extensions)].sort().join(", ")} (up to ${
          formatBytes(this.#options.maxFileSize)
        }).`
        : "No parser is installed: see the plugins page.",
    });
  }
}
