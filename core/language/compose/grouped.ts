/**
 * Measures by group: `average fare by class`, `sales per month`, `how many of each`, and the charts that show them.
 *
 * @module
 */
import type { ChartRequest, Derived, Plan } from "../../contract/mod.ts";
import type { Group, Measured, Mention } from "../frame/frame.ts";
import type { ColumnInfo } from "../link/table_context.ts";
import { isContinuous, isTime, namesRows } from "../frame/concepts.ts";
import { naturalAggregate } from "./additive.ts";
import { bucket, bucketLabel, call, column as named, literal, measure, measureName } from "./expressions.ts";
import { sortedGroups } from "./ordering.ts";
import type { Candidate, Scope } from "./scope.ts";

/** What to group by and what to compute, settled. */
export interface GroupedSpec {
  readonly groups: readonly Group[];
  readonly measures: readonly Measured[];
  readonly parts: readonly object[];
  readonly fit: number;
  readonly also?: readonly number[];
}

/** Composes every grouping that the frame supports. */
export function composeGrouped(scope: Scope): Candidate[] {
  return specs(scope).flatMap((spec) => groupedCandidate(scope, spec) ?? []);
}

/** The groups, time first; a column that names every row groups nothing where there are others. */
function meaningfulGroups(scope: Scope): readonly Group[] {
  const { groups } = scope.frame;
  const kept = groups.filter((group) => !namesRows(group.column, scope.rowCount));
  const all = kept.length === 0 ? groups : kept;
  const time = (group: Group) => (group.unit !== undefined || isTime(group.column)) && group.color !== true;
  return all.length < 2 ? all : [...all.filter(time), ...all.filter((group) => !time(group))];
}

function specs(scope: Scope): GroupedSpec[] {
  const { frame } = scope;
  const explicit = meaningfulGroups(scope);
  const given = frame.measures.filter((one) =>
    one.column === undefined || !explicit.some((group) => group.column === one.column) || one.name !== "count"
  );
  const counted = countMeasures(scope);
  const out: GroupedSpec[] = [];
  if (explicit.length > 0) {
    const numbers = frame.mentions.filter((mention) =>
      mention.column.numeric && !explicit.some((group) => group.column === mention.column)
    );
    const extra = frame.mentions.filter((mention) => !numbers.includes(mention));
    if (given.length > 0) {
      out.push({
        groups: explicit,
        measures: [...given, ...counted.measures],
        parts: [...frame.groups, ...frame.measures, ...counted.parts],
        fit: 0.97,
      });
    } else if (counted.measures.length > 0) {
      out.push({
        groups: explicit,
        measures: counted.measures,
        parts: [...frame.groups, ...counted.parts],
        fit: 0.95,
      });
      if (numbers.length > 0 && frame.counts.every((count) => count.noun === undefined)) {
        out.push(natural(explicit, numbers, 0.8, [...frame.groups, ...counted.parts]));
      }
    } else if (numbers.length > 0) {
      out.push(natural(
        explicit,
        numbers,
        explicit.some((group) => isContinuous(group.column) && group.width === undefined)
          ? 0.74
          : numbers.every((mention) => naturalAggregate(mention.column) === "sum")
          ? 0.94
          : 0.89,
        [...frame.groups],
      ));
    } else {out.push({
        groups: explicit,
        measures: [{ at: -1, name: "count" }],
        parts: [...frame.groups],
        fit: frame.chart === undefined ? 0.7 : 0.85,
      });}
    const spread = frame.flags.get("distribution");
    const subject = [
      ...frame.mentions,
      ...frame.counts.flatMap((count) =>
        count.noun === undefined ? [] : [{ at: count.at, column: count.noun }]
      ),
    ];
    if (
      given.length === 0 && subject.length === 1 && (spread !== undefined || frame.chart !== undefined) &&
      !isContinuous(subject[0]!.column) && !subject[0]!.column.key &&
      !namesRows(subject[0]!.column, scope.rowCount)
    ) {
      out.push({
        groups: [{ at: subject[0]!.at, column: subject[0]!.column }, ...explicit],
        measures: [{ at: -1, name: "count" }],
        parts: [...frame.groups, ...frame.mentions, ...frame.counts],
        fit: spread !== undefined ? 0.95 : 0.84,
        ...(spread === undefined ? {} : { also: [spread] }),
      });
    }
    const top = frame.extremes[0];
    if (
      top?.key !== undefined && top.count === undefined && top.noun === undefined && given.length === 0 &&
      frame.mentions.length === 0 && frame.counts.length === 0
    ) {
      out.push({
        groups: explicit,
        measures: [{ at: top.at, name: top.descending ? "max" : "min", column: top.key }],
        parts: [...frame.groups, top],
        fit: frame.chart === undefined ? 0.9 : 0.95,
      });
    }
    if (extra.length > 0 && extra.length <= 2) {
      const more = extra.filter((mention) => !namesRows(mention.column, scope.rowCount)).map((
        mention,
      ): Group => ({ at: mention.at, column: mention.column }));
      for (const spec of [...out]) {
        out.push({
          ...spec,
          groups: orderByPlace([...spec.groups, ...more]),
          parts: [...spec.parts, ...extra],
          fit: spec.fit - 0.05,
        });
      }
    }
    return out;
  }
  const texts = frame.mentions.filter((mention) =>
    !mention.column.numeric || mention.column.category || mention.column.key || isTime(mention.column)
  );
  const measures = [...given, ...counted.measures];
  const wanted = frame.chart !== undefined || frame.ask === "list" || frame.ask === "which" ||
    frame.ask === undefined;
  if (measures.length > 0 && texts.length > 0 && texts.length <= 2 && wanted) {
    const groups = texts.map((mention): Group => ({ at: mention.at, column: mention.column }));
    out.push({
      groups,
      measures,
      parts: [...texts, ...frame.measures, ...counted.parts],
      fit: frame.chart === undefined ? 0.8 : 0.88,
    });
  }
  return [
    ...out,
    ...countedNouns(scope),
    ...comparedValues(scope, measures, [...frame.measures, ...counted.parts]),
  ];
}

function orderByPlace(groups: readonly Group[]): Group[] {
  return [...groups].sort((a, b) => Number(a.color ?? false) - Number(b.color ?? false) || a.at - b.at);
}

function natural(
  groups: readonly Group[],
  numbers: readonly Mention[],
  fit: number,
  parts: readonly object[],
): GroupedSpec {
  const measures = numbers.map((mention): Measured => ({
    at: mention.at,
    name: naturalAggregate(mention.column),
    column: mention.column,
  }));
  return { groups, measures, parts: [...numbers, ...parts], fit };
}

/** The counts of a frame as measures; a counted number column is added up. */
function countMeasures(scope: Scope): { measures: Measured[]; parts: object[] } {
  const { frame } = scope;
  const first = frame.counts[0];
  if (first === undefined) return { measures: [], parts: [] };
  const grouped = frame.groups.some((group) => group.column === first.noun);
  const noun = first.noun;
  if (noun !== undefined && noun.numeric && !noun.key && !noun.category && !first.distinct && !grouped) {
    return { measures: [{ at: first.at, name: "sum", column: noun }], parts: [...frame.counts] };
  }
  const distinct = first.distinct && noun !== undefined && !grouped;
  const measured: Measured = distinct
    ? { at: first.at, name: "count_distinct", column: noun }
    : { at: first.at, name: "count" };
  return { measures: [measured], parts: [...frame.counts] };
}

/** A chart of how often each value of a counted or lone column occurs. */
function countedNouns(scope: Scope): GroupedSpec[] {
  const { frame } = scope;
  if (frame.chart === undefined && !frame.flags.has("distribution")) return [];
  const noun = frame.counts.length === 1 && frame.mentions.length === 0 && frame.measures.length === 0
    ? frame.counts[0]
    : undefined;
  const count: Measured = { at: -1, name: "count" };
  if (noun?.noun !== undefined) {
    return [{
      groups: [{ at: noun.at, column: noun.noun }],
      measures: [count],
      parts: [...frame.counts],
      fit: 0.85,
    }];
  }
  const lone = frame.mentions.length >= 1 && frame.mentions.length <= 2 && frame.measures.length === 0 &&
      frame.counts.length === 0
    ? frame.mentions
    : [];
  if (
    lone.length === 0 ||
    !lone.every((mention) =>
      mention.column.category || mention.column.text || mention.column.flag !== undefined
    )
  ) return [];
  const also = frame.flags.has("distribution") ? [frame.flags.get("distribution")!] : [];
  return [{
    groups: lone.map((mention) => ({ at: mention.at, column: mention.column })),
    measures: [count],
    parts: [...lone],
    fit: 0.8,
    also,
  }];
}

/** The result column's name and expression of a group. */
export function groupColumn(
  group: Group,
  scope: Scope,
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
  void scope;
  return { name: group.column.name, value };
}

function unitWord(unit: string): string {
  return unit === "month_name" ? "month" : unit;
}

/** A round width that gives about ten bins. */
export function binWidth(column: ColumnInfo): number {
  const reach = Number(column.profile.max) - Number(column.profile.min);
  if (!(reach > 0)) return 1;
  const raw = reach / 10;
  const power = 10 ** Math.floor(Math.log10(raw));
  const width = [1, 2, 5, 10].map((step) => step * power).find((step) => step >= raw) ?? raw;
  return column.profile.type === "integer" ? Math.max(1, width) : Number(width.toPrecision(6));
}

/** Builds the plan of a grouping. */
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
    : given;
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
  const groups = spec.groups.map((group) => groupColumn(group, scope, rows.of));
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
    group.unit === undefined
      ? undefined
      : bucketLabel(named(groupColumn(group, scope, rows.of).name), group.unit)
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
    fit: spec.fit,
    parts: [...spec.parts, ...frame.having, ...sorted.parts],
    ...(spec.also === undefined ? {} : { also: spec.also }),
    ...(measures.length >= 2 && /scatter/.test(frame.chart?.type ?? "")
      ? chartOf(scope, { x: y, y: measures[1]!.name, color: x })
      : chartOf(scope, { x, y, ...(color === undefined ? {} : { color }) })),
  };
}

function dedupe(measures: readonly Measured[]): Measured[] {
  return measures.filter((one, index) =>
    measures.findIndex((other) => measureName(other) === measureName(one)) === index
  );
}

/** The chart that was asked for, bound to result columns. */
export function chartOf(scope: Scope, bound: Omit<ChartRequest, "type">): { chart?: ChartRequest } {
  const { chart } = scope.frame;
  if (chart === undefined) return {};
  let type = chart.type === "histogram" && !bound.x?.endsWith("(from)") ? "bar" : chart.type;
  if (bound.color !== undefined) {
    if (type === "bar") type = "stacked bar";
    else if (type === "line") type = "grouping line";
    else if (type === "scatter") type = "grouping scatter";
  } else if (type === "stacked bar" || type === "grouped bar") type = "bar";
  else if (type === "grouping line") type = "line";
  else if (type === "grouping scatter") type = "scatter";
  return { chart: { ...(type === "" ? {} : { type }), ...bound } };
}

/** `compare the number of cars in the USA, Japan and Europe`: one group for each value. */
function comparedValues(
  scope: Scope,
  measures: readonly Measured[],
  parts: readonly object[],
): GroupedSpec[] {
  const { frame, walk } = scope;
  if (!walk.chunks.some((chunk) => /^compar/.test(chunk.text.toLowerCase())) || measures.length === 0) {
    return [];
  }
  const condition = frame.conditions.find((one) =>
    one.test.kind === "in" && !one.negated && one.test.values.length > 1
  );
  return condition === undefined
    ? []
    : [{ groups: [{ at: condition.at[0]!, column: condition.column }], measures, parts, fit: 0.98 }];
}
