/**
 * Joins, with a guard against those that would not fit into memory.
 *
 * @module
 */
import { NexusError, type Plan } from "nexus";
import pl, { type LazyDataFrame } from "nodejs-polars";
import { joinNames } from "../../plan/mod.ts";
import { unify } from "./functions/typing.ts";
import { attach, type Column, type Compilation, type Rows } from "./relation.ts";

type Join = Extract<Plan, { op: "join" }>;

/** Rows that a join may give. Polars cannot be interrupted, and dies where memory ends. */
export const JOIN_LIMIT = 100_000_000;

/** Left rows with their matches, in the order of the left, then of the right. Null keys never match. */
export function joinRows(compilation: Compilation, plan: Join): Rows {
  const left = compilation.rows(plan.left);
  const right = compilation.rows(plan.right);
  const keys = plan.on.map((on) => {
    const a = compilation.value(on.left, left);
    const b = compilation.value(on.right, right);
    const { type, expressions: [x, y] } = unify([a, b]);
    return { left: { expression: x!, type }, right: { expression: y!, type } };
  });
  const a = attach(compilation, left, keys.map((key) => key.left));
  const b = attach(compilation, right, keys.map((key) => key.right));
  const narrow = plan.how === "semi" || plan.how === "anti";
  if (!narrow) refuseBlowUp(compilation, a, b);
  const frame = a.frame.join(narrow ? b.frame.select(...b.ids) : b.frame, {
    leftOn: a.ids.map((id) => pl.col(id)),
    rightOn: b.ids.map((id) => pl.col(id)),
    how: plan.how,
    coalesce: false,
    maintainOrder: narrow ? "left" : "left_right",
  } as never);
  if (narrow) return { ...left, frame };
  const names = joinNames(
    left.columns.map((column) => column.name),
    right.columns.map((column) => column.name),
  );
  const added = right.columns.map((column, at): Column => ({ ...column, name: names[at]! }));
  return {
    frame,
    columns: [...left.columns, ...added],
    rowId: undefined,
    natural: false,
  };
}

interface Keyed {
  frame: LazyDataFrame;
  ids: string[];
}

/** Counts the pairs that the keys would give, from the counts of each key on either side. */
function refuseBlowUp(compilation: Compilation, left: Keyed, right: Keyed): void {
  const [leftRows, rightRows] = [rowCount(left.frame), rowCount(right.frame)];
  if (leftRows * rightRows <= JOIN_LIMIT) return;
  const [x, y] = [countKeys(compilation, left), countKeys(compilation, right)];
  const pairs = x.frame
    .join(y.frame, {
      leftOn: left.ids.map((id) => pl.col(id)),
      rightOn: right.ids.map((id) => pl.col(id)),
      how: "inner",
      coalesce: false,
    } as never)
    .select(pl.col(x.count).cast(pl.Float64).mul(pl.col(y.count).cast(pl.Float64)).sum().alias("pairs"))
    .collectSync().getColumn("pairs").toArray()[0] as number;
  if (pairs + leftRows <= JOIN_LIMIT) return;
  throw new NexusError(
    "engine.memory",
    `The join would give ${Math.round(pairs)} rows; the limit is ${JOIN_LIMIT}`,
    {
      hint: "Join on more columns, or aggregate one side before joining.",
      details: { pairs, limit: JOIN_LIMIT },
    },
  );
}

function rowCount(frame: LazyDataFrame): number {
  return Number(frame.select(pl.len().alias("n")).collectSync().getColumn("n").toArray()[0]);
}

function countKeys(compilation: Compilation, { frame, ids }: Keyed): { frame: LazyDataFrame; count: string } {
  const count = compilation.fresh();
  return { frame: frame.groupBy(ids, false).agg(pl.len().alias(count)), count };
}
