/** What a document is made of, in the order in which it is read. */
export type Block = Paragraph | Table;

/** Text of its own, with the number or bullet in front. */
export interface Paragraph {
  kind: "paragraph";
  text: string;
  /** 1 to 9 where it is a heading. */
  heading: number | undefined;
  /** An entry of a list: it belongs to the line before it. */
  listed: boolean;
  role: "title" | "caption" | "text";
  /** A footnote or endnote, behind the paragraph that refers to it. */
  note?: boolean;
  /** Where the last layout has it, counted from 1; 0 where none is known. */
  page: number;
}

/** Rows of cells. */
export interface Table {
  kind: "table";
  rows: Row[];
  page: number;
}

/** A row as it was written. */
export interface Row {
  /** Repeated at the top of each page. */
  header: boolean;
  /** Empty columns in front. */
  before: number;
  cells: Cell[];
}

/** A cell with its content. */
export interface Cell {
  blocks: Block[];
  /** Columns that it takes. */
  span: number;
  /** It goes on from the cell above. */
  continued: boolean;
}

/** The text of blocks on one line. */
export function lineOf(blocks: readonly Block[]): string {
  return blocks.map((block) =>
    block.kind === "paragraph"
      ? block.text
      : block.rows.map((row) => row.cells.map((cell) => lineOf(cell.blocks)).join(" | ")).join("; ")
  ).join(" ").replace(/\s+/g, " ").trim();
}
