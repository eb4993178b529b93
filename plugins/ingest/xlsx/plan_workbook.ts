import { type ImportNote, NexusError, type Source } from "nexus";
import { linesOf } from "./area.ts";
import { refuseOthers } from "./other_kinds.ts";
import { isProse, planSheet, type SheetTable } from "./plan_sheet.ts";
import { readSheet } from "./read_sheet.ts";
import { openWorkbook, type SheetEntry, type Workbook } from "./workbook.ts";

/** More tables than this in one file are not taken for tables. */
const MAX_TABLES = 500;
/** Cells that are kept in memory, of all sheets together; of what a sheet has beyond, a part is looked at. */
const ROOM = 3_000_000;
/** Cells that are kept of every sheet, however many there are. */
const LEAST_ROOM = 100_000;

/** How a workbook is read. */
export interface WorkbookPlan {
  source: Source;
  workbook: Workbook;
  tables: SheetTable[];
}

/** Reads a workbook and works out its tables: those of the sheets that are shown first. */
export async function planWorkbook(source: Source, room = ROOM): Promise<WorkbookPlan> {
  await refuseOthers(source);
  const workbook = await openWorkbook(source);
  const found: SheetTable[] = [];
  const left: ImportNote[] = [];
  let taken = 0;
  for (const entry of visibleFirst(workbook.sheets)) {
    const reason = skipReason(entry, workbook.archive.has(entry.part));
    if (reason !== undefined) {
      left.push(skipNote(entry, reason));
      continue;
    }
    const sheet = await readSheet(workbook, entry, Math.max(Math.min(room, LEAST_ROOM), room - taken));
    for (const row of sheet.rows) taken += row.at.length;
    const tables = sheet.rows.length === 0 ? [] : planSheet(sheet, left);
    if (sheet.rows.length === 0) left.push(skipNote(entry, "is empty"));
    found.push(...tables);
  }
  if (found.length === 0) throw noTables(source, workbook, left);
  const tables = withoutProse(found, left);
  tables[0]!.notes.unshift(...left);
  if (tables.length === 1) tables[0]!.name = "";
  return { source, workbook, tables };
}

function noTables({ name }: Source, { sheets }: Workbook, left: ImportNote[]): NexusError {
  const warning = left.find(({ topic }) => topic === "tables");
  if (warning !== undefined) {
    return new NexusError("file.unreadable", `"${name}" holds no table: ${warning.message}`, {
      hint: "A table has one row below the other, at most 10,000 columns wide.",
    });
  }
  const names = sheets.map((sheet) => `"${sheet.name}"`).slice(0, 5).join(", ");
  return new NexusError("file.empty", `"${name}" has no cells with values (sheets: ${names || "none"}).`);
}

function visibleFirst(sheets: SheetEntry[]): SheetEntry[] {
  return sheets.toSorted((one, two) => Number(one.state !== "visible") - Number(two.state !== "visible"));
}

/** Sheets of sentences are left out beside tables; more tables than can be meant, too. */
function withoutProse(found: SheetTable[], left: ImportNote[]): SheetTable[] {
  const tables = found.filter((table) => !isProse(table));
  if (tables.length === 0) return found.slice(0, MAX_TABLES);
  for (const table of found.filter((each) => !tables.includes(each))) {
    const text = linesOf(table.area).join(" / ");
    const shown = text.length > 300 ? `${text.slice(0, 300)}...` : text;
    left.push(skipNote(table.sheet, `holds text and no table ("${shown}")`));
  }
  if (tables.length > MAX_TABLES) {
    const message = `Only the first ${MAX_TABLES} tables are read.`;
    left.push({ level: "warning", topic: "tables", message, count: tables.length - MAX_TABLES });
  }
  return tables.slice(0, MAX_TABLES);
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
