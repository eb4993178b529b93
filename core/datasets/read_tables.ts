/**
 * The tables of a file, as Parquet: by the engine's own reader where the parser says how, otherwise from the parser's rows.
 *
 * @module
 */
import { type ImportNote, NexusError, type TableFound } from "../contract/mod.ts";
import type { ImportResult } from "../engine/mod.ts";
import type { IngestHandle } from "../plugins/mod.ts";
import { type ImporterOptions, importFolder, type IncomingImport } from "./incoming.ts";
import type { FileSource } from "./source.ts";

/** A table that was read, and where it is until the catalogue has it. */
export interface TableRead {
  table: TableFound;
  result: ImportResult;
  path: string;
}

/** A file with the parser that takes it. */
export interface Parsing {
  handle: IngestHandle;
  file: IncomingImport;
  source: FileSource;
}

/** Rows between two words of how far it is. */
const TELL_EVERY = 50_000;

/**
 * Reads every table. Undefined where the engine's native reader met rows that do not fit, so that the parser must read by itself.
 *
 * @throws NexusError `file.empty`, `plugin.*`, `engine.*`
 */
export async function readTables(
  { engines, bus, store }: Pick<ImporterOptions, "engines" | "bus" | "store">,
  parsing: Parsing,
  mode: "fast" | "careful",
): Promise<TableRead[] | undefined> {
  const { handle, file, source } = parsing;
  bus.publish({ type: "import.progress", import: file.id, file: file.name, stage: "reading" });
  const found = await handle.read(source, { mode });
  const columns = found.reduce((sum, table) => sum + table.scan.columns.length, 0);
  // A document need not have a table in it.
  const isText = handle.manifest.contributes.ingest?.gives.includes("document") === true;
  if (columns === 0 && !isText) {
    throw new NexusError("file.empty", `"${file.name}" has no table in it`, {
      hint: "A table needs at least one column with a name and a row.",
    });
  }
  const done: TableRead[] = [];
  for (const [index, table] of found.entries()) {
    if (table.scan.columns.length === 0) continue;
    const path = `${importFolder(store, file.id)}/${crypto.randomUUID()}.parquet`;
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
    } else if (table.scan.kind === "parquet") {
      const { path: kept, bytes } = file.received;
      const result = await engines.importParquet({
        file: kept,
        name: file.name,
        scan: table.scan,
        out: path,
        bytes,
        onProgress: ({ stage, rows }) =>
          bus.publish({
            type: "import.progress",
            import: file.id,
            file: file.name,
            stage,
            ...(rows === undefined ? {} : { rows }),
          }),
      });
      done.push({ table, result, path });
    } else {
      const { result, notes } = await importRows({ engines, bus }, parsing, { index, table, path });
      done.push({ table: { ...table, notes: [...table.notes, ...notes] }, result, path });
    }
  }
  return done;
}

async function importRows(
  { engines, bus }: Pick<ImporterOptions, "engines" | "bus">,
  { handle, file, source }: Parsing,
  { index, table, path }: { index: number; table: TableFound; path: string },
): Promise<{ result: ImportResult; notes: ImportNote[] }> {
  const tell = (stage: "reading" | "profiling", rows: number) =>
    bus.publish({ type: "import.progress", import: file.id, file: file.name, stage, rows });
  const session = await engines.importBatches({ scan: table.scan, out: path, bytes: source.size });
  const notes: ImportNote[] = [];
  let rows = 0;
  let told = 0;
  try {
    for await (const item of handle.rows(source, index, table)) {
      if ("note" in item) {
        notes.push(item.note);
        continue;
      }
      await session.append(item.batch);
      rows += item.batch.rows;
      if (rows - told < TELL_EVERY) continue;
      tell("reading", rows);
      told = rows;
    }
    tell("profiling", rows);
    return { result: await session.finish(), notes };
  } catch (error) {
    await session.abort();
    throw error;
  }
}
