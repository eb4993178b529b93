/**
 * The table of raw text that every import goes through, and its cells as SQL: raw, clean and typed.
 *
 * @module
 */
import type { ColumnConversion } from "nexus";
import { cleanSql, plainSql, trimSql, valueSql } from "./conversion.ts";
import { bareSql } from "./numbers.ts";

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
 * A relation over the raw table with, for each of the columns at `positions`: `r` (raw text), `s` (clean, null is missing), `b` (bare number) and `v` (typed,
 * null where it does not fit), each followed by the position; and `id`, the row's place. `b` is null where `v` was plain to see.
 */
export function cellsSql(
  table: RawTable,
  positions: readonly number[],
  columns: readonly ColumnConversion[] = table.columns,
): string {
  const layers = Array.from({ length: 6 }, (): string[] => []);
  for (const k of positions) {
    cellLayers(k, table, columns[k]!).forEach((sql, depth) => layers[depth]!.push(sql));
  }
  return layers.reduce(
    (inner, layer, depth) =>
      `(SELECT ${depth === 0 ? "rowid AS id" : "id"}, ${layer.join(", ")} FROM ${inner})`,
    table.name,
  );
}

/** What each layer selects for one column. */
function cellLayers(k: number, table: RawTable, column: ColumnConversion): string[] {
  const [raw, plain, trimmed, clean, bare] = [`r${k}`, `p${k}`, `t${k}`, `s${k}`, `b${k}`] as const;
  const shortcut = plainSql(raw, column);
  const isNumber = column.type === "integer" || column.type === "number";
  const unless = (sql: string, otherwise: string) =>
    shortcut === null ? sql : `CASE WHEN ${plain} IS NULL THEN ${sql} ELSE ${otherwise} END`;
  const value = valueSql({ clean, bare }, column);
  return [
    `${table.emptyIsText ? `coalesce(c${k}, '')` : `c${k}`} AS ${raw}`,
    `${raw}, ${shortcut ?? "NULL"} AS ${plain}`,
    `${raw}, ${plain}, ${unless(trimSql(raw), raw)} AS ${trimmed}`,
    `${raw}, ${plain}, ${unless(cleanSql(trimmed, column), trimmed)} AS ${clean}`,
    `${raw}, ${plain}, ${clean}, ${isNumber ? unless(bareSql(clean, column), "NULL") : "NULL"} AS ${bare}`,
    `${raw}, ${clean}, ${bare}, ${shortcut === null ? value : `coalesce(${plain}, ${value})`} AS v${k}`,
  ];
}
