/**
 * Correlation, shares and rates, missing values, summaries and outliers.
 *
 * @module
 */
import type { Expression, Measure, Plan } from "../../contract/mod.ts";
import type { Measured } from "../frame/frame.ts";
import type { ColumnInfo } from "../link/table_context.ts";
import { column as named, measure } from "./expressions.ts";
import { groupColumn } from "./group_plan.ts";
import { scalar } from "./scalars.ts";
import type { Candidate, Scope } from "./scope.ts";
import { rates, shares, sharesOfAmount, sharesOfTotal } from "./shares.ts";
import { distinctCounts, missingColumns, missingCounts } from "./per_column.ts";
import { changes } from "./changes.ts";
import { moving } from "./moving.ts";
import { running } from "./running.ts";
import { outliers } from "./outliers.ts";

/** Composes the statistics that have words of their own. */
export function composeStatistics(scope: Scope): Candidate[] {
  return [
    ...correlations(scope),
    ...shares(scope),
    ...sharesOfAmount(scope),
    ...rates(scope),
    ...missingCounts(scope),
    ...missingColumns(scope),
    ...summaries(scope),
    ...outliers(scope),
    ...sharesOfTotal(scope),
    ...running(scope),
    ...changes(scope),
    ...moving(scope),
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
  ].filter((one) => one.column.quantity).sort((a, b) => a.at - b.at);
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

/** `how many missing values in each column`, `which columns have missing values`. */
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
  const groups = frame.groups.map((group) => groupColumn(group, rows.of));
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
