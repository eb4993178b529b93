/**
 * The plan of a grouping, and the chart that is bound to it.
 *
 * @module
 */
import type { ChartRequest, Derived, Plan } from "../../contract/mod.ts";
import type { Group, Measured } from "../frame/frame.ts";
import type { ColumnInfo } from "../link/table_context.ts";
import { isContinuous } from "../frame/concepts.ts";
import { bucket, bucketLabel, call, column as named, literal, measure, measureName } from "./expressions.ts";
import { sortedGroups } from "./ordering.ts";
import type { Candidate, Scope } from "./scope.ts";

export interface GroupedSpec {
  readonly groups: readonly Group[];
  readonly measures: readonly Measured[];
  readonly parts: readonly object[];
  readonly fit: number;
  readonly also?: readonly number[];
  /** The aggregate was not said, and another could be meant. */
  readonly assumed?: boolean;
}

export function groupColumn(
  group: Group,
  of: (column: ColumnInfo) => ReturnType<typeof named>,
): Derived {
  const value = of(group.column);
  if (group.unit !== undefined && group.column.temporal) {
    return { name: `${group.column.name} (${unitWord(group.unit)})`, value: bucket(value, group.unit) };
  }
  if (group.width !== undefined && group.column.numeric) {
    return {
      name: `${group.column.name} (from)`,
      value: call("bin", value, literal(group.width || binWidth(group.column)), literal(0)),
    };
  }
  return { name: group.column.name, value };
}

function unitWord(unit: string): string {
  return unit === "month_name" ? "month" : unit;
}

export function binWidth(column: ColumnInfo): number {
  const reach = Number(column.profile.max) - Number(column.profile.min);
  if (!(reach > 0)) return 1;
  const raw = reach / 10;
  const power = 10 ** Math.floor(Math.log10(raw));
  const width = [1, 2, 5, 10].map((step) => step * power).find((step) => step >= raw) ?? raw;
  return column.profile.type === "integer" ? Math.max(1, width) : Number(width.toPrecision(6));
}

export function groupedCandidate(scope: Scope, given: GroupedSpec): Candidate | undefined {
  const { frame } = scope;
  const counting = given.measures.every((one) => one.name === "count");
  const spec: GroupedSpec = counting
    ? {
      ...given,
      groups: given.groups.map((group) =>
        isContinuous(group.column) && group.width === undefined ? { ...group, width: 0 } : group
      ),
    }
    : sideBySide(given);
  const usesHaving = frame.having.map((one): Measured => ({
    at: -1,
    name: one.aggregate,
    ...(one.aggregate === "count" || one.column === undefined ? {} : { column: one.column }),
  }));
  const columns = [
    ...spec.groups.map((group) => group.column),
    ...spec.measures.flatMap((one) => one.column ?? []),
  ];
  const rows = scope.rows(columns);
  if (rows === undefined) return undefined;
  const groups = spec.groups.map((group) => groupColumn(group, rows.of));
  const unique = new Set(groups.map((group) => group.name));
  if (unique.size < groups.length) return undefined;
  const measures = dedupe(spec.measures).map((one) => measure(one, rows.of)).filter((one) =>
    !unique.has(one.name)
  );
  if (measures.length === 0) return undefined;
  const having = usesHaving.filter((one) =>
    !spec.measures.some((other) => measureName(other) === measureName(one))
  );
  let plan: Plan = {
    op: "aggregate",
    input: rows.plan,
    groups,
    measures: [...measures, ...dedupe(having).map((one) => measure(one, rows.of))],
  };
  for (const one of frame.having) {
    const name = measureName({
      name: one.aggregate,
      ...(one.aggregate === "count" || one.column === undefined ? {} : { column: one.column }),
    });
    plan = { op: "filter", input: plan, where: call(one.op, named(name), literal(one.value)) };
  }
  const sorted = sortedGroups(scope, plan, spec, groups, measures.map((one) => one.name));
  plan = sorted.plan;
  const labels = spec.groups.map((group) =>
    group.unit === undefined ? undefined : bucketLabel(named(groupColumn(group, rows.of).name), group.unit)
  );
  if (labels.some((label) => label !== undefined) || having.length > 0) {
    plan = {
      op: "select",
      input: plan,
      columns: [
        ...groups.map((group, index) => ({ name: group.name, value: labels[index] ?? named(group.name) })),
        ...measures.map((one) => ({ name: one.name, value: named(one.name) })),
      ],
    };
  }
  const x = groups[0]!.name, y = measures[0]!.name, color = groups[1]?.name;
  const summary = `the ${measures.map((one) => one.name).join(", ")} by ${
    groups.map((group) => group.name).join(" and ")
  }${scope.where()}${sorted.words}`;
  return {
    plan,
    kind: "table",
    summary,
    fit: spec.fit - (spec.groups.some(isScale) ? 0.12 : 0),
    parts: [...spec.parts, ...frame.having, ...sorted.parts],
    ...(spec.also === undefined ? {} : { also: spec.also }),
    ...(spec.assumed === true || spec.groups.some(isFineDate) ? { assumed: true as const } : {}),
    ...(measures.length >= 2 && /scatter/.test(frame.chart?.type ?? "")
      ? chartOf(scope, { x: y, y: measures[1]!.name, color: x })
      : chartOf(scope, { x, y, ...(color === undefined ? {} : { color }) }, addsUp(spec))),
  };
}

/**
 * Means do not add up, so bars of two groupings stand side by side: first what the places are, then what stands within each. Said outright,
 * or else numbers make the places.
 */
function sideBySide(given: GroupedSpec): GroupedSpec {
  const [first, second] = given.groups;
  if (first === undefined || second === undefined || given.groups.length > 2 || addsUp(given)) return given;
  const runs = (group: Group) => group.unit !== undefined || group.column.temporal || group.column.year;
  if (runs(first) || runs(second)) return given;
  const place = (group: Group) => group.facet ? 3 : group.color ? 0 : group.column.numeric ? 2 : 1;
  return place(second) > place(first) ? { ...given, groups: [second, first] } : given;
}

/** Dates that are not put into buckets make as many groups as there are days: perhaps months or years were meant. */
function isFineDate({ column, unit }: Group): boolean {
  return unit === undefined && column.temporal &&
    (column.profile.distinct > 31 || column.profile.type === "datetime");
}

/** A number that runs over a scale makes as many groups as there are rows: where a word can name another column, that one is meant. */
function isScale({ column, width }: Group): boolean {
  return width === undefined && isContinuous(column);
}

/** Whether parts of the measure add up to the whole, so that they may be stacked. */
function addsUp({ measures }: GroupedSpec): boolean {
  return measures.some((one) => one.name === "count" || one.name === "sum");
}

function dedupe(measures: readonly Measured[]): Measured[] {
  return measures.filter((one, index) =>
    measures.findIndex((other) => measureName(other) === measureName(one)) === index
  );
}

export function chartOf(
  scope: Scope,
  bound: Omit<ChartRequest, "type">,
  stacks = true,
): { chart?: ChartRequest } {
  const { chart } = scope.frame;
  if (chart === undefined) return {};
  let type = chart.type === "histogram" && !bound.x?.endsWith("(from)") ? "bar" : chart.type;
  if (bound.color !== undefined) {
    if (type === "bar") type = stacks ? "stacked bar" : "grouped bar";
    else if (type === "line") type = "grouping line";
    else if (type === "scatter") type = "grouping scatter";
  } else if (type === "stacked bar" || type === "grouped bar") type = "bar";
  else if (type === "grouping line") type = "line";
  else if (type === "grouping scatter") type = "scatter";
  return { chart: { ...(type === "" ? {} : { type }), ...bound } };
}
