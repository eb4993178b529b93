/**
 * Windows: functions over an ordered partition, one value a row.
 *
 * @module
 */
import type { ColumnType, Plan, SortKey, WindowColumn } from "nexus";
import pl, { type Expr, type LazyDataFrame } from "nodejs-polars";
import { WINDOWS } from "../../plan/mod.ts";
import { finite, only } from "./functions/typing.ts";
import { FALSE, integer } from "./literal.ts";
import { fromWide, toWide } from "./native.ts";
import { orderBy, replaceByName } from "./operations.ts";
import {
  attach,
  type Column,
  type Compilation,
  type Rows,
  settle,
  sortFrame,
  tieBreakers,
} from "./relation.ts";

/** Something computed within each partition. */
type Within = (expression: Expr) => Expr;

/** An expression within each partition given by columns; without any, over all rows. */
export function within(partition: readonly string[]): Within {
  if (partition.length === 0) return (expression) => expression;
  const [first, ...rest] = partition.map((id) => pl.col(id));
  return (expression) => expression.over(first!, ...rest);
}

/** A frame that grows by computed columns: a window over a window has to be a column first. */
export class Steps {
  readonly #compilation: Compilation;
  frame: LazyDataFrame;

  constructor(compilation: Compilation, frame: LazyDataFrame) {
    this.#compilation = compilation;
    this.frame = frame;
  }

  /** Computes a column and gives it back as one. */
  add(expression: Expr): Expr {
    const id = this.#compilation.fresh();
    this.frame = this.frame.withColumns(expression.alias(id));
    return pl.col(id);
  }
}

/** Position of a row in its partition, from 1, in the frame's order. */
export function rowNumber(steps: Steps, over: Within): Expr {
  const one = steps.add(integer(1));
  return steps.add(over(one.cumSum()));
}

/** Rank by keys in a frame that is sorted by them, with gaps or dense. */
export function rank(steps: Steps, over: Within, keys: readonly string[], dense: boolean): Expr {
  const position = rowNumber(steps, over);
  const differs = keys.map((id) => {
    const here = pl.col(id);
    const before = steps.add(over(here.shift(1)));
    return here.neq(before).fillNull(FALSE).or(here.isNull().neq(before.isNull()));
  });
  const changed = steps.add(differs.reduce((any, one) => any.or(one), position.eq(integer(1))));
  if (dense) return steps.add(over(changed.cast(pl.Int64).cumSum()));
  const start = steps.add(only(changed, position));
  return steps.add(over(start.forwardFill()));
}

/** The columns of a window. Those of one order are computed together, so that the rows are sorted once for them. */
export function windowRows(compilation: Compilation, plan: Extract<Plan, { op: "window" }>): Rows {
  const input = compilation.rows(plan.input);
  const place = compilation.fresh();
  const steps = new Steps(compilation, input.frame.withRowIndex(place));
  const done = new Map<WindowColumn, Column>();
  let sorted = false;
  for (const columns of byOrder(plan.columns)) {
    const order = orderOf(columns[0]!);
    const keys = orderBy(compilation, { ...input, frame: steps.frame }, order);
    steps.frame = keys.frame;
    if (order.length > 0) {
      steps.frame = sortFrame(keys.frame, [
        ...keys.order,
        ...tieBreakers(sorted ? { ...input, natural: false } : input),
      ]);
      sorted = true;
    }
    const ids = keys.order.map((key) => key.id);
    for (const column of columns) {
      done.set(column, addColumn(compilation, { input, steps, keys: ids }, column));
    }
  }
  const frame = sorted ? sortFrame(steps.frame, [{ id: place, descending: false }]) : steps.frame;
  return {
    ...input,
    frame,
    columns: replaceByName(input.columns, plan.columns.map((column) => done.get(column)!)),
  };
}

/** The order that matters to a window: none to one that spans its partition, that of the input to one without its own. */
function orderOf(column: WindowColumn): SortKey[] {
  return WINDOWS[column.function].order === "ignored" ? [] : column.order;
}

/** Columns with the same order together, those that follow the input first, while the rows still are in its order. */
function byOrder(columns: readonly WindowColumn[]): WindowColumn[][] {
  const groups = new Map<string, WindowColumn[]>([["[]", []]]);
  for (const column of columns) {
    const key = JSON.stringify(orderOf(column));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [column]);
    else group.push(column);
  }
  return [...groups.values()].filter((group) => group.length > 0);
}

/** Computes one column on rows that are in its order. */
function addColumn(
  compilation: Compilation,
  { input, steps, keys }: { input: Rows; steps: Steps; keys: string[] },
  column: WindowColumn,
): Column {
  const rows = { ...input, frame: steps.frame };
  const argument = column.argument === undefined
    ? undefined
    : settle(compilation.value(column.argument, rows), WINDOWS[column.function].takes[0]);
  const { frame, ids } = attach(compilation, rows, [
    argument ?? { expression: integer(1), type: "integer" },
    ...column.partition.map((by) => compilation.value(by, rows)),
  ]);
  steps.frame = frame;
  const [value, ...partition] = ids;
  const { expression, type } = compute(steps, column, {
    over: within(partition),
    keys,
    x: pl.col(value!),
    type: argument?.type ?? "integer",
  });
  const id = compilation.fresh();
  steps.frame = steps.frame.withColumns(expression.alias(id));
  return { name: column.name, type, id };
}

interface Scope {
  over: Within;
  keys: string[];
  /** The argument. */
  x: Expr;
  type: ColumnType;
}

/** One window function on a frame that is in the window's order. */
function compute(
  steps: Steps,
  column: WindowColumn,
  { over, keys, x, type }: Scope,
): { expression: Expr; type: ColumnType } {
  const offset = column.offset ?? 1;
  const integral = type === "integer";
  const double = x.cast(pl.Float64);
  switch (column.function) {
    case "row_number":
      return { expression: rowNumber(steps, over), type: "integer" };
    case "rank":
    case "dense_rank":
      return { expression: rank(steps, over, keys, column.function === "dense_rank"), type: "integer" };
    case "lag":
      return { expression: over(x.shift(offset)), type };
    case "lead":
      return { expression: over(x.shift(-offset)), type };
    case "cumulative_sum":
      return cumulative(steps, over, x, integral);
    case "moving_mean":
      return {
        expression: finite(over(double.rollingMean({ windowSize: offset, minPeriods: 1 } as never))),
        type: "number",
      };
    case "sum": {
      const some = steps.add(over(x.count())).gt(integer(0));
      return integral
        ? { expression: only(some, fromWide(over(toWide(x).sum()))), type }
        : { expression: finite(only(some, over(double.sum()))), type: "number" };
    }
    case "mean":
      return { expression: finite(over(double.mean())), type: "number" };
    case "min":
      return { expression: over(x.min()), type };
    case "max":
      return { expression: over(x.max()), type };
    case "count":
      return { expression: over(x.count()).cast(pl.Int64), type: "integer" };
  }
}

/** A running sum: a null adds nothing; before the first value there is none. */
function cumulative(
  steps: Steps,
  over: Within,
  x: Expr,
  integral: boolean,
): { expression: Expr; type: ColumnType } {
  const begun = steps.add(over(x.isNotNull().cast(pl.Int64).cumSum())).gt(integer(0));
  if (integral) {
    const sum = over(toWide(x.fillNull(integer(0))).cumSum());
    return { expression: only(begun, fromWide(sum)), type: "integer" };
  }
  const sum = over(x.cast(pl.Float64).fillNull(pl.lit(0)).cumSum());
  return { expression: finite(only(begun, sum)), type: "number" };
}
