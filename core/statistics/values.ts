/**
 * Lists of cells as numbers: what is missing is left out and counted, what is no number is an error.
 *
 * @module
 */
import type { Value } from "../contract/mod.ts";

/** A list of cells, such as `columns()` gives. Missing: null, undefined, NaN and infinities. */
export type Values = ArrayLike<Value | undefined>;
/** Columns of equal length by their names. */
export type Columns = Record<string, Values>;
/** Lists by the names of their groups, or lists alone. */
export type Groups = Record<string, Values> | readonly Values[];

/** Numbers of one list. */
export interface Numbers {
  values: number[];
  /** How many cells were missing. */
  dropped: number;
}

/** A cell as a number; null where it is missing. Truth values are 1 and 0. */
export function numberOf(cell: Value | undefined, what: string): number | null {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === "boolean") return cell ? 1 : 0;
  if (typeof cell === "number") return Number.isFinite(cell) ? cell : null;
  // Whole numbers past 2^53 come as their digits.
  if (typeof cell === "string" && /^-?\d{16,}$/.test(cell)) return Number(cell);
  throw new TypeError(`Cannot compute ${what}: ${show(cell)} is no number`);
}

/**
 * The numbers of a list.
 *
 * @throws {TypeError} Where it is no list, or a cell is text.
 * @throws {RangeError} Where fewer than `least` values are there.
 */
export function numbersOf(cells: Values, what: string, least = 1): Numbers {
  const values: number[] = [];
  for (const cell of listOf(cells, what)) {
    const value = numberOf(cell, what);
    if (value !== null) values.push(value);
  }
  needs(values.length, least, what);
  return { values, dropped: cells.length - values.length };
}

/** Pairs of two lists where neither is missing. */
export function pairsOf(
  x: Values,
  y: Values,
  what: string,
  least = 1,
): { x: number[]; y: number[]; dropped: number } {
  const { rows, dropped } = rowsOf({ x, y }, what, least);
  return { x: rows.map(([a]) => a!), y: rows.map(([, b]) => b!), dropped };
}

/** Rows of columns where nothing is missing, and the place of each among all rows. */
export function rowsOf(
  columns: Columns,
  what: string,
  least = 1,
): { names: string[]; rows: number[][]; places: number[]; length: number; dropped: number } {
  const names = Object.keys(columns);
  const lists = names.map((name) => listOf(columns[name]!, what));
  if (lists.length === 0) throw new RangeError(`Cannot compute ${what}: it needs at least one column`);
  const length = lists[0]!.length;
  lists.forEach((list, k) => {
    if (list.length === length) return;
    throw new RangeError(
      `Cannot compute ${what}: "${names[0]}" has ${length} values and "${names[k]}" has ${list.length}`,
    );
  });
  const rows: number[][] = [];
  const places: number[] = [];
  for (let row = 0; row < length; row++) {
    const cells = lists.map((list) => numberOf(list[row], what));
    if (cells.includes(null)) continue;
    rows.push(cells as number[]);
    places.push(row);
  }
  needs(rows.length, least, what);
  return { names, rows, places, length, dropped: length - rows.length };
}

/** Groups with their names; those without names are `1`, `2` and so on. */
export function groupsOf(
  groups: Groups,
  what: string,
  least: { groups: number; values: number },
): { name: string; values: number[]; dropped: number }[] {
  if (typeof groups !== "object" || groups === null) throw notGroups(what);
  const entries = Array.isArray(groups)
    ? groups.map((values, k) => [String(k + 1), values as Values] as const)
    : Object.entries(groups as Record<string, Values>);
  if (entries.length < least.groups) {
    throw new RangeError(`Cannot compute ${what}: ${entries.length} groups, and it needs ${least.groups}`);
  }
  return entries.map(([name, cells]) => {
    const part = `${what} of the group "${name}"`;
    return { name, ...numbersOf(cells, part, least.values) };
  });
}

/** A list as an array; text and everything else is none. */
export function listOf(cells: Values, what: string): (Value | undefined)[] {
  if (Array.isArray(cells)) return cells;
  if (ArrayBuffer.isView(cells) && "length" in cells) return Array.from(cells as ArrayLike<number>);
  throw new TypeError(`Cannot compute ${what}: it takes a list of values, not ${show(cells)}`);
}

/** @throws {RangeError} Where there are too few values. */
export function needs(count: number, least: number, what: string): void {
  if (count >= least) return;
  const values = least === 1 ? "one value" : `${least} values`;
  throw new RangeError(`Cannot compute ${what}: ${count} values are there, and it needs at least ${values}`);
}

/** @throws {RangeError} Where all values are the same. */
export function needsSpread(values: readonly number[], what: string): void {
  if (values.some((value) => value !== values[0])) return;
  throw new RangeError(`Cannot compute ${what}: all values are ${values[0]}`);
}

/** @throws {RangeError} Where a setting is not what it can be. */
export function needsOption(ok: boolean, name: string, value: unknown, what: string): void {
  if (!ok) throw new RangeError(`Cannot compute ${what}: ${name} cannot be ${show(value)}`);
}

function notGroups(what: string): TypeError {
  return new TypeError(`Cannot compute ${what}: it takes lists of values by group`);
}

function show(value: unknown): string {
  if (typeof value === "string") return `"${value.slice(0, 40)}"`;
  if (value === null || typeof value !== "object") return String(value);
  return "an object";
}
