/**
 * Charts of rows as they are: two columns against each other, a third as colour; and histograms of one column.
 *
 * @module
 */
import type { Plan } from "../../contract/mod.ts";
import type { Group, Mention } from "../frame/frame.ts";
import type { ColumnInfo } from "../link/table_context.ts";
import { isContinuous, isTime, namesRows } from "../frame/concepts.ts";
import { chartOf, groupedCandidate } from "./group_plan.ts";
import { sortedRows } from "./ordering.ts";
import type { Candidate, Scope } from "./scope.ts";

/** Composes scatter plots and plain bars, lines and pies over rows. */
export function composeRawCharts(scope: Scope): Candidate[] {
  return [...pairs(scope), ...histograms(scope), ...boxes(scope)];
}

function flagged(scope: Scope, ...names: string[]): number[] {
  return names.flatMap((name) => scope.frame.flags.get(name) ?? []);
}

/** Two columns, one row a point. */
function pairs(scope: Scope): Candidate[] {
  const { frame } = scope;
  if (frame.measures.length > 0 || frame.extremes.length > 0) return [];
  const type = frame.chart?.type ?? "";
  const against = frame.flags.get("versus");
  const linked = frame.flags.has("correlation") || frame.flags.has("trend") ||
    against !== undefined && frame.mentions.some((one) => one.at < against) &&
      frame.mentions.some((one) => one.at > against && one.at - against <= 4);
  const continuous = frame.groups.filter((group) => isContinuous(group.column) && group.width === undefined);
  const asked = frame.chart !== undefined || linked || continuous.length > 0;
  if (!asked) return [];
  const numbers = frame.mentions.filter((mention) => mention.column.numeric && !mention.column.flag);
  const rest = frame.mentions.filter((mention) => !numbers.includes(mention));
  const counted = frame.counts.filter((count) => count.noun?.numeric && !count.noun.key);
  const points: (Mention | Group)[] = [
    ...numbers,
    ...counted.map((count): Mention => ({ at: count.at, column: count.noun! })),
  ].sort((a, b) => a.at - b.at);
  const parts: object[] = [
    ...numbers,
    ...counted,
    ...frame.counts.filter((count) => count.noun === undefined && counted.length + numbers.length > 0),
  ];
  const asks = frame.flags.get("correlation");
  const number = asks !== undefined && /correl|pearson/.test(scope.walk.word(asks)) &&
    (frame.chart === undefined || frame.chart.soft);
  const scatter = (/scatter/.test(type) || (linked || continuous.length > 0) && type === "") && !number;
  const out: Candidate[] = [];
  if (points.length === 0 && continuous.length >= 2 && scatter) {
    const [x, y] = [continuous[0]!, continuous[1]!];
    out.push(
      ...pair(
        scope,
        x.column,
        y.column,
        [...frame.groups.filter((group) => group !== x && group !== y), ...rest],
        [...parts, x, y, ...frame.counts],
        0.95,
      ),
    );
  }
  const numericGroup = frame.groups.find((group) =>
    isContinuous(group.column) && group.unit === undefined && group.width === undefined && !group.color
  );
  if (points.length === 1 && numericGroup !== undefined && (scatter || !isTime(numericGroup.column))) {
    const others = frame.groups.filter((group) => group !== numericGroup);
    out.push(
      ...pair(
        scope,
        numericGroup.column,
        points[0]!.column,
        [...others, ...rest],
        [...parts, numericGroup],
        scatter ? 0.95 : 0.8,
      ),
    );
  }
  if (points.length >= 2 && (scatter || type === "")) {
    const [x, y] = [points[0]!, points[1]!];
    out.push(
      ...pair(
        scope,
        x.column,
        y.column,
        [...frame.groups.filter((group) => group.column !== x.column), ...rest, ...points.slice(2)],
        parts,
        scatter ? 0.97 : 0.8,
      ),
    );
  }
  if (
    points.length >= 1 && rest.length >= 1 && frame.groups.length === 0 && frame.chart !== undefined &&
    frame.chart.type !== ""
  ) {
    out.push(
      ...pair(scope, rest[0]!.column, points[0]!.column, [...rest.slice(1), ...points.slice(1)], [
        ...parts,
        ...rest,
      ], 0.92),
    );
  }
  if (
    points.length >= 2 && rest.length === 0 && frame.groups.length === 0 && frame.chart !== undefined &&
    /^(bar|line|pie)$/.test(type)
  ) {
    out.push(...pair(scope, points[0]!.column, points[1]!.column, points.slice(2), parts, 0.9));
  }
  return out;
}

function pair(
  scope: Scope,
  x: ColumnInfo,
  y: ColumnInfo,
  more: readonly (Mention | Group)[],
  parts: readonly object[],
  fit: number,
): Candidate[] {
  // `for USA, Japan and Europe show x against y`: the places named are told apart.
  const bars = /bar|line|pie|histogram/.test(scope.frame.chart?.type ?? "");
  const told = bars
    ? undefined
    : scope.frame.conditions.find((one) =>
      one.test.kind === "in" && one.test.values.length > 1 && !one.negated && one.at.length > 1
    );
  const named = more.filter((one) => one.column !== x && one.column !== y);
  const color =
    named.find((one) =>
      !scope.frame.conditions.some((condition) => condition.column === one.column) &&
      !isContinuous(one.column) && one.column.profile.distinct <= 60 && !one.column.key
    ) ?? (told === undefined || told.column === x || told.column === y
      ? undefined
      : { at: -1, column: told.column });
  const units = named.filter((one) => namesRows(one.column, scope.rowCount));
  const columns = [x, y, ...(color === undefined ? [] : [color.column])];
  if (x === y || new Set(columns.map((column) => column.name)).size < columns.length) return [];
  const { order } = scope.frame;
  const by = order?.by !== undefined && "column" in order.by ? [order.by.column] : [];
  const rows = scope.rows([...columns, ...by]);
  if (rows === undefined) return [];
  const sorted = sortedRows(scope, rows.plan, (name) => {
    const found = [...columns, ...by].find((column) => column.name === name);
    return found && rows.of(found);
  }, columns.map((column) => column.name));
  const plan: Plan = {
    op: "select",
    input: sorted.plan,
    columns: columns.map((column) => ({ name: column.name, value: rows.of(column) })),
  };
  const chart =
    chartOf(scope, { x: x.name, y: y.name, ...(color === undefined ? {} : { color: color.column.name }) })
      .chart;
  return [{
    plan,
    kind: "table",
    summary: `${
      columns.map((column) => `"${column.name}"`).join(" against ")
    }${scope.where()}${sorted.words}`,
    fit,
    ...(scope.frame.chart?.type ? {} : assumed(scope, x, y)),
    parts: [...parts, ...units, ...(color === undefined ? [] : [color]), ...sorted.parts],
    also: flagged(scope, "correlation", "versus", "trend", "distribution", "color"),
    chart: chart?.type !== undefined ? chart : {
      type: color === undefined ? "scatter" : "grouping scatter",
      x: x.name,
      y: y.name,
      ...(color === undefined ? {} : { color: color.column.name }),
    },
  }];
}

/** No kind of chart was named, and points are not the only way to show these two. */
function assumed(scope: Scope, x: ColumnInfo, y: ColumnInfo): { assumed?: true } {
  const linked = scope.frame.flags.has("correlation") || scope.frame.flags.has("versus");
  return !linked || isTime(x) || isTime(y) ? { assumed: true } : {};
}

/** `box plot of fare by class`: the rows themselves, for quartiles are read off them. */
function boxes(scope: Scope): Candidate[] {
  const { frame } = scope;
  if (frame.chart?.type !== "boxplot" || frame.measures.length > 0 || frame.extremes.length > 0) return [];
  const numbers = frame.mentions.filter(({ column }) => column.numeric && !column.key);
  const measured = numbers.find(({ column }) => isContinuous(column)) ?? numbers[0];
  const named = [...frame.groups, ...frame.mentions.filter((mention) => mention !== measured)];
  const [across] = named;
  if (measured === undefined || named.length > 1 || across?.column === measured.column) return [];
  const columns = [...(across === undefined ? [] : [across.column]), measured.column];
  const rows = scope.rows(columns);
  if (rows === undefined) return [];
  const names = columns.map((column) => `"${column.name}"`).join(" by ");
  return [{
    plan: {
      op: "select",
      input: rows.plan,
      columns: columns.map((column) => ({ name: column.name, value: rows.of(column) })),
    },
    kind: "table",
    summary: `the spread of ${
      across === undefined ? names : `"${measured.column.name}" by "${across.column.name}"`
    }${scope.where()}`,
    fit: 0.98,
    parts: [measured, ...named, ...frame.groups],
    also: flagged(scope, "distribution", "versus", "color"),
    chart: {
      type: "boxplot",
      ...(across === undefined ? {} : { x: across.column.name }),
      y: measured.column.name,
    },
  }];
}

/** The distribution of one number in bins, or how often each value of a category occurs. */
function histograms(scope: Scope): Candidate[] {
  const { frame } = scope;
  const asked = frame.flags.has("distribution") || frame.chart?.type === "histogram";
  const noun = frame.counts.length === 1 && frame.counts[0]!.noun !== undefined && asked
    ? [{ at: frame.counts[0]!.at, column: frame.counts[0]!.noun }]
    : [];
  const found = [...frame.mentions, ...noun];
  const counts = frame.counts.length > 0;
  const versus = frame.flags.get("versus");
  const by = scope.walk.chunks.findIndex((_, at) =>
    scope.walk.word(at) === "by" && scope.walk.sense(scope.walk.next(at), "count") !== undefined
  );
  // `count of cars against weight`, `a bar chart of weight`: bars of a number that runs over a scale are its bins.
  const drawn = frame.mentions.length === 1 && isContinuous(frame.mentions[0]!.column) &&
    frame.extremes.length === 0 &&
    (counts && frame.counts.every((count) => count.noun === undefined) &&
        (frame.chart !== undefined || versus !== undefined || by >= 0) ||
      frame.chart?.type === "bar" && !counts);
  const binned = frame.groups.length === 1 && frame.groups[0]!.column.numeric &&
    !isTime(frame.groups[0]!.column) && frame.measures.length === 0 && found.length === 0;
  const subject = found.length === 1 && frame.groups.length === 0 && frame.measures.length === 0
    ? found[0]!
    : binned && (asked || counts)
    ? frame.groups[0]!
    : undefined;
  if (subject === undefined || (!asked && !binned && !drawn)) return [];
  const many = subject.column.numeric && !subject.column.category ||
    subject.column.numeric && subject.column.profile.distinct > 12;
  const group: Group = {
    at: subject.at,
    column: subject.column,
    ...(many ? { width: (subject as Group).width ?? 0 } : {}),
  };
  const candidate = groupedCandidate(scope, {
    groups: [group],
    measures: [{ at: -1, name: "count" }],
    parts: [subject, ...frame.counts, ...frame.mentions],
    fit: asked ? 0.95 : binned ? 0.9 : 0.88,
    also: [...flagged(scope, "distribution", "versus"), ...(by >= 0 ? [by] : [])],
  });
  if (candidate === undefined) return [];
  const { chart } = candidate;
  const type = many ? "histogram" : "bar";
  const bound = {
    type: frame.chart?.type === "pie" ? "pie" : type,
    ...(chart?.x === undefined ? { x: xOf(candidate.plan), y: "count" } : { x: chart.x, y: "count" }),
  };
  return [{ ...candidate, chart: bound }];
}

function xOf(plan: Plan): string {
  if (plan.op === "aggregate") return plan.groups[0]!.name;
  if (plan.op === "select") return plan.columns[0]!.name;
  return "input" in plan ? xOf(plan.input) : "";
}
