/**
 * A file on its way to become datasets or documents.
 *
 * @module
 */
import type { Dataset, Document, ErrorData, Source } from "../contract/mod.ts";
import type { EventBus } from "../bus/mod.ts";
import type { EnginePool } from "../engine/mod.ts";
import type { IngestHandle, PluginRegistry } from "../plugins/mod.ts";
import type { ReceivedFile, Store } from "../store/mod.ts";

/** A file as it arrives. */
export interface IncomingFile {
  name: string;
  mediaType: string;
  stream: ReadableStream<Uint8Array>;
}

/** A file that was received. */
export interface IncomingImport {
  id: string;
  name: string;
  mediaType: string;
  received: ReceivedFile;
}

/** What came of one file. */
export interface Imported {
  datasets: Dataset[];
  documents: Document[];
}

/** What became of a file. */
export interface ImportOutcome extends Imported {
  import: string;
  file: string;
  duplicate: boolean;
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

/** What an import works with. */
export interface ImporterOptions {
  store: Store;
  registry: PluginRegistry;
  engines: EnginePool;
  documents: DocumentShelf;
  bus: EventBus;
  maxFileSize: number;
}

/** Where an import puts its tables until all are done. */
export function importFolder(store: Store, id: string): string {
  return `${store.home}/temporary/import-${id}`;
}
