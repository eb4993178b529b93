/**
 * Reads delimited text: finds encoding, separator, header and types by itself and says what it chose.
 *
 * @module
 */
import {
  defineIngest,
  type DelimitedDialect,
  type ImportNote,
  type Scan,
  type Source,
  type TableFound,
} from "nexus";
import { foldNotes, RecentPlan } from "nexus/ingest";
import { type FilePlan, planFile } from "./plan_file.ts";
import { sniffText } from "./sniff.ts";
import { tableRows } from "./table_rows.ts";
import type { TablePlan } from "./table_plan.ts";

const recent = new RecentPlan<FilePlan>((plan, source) => ({ ...plan, file: { ...plan.file, source } }));

export default defineIngest({
  sniff: sniffText,
  async read(source, { mode }) {
    const plan = await planFile(source, mode);
    if (plan.native && mode === "fast") {
      return [
        found(plan, plan.tables[0]!, {
          kind: "delimited",
          dialect: nativeDialect(plan),
          columns: plan.tables[0]!.columns,
        }),
      ];
    }
    await recent.remember(source, plan);
    return plan.tables.map((table) => found(plan, table, { kind: "batches", columns: table.columns }));
  },
  async *rows(source: Source, index: number) {
    const plan = await recent.recall(source) ?? await planFile(source, "careful");
    yield* tableRows(plan, plan.tables[index]!);
  },
});

function found(plan: FilePlan, table: TablePlan, scan: Scan): TableFound {
  const notes: ImportNote[] = foldNotes([...plan.notes, ...table.notes]);
  return { name: table.name, scan, notes };
}

function nativeDialect(plan: FilePlan): DelimitedDialect {
  const { delimiter, quote, newline } = plan.dialect;
  const { skipLines, header } = plan.tables[0]!;
  return {
    delimiter,
    quote,
    escape: quote,
    newline: newline === "mixed" ? "\n" : newline,
    skipLines,
    header: header !== undefined,
  };
}
