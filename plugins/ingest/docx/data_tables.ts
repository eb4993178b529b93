/**
 * Tables of a document that hold data, as tables that can be asked.
 *
 * @module
 */
import type { ColumnConversion, ImportNote } from "nexus";
import { columnNames, foldNotes, isHeader, isTyped, readColumns } from "nexus/ingest";
import { type Block, lineOf, type Table } from "./blocks.ts";

/** A table with its rows as text. */
export interface DataTable {
  name: string;
  columns: ColumnConversion[];
  rows: string[][];
  notes: ImportNote[];
}

/** A row on the grid of its table. */
interface GridRow {
  cells: string[];
  header: boolean;
  /** One cell over all columns. */
  whole: boolean;
}

interface Grid {
  rows: GridRow[];
  width: number;
  /** Cells that were filled in because they are merged with one above or to the left. */
  merged: number;
}

const LONGEST_CELL = 400;
const LONGEST_HEAD = 120;
const MOST_HEAD_ROWS = 4;
/** Word itself has 63. */
const WIDEST = 500;
/** More tables of one document would drown the others that can be asked: the largest are taken. */
const MOST_TABLES = 50;
const TOTAL =
  /^(?:(?:grand|sub)[ -]?)?(?:totals?|sums?|gesamt(?:summe)?|summe|insgesamt|total general|totale|totaal|razem|ogółem|итого|всего|合計|总计)\b[\s:]*$/iu;
const CAPTION =
  /^(?:table|tabelle|tableau|tabla|tabela|tabel|tabell|таблица|表)\s*\S{0,8}?\s*[:.–—-]\s*(.+)$/iu;

/** The tables with data among the blocks of a document, in order; where there are very many, the largest. `left`: how many are text alone. */
export function dataTables(blocks: readonly Block[]): { tables: DataTable[]; left: number } {
  const all = allTables(blocks);
  const sizeOf = ({ rows, columns }: DataTable) => rows.length * columns.length;
  const largest = new Set(all.toSorted((one, two) => sizeOf(two) - sizeOf(one)).slice(0, MOST_TABLES));
  return { tables: all.filter((table) => largest.has(table)), left: all.length - largest.size };
}

function allTables(blocks: readonly Block[]): DataTable[] {
  const found: DataTable[] = [];
  const taken = new Set<string>();
  let number = 0;
  const visit = (inside: readonly Block[], heading: string): void => {
    let under = heading;
    for (const [index, block] of inside.entries()) {
      if (block.kind === "paragraph") {
        if (block.heading !== undefined) under = block.text;
        continue;
      }
      number++;
      const place = { number, under, caption: captionOf(inside, index) };
      const table = dataTable(block, place);
      if (table === undefined) {
        // A table that lays out others is no data itself.
        for (const { cells } of block.rows) for (const cell of cells) visit(cell.blocks, under);
        continue;
      }
      table.name = unlike(table.name, taken);
      found.push(table);
    }
  };
  visit(blocks, "");
  return found;
}

function dataTable(
  table: Table,
  { number, under, caption }: { number: number; under: string; caption: string | undefined },
): DataTable | undefined {
  if (holdsTables(table)) return undefined;
  const grid = gridOf(table);
  if (
    grid.width < 2 || grid.width > WIDEST ||
    grid.rows.some(({ cells }) => cells.some((cell) => cell.length > LONGEST_CELL))
  ) {
    return undefined;
  }
  const rows = grid.rows.filter(({ cells }) => cells.some((cell) => cell !== ""));
  const titles: string[] = [];
  while (rows.length > 2 && rows[0]!.whole) titles.push(rows.shift()!.cells[0]!);
  const head = headRows(rows);
  if (head === undefined) return undefined;
  const body = rows.slice(head);
  const sections = body.filter(({ whole }) => whole);
  const totals: GridRow[] = [];
  const data = body.filter(({ whole }) => !whole);
  while (data.length > 1 && TOTAL.test(data.at(-1)!.cells.find((cell) => cell !== "") ?? "")) {
    totals.unshift(data.pop()!);
  }
  if (data.length === 0 || (head === 0 && data.length < 2)) return undefined;
  const { names } = columnNames(head === 0 ? undefined : joined(rows.slice(0, head)), grid.width);
  const { columns, notes } = readColumns(names, data.map(({ cells }) => cells));
  const title = caption ?? titles[0];
  const place = under === "" ? "" : ` under “${under.slice(0, 100)}”`;
  const tell = (level: ImportNote["level"], topic: string, message: string, count?: number) =>
    told.push({ level, topic, message, ...(count === undefined ? {} : { count }) });
  const told: ImportNote[] = [];
  tell("choice", "table", `Table ${number} of the document${place}.`);
  tell(
    "choice",
    "header",
    head === 0
      ? "No row names the columns: they are named by their place."
      : head === 1
      ? "The first row names the columns."
      : `The first ${head} rows name the columns.`,
  );
  if (grid.merged > 0) {
    tell("choice", "merged", "Merged cells are filled in for every row that they cover.", grid.merged);
  }
  if (sections.length > 0) {
    const words = sections.slice(0, 4).map(({ cells }) => `“${cells[0]!.slice(0, 60)}”`).join(", ");
    tell("warning", "sections", `Rows of one cell are left out: ${words}.`, sections.length);
  }
  if (totals.length > 0) {
    const words = totals.map(({ cells }) =>
      `“${cells.filter((cell) => cell !== "").join(" | ").slice(0, 100)}”`
    );
    tell(
      "warning",
      "total",
      `The total below the rows is left out, so that nothing counts twice: ${words.join(", ")}.`,
      totals.length,
    );
  }
  return {
    name: title?.slice(0, 100) ??
      (under === "" ? `table ${number}` : `${under.slice(0, 80)}, table ${number}`),
    columns,
    rows: data.map(({ cells }) => cells),
    notes: [...told, ...foldNotes(notes)],
  };
}

function holdsTables({ rows }: Table): boolean {
  return rows.some(({ cells }) => cells.some(({ blocks }) => blocks.some(({ kind }) => kind === "table")));
}

/** How many rows name the columns; undefined where this is no table of data. */
function headRows(rows: readonly GridRow[]): number | undefined {
  if (rows.length < 2) return undefined;
  let marked = rows.findIndex(({ header }) => !header);
  if (marked < 0) marked = 0;
  if (marked > 0) return marked <= MOST_HEAD_ROWS && marked < rows.length ? marked : undefined;
  const [first, second, ...rest] = rows.map(({ cells }) => cells);
  const short = first!.every((cell) => cell.length <= LONGEST_HEAD);
  // Names over several columns each have a row of names below.
  if (
    short && rest.length > 0 && repeats(first!) && !second!.some(isTyped) &&
    rest.some((cells) => cells.some(isTyped))
  ) {
    return 2;
  }
  if (short && isHeader(first!, [second!, ...rest])) {
    // One row of text below another is as likely a form as a table.
    const form = first!.length === 2 && !rows.slice(1).some(({ cells }) => cells.some(isTyped));
    const named = first!.filter((cell) => cell !== "").length;
    return form || named < 2 ? undefined : 1;
  }
  const typed = rows.filter(({ cells }) => cells.some(isTyped)).length;
  return rows.length >= 3 && typed === rows.length && first!.length > 2 ? 0 : undefined;
}

function repeats(cells: readonly string[]): boolean {
  return cells.some((cell, index) => index > 0 && cell !== "" && cell === cells[index - 1]);
}

/** Names of several rows as one: `2023 revenue`. */
function joined(rows: readonly GridRow[]): string[] {
  return rows[0]!.cells.map((_, column) => {
    const words = rows.map(({ cells }) => cells[column]!).filter((cell) => cell !== "");
    return words.filter((word, index) => word !== words[index - 1]).join(" ");
  });
}

function gridOf({ rows }: Table): Grid {
  const width = Math.max(
    0,
    ...rows.map((row) => row.before + row.cells.reduce((sum, { span }) => sum + span, 0)),
  );
  let merged = 0;
  const grid: GridRow[] = [];
  for (const { header, before, cells } of rows) {
    const line: string[] = new Array<string>(before).fill("");
    for (const { blocks, span, continued } of cells) {
      const above = grid.at(-1)?.cells[line.length];
      const text = continued && above !== undefined ? above : lineOf(blocks);
      if (continued && text !== "") merged++;
      if (span > 1 && text !== "" && cells.length > 1) merged += span - 1;
      for (let column = 0; column < span; column++) line.push(text);
    }
    while (line.length < width) line.push("");
    grid.push({ cells: line, header, whole: cells.length === 1 && width > 1 && line[0] !== "" });
  }
  return { rows: grid, width, merged };
}

/** The paragraph next to a table that is styled as its caption, or written like one. */
function captionOf(blocks: readonly Block[], index: number): string | undefined {
  for (const block of [blocks[index - 1], blocks[index + 1]]) {
    if (block?.kind !== "paragraph" || block.text.length > 300) continue;
    const words = CAPTION.exec(block.text)?.[1]?.trim();
    if (words !== undefined && (block.role === "caption" || block === blocks[index - 1])) {
      return words.replace(/[.:]$/, "");
    }
  }
  return undefined;
}

function unlike(name: string, taken: Set<string>): string {
  let free = name;
  for (let turn = 2; taken.has(free); turn++) free = `${name} (${turn})`;
  taken.add(free);
  return free;
}
