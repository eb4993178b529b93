import type { Batch, ImportNote } from "nexus";
import { chunks } from "./open_file.ts";
import { decode } from "./encoding.ts";
import type { FilePlan } from "./plan_file.ts";
import { RecordReader, type TakeRecord } from "./record_reader.ts";
import { isEmpty } from "./survey.ts";
import type { TablePlan } from "./table_plan.ts";

const BATCH = 2_000;
const BATCH_CELLS = 200_000;
const MAX_TRIES = 2_000;

/** What happened to rows that did not fit. */
class Tally {
  empty = 0;
  headers = 0;
  short = 0;
  shortLine = 0;
  long = 0;
  longLine = 0;
  aligned = 0;
  /** Short rows for which a better place of the cells was sought. */
  tries = 0;
  alignedLine = 0;

  notes(table: TablePlan): ImportNote[] {
    const notes: ImportNote[] = [];
    const { width, extra } = table;
    const add = (count: number, level: ImportNote["level"], topic: string, message: string) => {
      if (count > 0) notes.push({ level, topic, message, count });
    };
    add(this.empty, "choice", "empty", "Empty rows are left out.");
    add(
      this.headers,
      "choice",
      "header",
      "The header comes again inside the table; these lines are left out.",
    );
    add(
      this.aligned,
      "warning",
      "ragged",
      `Rows have a cell too many or too few, the first on line ${this.alignedLine}; an empty cell was taken out or put in where the others then fit their columns.`,
    );
    add(
      this.short,
      "warning",
      "ragged",
      `Rows have fewer than ${width} cells, the first on line ${this.shortLine}; the missing ones are empty.`,
    );
    add(
      this.long,
      "warning",
      "ragged",
      `Rows have more than ${width} cells, the first on line ${this.longLine}; the others are kept in ${
        extra === 1 ? "a column" : `${extra} columns`
      } at the right.`,
    );
    return notes;
  }
}

/** The rows of a table, in batches. */
export async function* tableRows(
  plan: FilePlan,
  table: TablePlan,
): AsyncGenerator<{ batch: Batch } | { note: ImportNote }> {
  const { file, dialect } = plan;
  const tally = new Tally();
  const size = Math.max(1, Math.min(BATCH, Math.floor(BATCH_CELLS / table.columns.length)));
  const ready: Batch[] = [];
  let batch: Batch = [];
  let index = 0;
  const reader = new RecordReader(dialect, plan.width);
  const take: TakeRecord = (cells, { line }) => {
    const record = index++;
    if (record < table.from || record >= table.to || table.left.has(record)) return;
    if (dialect.comment !== "" && cells[0]!.startsWith(dialect.comment)) return;
    const row = fit(cells, line, table, tally, dialect.delimiter);
    if (row === undefined) return;
    batch.push(row);
    if (batch.length < size) return;
    ready.push(batch);
    batch = [];
  };
  for await (const { text, final } of decode(chunks(file.source), file.encoding)) {
    reader.push(text, final, take);
    for (const full of ready.splice(0)) yield { batch: full };
    if (index >= table.to && !final) break;
  }
  if (batch.length > 0) yield { batch };
  for (const note of tally.notes(table)) yield { note };
}

function fit(
  cells: string[],
  line: number,
  table: TablePlan,
  tally: Tally,
  delimiter: string,
): (string | null)[] | undefined {
  const { width, extra, header, aligner } = table;
  if (isEmpty(cells)) {
    tally.empty++;
    return undefined;
  }
  if (
    header !== undefined && cells.length === header.length && cells[0] === header[0] &&
    cells.every((cell, index) => cell === header[index])
  ) {
    tally.headers++;
    return undefined;
  }
  if (cells.length !== width) {
    let last = cells.length;
    while (last > width && cells[last - 1]!.trim() === "") last--;
    const plain = cells.slice(0, last);
    const aligned = cells.length > width || tally.tries++ < MAX_TRIES ? aligner?.align(cells) : undefined;
    if (aligned !== undefined && !startsWith(aligned, plain)) {
      if (tally.aligned++ === 0) tally.alignedLine = line;
      cells = aligned;
    } else {
      if (last < width && tally.short++ === 0) tally.shortLine = line;
      if (last > width && tally.long++ === 0) tally.longLine = line;
      cells = plain;
    }
  }
  const total = width + extra;
  if (cells.length > total) cells = [...cells.slice(0, total - 1), cells.slice(total - 1).join(delimiter)];
  const row: (string | null)[] = cells;
  for (let index = 0; index < row.length; index++) if (row[index] === "") row[index] = null;
  while (row.length < total) row.push(null);
  return row;
}

/** True where a row begins as another does and has only empty cells after it. */
function startsWith(row: string[], start: string[]): boolean {
  return row.length >= start.length && row.every((cell, index) => cell === (start[index] ?? ""));
}
