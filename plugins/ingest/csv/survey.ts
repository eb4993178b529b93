import type { Dialect } from "./dialect.ts";
import type { RecordFacts } from "./record_reader.ts";

/** A record with its place. */
export interface Row {
  /** Counted from 0 over all records, blank and comment lines too. */
  index: number;
  /** Physical line, counted from 1. */
  line: number;
  cells: string[];
}

/** Neighbouring records with the same number of cells. */
export interface Run {
  from: number;
  /** Index after the last. */
  to: number;
  width: number;
  /** True where no record of the run has text. */
  empty: boolean;
  /** Its first records. */
  rows: Row[];
}

const MAX_RUNS = 4_000;
const RUN_CELLS = 500_000;
const HEAD = 300;
const TAIL = 60;
const SAMPLE_ROWS = 20_000;
const SAMPLE_CELLS = 1_500_000;
const KEPT_WIDE = 1_000;

/** True where no cell has text. */
export function isEmpty(cells: string[]): boolean {
  for (const cell of cells) if (cell !== "" && cell.trim() !== "") return false;
  return true;
}

/** A number from 0 to 1 for a record. Taking every second record would see just one half of what alternates. */
function turn(index: number): number {
  return index < 2_000 ? 0 : (Math.imul(index, 2_654_435_761) >>> 0) / 2 ** 32;
}

/** The same cells in strings of their own: a piece cut from a text would keep all of the text in memory. */
function detach(row: Row): Row {
  return { ...row, cells: JSON.parse(JSON.stringify(row.cells)) };
}

/** Everything that is kept of one pass over the records. */
export class Survey {
  readonly runs: Run[] = [];
  readonly head: Row[] = [];
  /** Rows from all over the file: every one at first, then about half of them, a quarter, ... */
  sample: Row[] = [];
  /** Records with more cells than `width`, the first of them. */
  readonly wide: Row[] = [];
  records = 0;
  comments = 0;
  /** Records in which a quote was out of place, and the line of the first. */
  strays = 0;
  strayLine = 0;
  /** Most cells with text in a row. */
  widest = 0;
  /** More runs than can be kept: the file has no shape. */
  shapeless = false;
  readonly #ring: Row[] = [];
  #at = 0;
  #share = 1;
  #cells = 0;
  #runCells = 0;
  readonly #dialect: Dialect;
  readonly #width: number;

  constructor(dialect: Dialect, width: number) {
    this.#dialect = dialect;
    this.#width = width;
  }

  /** The last rows with text. */
  get tail(): Row[] {
    const at = this.#at % TAIL;
    return this.#at <= TAIL ? [...this.#ring] : [...this.#ring.slice(at), ...this.#ring.slice(0, at)];
  }

  add(cells: string[], facts: RecordFacts): void {
    const index = this.records++;
    const { comment } = this.#dialect;
    if (comment !== "" && cells[0]!.startsWith(comment)) {
      this.comments++;
      return;
    }
    if (facts.stray) {
      this.strays++;
      if (this.strayLine === 0) this.strayLine = facts.line;
    }
    const row = { index, line: facts.line, cells };
    const empty = isEmpty(cells);
    this.#run(row, empty);
    if (this.head.length < HEAD) this.head.push(detach(row));
    if (empty) return;
    this.#ring[this.#at++ % TAIL] = row;
    if (cells.length > this.#width) {
      let last = cells.length;
      while (last > 0 && cells[last - 1]!.trim() === "") last--;
      if (last > this.widest) this.widest = last;
      if (this.wide.length < KEPT_WIDE) this.wide.push(detach(row));
    }
    if (turn(index) >= this.#share) return;
    this.sample.push(detach(row));
    this.#cells += cells.length;
    if (this.sample.length > SAMPLE_ROWS || this.#cells > SAMPLE_CELLS) this.#thin();
  }

  #run(row: Row, empty: boolean): void {
    const width = row.cells.length;
    const last = this.runs.at(-1);
    if (last !== undefined && last.empty === empty && (empty || last.width === width)) {
      last.to = row.index + 1;
      if (last.rows.length < (this.#runCells < RUN_CELLS ? 20 : 3)) {
        last.rows.push(detach(row));
        this.#runCells += width;
      }
    } else if (this.runs.length < MAX_RUNS) {
      this.runs.push({ from: row.index, to: row.index + 1, width, empty, rows: [detach(row)] });
    } else this.shapeless = true;
  }

  #thin(): void {
    if (this.sample.length < 100) return;
    this.#share /= 2;
    this.sample = this.sample.filter((row) => turn(row.index) < this.#share);
    this.#cells = this.sample.reduce((sum, row) => sum + row.cells.length, 0);
  }
}
