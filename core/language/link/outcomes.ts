/**
 * Columns that tell how a contest ended: `W 3–1`, `Loss`, `Runner-up`.
 *
 * @module
 */
import type { ColumnInfo } from "./table_context.ts";

/** How a contest can end for the one whom a table is about. */
export type Outcome = "won" | "lost" | "drawn";

/** A column of outcomes, and its cells by outcome. */
export interface OutcomeColumn {
  readonly column: ColumnInfo;
  readonly values: ReadonlyMap<Outcome, readonly string[]>;
}

const BEGINS: readonly (readonly [Outcome, RegExp])[] = [
  ["won", /^(?:w|won|wins?|winners?|victory|champions?)(?![\p{L}])/iu],
  ["lost", /^(?:l|lost|loss|lose|defeat|runners?[-–\s]?up)(?![\p{L}])/iu],
  ["drawn", /^(?:d|t|draw|drew|drawn|tie|tied)(?![\p{L}])/iu],
];

const WORDS: Readonly<Record<Outcome, ReadonlySet<string>>> = {
  won: new Set(["win", "wins", "won", "winning", "victory", "victories", "beat", "defeated"]),
  lost: new Set(["lose", "loses", "lost", "loss", "losses", "losing", "defeat", "defeats"]),
  drawn: new Set(["draw", "draws", "drew", "drawn", "tie", "ties", "tied"]),
};

/** Share of the cells that must tell an outcome. */
const ENOUGH = 0.8;

/** The outcome that a cell begins with. */
export function outcomeOf(cell: string): Outcome | undefined {
  return BEGINS.find(([, pattern]) => pattern.test(cell.trim()))?.[0];
}

/** The outcome that a word of a question asks for. */
export function outcomeWord(word: string): Outcome | undefined {
  return (["won", "lost", "drawn"] as const).find((outcome) => WORDS[outcome].has(word));
}

/** The columns whose cells tell outcomes: both wins and losses, or there would be nothing to tell apart. */
export function outcomeColumns(
  columns: readonly ColumnInfo[],
  cells: (column: ColumnInfo) => readonly string[],
): OutcomeColumn[] {
  return columns.flatMap((column) => {
    if (!column.text) return [];
    const values = new Map<Outcome, string[]>();
    const all = cells(column).filter((cell) => cell.trim() !== "");
    let told = 0;
    for (const cell of all) {
      const outcome = outcomeOf(cell);
      if (outcome === undefined) continue;
      told += 1;
      values.set(outcome, [...values.get(outcome) ?? [], cell]);
    }
    return values.has("won") && values.has("lost") && told >= all.length * ENOUGH ? [{ column, values }] : [];
  });
}
