/**
 * A relation while a plan is compiled: a lazy frame and what its columns are called outside and inside.
 *
 * Inside, every column has a generated name (`c0`, `c1`, ...) that no other column of the query has: names in files can be anything,
 * Polars reads `*` and `^...$` as patterns, and a join of a table with itself needs no renaming this way.
 *
 * @module
 */
import type { ColumnType, Expression, Plan, Value } from "nexus";
import pl, { type Expr, type LazyDataFrame } from "nodejs-polars";
import type { Relation } from "../request.ts";

/** A column with its name in the plan (`name`) and in the frame (`id`). */
export interface Column {
  name: string;
  type: ColumnType;
  id: string;
}

/**
 * A typed expression over the columns of one relation, which has exactly the Polars type of its type ({@linkcode POLARS_TYPES}).
 * `null` is the type of a bare null, which takes any other.
 */
export interface Typed {
  expression: Expr;
  type: ColumnType | "null";
  /** The value of a literal: patterns, units and digits must be known before the first row. */
  constant?: Value;
}

/** Rows in their order, which every operation keeps or sets: the frame itself is in it. */
export interface Rows {
  frame: LazyDataFrame;
  columns: Column[];
  /** Id of the hidden row id, where the rows still are rows of one dataset. */
  rowId: string | undefined;
  /** Whether the rows are in the order of their row id, so that a stable sort breaks ties by it. */
  natural: boolean;
}

/** What the compilers of operations and expressions need from each other. */
export interface Compilation {
  /** A name for a column that nothing else has. */
  fresh(): string;
  relation(id: string): Relation;
  rows(plan: Plan): Rows;
  value(expression: Expression, rows: Rows): Typed;
}

/** The Polars type of each column type. */
export const POLARS_TYPES = {
  boolean: pl.Bool,
  integer: pl.Int64,
  number: pl.Float64,
  text: pl.String,
  date: pl.Date,
  datetime: pl.Datetime("us"),
} as const;

/** The value with a column type; a bare null becomes text, or what its place takes. */
export function settle(value: Typed, bare: ColumnType = "text"): { expression: Expr; type: ColumnType } {
  const { expression, type } = value;
  return type === "null"
    ? { expression: expression.cast(POLARS_TYPES[bare]), type: bare }
    : { expression, type };
}

/** Adds computed columns to the frame, and says under which ids they are found. */
export function attach(
  compilation: Compilation,
  rows: Rows,
  values: readonly Typed[],
): { frame: LazyDataFrame; ids: string[] } {
  if (values.length === 0) return { frame: rows.frame, ids: [] };
  const ids = values.map(() => compilation.fresh());
  const expressions = values.map((value, at) => settle(value).expression.alias(ids[at]!));
  return { frame: rows.frame.withColumns(...expressions), ids };
}
/** One key of an order, by column id. */
export interface Order {
  id: string;
  descending: boolean;
}

/** What makes an order total: the row id, or all columns ascending; nothing where the frame is in that order already, for sorts are stable. */
export function tieBreakers(rows: Rows): Order[] {
  if (rows.natural) return [];
  const ids = rows.rowId === undefined ? rows.columns.map((column) => column.id) : [rows.rowId];
  return ids.map((id) => ({ id, descending: false }));
}

/** Sorts with nulls last in both directions; rows with equal keys stay in their order. */
export function sortFrame(frame: LazyDataFrame, order: readonly Order[]): LazyDataFrame {
  return order.length === 0 ? frame : sorted(frame, order, true);
}

/**
 * The first rows in an order of these keys, ties broken. Polars keeps only as many rows as it needs, ten times as fast as a whole sort,
 * where the sort need not be stable; so the order has to be total.
 */
export function firstRows(rows: Rows, order: readonly Order[], count: number): LazyDataFrame {
  const total = [...order, ...tieBreakers({ ...rows, natural: false })];
  return sorted(rows.frame, total, false).slice(0, count);
}

function sorted(frame: LazyDataFrame, order: readonly Order[], stable: boolean): LazyDataFrame {
  return frame.sort(
    order.map((key) => pl.col(key.id)),
    order.map((key) => key.descending),
    order.map(() => true),
    stable,
  );
}
