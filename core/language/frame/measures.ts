/**
 * Aggregates and the columns that they take: `average fare`, `mean and median of age`, `total number of orders`.
 *
 * @module
 */
import type { AggregateName } from "../../contract/mod.ts";
import type { ColumnInfo } from "../link/table_context.ts";
import type { Measured } from "./frame.ts";
import { holdsFigures } from "./concepts.ts";
import type { Walk } from "./walk.ts";

/** Aggregates found together, and the chunks they used. */
export interface MeasureSpan {
  readonly measures: Measured[];
  readonly at: number[];
}

const NUMBERS_ONLY: ReadonlySet<AggregateName> = new Set([
  "mean",
  "sum",
  "median",
  "stddev",
  "stddev_population",
  "variance",
  "variance_population",
  "quantile",
  "skewness",
  "kurtosis",
  "covariance",
]);

/** Whether an aggregate makes sense of a column. */
export function canAggregate(name: AggregateName, column: ColumnInfo): boolean {
  if (NUMBERS_ONLY.has(name)) return column.quantity && column.recipe?.clock !== true;
  if (name === "min" || name === "max") return column.quantity || column.temporal;
  return true;
}

/** Reads aggregates that begin at a chunk with the columns after them. Does not mark anything as used. */
export function parseMeasureAt(walk: Walk, at: number): MeasureSpan | undefined {
  const names: { name: AggregateName; parameter?: number; at: number }[] = [];
  const used: number[] = [];
  let index = at;
  while (index < walk.length) {
    const sense = walk.sense(index, "aggregate");
    if (sense === undefined || walk.used(index)) break;
    names.push({
      name: sense.name,
      at: index,
      ...(sense.parameter === undefined ? {} : { parameter: sense.parameter }),
    });
    used.push(index);
    const next = walk.next(index);
    if (walk.sense(next, "and") !== undefined && walk.sense(walk.next(next), "aggregate") !== undefined) {
      used.push(next);
      index = walk.next(next);
    } else index = next;
  }
  if (names.length === 0) return undefined;
  let at_ = index;
  while (
    walk.sense(at_, "count") !== undefined || walk.sense(at_, "all") !== undefined ||
    walk.sense(at_, "axis") !== undefined
  ) {
    used.push(at_);
    at_ = walk.next(at_);
  }
  if (
    walk.chunks[at_]?.kind === "unknown" &&
    walk.columnWhere(at_ + 1, (column) => column.quantity) !== undefined
  ) at_ += 1;
  const columns = columnsFrom(walk, at_, names[0]!.name);
  const counted = used.some((position) => walk.sense(position, "count") !== undefined);
  if (columns.length === 0 && counted && names.every(({ name }) => name === "sum")) {
    return { measures: [{ at, name: "count" }], at: used };
  }
  if (columns.length === 0) return undefined;
  // `total players` counts them; `total capacity` of cells such as `2000 F at 4 V` counts nothing.
  const apt = columns.every(({ column }) =>
    names.every(({ name }) => canAggregate(name, column) || name === "sum" && !holdsFigures(column))
  );
  if (!apt && !counted && !walk.chunks.some((_, index) => walk.sense(index, "chart") !== undefined)) {
    return undefined;
  }
  const measures = columns.flatMap(({ column }) =>
    names.map(({ name, parameter }): Measured => ({
      at,
      name: canAggregate(name, column) ? name : "count",
      column,
      ...(parameter === undefined ? {} : { parameter }),
    }))
  );
  return { measures, at: [...used, ...columns.flatMap((entry) => entry.at)] };
}

function columnsFrom(walk: Walk, at: number, name: AggregateName): { column: ColumnInfo; at: number[] }[] {
  const out: { column: ColumnInfo; at: number[] }[] = [];
  let index = at;
  let joints: number[] = [];
  while (index < walk.length) {
    const column = walk.columnWhere(index, (candidate) => canAggregate(name, candidate) && !candidate.key) ??
      walk.columnWhere(index, (candidate) => canAggregate(name, candidate));
    const fallback = out.length === 0 && name === "sum" ? walk.column(index) : undefined;
    const chosen = column ?? fallback;
    if (
      chosen === undefined || walk.used(index) ||
      (out.length > 0 && walk.broken(out.at(-1)!.at.at(-1)!, index))
    ) break;
    out.push({ column: chosen, at: [...joints, index] });
    let next = walk.next(index);
    joints = [];
    const comma = walk.word(index + 1) === ",";
    if (walk.sense(next, "and") !== undefined) {
      joints.push(next);
      next = walk.next(next);
    } else if (!comma) break;
    index = next;
  }
  return out;
}

/** `rainfall on average`, `the fare average`: a column before its aggregate. */
export function parseMeasureBefore(walk: Walk, at: number): MeasureSpan | undefined {
  const sense = walk.sense(at, "aggregate");
  if (sense === undefined || walk.used(at)) return undefined;
  const before = walk.previous(at);
  const column = walk.columnWhere(
    before,
    (candidate) => canAggregate(sense.name, candidate) && candidate.quantity,
  );
  if (column === undefined || walk.used(before) || walk.broken(before, at)) return undefined;
  return {
    measures: [{
      at,
      name: sense.name,
      column,
      ...(sense.parameter === undefined ? {} : { parameter: sense.parameter }),
    }],
    at: [before, at],
  };
}

/** Reads all aggregates of a question, or with `least` 2 only those that stand in a row, and marks their chunks as used. */
export function parseMeasures(walk: Walk, least = 1): Measured[] {
  const measures: Measured[] = [];
  for (let at = 0; at < walk.length; at++) {
    if (walk.used(at)) continue;
    const found = parseMeasureAt(walk, at) ?? (least > 1 ? undefined : parseMeasureBefore(walk, at));
    if (
      found === undefined || new Set(found.measures.map((one) => `${one.name} ${one.parameter}`)).size < least
    ) continue;
    for (const index of found.at) walk.use(index, meaning(found.measures));
    measures.push(...found.measures);
  }
  return measures;
}

function meaning(measures: readonly Measured[]): string {
  return measures.map((measure) =>
    measure.column === undefined ? "number of rows" : `${measure.name} of "${measure.column.name}"`
  ).join(", ");
}
