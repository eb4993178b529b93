/**
 * Plans of superlatives: rows, groups, counts, places in the table, periods.
 *
 * @module
 */
import type { Expression, Plan } from "../../contract/mod.ts";
import type { Extreme, Measured } from "../frame/frame.ts";
import type { ColumnInfo } from "../link/table_context.ts";
import { naturalAggregate } from "./additive.ts";
import { bucket, bucketLabel, column as named, measure, measureName, numberOf } from "./expressions.ts";
import { chartOf } from "./group_plan.ts";
import type { Candidate, Scope } from "./scope.ts";

export interface Target {
  readonly column: ColumnInfo | undefined;
  readonly parts: readonly object[];
  readonly fit: number;
}

export function repeats(scope: Scope, column: ColumnInfo): boolean {
  return column.profile.distinct < 0.9 * (scope.tables[column.table]!.profile.rows - column.profile.missing);
}

/** `5 ` of `the 5 products with the highest ...`. */
function several(extreme: Extreme): string {
  if (extreme.nth !== undefined) return "";
  return extreme.count === undefined ? "" : `${extreme.count} `;
}

function words(extreme: Extreme): string {
  if (extreme.nth !== undefined) {
    return `${ordinal(extreme.nth)} ${extreme.descending ? "highest" : "lowest"}`;
  }
  return extreme.descending ? "highest" : "lowest";
}

function ordinal(place: number): string {
  const last = place % 10, teen = Math.floor(place / 10) % 10 === 1;
  return `${place}${teen || last > 3 || last === 0 ? "th" : ["", "st", "nd", "rd"][last]}`;
}

function limited(plan: Plan, key: string, extreme: Extreme): Plan {
  return topRows(plan, named(key), extreme);
}

/** The first rows by a value; or the one of a place, which ties with the one before it do not share. */
function topRows(input: Plan, by: Expression, { descending, count, nth }: Extreme): Plan {
  const keys = [{ by, descending }];
  if (nth !== undefined) {
    return { op: "limit", input: { op: "sort", input, keys }, count: 1, offset: nth - 1 };
  }
  return { op: "top", input, partition: [], keys, count: count ?? 1, ties: count === undefined };
}

export function byRow(
  scope: Scope,
  extreme: Extreme,
  target: Target,
  key: ColumnInfo,
  fit: number,
): Candidate[] {
  const extra = scope.frame.mentions.filter((mention) =>
    mention.column !== key && mention.column !== target.column
  );
  const columns = [
    ...(target.column === undefined ? [] : [target.column]),
    ...extra.map((mention) => mention.column),
  ];
  const rows = scope.rows([...columns, key]);
  if (rows === undefined) return [];
  const by = numberOf(key, rows.of(key));
  const present: Plan = {
    op: "filter",
    input: rows.plan,
    where: {
      kind: "call",
      function: "not",
      arguments: [{ kind: "call", function: "is_null", arguments: [by] }],
    },
  };
  const top = topRows(present, by, extreme);
  const shown = columns.length === 0 ? undefined : [...new Set([...columns, key])];
  const plan: Plan = shown === undefined ? top : {
    op: "select",
    input: top,
    columns: shown.map((column) => ({ name: column.name, value: rows.of(column) })),
  };
  const same = scope.frame.mentions.filter((mention) => mention.column === key);
  return [{
    plan,
    kind: shown === undefined ? "table" : extreme.count === undefined ? "text" : "list",
    summary: `the ${several(extreme)}${
      shown === undefined ? "rows" : columns.map((column) => `"${column.name}"`).join(", ")
    } with the ${words(extreme)} "${key.name}"${scope.where()}`,
    fit: fit * target.fit,
    parts: [
      extreme,
      ...target.parts,
      ...extra,
      ...same,
      ...(scope.frame.order === undefined ? [] : [scope.frame.order]),
    ],
    ...(target.column === undefined ? {} : { answerColumn: target.column.name }),
    ...(target.column === undefined ? {} : chartOf(scope, { x: target.column.name, y: key.name })),
  }];
}

export function byGroup(
  scope: Scope,
  extreme: Extreme,
  target: Target,
  measured: Measured,
  fit: number,
): Candidate[] {
  if (target.column === undefined || target.column === measured.column) return [];
  const rows = scope.rows([target.column, ...(measured.column === undefined ? [] : [measured.column])]);
  if (rows === undefined) return [];
  const name = measureName(measured);
  const grouped: Plan = {
    op: "aggregate",
    input: rows.plan,
    groups: [{ name: target.column.name, value: rows.of(target.column) }],
    measures: [measure(measured, rows.of)],
  };
  const same = scope.frame.mentions.filter((mention) => mention.column === measured.column);
  return [{
    plan: limited(grouped, name, extreme),
    kind: extreme.count === undefined ? "text" : "list",
    summary: `the ${several(extreme)}"${target.column.name}" with the ${
      words(extreme)
    } ${name}${scope.where()}`,
    fit: fit * target.fit,
    parts: [extreme, ...target.parts, ...same],
    answerColumn: target.column.name,
    ...chartOf(scope, { x: target.column.name, y: name }),
  }];
}

export function byCount(scope: Scope, extreme: Extreme, target: Target): Candidate[] {
  const { profile, table } = target.column!;
  const once = profile.distinct + profile.missing >= scope.tables[table]!.profile.rows;
  // Every group would be one row.
  if (once && scope.frame.conditions.length === 0) return [];
  const counted = /most|least|fewest|number|amount/.test(scope.walk.word(extreme.at));
  const fit = extreme.counts
    ? 0.93
    : extreme.noun !== undefined && extreme.noun !== target.column
    ? counted ? 0.86 : 0.6
    : repeats(scope, target.column!)
    ? 0.78
    : 0.4;
  return byGroup(scope, extreme, target, { at: extreme.at, name: "count" }, fit);
}

export function byPlace(scope: Scope, extreme: Extreme, target: Target): Candidate[] {
  const extra = scope.frame.mentions.filter((mention) => mention.column !== target.column);
  const all = scope.walk.chunks.some((chunk, at) =>
    chunk.kind === "phrase"
      ? scope.walk.sense(at, "rows") !== undefined
      : chunk.kind === "rows" && /^(row|record|entr|observation|line)/.test(chunk.text.toLowerCase())
  );
  const columns = all && target.parts.length === 0 || target.column === undefined
    ? []
    : [target.column, ...extra.map((mention) => mention.column)];
  const rows = scope.rows(columns);
  if (rows === undefined) return [];
  const count = extreme.count ?? 1;
  const limit: Plan = extreme.descending
    ? lastRows(rows.plan, count)
    : { op: "limit", input: rows.plan, count };
  const rowsAt = scope.frame.flags.get("rows");
  return [{
    plan: columns.length === 0 ? limit : {
      op: "select",
      input: limit,
      columns: columns.map((column) => ({ name: column.name, value: rows.of(column) })),
    },
    kind: columns.length === 0 ? "table" : count === 1 ? "text" : "list",
    summary: `${
      columns.length === 0 ? "" : `${columns.map((column) => `"${column.name}"`).join(", ")} of `
    }the ${extreme.descending ? "last" : "first"} ${count === 1 ? "row" : `${count} rows`}${scope.where()}`,
    fit: (all ? 0.93 : 0.8) * target.fit,
    parts: [extreme, ...target.parts, ...(columns.length === 0 ? [] : extra)],
    also: rowsAt === undefined ? [] : [rowsAt],
    ...(columns.length === 0 ? {} : { answerColumn: columns[0]!.name }),
  }];
}

function lastRows(input: Plan, count: number): Plan {
  const numbered: Plan = {
    op: "window",
    input,
    columns: [{ name: "place from the top", function: "row_number", partition: [], order: [] }],
  };
  const size = {
    kind: "scalar" as const,
    plan: {
      op: "aggregate" as const,
      input,
      groups: [],
      measures: [{ name: "rows", function: "count" as const, arguments: [] }],
    },
  };
  return {
    op: "filter",
    input: numbered,
    where: {
      kind: "call",
      function: "gt",
      arguments: [named("place from the top"), {
        kind: "call",
        function: "subtract",
        arguments: [size, { kind: "literal", value: count }],
      }],
    },
  };
}

export function byPeriod(scope: Scope, extreme: Extreme): Candidate[] {
  const { walk } = scope;
  const at = walk.chunks.findIndex((_, index) =>
    walk.sense(index, "unit") !== undefined && !walk.used(index) &&
    (index < extreme.at || index === walk.next(extreme.at))
  );
  const bucketed = scope.frame.groups.length === 1 ? scope.frame.groups[0] : undefined;
  if (extreme.edge) return [];
  const unit = bucketed?.unit ?? (at < 0 ? undefined : walk.sense(at, "unit")?.unit);
  const time = scope.columns.find((column) => column.temporal);
  if (unit === undefined || time === undefined) return [];
  // `the best month for sales`
  const lone = scope.frame.mentions.filter(({ column }) => column.quantity && !column.key && !column.year);
  const compared = extreme.key ?? (lone.length === 1 ? lone[0]!.column : undefined);
  const measured: Measured = extreme.measure ??
    (compared === undefined
      ? { at, name: "count" }
      : { at, name: naturalAggregate(compared), column: compared });
  const rows = scope.rows([time, ...(measured.column === undefined ? [] : [measured.column])]);
  if (rows === undefined) return [];
  const name = measureName(measured);
  const key = `${time.name} (${unit === "month_name" ? "month" : unit})`;
  const grouped: Plan = {
    op: "aggregate",
    input: rows.plan,
    groups: [{ name: key, value: bucket(rows.of(time), unit) }],
    measures: [measure(measured, rows.of)],
  };
  const top = limited(grouped, name, extreme);
  const label = bucketLabel(named(key), unit);
  return [{
    plan: label === undefined
      ? top
      : { op: "select", input: top, columns: [{ name: key, value: label }, { name, value: named(name) }] },
    kind: extreme.count === undefined ? "text" : "list",
    summary: `the ${several(extreme)}${key} with the ${words(extreme)} ${name}${scope.where()}`,
    fit: compared === undefined && extreme.measure === undefined ? 0.89 : 0.92,
    parts: [
      extreme,
      ...(bucketed === undefined ? [] : [bucketed]),
      ...lone.filter(({ column }) => column === compared),
    ],
    also: at < 0 ? [] : [at],
    answerColumn: key,
  }];
}
