import type { Batch, ImportNote } from "nexus";
import { Archive } from "./archive.ts";
import { isHeaderAgain, rowTexts } from "./plan_table.ts";
import type { SheetTable } from "./plan_sheet.ts";
import type { WorkbookPlan } from "./plan_workbook.ts";
import type { Row } from "./row.ts";
import { newFacts, sheetRows } from "./sheet_reader.ts";
import { faultNotes, rowNotes } from "./table_notes.ts";

const BATCH = 2_000;
const BATCH_CELLS = 200_000;

/** The rows of a table, in batches. */
export async function* tableRows(
  plan: WorkbookPlan,
  index: number,
): AsyncGenerator<{ batch: Batch } | { note: ImportNote }> {
  const table = plan.tables[index]!;
  const size = Math.max(1, Math.min(BATCH, Math.floor(BATCH_CELLS / table.columns.length)));
  for (let at = 0; at < table.rows.length; at += size) {
    yield { batch: table.rows.slice(at, at + size).map((row) => rowTexts(row, table)) };
  }
  if (table.rest !== undefined) yield* restRows(plan, table, size);
}

/** The rows that are not in memory: the sheet is read once more. */
async function* restRows(
  plan: WorkbookPlan,
  table: SheetTable,
  size: number,
): AsyncGenerator<{ batch: Batch } | { note: ImportNote }> {
  const workbook = { ...plan.workbook, archive: await Archive.open(plan.source) };
  const faults = new FaultCount();
  let skip = table.rest!.kept, headers = 0;
  let batch: Batch = [];
  for await (const rows of sheetRows(workbook, table.sheet.part, newFacts())) {
    for (const row of rows) {
      if (skip-- > 0 || row.number === table.total) continue;
      if (isHeaderAgain(row, table.area, table.header)) {
        headers++;
        continue;
      }
      faults.add(row);
      batch.push(rowTexts(row, table));
      if (batch.length < size) continue;
      yield { batch };
      batch = [];
    }
  }
  if (batch.length > 0) yield { batch };
  for (const note of [...faultNotes([faults.cells]), ...rowNotes({ gaps: 0, headers })]) yield { note };
}

class FaultCount {
  readonly cells: Row["cells"][number][] = [];

  add({ cells }: Row): void {
    for (const cell of cells) if (typeof cell === "object" && "code" in cell) this.cells.push(cell);
  }
}
