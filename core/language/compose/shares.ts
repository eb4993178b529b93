/**
 * Shares and rates: `percentage of passengers who survived`, `share of revenue by region`.
 *
 * @module
 */
import type { Measure, Plan } from "../../contract/mod.ts";
import type { Condition, Group, Measured } from "../frame/frame.ts";
import type { ColumnInfo } from "../link/table_context.ts";
import { whereOf, whereWords } from "./conditions.ts";
import { call, column as named, literal, measure, measureName, numberOf } from "./expressions.ts";
import { groupColumn } from "./group_plan.ts";
import type { Candidate, Scope } from "./scope.ts";

export function shares(scope: Scope): Candidate[] {
  const { frame } = scope;
  const at = frame.flags.get("share");
  if (at === undefined || frame.conditions.length === 0) return [];
  const split = splitConditions(scope, at);
  if (split === undefined) return [];
  return shareOf(scope, split.of, split.base, 0.93, [at]);
}

function splitConditions(scope: Scope, at: number): { of: Condition[]; base: Condition[] } | undefined {
  // A period says of which rows a share is, not which share.
  const periods = scope.frame.conditions.filter(({ test }) => test.kind === "period" || test.kind === "part");
  const others = scope.frame.conditions.filter((one) => !periods.includes(one));
  const conditions = others.length === 0 ? periods : others;
  const before = conditions.filter((condition) => Math.max(...condition.at) < at);
  const after = conditions.filter((condition) => !before.includes(condition));
  const who = scope.walk.chunks.findIndex((chunk, index) =>
    index > at && chunk.kind === "filler" &&
    /^(who|that|which|are|is|were|was|with|have|had)$/.test(chunk.word)
  );
  const marked = after.filter((condition) => who >= 0 && Math.min(...condition.at) > who);
  const of = marked.length > 0 ? marked : after.length > 0 ? after.slice(-1) : conditions.slice(-1);
  return { of, base: scope.frame.conditions.filter((condition) => !of.includes(condition)) };
}

function shareOf(
  scope: Scope,
  of: readonly Condition[],
  base: readonly Condition[],
  fit: number,
  also: readonly number[],
  by: readonly Group[] = scope.frame.groups,
): Candidate[] {
  const { frame } = scope;
  const groups = by.map((group) => group.column);
  const rows = scope.rows([...groups, ...of.map((condition) => condition.column)], base);
  if (rows === undefined) return [];
  const where = whereOf(of, rows.of, rows.plan)!;
  const measures: Measure[] = [
    { name: "matching", function: "count", arguments: [], where },
    { name: "all", function: "count", arguments: [] },
  ];
  const keys = by.map((group) => groupColumn(group, rows.of));
  const counted: Plan = { op: "aggregate", input: rows.plan, groups: keys, measures };
  const value = call("divide", call("multiply", literal(100), named("matching")), named("all"));
  const selected: Plan = {
    op: "select",
    input: counted,
    columns: [...keys.map((key) => ({ name: key.name, value: named(key.name) })), { name: "percent", value }],
  };
  const plan: Plan = keys.length === 0
    ? selected
    : { op: "sort", input: selected, keys: keys.map((key) => ({ by: named(key.name), descending: false })) };
  return [{
    plan,
    kind: keys.length === 0 ? "number" : "table",
    summary: `the percentage of rows${whereWords(of)}${
      base.length === 0 ? "" : `, among those${whereWords(base)}`
    }${keys.length === 0 ? "" : ` by ${keys.map((key) => key.name).join(" and ")}`}`,
    fit,
    parts: [...frame.groups, ...frame.counts, ...frame.mentions.filter((mention) => mention.column.key)],
    also,
    ...(keys.length === 0
      ? { answerColumn: "percent" }
      : frame.chart === undefined
      ? {}
      : { chart: { type: frame.chart.type || "bar", x: keys[0]!.name, y: "percent" } }),
  }];
}

export function rates(scope: Scope): Candidate[] {
  const { frame } = scope;
  const at = frame.flags.get("rate") ?? frame.flags.get("share");
  const mention = frame.mentions.find((one) => one.column.flag !== undefined);
  if (at === undefined || mention === undefined) return [];
  const condition: Condition = {
    at: [mention.at],
    column: mention.column,
    test: { kind: "in", values: [mention.column.flag!.positive] },
    negated: false,
    connector: "and",
    doubt: 0,
  };
  const extreme = frame.extremes[0];
  const target = frame.mentions.find((one) =>
    one !== mention && !one.column.quantity || one !== mention && one.column.category
  );
  if (extreme !== undefined && target !== undefined && frame.groups.length === 0) {
    const by = { at: target.at, column: target.column };
    return shareOf(scope, [condition], frame.conditions, 0.95, [at], [by]).map((one) => ({
      ...one,
      plan: {
        op: "top",
        input: one.plan,
        partition: [],
        keys: [{ by: named("percent"), descending: extreme.descending }],
        count: extreme.count ?? 1,
        ties: extreme.count === undefined,
      },
      kind: "text",
      summary: `the "${target.column.name}" with the ${extreme.descending ? "highest" : "lowest"} ${
        one.summary.replace(/^the /, "")
      }`,
      parts: [...one.parts, mention, target, extreme],
      answerColumn: target.column.name,
    }));
  }
  return shareOf(scope, [condition], frame.conditions, 0.95, [at]).map((one) => ({
    ...one,
    parts: [...one.parts, mention],
  }));
}

/** Whether conditions choose among the rows by what they are, not by when they were. */
function chooses({ frame }: Scope): boolean {
  return frame.conditions.some(({ test }) => test.kind !== "period" && test.kind !== "part");
}

/** The amount that is named (`share of sales from chairs`), or the only one of a table that has one kind of thing. */
function amountOf({ columns, frame, namedTables }: Scope): ColumnInfo | undefined {
  const isAmount = (one: ColumnInfo) => one.quantity && !one.key && !one.year && one.flag === undefined;
  const said = frame.mentions.filter(({ column }) => isAmount(column));
  if (said.length > 0) return said.length === 1 ? said[0]!.column : undefined;
  const amounts = columns.filter(isAmount);
  const kinds = columns.filter((one) => one.text && !one.quantity);
  return amounts.length === 1 && kinds.length === 1 && namedTables.length === 0 ? amounts[0] : undefined;
}

/**
 * The share of an amount, where each row has the amount of a kind: `share of renewables in 2017` of a table with one row a source and year.
 * A share of the rows would tell nothing of it.
 */
export function sharesOfAmount(scope: Scope): Candidate[] {
  const { frame } = scope;
  const at = frame.flags.get("share");
  const split = at === undefined ? undefined : splitConditions(scope, at);
  const amount = amountOf(scope);
  if (
    at === undefined || split === undefined || amount === undefined || frame.counts.length > 0 ||
    split.of.length === 0 || !split.of.every(({ column }) => column.text) ||
    frame.groups.some(({ column }) => split.of.some((one) => one.column === column))
  ) return [];
  const rows = scope.rows([amount, ...frame.groups.map(({ column }) => column)], split.base);
  if (rows === undefined) return [];
  const sum = { function: "sum" as const, arguments: [numberOf(amount, rows.of(amount))] };
  const keys = frame.groups.map((group) => groupColumn(group, rows.of));
  const counted: Plan = {
    op: "aggregate",
    input: rows.plan,
    groups: keys,
    measures: [{ name: "matching", ...sum, where: whereOf(split.of, rows.of, rows.plan)! }, {
      name: "all",
      ...sum,
    }],
  };
  const percent = call("divide", call("multiply", literal(100), named("matching")), named("all"));
  const kept = keys.map((key) => ({ name: key.name, value: named(key.name) }));
  const selected: Plan = {
    op: "select",
    input: counted,
    columns: [...kept, { name: "percent", value: percent }],
  };
  const by = keys.map((key) => key.name).join(" and ");
  return [{
    plan: keys.length === 0
      ? selected
      : { op: "sort", input: selected, keys: kept.map(({ value }) => ({ by: value, descending: false })) },
    kind: keys.length === 0 ? "number" : "table",
    summary: `the percentage of the total ${amount.name}${whereWords(split.of)}${
      split.base.length === 0 ? "" : `, among those${whereWords(split.base)}`
    }${keys.length === 0 ? "" : ` by ${by}`}`,
    fit: 0.96,
    parts: [...frame.groups, ...frame.mentions.filter(({ column }) => column === amount)],
    also: [at],
    ...(keys.length === 0
      ? { answerColumn: "percent" }
      : frame.chart === undefined
      ? {}
      : { chart: { type: frame.chart.type || "line", x: keys[0]!.name, y: "percent" } }),
  }];
}

export function sharesOfTotal(scope: Scope): Candidate[] {
  const { frame } = scope;
  const at = frame.flags.get("share");
  const mention = frame.mentions.find((one) => one.column.quantity && one.column.flag === undefined);
  if (at === undefined || frame.groups.length === 0) return [];
  const rows = scope.rows([
    ...frame.groups.map((group) => group.column),
    ...(mention === undefined ? [] : [mention.column]),
  ]);
  if (rows === undefined) return [];
  const measured: Measured = mention === undefined
    ? { at, name: "count" }
    : { at, name: "sum", column: mention.column };
  const name = measureName(measured);
  const keys = frame.groups.map((group) => groupColumn(group, rows.of));
  const grouped: Plan = {
    op: "aggregate",
    input: rows.plan,
    groups: keys,
    measures: [measure(measured, rows.of)],
  };
  const totals: Plan = {
    op: "window",
    input: grouped,
    columns: [{ name: "all", function: "sum", argument: named(name), partition: [], order: [] }],
  };
  const percent = call("divide", call("multiply", literal(100), named(name)), named("all"));
  const selected: Plan = {
    op: "select",
    input: totals,
    columns: [...keys.map((key) => ({ name: key.name, value: named(key.name) })), {
      name: "percent",
      value: percent,
    }],
  };
  return [{
    plan: {
      op: "sort",
      input: selected,
      keys: keys.map((key) => ({ by: named(key.name), descending: false })),
    },
    kind: "table",
    summary: `each share of the ${name === "count" ? "number of rows" : name} by ${
      keys.map((key) => key.name).join(" and ")
    }, in percent${scope.where()}`,
    // `the share of films that pass by year` is one of each year's own films.
    fit: frame.chart !== undefined ? 0.7 : mention === undefined && chooses(scope) ? 0.88 : 0.95,
    parts: [...frame.groups, ...frame.counts, ...(mention === undefined ? [] : [mention])],
    also: [at],
    ...(frame.chart === undefined
      ? {}
      : { chart: { type: frame.chart.type || "pie", x: keys[0]!.name, y: "percent" } }),
  }];
}
