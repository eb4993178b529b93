import { type Area, type Block, isData, linesOf, type NamedTable, startsTable, textsOf } from "./area.ts";
import { cutBlocks } from "./cut.ts";
import type { Range } from "./range.ts";
import type { Cell } from "./cell.ts";
import { cellsBetween, type Row } from "./row.ts";

/** More blocks than this are no tables, but one table full of holes. */
const MAX_BLOCKS = 400;

/** Finds the tables on a sheet: those that Excel knows, and those that lie there. Text between them goes to the table that it stands over. */
export function findAreas(rows: Row[], merges: Range[], named: NamedTable[]): Area[] {
  const areas: Area[] = named.map((table) => namedArea(rows, table)).filter((area) => area.rows.length > 0);
  const rest = named.length === 0 ? rows : without(rows, named.map(({ range }) => range));
  if (rest.length === 0) return areas;
  let blocks = cutBlocks(rest, merges);
  if (blocks.length > MAX_BLOCKS) blocks = [whole(rest)];
  const widest = Math.max(...blocks.map(({ left, right }) => right - left + 1), ...areas.map(widthOf));
  const tables = areas.length > 0 || blocks.some((block) => block.rows.length > 2 && startsTable(block));
  let titles: Block[] = [];
  for (const block of blocks) {
    if (isTitle(block, widest) || (tables && isParticulars(block))) {
      titles.push(block);
      continue;
    }
    const above = areas.filter((area) =>
      overlaps(area, block) && area.rows[0]!.number < block.rows[0]!.number
    ).at(-1);
    const over = titles.filter((title) =>
      above === undefined || title.rows[0]!.number > above.rows.at(-1)!.number
    );
    if (above !== undefined && continues(block, above, over.length > 0)) {
      above.rows = [...above.rows, ...block.rows];
      above.left = Math.min(above.left, block.left);
      above.right = Math.max(above.right, block.right);
      above.notes.push(...over.flatMap(linesOf));
    } else areas.push({ ...block, titles: over.flatMap(linesOf), notes: [], named: undefined });
    titles = titles.filter((title) => !over.includes(title));
  }
  if (areas.length === 0) return [{ ...whole(rest), titles: [], notes: [], named: undefined }];
  for (const title of titles) {
    const line = title.rows[0]!.number;
    const below = areas.find((area) => overlaps(area, title) && area.rows[0]!.number > line);
    if (below !== undefined) below.titles.push(...linesOf(title));
    else {(areas.filter((area) => area.rows[0]!.number <= line).at(-1) ?? areas[0]!).notes.push(
        ...linesOf(title),
      );}
  }
  return areas.sort((one, two) => one.rows[0]!.number - two.rows[0]!.number || one.left - two.left);
}

function widthOf({ left, right }: Block): number {
  return right - left + 1;
}

function whole(rows: Row[]): Block {
  let left = Infinity, right = 0;
  for (const { at } of rows) {
    left = Math.min(left, at[0]!);
    right = Math.max(right, at[at.length - 1]!);
  }
  return { rows, left, right };
}

function overlaps(one: Block, two: Block): boolean {
  return one.left <= two.right && two.left <= one.right;
}

/** A few lines of text beside what is wider, or what stands before it as `name: value`. */
function isTitle({ rows, left, right }: Block, widest: number): boolean {
  if (widest < 2 || rows.length > 30) return false;
  const lines = rows.map((row) => cellsBetween(row, left, right));
  if (lines.every((cells) => cells.length === 1)) {
    const length = linesOf({ rows, left, right }).reduce((sum, text) => sum + text.length, 0);
    const plain = !lines.some(([cell]) => isData(cell!));
    return plain ? rows.length <= 5 || length > 25 * rows.length : rows.length <= 2;
  }
  const labelled = lines.every(([first]) => typeof first === "string" && !isData(first));
  if (!labelled) return false;
  const isLabel = (cell: Cell | undefined) => typeof cell === "string" && /:\s*$/.test(cell);
  if (lines.every((cells) => cells.length === 1 || (cells.length === 2 && isLabel(cells[0])))) return true;
  return rows.length <= 3 && right - left < 2 && widest > 3 && !startsTable({ rows, left, right });
}

/** One or two rows of names with values beside them: `Region, North, Year, 2024`. */
function isParticulars({ rows, left, right }: Block): boolean {
  if (rows.length > 2 || startsTable({ rows, left, right })) return false;
  const pairs = rows.map((row) => cellsBetween(row, left, right));
  return pairs.every((cells) =>
    cells.length % 2 === 0 &&
    cells.every((cell, index) => index % 2 === 1 || (typeof cell === "string" && !isData(cell)))
  ) && pairs.some((cells) => cells.some((cell, index) => index % 2 === 1 && isData(cell)));
}

/** Whether a block goes on with the rows of the table above it. */
function continues(block: Block, above: Area, titled: boolean): boolean {
  if (!startsTable(block)) return true;
  if (titled || above.named !== undefined) return false;
  const first = textsOf(block.rows[0]!, block), head = textsOf(above.rows[0]!, block);
  return first.every((text, index) => text.trim() === head[index]!.trim());
}

function namedArea(rows: Row[], named: NamedTable): Area {
  const { top, bottom, left, right } = named.range;
  const inside = rows.filter(({ number, at }) =>
    number >= top && number <= bottom && at.some((column) => column >= left && column <= right)
  );
  return { rows: inside, left, right, titles: [], notes: [], named };
}

/** The rows without the cells of some ranges. */
function without(rows: Row[], ranges: Range[]): Row[] {
  const rest: Row[] = [];
  for (const row of rows) {
    const over = ranges.filter(({ top, bottom }) => row.number >= top && row.number <= bottom);
    if (over.length === 0) {
      rest.push(row);
      continue;
    }
    const kept = [...row.at.keys()].filter((index) =>
      !over.some(({ left, right }) => row.at[index]! >= left && row.at[index]! <= right)
    );
    if (kept.length === 0) continue;
    rest.push({
      ...row,
      at: kept.map((index) => row.at[index]!),
      cells: kept.map((index) => row.cells[index]!),
    });
  }
  return rest;
}
