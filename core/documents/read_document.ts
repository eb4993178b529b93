/**
 * From an uploaded file to a document that can be searched.
 *
 * @module
 */
import { type Document, type DocumentFound, NexusError, type Source } from "../contract/mod.ts";
import type { IngestHandle } from "../plugins/mod.ts";
import type { Library } from "./library.ts";

/** A file that a parser of documents takes. */
export interface DocumentFile {
  name: string;
  /** What the document is to be called, asked when it is there. */
  title: () => string;
  sha256: string;
  bytes: number;
}

/**
 * Reads a file with a parser and adds it to the library.
 *
 * @throws NexusError `file.*` where it holds no text or cannot be read.
 */
export async function readDocument(
  library: Library,
  handle: IngestHandle,
  file: DocumentFile,
  source: Source,
): Promise<Document> {
  const found = await textOf(handle, file, source);
  if (!found.pages.some(({ text }) => /\S/.test(text))) {
    throw new NexusError("file.empty", `"${file.name}" has no text in it`, {
      hint: "Only text can be searched.",
    });
  }
  return await library.add({
    id: `t${file.sha256.slice(0, 16)}`,
    name: file.title(),
    file: file.name,
    sha256: file.sha256,
    bytes: file.bytes,
    ingest: { plugin: handle.id, version: handle.version },
  }, found);
}

async function textOf(handle: IngestHandle, file: DocumentFile, source: Source): Promise<DocumentFound> {
  try {
    return await handle.document(source);
  } catch (error) {
    if (!(error instanceof NexusError) || error.code !== "process.deadline") throw error;
    const seconds = handle.manifest.limits.timeoutMs / 1000;
    throw new NexusError("file.unreadable", `"${file.name}" was not read within ${seconds} s`, {
      cause: error,
      hint: "The file is very large or damaged. Split it, or save it again with another program.",
    });
  }
}
