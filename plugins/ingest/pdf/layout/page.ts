import { type Block, blocksOf, joined } from "./blocks.ts";
import { columnsOf } from "./columns.ts";
import type { Row } from "./rows.ts";
import type { Words } from "./words.ts";

/** The text of a page, and which of its lines are headings. */
export interface PageText {
  text: string;
  headings: { start: number; end: number; level: number }[];
}

/** What most letters of a document look like, and what is larger. */
export interface Look {
  size: number;
  bold: boolean;
  /** Sizes of headings, the largest first. */
  larger: number[];
}

/** Parts of a page as blocks: what runs through the document first and last, each line by itself. `parts`: the rows of each direction. */
export function pageBlocks(parts: readonly Row[][], running: ReadonlySet<Row>): Block[] {
  const top: Block[] = [];
  const bottom: Block[] = [];
  const own: Block[] = [];
  for (const rows of parts) {
    const rest = rows.filter((row) => !running.has(row));
    const middle = rest[rest.length >> 1]?.y ?? 0;
    for (const row of rows) {
      if (running.has(row)) (row.y < middle ? top : bottom).push(runningBlock(row));
    }
    for (const part of columnsOf(rest)) append(own, blocksOf(part));
  }
  if (own[0] !== undefined) own[0].apart = true;
  if (bottom[0] !== undefined) bottom[0].apart = true;
  return [...top, ...own, ...bottom];
}

function runningBlock({ cells, size }: Row): Block {
  const text = cells.map((cell) => cell.text).join(" | ");
  return { kind: "row", text, size, bold: false, lines: 1, apart: false };
}

/** A paragraph may go on at the top of the next column. */
function append(blocks: Block[], next: Block[]): void {
  const [last, first] = [blocks.at(-1), next[0]];
  if (
    last?.kind === "text" && first?.kind === "text" && last.lines > 1 && /^\p{Ll}/u.test(first.text) &&
    /[\p{L},-]$/u.test(last.text) && Math.abs(last.size - first.size) < 0.1 * last.size
  ) {
    last.text = joined(last.text, first.text);
    last.lines += first.lines;
    blocks.push(...next.slice(1));
  } else blocks.push(...next);
}

/** What most letters look like. */
export function lookOf(pages: readonly (readonly Block[])[]): Look {
  const letters = new Map<string, number>();
  const sizes = new Map<number, number>();
  for (const blocks of pages) {
    for (const { text, size, bold } of blocks) {
      const rounded = Math.round(size * 2) / 2;
      const key = `${rounded} ${bold}`;
      letters.set(key, (letters.get(key) ?? 0) + text.length);
      sizes.set(rounded, (sizes.get(rounded) ?? 0) + 1);
    }
  }
  const [most] = [...letters].sort((a, b) => b[1] - a[1]);
  const [size, bold] = most?.[0].split(" ") ?? ["10", "false"];
  const body = Number(size);
  const larger = [...sizes.keys()].filter((each) => each > body * LARGER).sort((a, b) => b - a);
  return { size: body, bold: bold === "true", larger };
}

const LARGER = 1.12;
const LONGEST_HEADING = 160;
const LEVELS = 4;

/** Level of the heading that a block is; 0 where it is none. */
function levelOf({ kind, text, size, bold, lines }: Block, look: Look): number {
  if (kind === "row" || lines > 3 || text.length > LONGEST_HEADING || !/\p{L}{2}/u.test(text)) return 0;
  if (/^[•▪◦‣·*]/.test(text)) return 0;
  if (/[,;]$/.test(text) || (/[.]$/.test(text) && text.split(" ").length > 8)) return 0;
  const rounded = Math.round(size * 2) / 2;
  const rank = look.larger.indexOf(rounded);
  if (rank >= 0) return Math.min(rank + 1, LEVELS);
  if (!bold || look.bold || rounded < look.size * 0.85) return 0;
  return Math.min(look.larger.length + 1, LEVELS + 1);
}

/** Blocks as the text of a page. */
export function textOfBlocks(blocks: readonly Block[], look: Look, words: Words): PageText {
  let text = "";
  const headings: PageText["headings"] = [];
  let before: { isRow: boolean; level: number } | undefined;
  for (const block of blocks) {
    const level = levelOf(block, look);
    const isRow = block.kind === "row";
    const parted = block.apart || level > 0 ||
      (!isRow && (before?.isRow === true || (before?.level ?? 0) > 0));
    if (before !== undefined) text += parted ? "\n\n" : "\n";
    const start = text.length;
    text += words.whole(block.text);
    if (level > 0) headings.push({ start, end: text.length, level });
    before = { isRow, level };
  }
  return { text, headings };
}
