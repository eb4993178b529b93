/**
 * Correlation, shares and rates, missing values, summaries and outliers.
 *
 * @module
 */
import type { Expression, Measure, Plan } from "../../contract/mod.ts";
import type { Condition, Group, Measured } from "../frame/frame.ts";
import { isTime } from "../frame/concepts.ts";
import type { ColumnInfo } from "../link/table_context.ts";
import { whereOf, whereWords } from "./conditions.ts";
import { call, column as named, literal, measure, measureName } from "./expressions.ts";
import { groupColumn } from "./grouped.ts";
import { scalar } from "./scalars.ts";
import type { Candidate, Scope } from "./scope.ts";

/** Composes the statistics that have words of their own. */
export function composeStatistics(scope: Scope): Candidate[] {
  return [
    ...correlations(scope),
    ...shares(scope),
    ...rates(scope),
    ...missingCounts(scope),
    ...summaries(scope),
    ...outliers(scope),
    ...sharesOfTotal(scope),
    ...running(scope),
    ...distinctCounts(scope),
  ];
}

function numbersOf(scope: Scope): { column: ColumnInfo; part: object }[] {
  const { frame } = scope;
  const all = [
    ...frame.mentions.map((mention) => ({ column: mention.column, part: mention as object, at: mention.at })),
    ...frame.counts.flatMap((count) =>
      count.noun === undefined ? [] : [{ column: count.noun, part: count as object, at: count.at }]
    ),
    ...frame.groups.map((group) => ({ column: group.column, part: group as object, at: group.at })),
  ].filter((one) => one.column.numeric).sort((a, b) => a.at - b.at);
  return all.filter((one, index) => all.findIndex((other) => other.column === one.column) === index);
}

function correlations(scope: Scope): Candidate[] {
  const { frame } = scope;
  const at = frame.flags.get("correlation");
  if (at === undefined) return [];
  const [first, second] = numbersOf(scope);
  if (first === undefined || second === undefined) return [];
  const exact = /correl|pearson/.test(scope.walk.word(at));
  const fit = frame.chart !== undefined && !frame.chart.soft ? 0.7 : exact ? 0.97 : 0.85;
  const found = scalar(
    scope,
    [{ at, name: "correlation", column: first.column, second: second.column }],
    fit,
    [first.part, second.part],
    [at, ...(frame.flags.has("versus") ? [frame.flags.get("versus")!] : [])],
  );
  return found === undefined ? [] : [found];
}

/** `percentage of passengers who survived`, by group where there are groups. */
function shares(scope: Scope): Candidate[] {
  const { frame } = scope;
  const at = frame.flags.get("share");
  if (at === undefined || frame.conditions.length === 0) return [];
  const split = splitConditions(scope, at);
  if (split === undefined) return [];
  return shareOf(scope, split.of, split.base, /percent|%/.test(scope.walk.word(at)) ? 100 : 100, 0.93, [at]);
}

/** The conditions that the share is of, and those that only narrow the rows: the last one counts, and flags. */
function splitConditions(scope: Scope, at: number): { of: Condition[]; base: Condition[] } | undefined {
  const { conditions } = scope.frame;
  const before = conditions.filter((condition) => Math.max(...condition.at) < at);
  const after = conditions.filter((condition) => !before.includes(condition));
  const who = scope.walk.chunks.findIndex((chunk, index) =>
    index > at && chunk.kind === "filler" &&
    /^(who|that|which|are|is|were|was|with|have|had)$/.test(chunk.word)
  );
  const marked = after.filter((condition) => who >= 0 && Math.min(...condition.at) > who);
  const of = marked.length > 0 ? marked : after.length > 0 ? after.slice(-1) : conditions.slice(-1);
  return { of, base: conditions.filter((condition) => !of.includes(condition)) };
}

function shareOf(
  scope: Scope,
  of: readonly Condition[],
  base: readonly Condition[],
  scale: number,
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
  const keys = by.map((group) => groupColumn(group, scope, rows.of));
  const counted: Plan = { op: "aggregate", input: rows.plan, groups: keys, measures };
  const value = call("divide", call("multiply", literal(scale), named("matching")), named("all"));
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

/** `survival rate by sex`: the share of the affirmed value of a two-valued column. */
function rates(scope: Scope): Candidate[] {
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
    return shareOf(scope, [condition], frame.conditions, 100, 0.95, [at], [by]).map((one) => ({
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
  return shareOf(scope, [condition], frame.conditions, 100, 0.95, [at]).map((one) => ({
    ...one,
    parts: [...one.parts, mention],
  }));
}

/** `how many missing values in each column`, `which columns have missing values`. */
function missingCounts(scope: Scope): Candidate[] {
  const { frame } = scope;
  const at = frame.flags.get("missing");
  if (
    frame.conditions.length === 1 && frame.conditions[0]!.test.kind === "missing" &&
    frame.mentions.length === 0 && /values?|data|cells/.test(
      scope.walk.chunks.map((chunk) => chunk.text.toLowerCase()).join(" "),
    )
  ) {
    const found = scalar(scope, [{ at: 0, name: "count" }], 0.92, [...frame.counts]);
    return found === undefined ? [] : [found];
  }
  if (at === undefined || frame.conditions.length > 0) return [];
  const named_ = frame.mentions.map((mention) => mention.column);
  const columns = named_.length > 0 ? named_ : scope.mainTable.columns.slice(0, 400);
  const rows = scope.rows(columns);
  if (rows === undefined) return [];
  const measures = columns.map((column): Measure => ({
    name: column.name,
    function: "count",
    arguments: [],
    where: call("is_null", rows.of(column)),
  }));
  const columnsFlag = frame.flags.get("columns");
  return [{
    plan: { op: "aggregate", input: rows.plan, groups: [], measures },
    kind: columns.length === 1 ? "number" : "record",
    summary: `the number of missing values of ${
      named_.length > 0 ? named_.map((column) => `"${column.name}"`).join(", ") : "each column"
    }${scope.where()}`,
    fit: 0.93,
    parts: [...frame.mentions, ...frame.counts, ...frame.groups],
    also: [
      at,
      ...(columnsFlag === undefined ? [] : [
        columnsFlag,
        ...scope.walk.chunks.flatMap((_, index) =>
          scope.walk.sense(index, "group") === undefined ? [] : [index]
        ),
      ]),
    ],
    ...(columns.length === 1 ? { answerColumn: columns[0]!.name } : {}),
  }];
}

const SUMMARY: readonly Pick<Measured, "name" | "parameter">[] = [
  { name: "count" },
  { name: "mean" },
  { name: "stddev" },
  { name: "min" },
  { name: "quantile", parameter: 0.25 },
  { name: "median" },
  { name: "quantile", parameter: 0.75 },
  { name: "max" },
];

/** `describe age`, `summary statistics of price by region`. */
function summaries(scope: Scope): Candidate[] {
  const { frame } = scope;
  const at = frame.flags.get("describe");
  const mention = frame.mentions.find((one) => one.column.numeric);
  if (at === undefined || mention === undefined) return [];
  const rows = scope.rows([mention.column, ...frame.groups.map((group) => group.column)]);
  if (rows === undefined) return [];
  const groups = frame.groups.map((group) => groupColumn(group, scope, rows.of));
  const present: Expression = rows.of(mention.column);
  const measures = SUMMARY.map((one): Measure =>
    one.name === "count"
      ? { name: "count", function: "count", arguments: [present] }
      : measure({ at, ...one, column: mention.column }, rows.of)
  );
  const plan: Plan = { op: "aggregate", input: rows.plan, groups, measures };
  return [{
    plan: groups.length === 0 ? plan : {
      op: "sort",
      input: plan,
      keys: groups.map((group) => ({ by: named(group.name), descending: false })),
    },
    kind: groups.length === 0 ? "record" : "table",
    summary: `the ${measures.map((one) => one.name).join(", ")}${
      groups.length === 0 ? "" : ` by ${groups.map((group) => group.name).join(" and ")}`
    }${scope.where()}`,
    fit: 0.95,
    parts: [mention, ...frame.groups],
    also: [at],
  }];
}

/** `how many outliers are in price`, `mean price without outliers`: by the interquartile rule, or by three standard deviations. */
function outliers(scope: Scope): Candidate[] {
  const { frame, walk } = scope;
  const at = frame.flags.get("outliers");
  if (at === undefined) return [];
  const numbers = [
    ...frame.mentions.filter((mention) => mention.column.quantity).map((mention) => mention.column),
    ...frame.counts.flatMap((count) => count.noun?.quantity ? [count.noun] : []),
    ...frame.measures.flatMap((one) => one.column ?? []),
  ];
  const subject = numbers[0];
  if (subject === undefined) return [];
  const text = walk.chunks.map((chunk) => chunk.text.toLowerCase()).join(" ");
  const condition: Condition = {
    at: [at],
    column: subject,
    test: {
      kind: "outlier",
      rule: /z score|standard deviations? (?:from|away|of)/.test(text) ? "deviations" : "quartiles",
    },
    negated: /remov|exclud|without|drop|clean|filter/.test(text),
    connector: "and",
    doubt: 0,
  };
  const rows = scope.rows(frame.measures.flatMap((one) => one.column ?? []), [
    ...frame.conditions,
    condition,
  ]);
  if (rows === undefined) return [];
  const measured: Measured[] = frame.measures.length > 0 ? [...frame.measures] : [{ at, name: "count" }];
  const measures = measured.map((one) => measure(one, rows.of));
  return [{
    plan: { op: "aggregate", input: rows.plan, groups: [], measures },
    kind: measures.length === 1 ? "number" : "record",
    summary: `the ${
      measured.map((one) => one.name === "count" ? "number of rows" : measureName(one)).join(", ")
    }${whereWords([...frame.conditions, condition])}`,
    fit: 0.93,
    parts: [
      ...frame.measures,
      ...frame.counts,
      ...frame.mentions.filter((mention) => mention.column === subject),
    ],
    also: [at],
    ...(measures.length === 1 ? { answerColumn: measures[0]!.name } : {}),
  }];
}

/** `share of revenue by region`: what each group has of the whole. */
function sharesOfTotal(scope: Scope): Candidate[] {
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
  const keys = frame.groups.map((group) => groupColumn(group, scope, rows.of));
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
    fit: frame.chart === undefined ? 0.95 : 0.7,
    parts: [...frame.groups, ...frame.counts, ...(mention === undefined ? [] : [mention])],
    also: [at],
    ...(frame.chart === undefined
      ? {}
      : { chart: { type: frame.chart.type || "pie", x: keys[0]!.name, y: "percent" } }),
  }];
}

/** `running total of revenue`: along the dated column. */
function running(scope: Scope): Candidate[] {
  const { frame } = scope;
  const at = frame.flags.get("cumulative");
  const mention = frame.mentions.find((one) => one.column.quantity);
  const time = frame.groups.find((group) => group.column.temporal || isTime(group.column));
  const column = time?.column ?? scope.columns.find(isTime);
  if (at === undefined || mention === undefined || column === undefined) return [];
  const rows = scope.rows([mention.column, column]);
  if (rows === undefined) return [];
  const key = groupColumn(time ?? { at, column }, scope, rows.of);
  const total: Measured = { at, name: "sum", column: mention.column };
  const name = `running ${measureName(total)}`;
  const grouped: Plan = {
    op: "aggregate",
    input: rows.plan,
    groups: [key],
    measures: [measure(total, rows.of)],
  };
  const summed: Plan = {
    op: "window",
    input: grouped,
    columns: [{
      name,
      function: "cumulative_sum",
      argument: named(measureName(total)),
      partition: [],
      order: [{ by: named(key.name), descending: false }],
    }],
  };
  return [{
    plan: {
      op: "sort",
      input: {
        op: "select",
        input: summed,
        columns: [{ name: key.name, value: named(key.name) }, { name, value: named(name) }],
      },
      keys: [{ by: named(key.name), descending: false }],
    },
    kind: "table",
    summary: `the ${name} along ${key.name}${scope.where()}`,
    fit: 0.95,
    parts: [mention, ...(time === undefined ? [] : [time])],
    also: [at],
    ...(frame.chart === undefined
      ? {}
      : { chart: { type: frame.chart.type || "line", x: key.name, y: name } }),
  }];
}

/** `the number of unique values in each column`. */
function distinctCounts(scope: Scope): Candidate[] {
  const { frame, walk } = scope;
  const each = walk.chunks.findIndex((chunk, at) =>
    walk.sense(at, "group") !== undefined &&
    /^columns?$/.test(walk.chunks[at + 1]?.text.toLowerCase() ?? "") && chunk.kind === "phrase"
  );
  const first = frame.counts[0];
  if (each < 0 || first === undefined || !first.distinct || first.noun !== undefined) return [];
  const { columns } = scope.mainTable;
  const rows = scope.rows(columns.slice(0, 400));
  if (rows === undefined) return [];
  const measures = columns.slice(0, 400).map((column): Measure => ({
    name: column.name,
    function: "count_distinct",
    arguments: [rows.of(column)],
  }));
  return [{
    plan: { op: "aggregate", input: rows.plan, groups: [], measures },
    kind: "record",
    summary: `the number of different values of each column${scope.where()}`,
    fit: 0.97,
    parts: [...frame.counts],
    also: [each, each + 1],
  }];
}
