/**
 * Superlatives: the rows or groups that come first by some measure, and what is asked of them.
 *
 * @module
 */
import type { Plan } from "../../contract/mod.ts";
import type { Extreme, Measured } from "../frame/frame.ts";
import { isTime, labelColumn } from "../frame/concepts.ts";
import { conceptColumn } from "../frame/concepts.ts";
import type { ColumnInfo } from "../link/table_context.ts";
import { naturalAggregate } from "./additive.ts";
import { bucket, bucketLabel, column as named, measure, measureName, numberOf } from "./expressions.ts";
import { chartOf } from "./grouped.ts";
import { scalar } from "./scalars.ts";
import type { Candidate, Scope } from "./scope.ts";

/** Composes superlatives of rows, of groups, and of counts. */
export function composeSuperlatives(scope: Scope): Candidate[] {
  const { frame } = scope;
  const extreme = frame.extremes[0];
  if (extreme === undefined) return [];
  const out: Candidate[] = [];
  const targets = targetsOf(scope, extreme);
  for (const target of targets) {
    if (extreme.measure !== undefined) out.push(...byGroup(scope, extreme, target, extreme.measure, 0.93));
    else if (extreme.key !== undefined) {
      out.push(...byRow(scope, extreme, target, extreme.key, rowFit(scope, extreme, target)));
      if (
        target.column !== undefined && repeats(scope, target.column) && extreme.key.quantity &&
        !isTime(extreme.key)
      ) {
        const name = naturalAggregate(extreme.key);
        out.push(
          ...byGroup(
            scope,
            extreme,
            target,
            { at: extreme.at, name, column: extreme.key },
            name === "sum" ? 0.92 : 0.7,
          ),
        );
      }
    } else if (extreme.edge) out.push(...byPlace(scope, extreme, target));
    else if (target.column !== undefined) out.push(...byCount(scope, extreme, target));
  }
  out.push(...byPeriod(scope, extreme));
  if (extreme.key !== undefined && extreme.count === undefined) {
    out.push(...asScalar(scope, extreme, extreme.key));
  }
  return out;
}

/** What is asked of the row: a column, and the parts of the frame that named it. */
interface Target {
  readonly column: ColumnInfo | undefined;
  readonly parts: readonly object[];
  readonly fit: number;
}

function targetsOf(scope: Scope, extreme: Extreme): Target[] {
  const { frame } = scope;
  const out: Target[] = [];
  const measures = frame.measures.filter((one) => one.column !== undefined);
  if (frame.groups.length === 1) {
    out.push({ column: frame.groups[0]!.column, parts: [frame.groups[0]!], fit: 0.95 });
  }
  const mentioned = frame.mentions.filter((mention) => mention.column !== extreme.key);
  if (mentioned.length > 0) {
    const asked = mentioned.find((mention) => mention.at > frame.askAt) ?? mentioned[0]!;
    out.push({ column: asked.column, parts: [asked], fit: 1 });
  }
  if (frame.counts[0]?.noun !== undefined && frame.ask === "count" && frame.counts[0].noun !== extreme.key) {
    out.push({ column: frame.counts[0].noun, parts: [...frame.counts], fit: 0.9 });
  }
  if (out.length === 0 && extreme.noun !== undefined && extreme.noun !== extreme.key) {
    out.push({ column: extreme.noun, parts: [], fit: 1 });
  }
  if (
    out.length === 0 &&
    (frame.ask === "when" || extreme.edge && extreme.noun !== undefined && isTime(extreme.noun))
  ) {
    const time = scope.columns.find(isTime);
    if (time !== undefined) out.push({ column: time, parts: [], fit: 0.85 });
  }
  if (out.length === 0 && frame.ask === "where") {
    const place = conceptColumn(scope.columns, ["location", "city", "country"]);
    if (place !== undefined) out.push({ column: place.column, parts: [], fit: 0.85 });
  }
  if (out.length === 0 && measures.length === 0) {
    const label = labelColumn(scope.columns, scope.rowCount, frame.ask === "who");
    const table = scope.namedTables[0];
    if (table !== undefined && label !== undefined && repeats(scope, label) && frame.ask !== "who") {
      out.push({ column: undefined, parts: [], fit: 0.93 });
    }
    out.push({
      column: label,
      parts: [],
      fit: frame.ask === "who"
        ? 0.93
        : table !== undefined && label !== undefined && !repeats(scope, label)
        ? 0.95
        : 0.85,
    });
  }
  return out;
}

function repeats(scope: Scope, column: ColumnInfo): boolean {
  return column.profile.distinct < 0.9 * (scope.tables[column.table]!.profile.rows - column.profile.missing);
}

function rowFit(scope: Scope, extreme: Extreme, target: Target): number {
  if (target.column === undefined || !repeats(scope, target.column) || isTime(extreme.key!)) return 0.93;
  return naturalAggregate(extreme.key!) === "sum" && extreme.count !== undefined ? 0.75 : 0.9;
}

function words(extreme: Extreme): string {
  return `${extreme.descending ? "highest" : "lowest"}${
    extreme.count === undefined ? "" : ` ${extreme.count}`
  }`;
}

function limited(plan: Plan, key: string, extreme: Extreme): Plan {
  return {
    op: "top",
    input: plan,
    partition: [],
    keys: [{ by: named(key), descending: extreme.descending }],
    count: extreme.count ?? 1,
    ties: extreme.count === undefined,
  };
}

function byRow(scope: Scope, extreme: Extreme, target: Target, key: ColumnInfo, fit: number): Candidate[] {
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
  const top: Plan = {
    op: "top",
    input: present,
    partition: [],
    keys: [{ by, descending: extreme.descending }],
    count: extreme.count ?? 1,
    ties: extreme.count === undefined,
  };
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
    summary: `the ${
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

function byGroup(
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
    summary: `the "${target.column.name}" with the ${words(extreme)} ${name}${scope.where()}`,
    fit: fit * target.fit,
    parts: [extreme, ...target.parts, ...same],
    answerColumn: target.column.name,
    ...chartOf(scope, { x: target.column.name, y: name }),
  }];
}

function byCount(scope: Scope, extreme: Extreme, target: Target): Candidate[] {
  const fit = extreme.counts
    ? 0.93
    : extreme.noun !== undefined && extreme.noun !== target.column
    ? 0.88
    : repeats(scope, target.column!)
    ? 0.78
    : 0.4;
  return byGroup(scope, extreme, target, { at: extreme.at, name: "count" }, fit);
}

/** The first or last rows in the table's order. */
function byPlace(scope: Scope, extreme: Extreme, target: Target): Candidate[] {
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

/** `What is the highest price?` asks for the number itself. */
function asScalar(scope: Scope, extreme: Extreme, key: ColumnInfo): Candidate[] {
  const { frame } = scope;
  const others = frame.mentions.filter((mention) => mention.column !== key);
  if (frame.ask === "who" || frame.groups.length > 0) return [];
  const entity =
    scope.walk.chunks.slice(extreme.at + 1, extreme.at + 4).some((chunk) => chunk.kind === "rows") ||
    /^(which|what)$/.test(scope.walk.word(frame.askAt)) &&
      scope.walk.chunks[frame.askAt + 1]?.kind === "rows";
  const subject = scope.walk.chunks.findIndex((chunk) => chunk.kind === "rows");
  if (entity || subject >= 0 && subject < extreme.at || frame.noun !== undefined && frame.ask === "which") {
    return [];
  }
  const fit = others.length === 0 && extreme.noun === undefined &&
      (frame.ask === "which" || frame.ask === "how_much" || frame.ask === "count" || frame.ask === "list" ||
        frame.ask === undefined || frame.ask === "when")
    ? 0.94
    : 0.5;
  const found = scalar(
    scope,
    [{ at: extreme.at, name: extreme.descending ? "max" : "min", column: key }],
    fit,
    [extreme, ...frame.mentions.filter((mention) => mention.column === key)],
  );
  return found === undefined ? [] : [found];
}

/** `which month had the highest revenue`: the bucket of time that comes first. */
function byPeriod(scope: Scope, extreme: Extreme): Candidate[] {
  const { walk } = scope;
  const at = walk.chunks.findIndex((_, index) =>
    walk.sense(index, "unit") !== undefined && index < extreme.at && !walk.used(index)
  );
  const unit = at < 0 ? undefined : walk.sense(at, "unit")?.unit;
  const time = scope.columns.find((column) => column.temporal);
  if (unit === undefined || time === undefined) return [];
  const measured: Measured = extreme.measure ??
    (extreme.key === undefined
      ? { at, name: "count" }
      : { at, name: naturalAggregate(extreme.key), column: extreme.key });
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
    summary: `the ${key} with the ${words(extreme)} ${name}${scope.where()}`,
    fit: extreme.key === undefined && extreme.measure === undefined ? 0.85 : 0.92,
    parts: [extreme],
    also: [at],
    answerColumn: key,
  }];
}
