import type { ColumnConversion, ImportNote } from "nexus";
import { columnNames } from "nexus/ingest";
import { type Area, textsOf } from "./area.ts";
import type { Cell } from "./cell.ts";
import { fillMerges } from "./fill_merges.ts";
import { findHead } from "./find_head.ts";
import { findFooter } from "./footer.ts";
import type { Range } from "./range.ts";
import { type ColumnReading, readColumn } from "./read_column.ts";
import { cellAt, type Row } from "./row.ts";
import { faultNotes, headNotes, mergeNotes, textNotes } from "./table_notes.ts";
import { findTotals } from "./totals.ts";

/** A table of a sheet, with what is needed to hand over its rows. */
export interface TablePlan {
  name: string;
  rows: Row[];
  columns: { at: number; render: ColumnReading["render"] }[];
  conversions: ColumnConversion[];
  notes: ImportNote[];
}

/** Works out the columns and rows of a table. Undefined where it has none. */
export function planTable(area: Area, merges: Range[]): TablePlan | undefined {
  const head = findHead(area, merges);
  const below = area.rows.slice(head.from);
  const { rows: data, repeated } = withoutHeaders(
    below,
    area,
    head.lines === 1 ? area.rows[head.from - 1] : undefined,
  );
  const { footer, rest } = findFooter(data, area);
  const { left, notes: totals } = findTotals(rest, area, totalRows(rest, area));
  const kept = rest.filter((row) => !left.has(row));
  const merged = kept.length === 0 ? { rows: kept, filled: 0, numbers: 0 } : fillMerges(kept, area, merges);
  const cells = cellsOf(merged.rows, area);
  const width = area.right - area.left + 1;
  const used = Array.from({ length: width }, (_, index) => index)
    .filter((index) => cells[index]!.length > 0 || (head.names?.[index] ?? "") !== "");
  if (used.length === 0) return undefined;
  const wanted = used.map((index) => head.names?.[index] ?? "");
  const { names, empty, repeated: twice } = columnNames(
    head.names === undefined ? undefined : wanted,
    used.length,
  );
  const readings = used.map((index, place) => readColumn(names[place]!, cells[index]!));
  const gaps = emptyRows(area.rows.slice(head.from));
  return {
    name: nameOf(area),
    rows: merged.rows,
    columns: used.map((index, place) => ({ at: area.left + index, render: readings[place]!.render })),
    conversions: readings.map(({ conversion }) => conversion),
    notes: [
      ...textNotes("preamble", [
        ...area.titles,
        ...head.preamble.map((row) => textsOf(row, area).filter(Boolean).join(" ")),
      ]),
      ...headNotes(head, names, { empty, twice, dropped: width - used.length }),
      ...readings.flatMap(({ notes }) => notes),
      ...faultNotes(cells),
      ...mergeNotes(merged),
      ...(gaps > 0
        ? [{ level: "choice" as const, topic: "empty", message: "Empty rows are left out.", count: gaps }]
        : []),
      ...(repeated > 0
        ? [{
          level: "choice" as const,
          topic: "header",
          message: "The header comes again inside the table; these rows are left out.",
          count: repeated,
        }]
        : []),
      ...totals,
      ...textNotes("footer", [...footer, ...area.notes]),
    ],
  };
}

function totalRows(rows: Row[], { named }: Area): number {
  if (named === undefined || named.totalRows === 0) return 0;
  return rows.filter(({ number }) =>
    number > named.range.bottom - named.totalRows && number <= named.range.bottom
  ).length;
}

function nameOf({ named, titles }: Area): string {
  if (named !== undefined) return named.name;
  const title = titles.at(-1)?.trim() ?? "";
  return title.length <= 60 ? title : "";
}

function withoutHeaders(rows: Row[], area: Area, header: Row | undefined): { rows: Row[]; repeated: number } {
  if (header === undefined) return { rows, repeated: 0 };
  const names = textsOf(header, area);
  const kept = rows.filter((row) => {
    if (row.at.length !== header.at.length || typeof row.cells[0] !== "string") return true;
    return !textsOf(row, area).every((text, index) => text.trim() === names[index]!.trim());
  });
  return { rows: kept, repeated: rows.length - kept.length };
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
