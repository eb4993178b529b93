import { type ImportNote, NexusError, type Source } from "nexus";
import { findAreas } from "./find_areas.ts";
import { refuseOthers } from "./other_kinds.ts";
import { planTable, type TablePlan } from "./plan_table.ts";
import { readSheet, type Sheet } from "./read_sheet.ts";
import { openWorkbook, type SheetEntry } from "./workbook.ts";

/** More tables than this in one file are not taken for tables. */
const MAX_TABLES = 500;

/** How a workbook is read. */
export interface WorkbookPlan {
  source: Source;
  tables: TablePlan[];
}

/** Reads a workbook and works out its tables: those of the sheets that are shown first. */
export async function planWorkbook(source: Source): Promise<WorkbookPlan> {
  await refuseOthers(source);
  const workbook = await openWorkbook(source);
  const tables: TablePlan[] = [];
  const skipped: ImportNote[] = [];
  const order = workbook.sheets.toSorted((one, two) =>
    Number(one.state !== "visible") - Number(two.state !== "visible")
  );
  for (const entry of order) {
    const reason = await skipReason(entry, workbook.archive.has(entry.part));
    if (reason !== undefined) {
      skipped.push(skipNote(entry, reason));
      continue;
    }
    const sheet = await readSheet(workbook, entry);
    const found = sheet.rows.length === 0 ? [] : planSheet(sheet);
    if (found.length === 0) skipped.push(skipNote(entry, "is empty"));
    tables.push(...found);
  }
  if (tables.length === 0) {
    const names = workbook.sheets.map(({ name }) => `"${name}"`).slice(0, 5).join(", ");
    throw new NexusError(
      "file.empty",
      `"${source.name}" has no cells with values (sheets: ${names || "none"}).`,
    );
  }
  tables[0]!.notes.unshift(...skipped);
  return { source, tables: nameTables(tables.slice(0, MAX_TABLES)) };
}

function skipReason({ kind, part }: SheetEntry, there: boolean): string | undefined {
  if (kind === "chartsheet") return "holds a chart only";
  if (kind !== "worksheet") return `is no worksheet (${kind})`;
  return part !== "" && there ? undefined : "is listed, but not in the file";
}

function skipNote({ name }: SheetEntry, reason: string): ImportNote {
  const level = reason.startsWith("is listed") ? "warning" : "choice";
  return { level, topic: "sheet", message: `Sheet "${name}" ${reason}; it is left out.`, count: 1 };
}

function planSheet(sheet: Sheet): TablePlan[] {
  const { entry, facts, rows } = sheet;
  const areas = findAreas(rows, facts.merges, sheet.tables);
  const found = areas.flatMap((area) => planTable(area, facts.merges) ?? []);
  const filled = found.filter((table) => table.rows.length > 0);
  const tables = filled.length > 0 ? filled : found.slice(0, 1);
  if (found.length > tables.length) {
    const names = found.filter((table) => !tables.includes(table)).map(({ name }) =>
      name || "one without a name"
    );
    tables[0]!.notes.unshift({
      level: "choice",
      topic: "tables",
      message: `Tables without rows are left out: ${names.slice(0, 8).join(", ")}.`,
      count: names.length,
    });
  }
  for (const [index, table] of tables.entries()) {
    table.notes.unshift(...sheetNotes(sheet, tables.length));
    const own = tables.filter(({ name }) => name === table.name).length === 1 ? table.name : "";
    table.name = tables.length === 1 ? entry.name : `${entry.name}, ${own || `table ${index + 1}`}`;
  }
  return tables;
}

function sheetNotes({ entry, facts }: Sheet, tables: number): ImportNote[] {
  const notes: ImportNote[] = [];
  const tell = (topic: string, message: string, count?: number) =>
    notes.push({ level: "choice", topic, message, ...(count === undefined ? {} : { count }) });
  if (entry.state !== "visible") {
    tell("hidden", `Sheet "${entry.name}" is hidden in Excel; it is read all the same.`);
  }
  if (facts.hiddenRows > 0) {
    tell("hidden", "Rows that are hidden in Excel are read as well.", facts.hiddenRows);
  }
  if (facts.hiddenColumns > 0 && facts.hiddenColumns < 10_000) {
    tell("hidden", "Columns that are hidden in Excel are read as well.", facts.hiddenColumns);
  }
  if (facts.disorder) {
    tell("order", "Rows or cells of the sheet do not stand in order; they are sorted by their places.");
  }
  if (tables > 1) tell("tables", `Sheet "${entry.name}" holds ${tables} tables.`, tables);
  return notes;
}

/** A table that is alone in its file is called as the file is. */
function nameTables(tables: TablePlan[]): TablePlan[] {
  if (tables.length === 1) tables[0]!.name = "";
  return tables;
}
