/**
 * Tables that were read become datasets.
 *
 * @module
 */
import type { Dataset } from "../contract/mod.ts";
import type { IngestHandle } from "../plugins/mod.ts";
import { type Store, writeAtomically } from "../store/mod.ts";
import type { IncomingImport } from "./incoming.ts";
import { datasetName } from "./names.ts";
import type { TableRead } from "./read_tables.ts";

/** Puts the files of all tables in their places, then all of them into the catalogue. */
export async function keepTables(
  store: Store,
  { handle, file }: { handle: IngestHandle; file: IncomingImport },
  tables: readonly TableRead[],
): Promise<Dataset[]> {
  const datasets: Dataset[] = [];
  const createdAt = new Date().toISOString();
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
      ...(table.origin === undefined ? {} : { origin: table.origin }),
      createdAt,
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
