/**
 * Windows: functions over an ordered partition, one value a row.
 *
 * @module
 */
import type { ColumnType, Plan, WindowColumn } from "nexus";
import pl, { type Expr, type LazyDataFrame } from "nodejs-polars";
import { WINDOWS } from "../../plan/mod.ts";
import { finite, only } from "./functions/typing.ts";
import { integer } from "./literal.ts";
import { fromWide, toWide } from "./native.ts";
import { orderBy, replaceByName } from "./operations.ts";
import {
  attach,
  type Column,
  type Compilation,
  POLARS_TYPES,
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
    return here.neq(before).fillNull(pl.lit(false)).or(here.isNull().neq(before.isNull()));
  });
  const changed = steps.add(differs.reduce((any, one) => any.or(one), position.eq(integer(1))));
  if (dense) return steps.add(over(changed.cast(pl.Int64).cumSum()));
  const start = steps.add(only(changed, position));
  return steps.add(over(start.forwardFill()));
}

/** The columns of a window, computed on rows in its order. */
export function windowRows(compilation: Compilation, plan: Extract<Plan, { op: "window" }>): Rows {
  const input = compilation.rows(plan.input);
  const place = compilation.fresh();
  let frame = input.frame.withRowIndex(place);
  const columns: Column[] = [];
  for (const column of plan.columns) {
    const done = addColumn(compilation, { ...input, frame }, column, place);
    frame = done.frame;
    columns.push(done.column);
  }
  frame = sortFrame(frame, [{ id: place, descending: false }]);
  return { ...input, frame, columns: replaceByName(input.columns, columns) };
}

function addColumn(
  compilation: Compilation,
  rows: Rows,
  column: WindowColumn,
  place: string,
): { frame: LazyDataFrame; column: Column } {
  const partition = attach(compilation, rows, column.partition.map((by) => compilation.value(by, rows)));
  const keys = orderBy(compilation, { ...rows, frame: partition.frame }, column.order);
  const argument = column.argument === undefined
    ? undefined
    : settle(compilation.value(column.argument, rows), WINDOWS[column.function].takes[0]);
  const value = attach(
    compilation,
    { ...rows, frame: keys.frame },
    [argument ?? { expression: integer(1), type: "integer" }],
  );
  // Without an order a window follows the input's.
  const order = column.order.length === 0
    ? [{ id: place, descending: false }]
    : [...keys.order, ...tieBreakers(rows)];
  const steps = new Steps(compilation, sortFrame(value.frame, order));
  const { expression, type } = compute(steps, column, {
    over: within(partition.ids),
    keys: keys.order.map((key) => key.id),
    x: pl.col(value.ids[0]!),
    type: argument?.type ?? "integer",
  });
  const id = compilation.fresh();
  return {
    frame: steps.frame.withColumns(expression.cast(POLARS_TYPES[type]).alias(id)),
    column: { name: column.name, type, id },
  };
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
      return { expression: over(x.count()), type: "integer" };
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
