/**
 * Reads Excel workbooks: every sheet, and the tables that lie in it.
 *
 * @module
 */
import { defineIngest } from "nexus";
import { foldNotes, RecentPlan } from "nexus/ingest";
import { planWorkbook, type WorkbookPlan } from "./plan_workbook.ts";
import { sniffWorkbook } from "./sniff.ts";
import { tableRows } from "./table_rows.ts";

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
    yield* tableRows(await recent.recall(source) ?? await planWorkbook(source), index);
  },
});
