import type { ImportNote } from "nexus";
import { type Area, isData } from "./area.ts";
import { findAreas } from "./find_areas.ts";
import { planTable, type TablePlan } from "./plan_table.ts";
import type { Rest, Sheet } from "./read_sheet.ts";
import type { Row } from "./row.ts";

/** Rows before the end of those in memory in which a table must end to be one of its own. */
const MARGIN = 100;
/** Texts of this length, on average, are sentences. */
const SENTENCE = 40;
const MAX_COLUMNS = 10_000;
/** Cells of a grid that may be nearly all empty. */
const LARGE = 50_000_000;

/** A table, and the rows of its sheet that follow and are not in memory. */
export interface SheetTable extends TablePlan {
  sheet: Sheet["entry"];
  rest: Rest | undefined;
}

/** Works out the tables of a sheet, and what to tell of it. What is no table goes to `left`. */
export function planSheet(sheet: Sheet, left: ImportNote[]): SheetTable[] {
  const { entry, facts, rows, rest } = sheet;
  const areas = findAreas(rows, facts.merges, sheet.tables);
  const open = rest === undefined ? undefined : unite(areas, rows, rest);
  const found = areas.flatMap((area) => {
    const own = area === open ? rest : undefined;
    if (isScattered(area)) {
      left.push(scatteredNote(entry.name, area));
      return [];
    }
    const plan = planTable(area, facts.merges, own);
    return plan === undefined ? [] : [{ ...plan, sheet: entry, rest: own }];
  });
  const filled = found.filter((table) => table.rows.length > 0 || table.rest !== undefined);
  const tables = filled.length > 0 ? filled : found.slice(0, 1);
  const bare = found.filter((table) => !tables.includes(table));
  if (tables.length === 0) return [];
  if (bare.length > 0) tables[0]!.notes.unshift(bareNote(bare));
  for (const [index, table] of tables.entries()) {
    table.notes.unshift(...sheetNotes(sheet, tables.length));
    const own = tables.filter(({ name }) => name === table.name).length === 1 ? table.name : "";
    table.name = tables.length === 1 ? entry.name : `${entry.name}, ${own || `table ${index + 1}`}`;
  }
  return tables;
}

/** Makes one table of all that may go on in the rows that are not in memory, so that no cell of theirs is lost. */
function unite(areas: Area[], rows: Row[], rest: Rest): Area {
  const end = rows.at(-1)!.number - MARGIN;
  const over = areas.filter((area) => area.rows.at(-1)!.number >= end);
  const open = over[0]!;
  const first = Math.min(...over.map((area) => area.rows[0]!.number));
  if (over.length > 1) {
    open.rows = rows.filter(({ number }) => number >= first);
    open.named = undefined;
    for (const other of over.slice(1)) areas.splice(areas.indexOf(other), 1);
  }
  open.left = Math.min(...over.map(({ left }) => left), ...rest.sample.map(({ at }) => at[0]!));
  open.right = Math.max(rest.right, ...over.map(({ right }) => right));
  open.titles = over.flatMap(({ titles }) => titles);
  open.notes = over.flatMap(({ notes }) => notes);
  return open;
}

/** Whether a table is lines of prose: a cover, a description. */
export function isProse({ columns, rows, rest }: SheetTable): boolean {
  if (columns.length > 1 || rest !== undefined || rows.length > 200) return false;
  const texts = rows.map((row) => row.cells[0]);
  if (!texts.every((cell) => typeof cell === "string" && !isData(cell))) return false;
  return texts.reduce((sum: number, text) => sum + String(text).length, 0) >= SENTENCE * texts.length;
}

/** Whether cells lie so far from each other that a table of them would be a grid of nothing. */
function isScattered(area: Area): boolean {
  const columns = columnsOf(area);
  if (columns > MAX_COLUMNS) return true;
  const size = area.rows.length * columns;
  return size > LARGE && area.rows.reduce((sum, { at }) => sum + at.length, 0) * 100 < size;
}

/** Columns that hold something. */
function columnsOf({ rows, left, right }: Area): number {
  const columns = new Set<number>();
  let seen: readonly number[] | undefined;
  for (const { at } of rows) {
    if (at === seen) continue;
    seen = at;
    for (const column of at) if (column >= left && column <= right) columns.add(column);
  }
  return columns.size;
}

function scatteredNote(sheet: string, area: Area): ImportNote {
  const where = `${area.rows.length} rows and ${columnsOf(area)} columns`;
  const message =
    `Cells of sheet "${sheet}" are scattered over ${where}, which is no table; they are left out.`;
  const count = area.rows.reduce((sum, { at }) => sum + at.length, 0);
  return { level: "warning", topic: "tables", message, count };
}

function bareNote(tables: SheetTable[]): ImportNote {
  const names = tables.map(({ name }) => name || "one without a name").slice(0, 8).join(", ");
  const message = `Tables without rows are left out: ${names}.`;
  return { level: "choice", topic: "tables", message, count: tables.length };
}

function sheetNotes({ entry, facts, rest }: Sheet, tables: number): ImportNote[] {
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
  if (facts.ignored > 0) {
    tell(
      "merged",
      "Some merged cells or tables of the sheet are not looked at: they are too many, or have no place.",
      facts.ignored,
    );
  }
  if (tables > 1) tell("tables", `Sheet "${entry.name}" holds ${tables} tables.`, tables);
  const far = rest === undefined
    ? []
    : facts.merges.filter(({ top, bottom }) => bottom > top && top > rest.kept);
  if (far.length > 0) {
    const message =
      "Cells merged over several rows far down the sheet hold their value in the first of these rows only.";
    notes.push({ level: "warning", topic: "merged", message, count: far.length });
  }
  return notes;
}
