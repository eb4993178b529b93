import type { ColumnConversion } from "nexus";
import { type CellKind, cellKind } from "nexus/ingest";

/** Log of the share of rows whose cell is of a kind. */
type Habit = Record<CellKind, number>;

/** Log of the odds below which another place for the cells is not sure enough. */
const MARGIN = 3;
const MAX_WIDTH = 60;

/**
 * Puts the cells of a row that has one or two too many or too few under their columns: an empty cell is left out, or put in, where the others
 * then look most like the rows that fit (empty, a number, a date, a text). No text is ever dropped.
 */
export class Aligner {
  readonly #habits: Habit[];

  /** `rows` are rows that fit. */
  constructor(columns: ColumnConversion[], rows: string[][]) {
    this.#habits = columns.map((_, index) => habit(rows, index));
  }

  /** The row with the right number of cells; undefined where no way is clearly the best. */
  align(cells: string[]): string[] | undefined {
    const width = this.#habits.length;
    const over = cells.length - width;
    if (over === 0) return cells;
    if (width > MAX_WIDTH || width < 3 || over > 2 || over < -2) return undefined;
    let ways = [cells];
    for (let turn = 0; turn < Math.abs(over); turn++) {
      ways = ways.flatMap((way) => over > 0 ? shorter(way) : longer(way));
      if (ways.length > 2_000) return undefined;
    }
    const rated = new Map<string, { way: string[]; score: number }>();
    for (const way of ways) rated.set(JSON.stringify(way), { way, score: this.#score(way) });
    const [best, next] = [...rated.values()].sort((one, two) => two.score - one.score);
    if (best === undefined || (next !== undefined && best.score - next.score < MARGIN)) return undefined;
    return best.way;
  }

  #score(cells: string[]): number {
    return cells.reduce((score, cell, index) => score + this.#habits[index]![cellKind(cell)], 0);
  }
}

/** The row without one of its empty cells. */
function shorter(cells: string[]): string[][] {
  const ways: string[][] = [];
  cells.forEach((cell, index) => {
    // Of empty cells side by side it does not matter which one goes.
    if (cell.trim() === "" && (index === 0 || cells[index - 1]!.trim() !== "")) {
      ways.push(cells.toSpliced(index, 1));
    }
  });
  return ways;
}

function longer(cells: string[]): string[][] {
  const ways: string[][] = [];
  for (let index = 0; index <= cells.length; index++) ways.push(cells.toSpliced(index, 0, ""));
  return ways;
}

function habit(rows: string[][], index: number): Habit {
  const counts = new Map<CellKind, number>();
  for (const row of rows) {
    const kind = cellKind(row[index]!);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const share = (kind: CellKind) => Math.log(((counts.get(kind) ?? 0) + 0.2) / (rows.length + 1));
  return {
    empty: share("empty"),
    number: share("number"),
    date: share("date"),
    time: share("time"),
    address: share("address"),
    text: share("text"),
  };
}
