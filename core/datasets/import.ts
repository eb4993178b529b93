/**
 * From an uploaded file to datasets that can be asked.
 *
 * @module
 */
import {
  type Dataset,
  type ErrorData,
  type ImportNote,
  NexusError,
  type SniffMatch,
  type TableFound,
  toErrorData,
} from "../contract/mod.ts";
import type { EventBus } from "../bus/mod.ts";
import type { EnginePool, ImportResult } from "../engine/mod.ts";
import type { IngestHandle, PluginRegistry } from "../plugins/mod.ts";
import { formatBytes, type ReceivedFile, type Store, writeAtomically } from "../store/mod.ts";
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
  error?: ErrorData;
}

export interface ImporterOptions {
  store: Store;
  registry: PluginRegistry;
  engines: EnginePool;
  bus: EventBus;
  maxFileSize: number;
}

const HEAD_BYTES = 65536;
/** A second parser is tried when the first finds the file damaged and this one is at least so sure. */
const SECOND_OPINION = 0.3;

/** Receives, recognises, reads, converts and profiles files. */
export class Importer {
  readonly #options: ImporterOptions;
  /** Imports of the same content wait for each other, so that it is read once. */
  readonly #running = new Map<string, Promise<Dataset[]>>();

  constructor(options: ImporterOptions) {
    this.#options = options;
  }

  /** Keeps the file's bytes; the import itself is {@linkcode read}. */
  async receive(
    file: IncomingFile,
  ): Promise<{ id: string; name: string; mediaType: string; received: ReceivedFile }> {
    const name = fileName(file.name);
    const received = await this.#options.store.files.receive(file.stream, {
      name,
      maxBytes: this.#options.maxFileSize,
    });
    return { id: crypto.randomUUID(), name, mediaType: file.mediaType, received };
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
        error: toErrorData(error),
      };
    }
  }

  /** Imports a file that was received. Never throws. */
  async read(
    file: { id: string; name: string; mediaType: string; received: ReceivedFile },
  ): Promise<ImportOutcome> {
    const { store, bus } = this.#options;
    const { id, name, received } = file;
    bus.publish({ type: "import.progress", import: id, file: name, stage: "received" });
    const known = store.datasets.bySha256(received.sha256);
    if (known.length > 0) {
      bus.publish({ type: "import.ready", import: id, file: name, datasets: known });
      return { import: id, file: name, duplicate: true, datasets: known };
    }
    const earlier = this.#running.get(received.sha256);
    try {
      const work = earlier ?? this.#importTables(file);
      this.#running.set(received.sha256, work);
      const datasets = await work;
      bus.publish({ type: "import.ready", import: id, file: name, datasets });
      return { import: id, file: name, duplicate: earlier !== undefined, datasets };
    } catch (error) {
      const data = toErrorData(error);
      bus.publish({ type: "import.failed", import: id, file: name, error: data as never });
      return { import: id, file: name, duplicate: false, datasets: [], error: data };
    } finally {
      if (!earlier) this.#running.delete(received.sha256);
    }
  }

  async #importTables(
    file: { id: string; name: string; mediaType: string; received: ReceivedFile },
  ): Promise<Dataset[]> {
    const { store } = this.#options;
    try {
      if (file.received.bytes === 0) {
        throw new NexusError("file.empty", `"${file.name}" is empty (0 bytes)`, {
          hint: "Check that the file was saved and copied in full.",
        });
      }
      return await this.#importWithBestParser(file);
    } catch (error) {
      // Nothing refers to the bytes of a file that could not be read; its owner still has it.
      if (store.datasets.bySha256(file.received.sha256).length === 0) {
        await store.files.remove(file.received.sha256);
      }
      throw error;
    }
  }

  async #importWithBestParser(
    file: { id: string; name: string; mediaType: string; received: ReceivedFile },
  ): Promise<Dataset[]> {
    const source = new FileSource({
      path: file.received.path,
      name: file.name,
      size: file.received.bytes,
      mediaType: file.mediaType,
    });
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
  ): Promise<Dataset[]> {
    const fast = await this.#readTables(handle, file, source, "fast");
    const tables = fast ?? await this.#readTables(handle, file, source, "careful");
    if (!tables) {
      throw new NexusError("file.unreadable", `"${file.name}" could not be read as ${match.reason}`);
    }
    return this.#catalogue(handle, file, tables);
  }

  /** Undefined where the engine's native reader met rows that do not fit, so that the parser must read by itself. */
  async #readTables(
    handle: IngestHandle,
    file: { id: string; name: string; received: ReceivedFile },
    source: FileSource,
    mode: "fast" | "careful",
  ): Promise<{ table: TableFound; result: ImportResult; path: string }[] | undefined> {
    const { engines, store, bus } = this.#options;
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
      const path = `${store.home}/temporary/${crypto.randomUUID()}.parquet`;
      bus.publish({ type: "import.progress", import: file.id, file: file.name, stage: "converting" });
      if (table.scan.kind === "delimited") {
        const result = await engines.importDelimited({
          file: file.received.path,
          scan: table.scan,
          out: path,
        });
        if ("misfit" in result) {
          if (mode === "careful") {
            throw new NexusError("plugin.contract", `${handle.id} gave no batches in careful mode`);
          }
          for (const part of done) await Deno.remove(part.path);
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
    const session = await this.#options.engines.importBatches({ scan: table.scan, out: path });
    const notes: ImportNote[] = [];
    let rows = 0;
    let told = 0;
    try {
      for await (const item of handle.rows(source, index, table)) {
        if ("note" in item) notes.push(item.note);
        else {
          await session.append(item.batch);
          rows += item.batch.length;
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
    const taken = new Set(store.datasets.list().map((dataset) => dataset.name));
    const datasets: Dataset[] = [];
    for (const [index, { table, result, path }] of tables.entries()) {
      const name = datasetName(file.name, table.name, taken);
      taken.add(name);
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
        name,
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
    for (const dataset of datasets) store.datasets.put(dataset);
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
