import type { ColumnConversion } from "nexus";
import { isTyped } from "./header.ts";

interface Habit {
  /** Share of rows without text. */
  empty: number;
  /** Share of texts that are numbers, dates or times. */
  typed: number;
  /** Share of texts that are addresses. */
  address: number;
}

/** Log of the odds below which another place for the cells is not sure enough. */
const MARGIN = 3;
const MAX_WIDTH = 200;

/**
 * Puts the cells of a row that has one or two too many or too few under their columns: an empty cell is left out, or put in, where the others
 * then look most like the rows that fit (empty or not, a number or not). No text is ever dropped.
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
    let score = 0;
    for (let index = 0; index < cells.length; index++) {
      const { empty, typed, address } = this.#habits[index]!;
      const cell = cells[index]!.trim();
      if (cell === "") {
        score += Math.log(empty);
        continue;
      }
      score += Math.log(1 - empty) + Math.log(isTyped(cell) ? typed : 1 - typed);
      score += Math.log(isAddress(cell) ? address : 1 - address);
    }
    return score;
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

function isAddress(cell: string): boolean {
  return /^(https?:\/\/|www\.)|^\S+@\S+\.\S+$/i.test(cell);
}

function habit(rows: string[][], index: number): Habit {
  let empty = 0, typed = 0, address = 0;
  for (const row of rows) {
    const cell = row[index]!.trim();
    if (cell === "") empty++;
    else if (isTyped(cell)) typed++;
    else if (isAddress(cell)) address++;
  }
  const texts = rows.length - empty;
  return {
    empty: (empty + 0.5) / (rows.length + 1),
    typed: (typed + 0.5) / (texts + 1),
    address: (address + 0.5) / (texts + 1),
  };
}
