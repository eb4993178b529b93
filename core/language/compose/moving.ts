/**
 * Moving means along time: `7 day moving average of sales`.
 *
 * @module
 */
import type { Derived, Plan } from "../../contract/mod.ts";
import { isTime, timeColumn } from "../frame/concepts.ts";
import type { BucketUnit } from "../lexicon/sense.ts";
import type { ColumnInfo } from "../link/table_context.ts";
import { naturalAggregate } from "./additive.ts";
import { bucket, call, column as named, measure, measureName } from "./expressions.ts";
import type { Candidate, Scope } from "./scope.ts";

/** A moving mean over a number of days, months or rows that the question names. */
export function moving(scope: Scope): Candidate[] {
  const { frame } = scope;
  const at = frame.flags.get("moving");
  const column = frame.mentions.find((one) => one.column.quantity && !isTime(one.column)) ??
    frame.measures.find((one) => one.column !== undefined);
  const time = timeColumn(scope.columns);
  const span = spanOf(scope);
  if (at === undefined || column?.column === undefined || time === undefined || span === undefined) return [];
  const rows = scope.rows([column.column, time]);
  if (rows === undefined) return [];
  const key: Derived = { name: time.name, value: bucketOf(time, rows.of(time), span.unit) };
  const measured = {
    at,
    name: naturalAggregate(column.column) === "sum" ? "sum" as const : "mean" as const,
    column: column.column,
  };
  const value = measureName(measured);
  const name = `mean of the last ${span.count}`;
  const grouped: Plan = {
    op: "aggregate",
    input: rows.plan,
    groups: [key],
    measures: [measure(measured, rows.of)],
  };
  const order = [{ by: named(key.name), descending: false }];
  const plan: Plan = {
    op: "sort",
    input: {
      op: "window",
      input: { op: "filter", input: grouped, where: call("not", call("is_null", named(key.name))) },
      columns: [{
        name,
        function: "moving_mean",
        argument: named(value),
        offset: span.count,
        partition: [],
        order,
      }],
    },
    keys: order,
  };
  const parts = [column, ...frame.groups.filter((group) => group.column === time)];
  return [{
    plan,
    kind: "table",
    summary:
      `the mean of "${value}" over the last ${span.count} ${span.words} along "${time.name}" (fewer at the start)${scope.where()}`,
    fit: 0.97,
    parts,
    also: [at, ...span.at],
    answerColumn: name,
    ...(frame.chart === undefined
      ? {}
      : { chart: { type: frame.chart.type || "line", x: key.name, y: name } }),
  }];
}

/** The number beside a unit, or beside `window` and its kin. */
function spanOf(
  { walk }: Scope,
): { count: number; unit?: BucketUnit; words: string; at: number[] } | undefined {
  for (const [at, chunk] of walk.chunks.entries()) {
    if (chunk.kind !== "number" || !Number.isInteger(chunk.number.value)) continue;
    const count = chunk.number.value;
    if (count < 2 || count > 10_000 || chunk.date !== undefined) continue;
    const after = walk.next(at);
    const unit = walk.sense(after, "unit")?.unit;
    const before = walk.previous(at);
    const over = walk.sense(before, "compare") !== undefined || walk.sense(before, "over") !== undefined;
    const also = [at, ...(over ? [before] : [])];
    if (unit !== undefined) return { count, unit, words: `${unit}s`, at: [...also, after] };
    return { count, words: "values", at: also };
  }
  return undefined;
}

/** Days of a table with one row a day stay as they are; a longer unit is a bucket of its own. */
function bucketOf(time: ColumnInfo, value: Derived["value"], unit: BucketUnit | undefined): Derived["value"] {
  if (!time.temporal || unit === undefined) return value;
  return unit === "day" && time.profile.type === "date" ? value : bucket(value, unit);
}
