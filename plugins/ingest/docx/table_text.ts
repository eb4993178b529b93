import { type Block, lineOf, type Table } from "./blocks.ts";

/** A cell with more is text that was laid out by a table, not an entry of one. */
const LONGEST_CELL = 400;

/** A table as lines of text, a row each; undefined where it lays out text, which is read paragraph by paragraph. */
export function tableLines(table: Table): string | undefined {
  const widest = Math.max(...table.rows.map(({ cells }) => cells.length));
  const cells = table.rows.flatMap((row) => row.cells);
  const lays = widest < 2 ||
    cells.some(({ blocks }) =>
      blocks.some((block) => block.kind === "paragraph" && block.heading !== undefined) ||
      lineOf(blocks).length > LONGEST_CELL
    );
  if (lays) return undefined;
  return table.rows.map((row) => {
    const texts = row.cells.map(({ blocks }) => lineOf(blocks));
    return texts.every((text) => text === "") ? "" : texts.join(" | ");
  }).filter((line) => line !== "").join("\n");
}

/** The blocks of the cells, row by row. */
export function cellBlocks(table: Table): Block[] {
  return table.rows.flatMap(({ cells }) => cells.flatMap(({ blocks }) => blocks));
}
