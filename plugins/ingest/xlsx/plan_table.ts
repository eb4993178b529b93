import type { ColumnConversion, ImportNote } from "nexus";
import { columnNames } from "nexus/ingest";
import { type Area, textsOf } from "./area.ts";
import type { Cell } from "./cell.ts";
import { fillMerges } from "./fill_merges.ts";
import { findHead, type Head } from "./find_head.ts";
import { findFooter } from "./footer.ts";
import type { Range } from "./range.ts";
import { type ColumnReading, readColumn } from "./read_column.ts";
import type { Rest } from "./read_sheet.ts";
import { cellAt, type Row } from "./row.ts";
import { faultNotes, headNotes, mergeNotes, rowNotes, textNotes } from "./table_notes.ts";
import { findTotals, lastTotal } from "./totals.ts";

/** A table of a sheet, with what is needed to hand over its rows. */
export interface TablePlan {
  name: string;
  area: Area;
  /** The rows, or the first of them. */
  rows: Row[];
  columns: { at: number; render: ColumnReading["render"] }[];
  conversions: ColumnConversion[];
  notes: ImportNote[];
  /** The header, where it is one row that may come again. */
  header: string[] | undefined;
  /** Number of a row at the end of the sheet, not in `rows`, that adds up the others. */
  total: number | undefined;
}

/** Works out the columns and rows of a table; `rest` is what follows on the sheet and is not in memory. Undefined where it has no columns. */
export function planTable(area: Area, merges: Range[], rest: Rest | undefined): TablePlan | undefined {
  const head = findHead(area, merges);
  const below = area.rows.slice(head.from);
  const header = head.lines === 1 ? textsOf(area.rows[head.from - 1]!, area) : undefined;
  const data = below.filter((row) => !isHeaderAgain(row, area, header));
  const { footer, kept: body } = rest === undefined ? findFooter(data, area) : { footer: [], kept: data };
  const totals = findTotals(body, area, flaggedRows(body, area));
  const last = rest === undefined ? undefined : lastTotal(rest.sample.at(-1)!, area);
  const merged = fillMerges(body.filter((row) => !totals.left.has(row)), area, merges);
  const cells = cellsOf(merged.rows, area);
  const known = rest === undefined ? cells : cellsOf([...merged.rows, ...rest.sample], area);
  const width = area.right - area.left + 1;
  const used = Array.from({ length: width }, (_, index) => index)
    .filter((index) => known[index]!.length > 0 || (head.names?.[index] ?? "") !== "");
  if (used.length === 0) return undefined;
  const { names, notes } = nameColumns(head, used, width);
  const readings = used.map((index, place) => readColumn(names[place]!, known[index]!));
  return {
    name: nameOf(area, head),
    area,
    rows: merged.rows,
    columns: used.map((index, place) => ({ at: area.left + index, render: readings[place]!.render })),
    conversions: readings.map(({ conversion }) => conversion),
    header,
    total: last?.row,
    notes: [
      ...textNotes("preamble", [...area.titles, ...head.preamble.map((row) => lineOf(row, area))]),
      ...notes,
      ...readings.flatMap((reading) => reading.notes),
      ...faultNotes(cells),
      ...mergeNotes(merged),
      ...rowNotes({ gaps: emptyRows(below) + (rest?.gaps ?? 0), headers: below.length - data.length }),
      ...totals.notes,
      ...last?.notes ?? [],
      ...textNotes("footer", [...footer, ...area.notes]),
    ],
  };
}

function nameColumns(head: Head, used: number[], width: number): { names: string[]; notes: ImportNote[] } {
  const wanted = head.names === undefined ? undefined : used.map((index) => head.names![index] ?? "");
  const { names, empty, repeated } = columnNames(wanted, used.length);
  return { names, notes: headNotes(head, names, { empty, twice: repeated, dropped: width - used.length }) };
}

function flaggedRows(rows: Row[], { named }: Area): number {
  if (named === undefined || named.totalRows === 0) return 0;
  const { bottom } = named.range;
  return rows.filter(({ number }) => number > bottom - named.totalRows && number <= bottom).length;
}

/** The name that Excel has for a table, or the line that stands over it. */
function nameOf(area: Area, { preamble }: Head): string {
  if (area.named !== undefined) return area.named.name;
  const above = preamble.length > 0 ? lineOf(preamble.at(-1)!, area) : area.titles.at(-1) ?? "";
  return above.length <= 60 && !above.includes(":") ? above.trim() : "";
}

function lineOf(row: Row, area: Area): string {
  return textsOf(row, area).map((text) => text.trim()).filter(Boolean).join(" ");
}

/** Whether a row of data is the header once more. */
export function isHeaderAgain(row: Row, area: Area, header: string[] | undefined): boolean {
  if (header === undefined) return false;
  const [first, text] = [row.at[0]!, row.cells[0]];
  if (typeof text !== "string" || text.trim() !== header[first - area.left]?.trim()) return false;
  return textsOf(row, area).every((text, index) => text.trim() === header[index]!.trim());
}

/** Rows between the first and the last that hold nothing. */
function emptyRows(rows: Row[]): number {
  const first = rows[0], last = rows.at(-1);
  return first === undefined || last === undefined ? 0 : last.number - first.number + 1 - rows.length;
}

/** The cells of each column that hold something. */
function cellsOf(rows: Row[], { left, right }: Area): Cell[][] {
  const columns = Array.from({ length: right - left + 1 }, () => [] as Cell[]);
  for (const { at, cells } of rows) {
    for (let index = 0; index < at.length; index++) columns[at[index]! - left]?.push(cells[index]!);
  }
  return columns;
}

/** The cells of a row, as text, in the order of the columns. */
export function rowTexts(row: Row, { columns }: TablePlan): (string | null)[] {
  return columns.map(({ at, render }) => render(cellAt(row, at)));
}
