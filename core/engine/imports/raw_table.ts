/**
 * The table of raw text that every import goes through, and its cells as SQL: raw, clean and typed.
 *
 * @module
 */
import type { ColumnConversion } from "nexus";
import { cleanSql, trimSql, valueSql } from "./conversion.ts";

/** Columns that are treated in one statement; ten thousand at once would make it too large. */
export const COLUMNS_AT_ONCE = 100;

/** A table of text columns `c0`, `c1`, ... in the order of the file; its `rowid` is the row's place. */
export interface RawTable {
  name: string;
  columns: readonly ColumnConversion[];
  rows: number;
  /** True where the reader cannot tell an empty cell from none: both are the empty text. */
  emptyIsText: boolean;
}

/** Splits positions of columns into groups that fit into a statement. */
export function columnGroups(count: number, size = COLUMNS_AT_ONCE): number[][] {
  const groups: number[][] = [];
  for (let start = 0; start < count; start += size) {
    groups.push(Array.from({ length: Math.min(size, count - start) }, (_, k) => start + k));
  }
  return groups;
}

/**
 * A relation over the raw table with, for each of the columns at `positions`: `r` (raw text), `s` (clean, null is missing), `v` (typed, null where it
 * does not fit), each followed by the position; and `id`, the row's place.
 */
export function cellsSql(
  table: RawTable,
  positions: readonly number[],
  columns: readonly ColumnConversion[] = table.columns,
): string {
  const raw = positions.map((k) => `${table.emptyIsText ? `coalesce(c${k}, '')` : `c${k}`} AS r${k}`);
  const trimmed = positions.map((k) => `r${k}, ${trimSql(`r${k}`)} AS t${k}`);
  const clean = positions.map((k) => `r${k}, ${cleanSql(`t${k}`, columns[k]!)} AS s${k}`);
  const typed = positions.map((k) => `r${k}, s${k}, ${valueSql(`s${k}`, columns[k]!)} AS v${k}`);
  return `(SELECT id, ${typed.join(", ")} FROM (SELECT id, ${clean.join(", ")} FROM (SELECT id, ${
    trimmed.join(", ")
  } FROM (SELECT rowid AS id, ${raw.join(", ")} FROM ${table.name}))))`;
}
