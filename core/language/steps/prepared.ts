/**
 * Tables that a question prepares before it asks: cells filled, rows left out, columns made. Composers see the prepared table as any other;
 * the plan that makes its rows is put in the place of its scan.
 *
 * @module
 */
import type { ColumnProfile, ColumnType, Expression, Plan, WindowColumn } from "../../contract/mod.ts";
import { stem } from "../text/stem.ts";
import { wordsOf } from "../text/token.ts";
import type { ColumnInfo, TableContext } from "../link/table_context.ts";
import { ValueLookup } from "../link/value_lookup.ts";

/** A table after some steps, the plan that makes its rows, and what was done in words. */
export interface Prepared {
  readonly table: TableContext;
  readonly rows: Plan;
  readonly said: readonly string[];
}

/** A column that a step makes. */
export interface Made {
  readonly name: string;
  readonly value: Expression;
  readonly type: ColumnType;
  /** What it is, to end `"name" is ...`. */
  readonly words: string;
  /** Its values, where they are few and known. */
  readonly labels?: readonly string[];
}

/** A table before any step. */
export function unprepared(table: TableContext): Prepared {
  return { table, rows: { op: "scan", dataset: table.profile.id }, said: [] };
}

/** A table with one more column, or with another in the place of one of that name. */
export function withColumn(prepared: Prepared, made: Made): Prepared {
  const rows: Plan = {
    op: "derive",
    input: prepared.rows,
    columns: [{ name: made.name, value: made.value }],
  };
  return added(prepared, made, rows);
}

/** A table with a column that a window computes from neighbouring rows. */
export function withWindow(
  prepared: Prepared,
  made: Omit<Made, "value">,
  window: Omit<WindowColumn, "name">,
): Prepared {
  return added(prepared, made, {
    op: "window",
    input: prepared.rows,
    columns: [{ ...window, name: made.name }],
  });
}

function added(prepared: Prepared, made: Omit<Made, "value">, rows: Plan): Prepared {
  const { table } = prepared;
  const at = table.columns.findIndex((column) => column.name === made.name);
  const info = columnOf(table, made, at < 0 ? table.columns.length : at);
  const columns = at < 0 ? [...table.columns, info] : table.columns.with(at, info);
  return {
    table: {
      ...table,
      columns,
      profile: { ...table.profile, columns: columns.map((column) => column.profile) },
      ...(made.labels === undefined ? {} : { values: labelled(table, made.name, made.labels) }),
      rows,
      stored: table.stored ?? table.profile,
    },
    rows,
    said: [...prepared.said, `"${made.name}" is ${made.words}`],
  };
}

/** A table whose column has other cells, of the same kind. */
export function withCells(
  prepared: Prepared,
  column: ColumnInfo,
  value: Expression,
  change: { type?: ColumnType; missing: number; words: string },
): Prepared {
  const { recipe: _, ...plain } = column;
  const type = change.type ?? column.profile.type;
  const info: ColumnInfo = {
    ...(change.type === undefined ? column : plain),
    numeric: type === "number" || type === "integer",
    text: type === "text",
    profile: { ...column.profile, type, missing: change.missing },
  };
  const { table } = prepared;
  const columns = table.columns.map((other) => other === column ? info : other);
  const rows: Plan = { op: "derive", input: prepared.rows, columns: [{ name: column.name, value }] };
  return {
    table: {
      ...table,
      columns,
      profile: { ...table.profile, columns: columns.map((one) => one.profile) },
      rows,
      stored: table.stored ?? table.profile,
    },
    rows,
    said: [...prepared.said, change.words],
  };
}

/** A table with fewer rows. */
export function withRows(prepared: Prepared, where: Expression, words: string): Prepared {
  const rows: Plan = { op: "filter", input: prepared.rows, where };
  const { table } = prepared;
  return {
    table: { ...table, rows, stored: table.stored ?? table.profile },
    rows,
    said: [...prepared.said, words],
  };
}

function columnOf(table: TableContext, made: Omit<Made, "value">, index: number): ColumnInfo {
  const words = wordsOf(made.name);
  const labels = made.labels ?? [];
  const profile: ColumnProfile = {
    name: made.name,
    type: made.type,
    missing: 0,
    distinct: labels.length > 0 ? labels.length : table.profile.rows,
    min: null,
    max: null,
    mean: null,
    top: labels.map((value) => ({ value, count: 1 })),
    rejected: 0,
  };
  const numeric = made.type === "number" || made.type === "integer";
  return {
    table: table.position,
    dataset: table.profile.id,
    index,
    name: made.name,
    profile,
    numeric,
    quantity: numeric,
    low: -Infinity,
    high: Infinity,
    temporal: made.type === "date" || made.type === "datetime",
    text: made.type === "text",
    key: false,
    year: false,
    category: labels.length > 0,
    forms: [words.map(stem)],
    fused: words.join(""),
  };
}

function labelled(table: TableContext, name: string, labels: readonly string[]): ValueLookup {
  const { source } = table.values;
  return new ValueLookup({
    ...source,
    columns: [...source.columns, { name, values: [...labels], complete: true }],
  });
}
