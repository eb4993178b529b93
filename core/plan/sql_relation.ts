/**
 * A relation while SQL is written: its columns, and the ones that give its order. SQL relations have none of their own, so a relation
 * carries its order along, in hidden columns where the plan's own do not give it.
 *
 * @module
 */
import { ROW_ID } from "../contract/mod.ts";
import { freeName, quoteName } from "./sql_text.ts";

/** A key of a relation's order: the SQL name of one of its columns. */
export interface OrderKey {
  column: string;
  descending: boolean;
}

/** A visible column: the plan's name, and the quoted SQL name. */
export interface RelationColumn {
  name: string;
  sql: string;
}

/** A table, view or common table expression. */
export interface Relation {
  /** What stands after FROM. */
  from: string;
  columns: RelationColumn[];
  /** Names in use, in lower case, those of hidden columns too. */
  taken: Set<string>;
  /** Whether it has the column {@linkcode ROW_ID}. */
  rowId: boolean;
  order: OrderKey[];
}

/** The quoted row id. */
export const ROW = quoteName(ROW_ID);

export const ROW_ORDER: OrderKey = { column: ROW, descending: false };

export function ascending(column: string): OrderKey {
  return { column, descending: false };
}

/** One key of an ORDER BY. A row id is never null. */
export function orderText({ column, descending }: OrderKey): string {
  if (column === ROW || column.endsWith(`.${ROW}`)) return column;
  return `${column}${descending ? " DESC" : ""} NULLS LAST`;
}

/** `expression AS name`, or the name alone where that says the same. */
export function aliased(sql: string, name: string): string {
  return sql === name ? sql : `${sql} AS ${name}`;
}

/** A quoted name for a hidden column. */
export function hiddenName(wanted: string, taken: Set<string>): string {
  return quoteName(freeName(`__${wanted}`, taken));
}

/** Columns under SQL names that differ from each other, and from {@linkcode ROW_ID}, even where case is ignored. */
export function nameColumns(names: readonly string[]): { columns: RelationColumn[]; taken: Set<string> } {
  const taken = new Set([ROW_ID]);
  return { columns: names.map((name) => ({ name, sql: quoteName(freeName(name, taken)) })), taken };
}

/** The keys that end an order: the row id, or all columns that are no key yet, ascending. */
export function tieBreakers(relation: Relation, keys: readonly OrderKey[]): OrderKey[] {
  if (relation.rowId) return [ROW_ORDER];
  return relation.columns
    .filter((column) => !keys.some((key) => key.column === column.sql))
    .map((column) => ascending(column.sql));
}

/**
 * The order of a relation after some of its columns are gone or have new names: `renamed` gives the new name of a column that is still
 * there. For others the text of a hidden copy is added to `select`.
 */
export function carryOrder(
  relation: Relation,
  renamed: (sql: string) => string | undefined,
  into: { select: string[]; taken: Set<string> },
): OrderKey[] {
  return relation.order.map((key) => {
    const still = renamed(key.column);
    if (still !== undefined) return { ...key, column: still };
    const copy = hiddenName("order", into.taken);
    into.select.push(`${key.column} AS ${copy}`);
    return { ...key, column: copy };
  });
}
