import type { ColumnConversion, ImportNote } from "nexus";
import { Aligner } from "./align.ts";
import { type Block, filled, type Span } from "./blocks.ts";
import { type Context, readColumn } from "./column_type.ts";
import { columnNames, isHeader, isTyped } from "./header.ts";
import { NULL_TOKENS } from "./nulls.ts";
import { isEmpty, type Row, type Survey } from "./survey.ts";

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

const FOOTER =
  /^(source|sources|note|notes|\*|\u2020|footnote|generated|\u00a9|copyright|last updated|exported|end of|\(?\d[\d,.]* (rows|records|lines|row\(s\)))/i;
const TOTAL = /^(grand |sub-?)?totals?\b|^(sum|overall)$/i;
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
  const columns = readColumns(names, fitting, notes);

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

interface Head {
  names: string[] | undefined;
  /** Record of the first row. */
  from: number | undefined;
  /** Physical line of the header, or of the first row. */
  line: number | undefined;
  preamble: Row[];
  joined: boolean;
}

function findHead(rows: Row[], width: number): Head {
  let at = 0;
  while (at < Math.min(rows.length - 1, 30) && isPreamble(rows, at, width)) at++;
  const body = (from: number) => rows.slice(from, from + 100).map((row) => row.cells);
  if (
    at > 0 && rows[at] !== undefined && rows.slice(0, at).every((row) => row.cells.length === width) &&
    !isHeader(rows[at]!.cells, body(at + 1))
  ) {
    at = 0;
  }
  const row = rows[at];
  const preamble = rows.slice(0, at);
  if (row === undefined) {
    return { names: undefined, from: undefined, line: undefined, preamble, joined: false };
  }
  const lines = headerLines(rows.slice(at), width);
  if (lines > 1) {
    const names = joinHeader(rows.slice(at, at + lines).map((entry) => entry.cells));
    return { names, from: rows[at + lines - 1]!.index + 1, line: row.line, preamble, joined: true };
  }
  if (!isHeader(row.cells, body(at + 1))) {
    return { names: undefined, from: row.index, line: row.line, preamble, joined: false };
  }
  return { names: row.cells, from: row.index + 1, line: row.line, preamble, joined: false };
}

/** A line of text above the header: one cell where the rows have more, or a few cells before lines that are full. */
function isPreamble(rows: Row[], at: number, width: number): boolean {
  const { cells } = rows[at]!;
  const later = rows.slice(at + 1, at + 16);
  const count = filled(cells);
  if (width < 2) return false;
  if (count <= 1) {
    return cells[0]!.trim() !== "" && !isTyped(cells[0]!) && later.some((row) => filled(row.cells) >= 2);
  }
  return cells.length < width && count * 2 < width &&
    later.some((row) => row.cells.length >= width && filled(row.cells) * 2 >= width);
}

/** How many lines the header has: several only where they leave gaps for each other and values stand below. */
function headerLines(rows: Row[], width: number): number {
  if (width < 3) return 1;
  let lines = 0;
  while (lines < 5 && lines < rows.length && !rows[lines]!.cells.some(isValue)) lines++;
  const below = rows[lines]?.cells;
  if (lines < 2 || lines > 4 || below === undefined || below.filter(isTyped).length * 3 < width) return 1;
  const [first, ...more] = rows.slice(0, lines).map((row) => row.cells);
  if (filled(first!) < 2 || more.some((cells) => cells.length !== first!.length)) return 1;
  const gaps = first!.some((cell, index) =>
    cell.trim() === "" && more.some((cells) => cells[index]!.trim() !== "")
  );
  const hanging = more.every((cells) => cells[0]!.trim() === "");
  return gaps || hanging ? lines : 1;
}

function isValue(cell: string): boolean {
  return isTyped(cell) || NULL_TOKENS.has(cell.trim());
}

/** Joins the lines of a header: a name over a gap goes for the columns to its right, as long as something stands below it. */
function joinHeader(lines: string[][]): string[] {
  const texts = lines.map((cells) => cells.map((cell) => cell.trim()));
  const last = texts.length - 1;
  for (let line = 0; line < last; line++) {
    const cells = texts[line]!;
    for (let index = 1; index < cells.length; index++) {
      const below = texts.slice(line + 1).some((other) => other[index] !== "");
      const above = line === 0 || texts.slice(0, line).every((other) => other[index] === other[index - 1]);
      if (cells[index] === "" && below && above && lines[0]![index]!.trim() === "") {
        cells[index] = cells[index - 1]!;
      }
    }
  }
  return texts[0]!.map((_, index) =>
    texts.map((cells) => cells[index]!).filter((text) => text !== "").join(" ")
  );
}

/** Row names without a name, as R writes them: the header is one cell short, and no row ends with an empty cell. */
function isNameless(header: string[], rows: string[][]): boolean {
  return header.every((cell) => cell.trim() !== "") && rows.length > 0 &&
    rows.every((cells) => cells.at(-1)!.trim() !== "");
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

function readColumns(names: string[], rows: string[][], notes: ImportNote[]): ColumnConversion[] {
  const context: Context = { decimalComma: false, decimalPoint: false };
  const read = (index: number) => readColumn(names[index]!, rows.map((cells) => cells[index]!), context);
  const found = names.map((_, index) => read(index));
  for (const { proves } of found) Object.assign(context, proves);
  // What one column proves decides the others that were open.
  const decided = found.map((entry, index) =>
    entry.notes.some((note) => note.topic === "decimal" || note.topic === "dates") &&
      Object.keys(entry.proves).length === 0
      ? read(index)
      : entry
  );
  notes.push(...decided.flatMap((entry) => entry.notes));
  return decided.map((entry) => entry.conversion);
}

function findFooter(survey: Survey, span: Span, rows: Row[], notes: ImportNote[]): Set<number> {
  const left = new Set<number>();
  const texts: string[] = [];
  const fill = rows.map((row) => filled(row.cells)).sort((one, two) => one - two)[rows.length >> 1] ?? 0;
  for (
    const row of survey.tail.filter((entry) => entry.index >= span.from && entry.index < span.to).reverse()
  ) {
    const text = row.cells[0]!.trim();
    const alone = filled(row.cells) === 1 && text !== "" && span.width >= 2 && fill >= 2;
    const long = span.width >= 3 && (row.cells.length === 1 || text.length >= 25);
    if (
      !alone || TOTAL.test(text) || !(FOOTER.test(text) || long) || left.size >= 30 ||
      rows.length - left.size < 3
    ) break;
    left.add(row.index);
    texts.unshift(text);
  }
  if (texts.length > 0) {
    notes.push({
      level: "choice",
      topic: "footer",
      message: `Text below the table is left out: ${quoteText(texts)}`,
      count: texts.length,
    });
  }
  return left;
}

function noteTotal(survey: Survey, span: Span, left: Set<number>, notes: ImportNote[]): void {
  const last = survey.tail.filter((row) =>
    row.index >= span.from && row.index < span.to && !left.has(row.index)
  ).slice(-3);
  const total = last.find((row) => TOTAL.test(row.cells.find((cell) => cell.trim() !== "")?.trim() ?? ""));
  if (total === undefined) return;
  const text = total.cells.find((cell) => cell.trim() !== "")!.trim().slice(0, 60);
  notes.push({
    level: "warning",
    topic: "total",
    message: `Line ${total.line} ("${text}") looks like a total of the rows above; it is kept as a row.`,
    count: 1,
  });
}

function headNotes(
  head: Head,
  names: string[],
  { empty, repeated, dropped }: { empty: number; repeated: number; dropped: number },
  preamble: string[],
): ImportNote[] {
  const notes: ImportNote[] = [];
  if (preamble.length > 0) {
    notes.push({
      level: "choice",
      topic: "preamble",
      message: `Text above the table is left out: ${quoteText(preamble)}`,
      count: preamble.length,
    });
  }
  if (head.names === undefined) {
    const last = names.at(-1) ?? "column 1";
    const message = names.length === 1
      ? `No header: the column is named "${last}".`
      : `No header: the columns are named "column 1" to "${last}".`;
    notes.push({ level: "choice", topic: "header", message });
  }
  if (head.joined) {
    notes.push({ level: "choice", topic: "header", message: "Two header lines are joined into one." });
  }
  if (empty - dropped > 0) {
    notes.push({
      level: "choice",
      topic: "header",
      message: "Columns without a name are named by their place.",
      count: empty - dropped,
    });
  }
  if (repeated > 0) {
    notes.push({
      level: "choice",
      topic: "header",
      message: "Names of columns that come twice are numbered.",
      count: repeated,
    });
  }
  if (dropped > 0) {
    notes.push({
      level: "choice",
      topic: "columns",
      message: "Columns at the right without name and values are left out.",
      count: dropped,
    });
  }
  return notes;
}

function titleRows(blocks: Block[]): Row[] {
  return blocks.flatMap((block) => block.runs.flatMap((run) => run.rows));
}

function textOf(rows: (Row | string)[]): string[] {
  return rows.map((row) =>
    typeof row === "string"
      ? row
      : row.cells.map((cell) => cell.trim()).filter((cell) => cell !== "").join(" ")
  ).filter((text) => text !== "");
}

function quoteText(texts: string[]): string {
  const joined = texts.slice(0, 5).join(" / ");
  return `"${joined.length > 300 ? joined.slice(0, 300) + "..." : joined}"`;
}
