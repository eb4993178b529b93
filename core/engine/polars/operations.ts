/**
 * The operations that keep, compute, order or stack rows. Aggregates, windows and joins have their own files.
 *
 * @module
 */
import type { Derived, Plan, SortKey } from "nexus";
import pl, { type Expr } from "nodejs-polars";
import {
  attach,
  type Column,
  type Compilation,
  firstRows,
  type Order,
  type Rows,
  settle,
  sortFrame,
  tieBreakers,
} from "./relation.ts";
import { truth } from "./functions/typing.ts";
import { integer } from "./literal.ts";

type Operation<Name extends Plan["op"]> = Extract<Plan, { op: Name }>;

/** Rows whose condition is true, not null. */
export function filterRows(compilation: Compilation, plan: Operation<"filter">): Rows {
  const rows = compilation.rows(plan.input);
  return { ...rows, frame: rows.frame.filter(truth(compilation.value(plan.where, rows))) };
}

/** Adds columns or replaces those of the same name, in their place. */
export function deriveRows(compilation: Compilation, plan: Operation<"derive">): Rows {
  const rows = compilation.rows(plan.input);
  const { frame, columns } = compute(
    compilation,
    rows,
    plan.columns,
    new Set(rows.columns.map((column) => column.id)),
  );
  return { ...rows, frame, columns: replaceByName(rows.columns, columns) };
}

/** New columns take the place of those of the same name; the others follow. */
export function replaceByName(columns: readonly Column[], added: readonly Column[]): Column[] {
  const byName = new Map(added.map((column) => [column.name, column]));
  const kept = columns.map((column) => {
    const replaced = byName.get(column.name);
    byName.delete(column.name);
    return replaced ?? column;
  });
  return [...kept, ...byName.values()];
}

/** Exactly these columns. */
export function selectRows(compilation: Compilation, plan: Operation<"select">): Rows {
  const rows = compilation.rows(plan.input);
  return { ...rows, ...compute(compilation, rows, plan.columns) };
}

/**
 * The frame with the derived columns, and what they are. A plain column is only renamed, unless its id stands in the result already
 * (`taken`): an id is a column of a frame, so it can stand once.
 */
export function compute(
  compilation: Compilation,
  rows: Rows,
  derived: readonly Derived[],
  taken: ReadonlySet<string> = new Set(),
): { frame: Rows["frame"]; columns: Column[] } {
  const used = new Set(taken);
  const expressions: Expr[] = [];
  const columns = derived.map(({ name, value }): Column => {
    const plain = value.kind === "column"
      ? rows.columns.find((column) => column.name === value.name)
      : undefined;
    if (plain !== undefined && !used.has(plain.id)) {
      used.add(plain.id);
      return { ...plain, name };
    }
    const { expression, type } = settle(compilation.value(value, rows));
    const id = compilation.fresh();
    expressions.push(expression.alias(id));
    return { name, type, id };
  });
  return { frame: expressions.length === 0 ? rows.frame : rows.frame.withColumns(...expressions), columns };
}

/** Sort keys as columns of the frame, in their order. */
export function orderBy(
  compilation: Compilation,
  rows: Rows,
  keys: readonly SortKey[],
): { frame: Rows["frame"]; order: Order[] } {
  const { frame, ids } = attach(compilation, rows, keys.map((key) => compilation.value(key.by, rows)));
  return { frame, order: ids.map((id, at) => ({ id, descending: keys[at]!.descending })) };
}

/** Nulls last; ties by the row id or all columns. */
export function sortRows(compilation: Compilation, plan: Operation<"sort">): Rows {
  const rows = compilation.rows(plan.input);
  const { frame, order } = orderBy(compilation, rows, plan.keys);
  return { ...rows, frame: sortFrame(frame, [...order, ...tieBreakers(rows)]), natural: false };
}

/** A slice of the rows in their order. */
export function limitRows(compilation: Compilation, plan: Operation<"limit">): Rows {
  const offset = plan.offset ?? 0;
  const rows = firstOf(compilation, plan.input, offset + plan.count);
  const { frame } = rows;
  if (offset === 0) return rows;
  // A slice that begins past the end of a union panics; a filter by position does not.
  const place = compilation.fresh();
  return { ...rows, frame: frame.withRowIndex(place).filter(pl.col(place).gtEq(integer(offset))) };
}

/** The first rows of a plan; of a sort without sorting the others. */
function firstOf(compilation: Compilation, plan: Plan, count: number): Rows {
  if (plan.op !== "sort") {
    const rows = compilation.rows(plan);
    return { ...rows, frame: rows.frame.slice(0, count) };
  }
  const rows = compilation.rows(plan.input);
  const { frame, order } = orderBy(compilation, rows, plan.keys);
  return { ...rows, frame: firstRows({ ...rows, frame }, order, count), natural: false };
}

/** The first row of each distinct combination; only those columns remain. */
export function distinctRows(compilation: Compilation, plan: Operation<"distinct">): Rows {
  const rows = compilation.rows(plan.input);
  const columns = plan.columns.length === 0
    ? rows.columns
    : plan.columns.map((name) => rows.columns.find((column) => column.name === name)!);
  const ids = columns.map((column) => column.id);
  const kept = rows.rowId === undefined ? ids : [...ids, rows.rowId];
  const frame = rows.frame.select(...kept).unique(
    { subset: ids, keep: "first", maintainOrder: true } as never,
  );
  return { ...rows, frame, columns };
}

/** The rows of all inputs, one after the other. */
export function unionRows(compilation: Compilation, plan: Operation<"union">): Rows {
  const inputs = plan.inputs.map((input) => compilation.rows(input));
  const columns = inputs[0]!.columns.map((column) => ({ ...column, id: compilation.fresh() }));
  const frames = inputs.map((input) =>
    input.frame.select(...input.columns.map((column, at) => pl.col(column.id).alias(columns[at]!.id)))
  );
  const frame = frames.length === 1 ? frames[0]! : pl.concat(frames);
  return { frame, columns, rowId: undefined, natural: false };
}
