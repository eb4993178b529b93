import { isEmpty, type Run, type Survey } from "./survey.ts";
import { isTyped } from "nexus/ingest";

/** A stretch of records without a gap in which most have the same number of cells. */
export interface Block {
  from: number;
  to: number;
  /** Records with text. */
  rows: number;
  /** Most frequent number of cells. */
  width: number;
  runs: Run[];
}

/** A table among the records of a file: records `from` up to `to`. */
export interface Span {
  from: number;
  to: number;
  width: number;
  /** Blocks of text in front of it. */
  titles: Block[];
  /** Blocks of text behind it, only after the last table. */
  notes: Block[];
}

/** Cells with text. */
export function filled(cells: string[]): number {
  let count = 0;
  for (const cell of cells) if (cell.trim() !== "") count++;
  return count;
}

/** Finds the tables among the records: separated by gaps, or by a header over rows of another width. */
export function findSpans(survey: Survey, width: number): Span[] {
  const whole = (): Span[] => [{ from: 0, to: survey.records, width, titles: [], notes: [] }];
  if (survey.shapeless || width < 2) return whole();
  const blocks = cut(survey.runs);
  const spans: Span[] = [];
  let titles: Block[] = [];
  for (const block of blocks) {
    const last = spans.at(-1);
    if (isTitle(block, width)) {
      titles.push(block);
      continue;
    }
    const first = block.runs[0]!.rows[0]!.cells;
    const separate = startsTable(block);
    if (
      last !== undefined && last.width === block.width &&
      !(separate && (titles.length > 0 || !sameCells(first, headOf(survey, last))))
    ) {
      last.to = block.to;
      titles = [];
      continue;
    }
    if (last !== undefined && !separate) {
      // Rows of another width without a header of their own: ragged rows of the table above.
      last.to = block.to;
      titles = [];
      continue;
    }
    spans.push({ from: block.from, to: block.to, width: block.width, titles, notes: [] });
    titles = [];
  }
  if (spans.length === 0) return whole();
  spans.at(-1)!.notes = titles;
  return spans;
}

/** Cuts the runs into blocks: at gaps, and where a header starts rows of another width. */
function cut(runs: Run[]): Block[] {
  const groups: Run[][] = [];
  let group: Run[] = [];
  const close = () => {
    if (group.length > 0) groups.push(group);
    group = [];
  };
  for (const run of runs) {
    if (run.empty) close();
    else {
      const before = group.at(-1);
      const rows = before === undefined ? 0 : group.reduce((sum, entry) => sum + entry.to - entry.from, 0);
      if (before !== undefined && rows >= 3 && run.to - run.from >= 3 && startsTable({ runs: [run] })) {
        close();
      }
      group.push(run);
    }
  }
  close();
  return groups.map((entry) => {
    const counts = new Map<number, number>();
    for (const run of entry) counts.set(run.width, (counts.get(run.width) ?? 0) + run.to - run.from);
    const [width] = [...counts].sort((one, two) => two[1] - one[1] || two[0] - one[0])[0]!;
    return {
      from: entry[0]!.from,
      to: entry.at(-1)!.to,
      rows: entry.reduce((sum, run) => sum + run.to - run.from, 0),
      width,
      runs: entry,
    };
  });
}

/** A few lines of text beside a wider table. */
function isTitle(block: Block, width: number): boolean {
  const rows = block.runs.flatMap((run) => run.rows);
  if (block.rows > 30) return false;
  return rows.every((row) => filled(row.cells) <= 1 && (row.cells.length !== 1 || width > 1)) ||
    (block.rows <= 3 && block.width < width && block.width <= 2 && width > 3);
}

/** True where the first row names columns and the rows under it hold something else. */
function startsTable(block: { runs: Run[] }): boolean {
  const rows = block.runs.flatMap((run) => run.rows).slice(0, 3).map((row) => row.cells);
  const [first, ...rest] = rows;
  if (first === undefined || rest.length === 0 || filled(first) < 2) return false;
  if (first.some((cell) => isTyped(cell))) return false;
  return rest.some((cells) =>
    cells.some((cell, index) => isTyped(cell) && (first[index] ?? "").trim() !== "")
  );
}

function headOf(survey: Survey, span: Span): string[] {
  const row = survey.runs.find((run) => run.from <= span.from && run.to > span.from)?.rows.find((entry) =>
    !isEmpty(entry.cells)
  );
  return row?.cells ?? [];
}

/** True where two rows hold the same texts. */
export function sameCells(one: string[], two: string[]): boolean {
  return one.length === two.length && one.every((cell, index) => cell.trim() === two[index]!.trim());
}
