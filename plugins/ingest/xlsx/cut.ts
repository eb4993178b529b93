import { type Block, startsTable } from "./area.ts";
import type { Range } from "./range.ts";
import type { Row } from "./row.ts";

const MAX_DEPTH = 6;
/** More pieces than this are no tables, but one table full of holes. */
const MAX_BANDS = 400;

/** Cuts the cells of a sheet into blocks with nothing in between, where that says that they do not belong together. In the order of reading. */
export function cutBlocks(rows: Row[], merges: Range[]): Block[] {
  const blocks: Block[] = [];
  divide({ rows, left: 0, right: Infinity }, merges, 0, blocks);
  return blocks;
}

function divide(block: Block, merges: Range[], depth: number, blocks: Block[]): void {
  const bands = cutRows(block, merges);
  if (bands.length > MAX_BANDS) {
    blocks.push(fit(bands.flatMap(({ rows }) => rows), block));
    return;
  }
  for (const band of bands) {
    const groups = depth < MAX_DEPTH ? cutColumns(band, merges) : [band];
    if (groups.length === 1) blocks.push(groups[0]!);
    else for (const group of groups) divide(group, merges, depth + 1, blocks);
  }
}

/** Cuts at empty rows. A cell merged over several rows fills all of them. */
function cutRows({ rows, left, right }: Block, merges: Range[]): Block[] {
  const inside = merges.filter((merge) =>
    merge.bottom > merge.top && merge.left <= right && merge.right >= left
  )
    .sort((one, two) => one.top - two.top);
  const bands: Block[] = [];
  let band: Row[] = [];
  let end = -1, next = 0;
  for (const row of rows) {
    if (!row.at.some((column) => column >= left && column <= right)) continue;
    if (band.length > 0 && row.number > end + 1) {
      bands.push(fit(band, { left, right }));
      band = [];
    }
    band.push(row);
    end = Math.max(end, row.number);
    while (next < inside.length && inside[next]!.top <= row.number) {
      end = Math.max(end, inside[next++]!.bottom);
    }
  }
  if (band.length > 0) bands.push(fit(band, { left, right }));
  return bands;
}

function fit(rows: Row[], { left, right }: { left: number; right: number }): Block {
  let first = Infinity, last = 0;
  for (const { at } of rows) {
    for (const column of at) {
      if (column < left || column > right) continue;
      if (column < first) first = column;
      if (column > last) last = column;
    }
  }
  return { rows, left: first, right: last };
}

/** Cuts at empty columns where what lies on both sides are tables of their own, or a table and a remark. */
function cutColumns(band: Block, merges: Range[]): Block[] {
  const { rows, left, right } = band;
  const filled = new Uint8Array(right - left + 1);
  let seen: readonly number[] | undefined;
  for (const { at } of rows) {
    if (at === seen) continue;
    seen = at;
    for (const column of at) if (column >= left && column <= right) filled[column - left] = 1;
  }
  const top = rows[0]!.number, bottom = rows.at(-1)!.number;
  for (const merge of merges) {
    if (merge.top < top || merge.top > bottom || merge.left < left || merge.left > right) continue;
    filled.fill(1, merge.left - left, Math.min(merge.right, right) - left + 1);
  }
  const stripes: Block[] = [];
  for (let at = 0; at < filled.length; at++) {
    if (filled[at] === 0) continue;
    let end = at;
    while (filled[end + 1] === 1) end++;
    stripes.push(stripe(rows, left + at, left + end));
    at = end;
  }
  if (stripes.length < 2) return [band];
  const groups = [stripes[0]!];
  for (const next of stripes.slice(1)) {
    const last = groups.at(-1)!;
    if (isApart(last, next)) groups.push(next);
    else groups[groups.length - 1] = stripe(rows, last.left, next.right);
  }
  return groups;
}

function stripe(rows: Row[], left: number, right: number): Block {
  return {
    rows: rows.filter(({ at }) => at.some((column) => column >= left && column <= right)),
    left,
    right,
  };
}

/** Whether two blocks side by side are not one table with an empty column in between. */
function isApart(one: Block, two: Block): boolean {
  if (isRemark(two, one) || isRemark(one, two)) return true;
  const gap = two.left - one.right - 1;
  const sameRows = one.rows[0]!.number === two.rows[0]!.number &&
    one.rows.at(-1)!.number === two.rows.at(-1)!.number;
  if (!tableLike(one) || !tableLike(two)) return false;
  const narrow = one.left === one.right || two.left === two.right;
  if (!sameRows) return !narrow || gap > 1;
  return sameNames(one, two) || (gap > 1 && !narrow);
}

function tableLike(block: Block): boolean {
  return block.rows.length > 1 && startsTable(block);
}

/** A few texts beside a table, none of them in the row of its header. */
function isRemark(block: Block, beside: Block): boolean {
  if (block.rows.length > Math.min(8, beside.rows.length / 2) || beside.rows.length < 3) return false;
  if (!tableLike(beside)) return false;
  const texts = block.rows.every(({ at, cells }) =>
    at.every((column, index) =>
      column < block.left || column > block.right || typeof cells[index] === "string"
    )
  );
  return texts && block.right - block.left < 3 && block.rows[0]!.number !== beside.rows[0]!.number;
}

/** Whether both begin with the same names. */
function sameNames(one: Block, two: Block): boolean {
  const names = ({ rows, left, right }: Block) => {
    const { at, cells } = rows[0]!;
    return cells.filter((cell, index) =>
      typeof cell === "string" && at[index]! >= left && at[index]! <= right
    );
  };
  const others = new Set(names(two));
  const mine = names(one);
  return mine.length > 1 && mine.filter((name) => others.has(name)).length * 2 >= mine.length;
}
