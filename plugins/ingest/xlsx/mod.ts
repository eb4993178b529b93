/**
 * Reads Excel workbooks: every sheet, and the tables that lie in it.
 *
 * @module
 */
import { defineIngest } from "nexus";
import { foldNotes, RecentPlan } from "nexus/ingest";
import { planWorkbook, type WorkbookPlan } from "./plan_workbook.ts";
import { originOf } from "./row_origin.ts";
import { sniffWorkbook } from "./sniff.ts";
import { tableRows } from "./table_rows.ts";

const recent = new RecentPlan<WorkbookPlan>((plan, source) => ({ ...plan, source }));

export default defineIngest({
  sniff: sniffWorkbook,
  async read(source) {
    const plan = await planWorkbook(source);
    await recent.remember(source, plan);
    return plan.tables.map((table) => ({
      name: table.name,
      scan: { kind: "batches", columns: table.conversions },
      notes: foldNotes(table.notes),
      ...originOf(table),
    }));
  },
  async *rows(source, index) {
    yield* tableRows(await recent.recall(source) ?? await planWorkbook(source), index);
  },
});
