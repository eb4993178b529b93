/**
 * Reads JSON: lists of objects, columns, one object a line, GeoJSON, and tables that lie inside a document.
 *
 * @module
 */
import { type Batch, defineIngest, type ImportNote, type Source } from "nexus";
import { foldNotes, RecentPlan } from "nexus/ingest";
import { valuesOf } from "./open_json.ts";
import { type JsonPlan, planJson } from "./plan_json.ts";
import { recordOf } from "./shape.ts";
import { sniffJson } from "./sniff.ts";

const BATCH = 2_000;
const BATCH_CELLS = 200_000;

const recent = new RecentPlan<JsonPlan>((plan, source) => ({ ...plan, file: { ...plan.file, source } }));

export default defineIngest({
  sniff: sniffJson,
  async read(source) {
    const plan = await planJson(source);
    await recent.remember(source, plan);
    return plan.tables.map(({ name, conversions, notes }) => ({
      name,
      scan: { kind: "batches", columns: conversions },
      notes: foldNotes(notes),
    }));
  },
  rows: (source, index) => rows(source, index),
});

async function* rows(source: Source, index: number): AsyncGenerator<{ batch: Batch } | { note: ImportNote }> {
  const { file, tables } = await recent.recall(source) ?? await planJson(source);
  const { shape, columns, conversions } = tables[index]!;
  const size = Math.max(1, Math.min(BATCH, Math.floor(BATCH_CELLS / conversions.length)));
  let batch: Batch = [];
  let skip = shape.kind === "lists" ? shape.skip : 0;
  // Lines that are not JSON were counted when the file was planned.
  for await (const { values } of valuesOf(file, index, () => {})) {
    for (const value of values) {
      if (skip > 0) {
        skip--;
        continue;
      }
      batch.push(columns.cells(recordOf(value, shape)));
      if (batch.length < size) continue;
      yield { batch };
      batch = [];
    }
  }
  if (batch.length > 0) yield { batch };
}
