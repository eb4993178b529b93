/**
 * Reads Excel workbooks: every sheet, and the tables that lie in it.
 *
 * @module
 */
import { type Batch, defineIngest } from "nexus";
import { foldNotes, RecentPlan } from "nexus/ingest";
import { rowTexts } from "./plan_table.ts";
import { planWorkbook, type WorkbookPlan } from "./plan_workbook.ts";
import { sniffWorkbook } from "./sniff.ts";

const BATCH = 2_000;
const BATCH_CELLS = 200_000;

const recent = new RecentPlan<WorkbookPlan>((plan, source) => ({ ...plan, source }));

export default defineIngest({
  sniff: sniffWorkbook,
  async read(source) {
    const plan = await planWorkbook(source);
    await recent.remember(source, plan);
    return plan.tables.map(({ name, conversions, notes }) => ({
      name,
      scan: { kind: "batches", columns: conversions },
      notes: foldNotes(notes),
    }));
  },
  async *rows(source, index) {
    const { tables } = await recent.recall(source) ?? await planWorkbook(source);
    const table = tables[index]!;
    const size = Math.max(1, Math.min(BATCH, Math.floor(BATCH_CELLS / table.columns.length)));
    for (let at = 0; at < table.rows.length; at += size) {
      const batch: Batch = table.rows.slice(at, at + size).map((row) => rowTexts(row, table));
      yield { batch };
    }
  },
});
