/**
 * Time that passes between two columns, over many rows: `average days between order date and ship date`, `median resolution time by
 * priority` of a table that says when each thing was created and when it was resolved.
 *
 * @module
 */
import type { AggregateName, Plan } from "../../contract/mod.ts";
import type { BucketUnit } from "../lexicon/sense.ts";
import type { ColumnInfo } from "../link/table_context.ts";
import { call, column as named, literal } from "./expressions.ts";
import { groupColumn } from "./group_plan.ts";
import type { Candidate, Scope } from "./scope.ts";

const UNITS = ["day", "hour", "week", "month", "year"] as const;
const WORDS: Partial<Record<AggregateName, string>> = {
  mean: "average",
  median: "median",
  max: "longest",
  min: "shortest",
};

interface Ends {
  readonly begin: ColumnInfo;
  readonly end: ColumnInfo;
  readonly parts: readonly object[];
  readonly also: readonly number[];
}

/** Composes an aggregate of the time between two columns, for each group where there are groups. */
export function composeElapsed(scope: Scope): Candidate[] {
  const { frame, walk } = scope;
  if (frame.chart !== undefined && frame.groups.length === 0) return [];
  const ends = namedEnds(scope) ?? saidEnds(scope);
  const how = ends && aggregateOf(scope);
  if (ends === undefined || how === undefined) return [];
  const groups = frame.groups.filter(({ column }) => column !== ends.begin && column !== ends.end);
  const rows = scope.rows([ends.begin, ends.end, ...groups.map(({ column }) => column)]);
  if (rows === undefined) return [];
  const unitAt = walk.chunks.findIndex((_, at) => unitOf(walk.sense(at, "unit")?.unit) !== undefined);
  const unit = unitOf(walk.sense(unitAt, "unit")?.unit) ??
    (ends.begin.profile.type === "date" ? "day" : "hour");
  const name = `${WORDS[how.name]} ${unit}s from ${ends.begin.name} to ${ends.end.name}`;
  const keys = groups.map((group) => groupColumn(group, rows.of));
  const plan: Plan = {
    op: "aggregate",
    input: rows.plan,
    groups: keys,
    measures: [{
      name,
      function: how.name,
      arguments: [call("difference", rows.of(ends.begin), rows.of(ends.end), literal(unit))],
    }],
  };
  return [{
    plan: keys.length === 0 ? plan : {
      op: "sort",
      input: plan,
      keys: keys.map((key) => ({ by: named(key.name), descending: false })),
    },
    kind: keys.length === 0 ? "number" : "table",
    summary: `the ${name}${
      keys.length === 0 ? "" : ` by ${keys.map((key) => key.name).join(" and ")}`
    }${scope.where()}`,
    fit: keys.length === 0 && frame.groups.length > 0 ? 0.6 : 0.95,
    parts: [...ends.parts, ...groups, ...frame.counts],
    also: [...ends.also, ...how.also, ...(unitAt < 0 ? [] : [unitAt])],
    assumed: true,
    ...(keys.length === 0 ? { answerColumn: name } : {}),
  }];
}

function unitOf(unit: BucketUnit | undefined): typeof UNITS[number] | undefined {
  return UNITS.find((one) => one === unit);
}

/** Two columns of time that are named, the earlier first. */
function namedEnds({ frame, walk }: Scope): Ends | undefined {
  const times = frame.mentions.filter(({ column }) => column.temporal);
  if (times.length !== 2 || times[0]!.column.table !== times[1]!.column.table) return undefined;
  const between = walk.chunks.findIndex((_, at) => walk.sense(at, "between") !== undefined);
  const difference = walk.chunks.findIndex((_, at) => walk.sense(at, "difference") !== undefined);
  const asks = walk.chunks.findIndex((chunk, at) =>
    /^(?:time|duration|delay|lag|gap)$/.test(chunk.text.toLowerCase()) ||
    walk.sense(at, "how_much")?.concepts?.includes("duration") === true ||
    unitOf(walk.sense(at, "unit")?.unit) !== undefined
  );
  if (asks < 0) return undefined;
  const [begin, end] = ordered(times[0]!.column, times[1]!.column);
  return { begin, end, parts: times, also: [asks, between, difference].filter((at) => at >= 0) };
}

/** `how long does shipping take`, `resolution time`: the later of a table's two times has that in its name. */
function saidEnds({ columns, walk, frame }: Scope): Ends | undefined {
  const times = columns.filter((column) => column.temporal);
  if (times.length !== 2 || times[0]!.table !== times[1]!.table) return undefined;
  const [begin, end] = ordered(times[0]!, times[1]!);
  const asks = walk.chunks.findIndex((chunk, at) =>
    /^(?:time|times|duration|delay|turnaround)$/.test(chunk.text.toLowerCase()) ||
    walk.sense(at, "how_much")?.concepts?.includes("duration") === true
  );
  const names = end.name.toLowerCase().split(/[^a-z]+/).filter((word) => word.length >= 4);
  const noun = walk.chunks.findIndex((chunk, at) =>
    at !== asks && (chunk.kind === "unknown" || chunk.kind === "column") &&
    names.some((name) => sharedRoot(name, chunk.text.toLowerCase()))
  );
  if (asks < 0 || noun < 0) return undefined;
  const parts = frame.mentions.filter(({ at }) => at === noun);
  const verb = walk.chunks.findIndex((chunk) =>
    /^(?:takes?|took|last|lasts|needs?)$/.test(chunk.text.toLowerCase())
  );
  return { begin, end, parts, also: [asks, noun, verb].filter((at) => at >= 0) };
}

function ordered(a: ColumnInfo, b: ColumnInfo): [ColumnInfo, ColumnInfo] {
  return String(a.profile.min) <= String(b.profile.min) ? [a, b] : [b, a];
}

/** `resolved` and `resolution`, `ship` and `shipping`. */
function sharedRoot(a: string, b: string): boolean {
  const length = Math.min(a.length, b.length, 5);
  return length >= 4 && a.slice(0, length) === b.slice(0, length);
}

function aggregateOf({ frame, walk }: Scope): { name: AggregateName; also: number[] } | undefined {
  const at = walk.chunks.findIndex((_, index) => {
    const name = walk.sense(index, "aggregate")?.name;
    return name !== undefined && name in WORDS;
  });
  if (at >= 0) return { name: walk.sense(at, "aggregate")!.name, also: [at] };
  const fixed = frame.conditions.some(({ test }) => test.kind === "in" && test.values.length === 1);
  return fixed || frame.extremes.length > 0 ? undefined : { name: "mean", also: [] };
}
