import type { ColumnConversion, ImportNote } from "nexus";
import { columnNames, readColumns } from "nexus/ingest";
import { Aligner } from "./align.ts";
import type { Span } from "./blocks.ts";
import { findHead, isNameless } from "./find_head.ts";
import { isEmpty, type Row, type Survey } from "./survey.ts";
import { findFooter, headNotes, noteTotal, quoteText, textOf, titleRows } from "./table_notes.ts";

/** A table of the file, and which records are its rows. */
export interface TablePlan {
  name: string;
  /** Records from here, up to `to`, are rows. */
  from: number;
  to: number;
  /** Physical lines before the first row, or before the header where there is one. */
  skipLines: number;
  /** The header as it is in the file; its repetitions are left out. */
  header: string[] | undefined;
  /** Cells of a row as the header counts them. */
  width: number;
  /** Columns added for rows with more cells. */
  extra: number;
  columns: ColumnConversion[];
  aligner: Aligner | undefined;
  /** Records inside the range that are no rows: a footer. */
  left: Set<number>;
  notes: ImportNote[];
  /** True where nothing of the table needs more than a plain reader. */
  plain: boolean;
}

/** More columns than this are never added: the last one holds the rest. */
const MAX_EXTRA = 20;

/** Works out a table from the span of records in which it lies. */
export function planTable(survey: Survey, span: Span, name: string): TablePlan {
  const notes: ImportNote[] = [];
  const first = firstRows(survey, span);
  const head = findHead(first, span.width);
  const rows = survey.sample.filter((row) => row.index >= span.from && row.index < span.to);
  const width = Math.max(span.width, head.names?.length ?? 0);
  const from = head.from ?? span.from;
  const left = findFooter(survey, span, rows, notes);
  const data = rows.filter((row) => row.index >= from && !left.has(row.index));
  let fitting = data.filter((row) => row.cells.length === width).map((row) => row.cells);
  if (fitting.length === 0) fitting = data.map((row) => pad(row.cells, width));

  let header = head.names;
  if (header !== undefined && header.length === width - 1 && isNameless(header, fitting)) {
    header = ["", ...header];
  }
  const used = usedColumns(header, data, width);
  fitting = fitting.map((cells) => cells.slice(0, used));
  const { names, empty, repeated } = columnNames(header, used);
  const { columns, notes: columnNotes } = readColumns(names, fitting);
  notes.push(...columnNotes);

  const wide = survey.wide.filter((row) => row.index >= from && row.index < span.to && !left.has(row.index));
  const short = data.filter((row) => row.cells.length < used).length;
  // Where many rows are short or long, that is the file's way and no accident.
  const odd = wide.length + short;
  const aligner = odd > 0 && odd <= Math.max(3, data.length * 0.05) && fitting.length >= 5
    ? new Aligner(columns, fitting.slice(0, 2_000))
    : undefined;
  const extra = Math.min(extraCells(survey, wide, used, aligner), MAX_EXTRA);
  const more = columnNames(undefined, used + extra).names.slice(used);
  const taken = new Set(names.map((entry) => entry.toLowerCase()));
  for (const entry of more) {
    columns.push({ name: taken.has(entry) ? `${entry} (2)` : entry, type: "text", nulls: [""] });
  }

  notes.unshift(
    ...headNotes(
      head,
      names,
      { empty, repeated, dropped: width - used },
      textOf([...titleRows(span.titles), ...head.preamble]),
    ),
  );
  noteTotal(survey, span, left, notes);
  const last = textOf(titleRows(span.notes));
  if (last.length > 0) {
    notes.push({
      level: "choice",
      topic: "footer",
      message: `Text below the table is left out: ${quoteText(last)}`,
      count: last.length,
    });
  }
  return {
    name,
    from,
    to: span.to,
    skipLines: (head.line ?? first[0]?.line ?? 1) - 1,
    header: head.names,
    width: used,
    extra,
    columns,
    aligner,
    left,
    notes,
    plain: !head.joined && used === width && extra === 0 && left.size === 0 && wide.length === 0 &&
      short === 0 &&
      header === head.names &&
      (header === undefined || header.length === width),
  };
}

/** The first rows with text, as many as were kept. */
function firstRows(survey: Survey, span: Span): Row[] {
  const rows = new Map<number, Row>();
  const take = (row: Row) => {
    if (row.index >= span.from && row.index < span.to && !isEmpty(row.cells)) rows.set(row.index, row);
  };
  survey.head.forEach(take);
  for (const run of survey.runs) {
    if (run.from < span.to && run.to > span.from) run.rows.forEach(take);
    if (rows.size > 300) break;
  }
  return [...rows.values()].sort((one, two) => one.index - two.index).slice(0, 200);
}

/** Columns without those at the right that have neither a name nor a value. */
function usedColumns(header: string[] | undefined, rows: Row[], width: number): number {
  if (rows.length === 0) return width;
  let used = width;
  while (
    used > 1 && (header?.[used - 1] ?? "").trim() === "" &&
    rows.every((row) => (row.cells[used - 1] ?? "").trim() === "")
  ) used--;
  return used;
}

function pad(cells: string[], width: number): string[] {
  return cells.length >= width
    ? cells.slice(0, width)
    : [...cells, ...new Array<string>(width - cells.length).fill("")];
}

/** Columns needed for the cells of rows that are too wide and cannot be aligned. */
function extraCells(survey: Survey, wide: Row[], used: number, aligner: Aligner | undefined): number {
  if (wide.length === 0) return 0;
  if (wide.length >= 1_000) return Math.max(0, survey.widest - used);
  let most = used;
  for (const { cells } of wide) {
    let last = cells.length;
    while (last > used && cells[last - 1]!.trim() === "") last--;
    if (last > most && aligner?.align(cells) === undefined) most = last;
  }
  return Math.max(most - used, 0);
}
