/**
 * One row of numbers: `average fare of women`, `how many rows`, `mean, median and standard deviation of age`.
 *
 * @module
 */
import type { Plan } from "../../contract/mod.ts";
import type { Condition, Measured } from "../frame/frame.ts";
import type { ColumnInfo } from "../link/table_context.ts";
import { isAmount } from "../frame/concepts.ts";
import { isAdded } from "./additive.ts";
import { call, column as named, literal, measure, measureName } from "./expressions.ts";
import type { Candidate, Scope } from "./scope.ts";

/** Composes aggregates over all rows that the conditions leave. */
export function composeScalars(scope: Scope): Candidate[] {
  const { frame } = scope;
  const out: Candidate[] = [];
  if (frame.measures.length > 0) {
    const fit = frame.groups.length > 0 || frame.chart !== undefined ? 0.5 : 0.95;
    const all = [
      ...frame.measures,
      ...(frame.counts.length > 0 && frame.counts[0]!.noun === undefined
        ? [{ at: -1, name: "count" as const }]
        : []),
    ];
    const unsure = all.some((one) =>
      one.name === "count" && one.column !== undefined && repeated(one.column, scope)
    );
    const found = scalar(scope, all, unsure ? fit * 0.9 : fit, [...frame.measures, ...frame.counts]);
    if (found !== undefined) out.push(found);
  }
  if (frame.counts.length > 0 && frame.measures.length === 0) out.push(...counts(scope));
  out.push(...naturalTotal(scope));
  return out;
}

/** One row of measures. */
export function scalar(
  scope: Scope,
  measures: readonly Measured[],
  fit: number,
  parts: readonly object[],
  also: readonly number[] = [],
  conditions: readonly Condition[] = scope.frame.conditions,
): Candidate | undefined {
  const rows = scope.rows(measures.flatMap((one) => one.column ?? []), conditions);
  if (rows === undefined) return undefined;
  const unique = measures.filter((one, index) =>
    measures.findIndex((other) => measureName(other) === measureName(one)) === index
  );
  const plan: Plan = {
    op: "aggregate",
    input: rows.plan,
    groups: [],
    measures: unique.map((one) => measure(one, rows.of)),
  };
  const single = unique.length === 1;
  return {
    plan,
    kind: single ? "number" : "record",
    summary: `the ${
      unique.map((one) => one.name === "count" && !one.distinct ? "number of rows" : measureName(one)).join(
        ", ",
      )
    }${scope.where(conditions)}`,
    fit,
    parts,
    also,
    ...(single ? { answerColumn: measureName(unique[0]!) } : {}),
  };
}

function counts(scope: Scope): Candidate[] {
  const { frame } = scope;
  const first = frame.counts[0]!;
  const dampen = frame.groups.length > 0 || frame.chart !== undefined ? 0.5 : 1;
  const out: Candidate[] = [];
  const push = (measured: Measured, fit: number) => {
    const found = scalar(scope, [measured], fit * dampen, [...frame.counts]);
    if (found !== undefined) out.push(found);
  };
  const pushRows = (noun: ColumnInfo, fit: number) => {
    const present: Condition = {
      at: [],
      column: noun,
      test: { kind: "missing" },
      negated: true,
      connector: "and",
      doubt: 0,
    };
    const lacks = noun.profile.missing > 0 && !frame.conditions.some((one) => one.column === noun);
    if (!lacks) return push({ at: first.at, name: "count" }, fit);
    const found = scalar(scope, [{ at: first.at, name: "count" }], fit * dampen, [...frame.counts], [], [
      ...frame.conditions,
      present,
    ]);
    if (found !== undefined) out.push(found);
  };
  const columnsAt = scope.walk.chunks.findIndex((chunk, at) =>
    at > first.at && at <= first.at + 5 && /^columns?$/.test(chunk.text.toLowerCase())
  );
  if (columnsAt > 0 && first.noun === undefined && frame.conditions.length === 0) {
    const { columns } = scope.mainTable;
    const one: Plan = {
      op: "aggregate",
      input: { op: "scan", dataset: scope.mainTable.profile.id },
      groups: [],
      measures: [{ name: "rows", function: "count", arguments: [] }],
    };
    return [{
      plan: { op: "select", input: one, columns: [{ name: "columns", value: literal(columns.length) }] },
      kind: "number",
      summary: "the number of columns",
      fit: 0.97,
      parts: [...frame.counts],
      also: [columnsAt],
      answerColumn: "columns",
    }];
  }
  const noun = first.noun;
  if (noun !== undefined && frame.having.length > 0) out.push(...countOfGroups(scope, noun));
  if (/times|often/.test(scope.walk.word(first.at))) push({ at: first.at, name: "count" }, 0.95);
  else if (noun === undefined) push({ at: first.at, name: "count" }, 0.95);
  else if (first.distinct) push({ at: first.at, name: "count_distinct", column: noun }, 0.95);
  else if (isAmount(noun, scope.rowCount)) {
    push({ at: first.at, name: "sum", column: noun }, 0.9);
    push({ at: first.at, name: "count" }, 0.7);
  } else {
    pushRows(
      noun,
      !repeated(noun, scope) ? 0.92 : frame.conditions.length === 0 ? 0.85 : 0.9,
    );
    if (repeated(noun, scope)) {
      push(
        { at: first.at, name: "count_distinct", column: noun },
        frame.conditions.length === 0 ? 0.9 : 0.84,
      );
    }
  }
  return out;
}

function repeated(column: ColumnInfo, scope: Scope): boolean {
  const rows = scope.tables[column.table]!.profile.rows - column.profile.missing;
  return column.profile.distinct < rows && !column.key;
}

/** `how many venues were used at least twice`: groups are counted, not rows. */
function countOfGroups(scope: Scope, noun: ColumnInfo): Candidate[] {
  const { frame } = scope;
  const rows = scope.rows([noun]);
  const having = frame.having.find((one) => one.aggregate === "count");
  if (rows === undefined || having === undefined) return [];
  const grouped: Plan = {
    op: "aggregate",
    input: rows.plan,
    groups: [{ name: noun.name, value: rows.of(noun) }],
    measures: [{ name: "rows", function: "count", arguments: [] }],
  };
  const kept: Plan = {
    op: "filter",
    input: grouped,
    where: call(having.op, named("rows"), literal(having.value)),
  };
  return [{
    plan: {
      op: "aggregate",
      input: kept,
      groups: [],
      measures: [{ name: "count", function: "count", arguments: [] }],
    },
    kind: "number",
    summary: `the number of different "${noun.name}" that occur ${
      having.op === "ge"
        ? "at least "
        : having.op === "gt"
        ? "more than "
        : having.op === "le"
        ? "at most "
        : having.op === "lt"
        ? "fewer than "
        : ""
    }${having.value} times${scope.where()}`,
    fit: 0.95,
    parts: [...frame.counts, ...frame.having],
    answerColumn: "count",
  }];
}

/** `revenue in February`: an amount over many rows is added up. */
function naturalTotal(scope: Scope): Candidate[] {
  const { frame } = scope;
  const mention = frame.mentions.length === 1 ? frame.mentions[0]! : undefined;
  const plain = frame.ask === undefined || frame.ask === "how_much" ||
    frame.ask === "which" && /^what/.test(scope.walk.word(frame.askAt));
  const alone =
    frame.measures.length + frame.counts.length + frame.groups.length + frame.extremes.length === 0 &&
    frame.chart === undefined;
  if (
    mention === undefined || !plain || !alone || frame.conditions.length === 0 || !isAdded(mention.column)
  ) return [];
  const many =
    frame.conditions.every((condition) =>
      condition.column.temporal || condition.column.category || condition.column.year
    ) &&
    frame.conditions.every((condition) =>
      condition.column.profile.distinct < 0.9 * scope.rowCount || condition.column.temporal
    );
  const found = many
    ? scalar(scope, [{ at: mention.at, name: "sum", column: mention.column }], 0.915, [mention])
    : undefined;
  return found === undefined ? [] : [found];
}
