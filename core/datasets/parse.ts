/**
 * From the bytes of a file to what is in it: finds the parser that knows it best, and lets it read.
 *
 * @module
 */
import { type Document, NexusError } from "../contract/mod.ts";
import { formatBytes } from "../store/mod.ts";
import { type Imported, type ImporterOptions, importFolder, type IncomingImport } from "./incoming.ts";
import { keepTables } from "./keep_tables.ts";
import { datasetName } from "./names.ts";
import { type Parsing, readTables } from "./read_tables.ts";
import { FileSource } from "./source.ts";

const HEAD_BYTES = 65536;
/** A second parser is tried when the first finds the file damaged and this one is at least so sure. */
const SECOND_OPINION = 0.3;

/**
 * Reads a file with the parser that is surest of it, or with the next one where that finds it damaged.
 *
 * @throws NexusError `file.*`, `plugin.*`, `engine.*`, `store.failed`
 */
export async function parseFile(
  options: ImporterOptions,
  file: IncomingImport,
  isClosed: () => boolean,
): Promise<Imported> {
  if (file.received.bytes === 0) {
    throw new NexusError("file.empty", `"${file.name}" is empty (0 bytes)`, {
      hint: "Check that the file was saved and copied in full.",
    });
  }
  const folder = importFolder(options.store, file.id);
  await Deno.mkdir(folder, { recursive: true });
  try {
    return await parseWithBest(options, file, isClosed);
  } finally {
    await Deno.remove(folder, { recursive: true }).catch(() => {}); // cleared at the next start at the latest
  }
}

async function parseWithBest(
  options: ImporterOptions,
  file: IncomingImport,
  isClosed: () => boolean,
): Promise<Imported> {
  const { engines, registry } = options;
  const source = new FileSource({
    path: file.received.path,
    name: file.name,
    size: file.received.bytes,
    mediaType: file.mediaType,
  });
  engines.warmImport(file.received.bytes);
  const head = await source.slice(0, HEAD_BYTES);
  const ranked = (await registry.sniff(head, source)).filter(({ match }) => match.confidence > 0);
  if (ranked.length === 0) throw await unsupported(options, file.name);
  let first: unknown;
  for (const { handle, match } of ranked) {
    if (first !== undefined && match.confidence < SECOND_OPINION) break;
    try {
      return await parseWith(options, { handle, file, source }, { reason: match.reason, isClosed });
    } catch (error) {
      const damaged = error instanceof NexusError &&
        (error.code === "file.unreadable" || error.code.startsWith("plugin."));
      if (!damaged) throw error;
      first ??= error;
    }
  }
  throw first;
}

async function parseWith(
  options: ImporterOptions,
  parsing: Parsing,
  { reason, isClosed }: { reason: string; isClosed: () => boolean },
): Promise<Imported> {
  const { handle, file } = parsing;
  const gives = handle.manifest.contributes.ingest?.gives ?? [];
  if (!gives.includes("table")) {
    options.bus.publish({ type: "import.progress", import: file.id, file: file.name, stage: "reading" });
    return { datasets: [], documents: [await readText(options, parsing)] };
  }
  const read = (mode: "fast" | "careful") =>
    readTables(options, parsing, mode).catch((error) => {
      // An engine process that died has been replaced, as for a question.
      const died = error instanceof NexusError && error.code === "engine.crashed";
      if (!died || isClosed()) throw error;
      return readTables(options, parsing, mode);
    });
  const tables = await read("fast") ?? await read("careful");
  if (!tables) throw new NexusError("file.unreadable", `"${file.name}" could not be read as ${reason}`);
  // The tables are read before the text is kept, so that a file that fails leaves nothing behind.
  const documents = gives.includes("document") ? [await readText(options, parsing)] : [];
  return { datasets: await keepTables(options.store, parsing, tables), documents };
}

async function readText(
  { documents }: ImporterOptions,
  { handle, file, source }: Parsing,
): Promise<Document> {
  const { sha256, bytes } = file.received;
  const title = () => datasetName(file.name, "", documents.names());
  return await documents.read(handle, { name: file.name, title, sha256, bytes }, source);
}

async function unsupported({ registry, maxFileSize }: ImporterOptions, name: string): Promise<NexusError> {
  const extensions = (await registry.ingest()).flatMap((handle) =>
    handle.manifest.contributes.ingest?.extensions ?? []
  );
  return new NexusError("file.unsupported", `No installed parser can read "${name}"`, {
    hint: extensions.length > 0
      ? `Installed parsers read ${[...new Set(extensions)].sort().join(", ")} (up to ${
        formatBytes(maxFileSize)
      }).`
      : "No parser is installed: see the plugins page.",
  });
}
