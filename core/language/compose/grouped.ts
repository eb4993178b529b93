/**
 * Measures by group: `average fare by class`, `sales per month`, `how many of each`, and the charts that show them.
 *
 * @module
 */
import type { Group, Measured, Mention } from "../frame/frame.ts";
import { isContinuous, isTime, namesRows, timeColumn } from "../frame/concepts.ts";
import { isAdded, isCommonlyAdded, naturalAggregate } from "./additive.ts";
import { countedElsewhere, countedNouns, countedSizes, countsOnes } from "./counted.ts";
import type { Candidate, Scope } from "./scope.ts";
import { groupedCandidate, type GroupedSpec } from "./group_plan.ts";

/** Composes every grouping that the frame supports. */
export function composeGrouped(scope: Scope): Candidate[] {
  const dampen = fixesRow(scope) ? 0.6 : 1;
  return specs(scope).flatMap((spec) => {
    const ones = countsOnes(scope, spec);
    const own = groupedCandidate(scope, { ...spec, fit: spec.fit * dampen - (ones ? 0.2 : 0) });
    return [...(own === undefined ? [] : [own]), ...(ones ? countedElsewhere(scope, spec) : [])];
  });
}

/** Whether a condition leaves one row: there is nothing to group. */
function fixesRow({ frame, tables }: Scope): boolean {
  return frame.chart === undefined &&
    frame.conditions.some(({ column, test, negated }) =>
      !negated && test.kind === "in" && test.values.length === 1 && tables.length === 1 && column.text &&
      column.profile.distinct === tables[0]!.profile.rows - column.profile.missing
    );
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
        fit: frame.chart !== undefined ? 0.85 : scope.namedTables.length > 0 ? 0.86 : 0.7,
      });}
    out.push(...countedSizes(scope, explicit, given));
    const bars = frame.chart?.type === "histogram" && given.length === 0 && numbers.length === 1 &&
        explicit.every((group) => group.column.unique !== true)
      ? numbers[0]
      : undefined;
    if (bars !== undefined) {
      out.push({
        groups: [
          { at: bars.at, column: bars.column, ...(isContinuous(bars.column) ? { width: 0 } : {}) },
          ...explicit,
        ],
        measures: [{ at: -1, name: "count" }],
        parts: [...frame.groups, bars, ...frame.counts],
        fit: 0.955,
      });
    }
    const spread = frame.flags.get("distribution");
    const subject = [
      ...frame.mentions,
      ...frame.counts.flatMap((count) =>
        count.noun === undefined ? [] : [{ at: count.at, column: count.noun }]
      ),
    ];
    if (
      given.length === 0 && subject.length === 1 && (spread !== undefined || frame.chart !== undefined) &&
      !isContinuous(subject[0]!.column) && !isAdded(subject[0]!.column) && !subject[0]!.column.key &&
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
      frame.mentions.every((mention) => mention.column === top.key) && frame.counts.length === 0
    ) {
      out.push({
        groups: explicit,
        measures: [{ at: top.at, name: top.descending ? "max" : "min", column: top.key }],
        parts: [...frame.groups, ...frame.mentions, top],
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
    out.push(...related(scope));
    return out;
  }
  const named = frame.mentions.filter((mention) =>
    !mention.column.numeric || mention.column.category || mention.column.key || isTime(mention.column)
  );
  // `the categories of music festivals`: festivals are the rows.
  const entities = named.filter((mention) =>
    mention.column.entity === true &&
    (named.length > 1 || frame.counts.some((count) => count.noun?.table === mention.column.table))
  );
  const texts = named.filter((mention) => !entities.includes(mention));
  const measures = [...given, ...counted.measures];
  if (frame.chart !== undefined && given.length > 0) out.push(...countedSizes(scope, [], given));
  const trend = frame.flags.get("trend");
  const time = timeColumn(scope.columns);
  if (
    trend !== undefined && time !== undefined && given.length > 0 &&
    frame.mentions.every((mention) => mention.column === time)
  ) {
    out.push({
      groups: [{ at: trend, column: time }],
      measures: given,
      parts: [...frame.measures, ...frame.mentions],
      fit: 0.95,
      also: [trend],
    });
  }
  out.push(...related(scope));
  const wanted = frame.chart !== undefined || frame.ask === "list" || frame.ask === "which" ||
    frame.ask === undefined;
  if (measures.length > 0 && texts.length > 0 && texts.length <= 2 && wanted) {
    const groups = texts.map((mention): Group => ({ at: mention.at, column: mention.column }));
    out.push({
      groups,
      measures,
      parts: [...texts, ...entities, ...frame.measures, ...counted.parts],
      fit: frame.chart !== undefined ? 0.88 : frame.ask === "which" ? 0.7 : 0.8,
    });
  }
  return [
    ...out,
    ...countedNouns(scope),
    ...byCondition(scope, measures, [...frame.measures, ...counted.parts]),
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
  const named = groups.some((group) => group.unit === undefined && group.column.unique === true);
  const assumed = !named && !numbers.every((mention) => isCommonlyAdded(mention.column));
  return { groups, measures, parts: [...numbers, ...parts], fit, ...(assumed ? { assumed } : {}) };
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

/** `a bar chart of the total salary of those whose first name ends with m`: a chart needs what to compare, and the names are what is left. */
function byCondition(scope: Scope, measures: readonly Measured[], parts: readonly object[]): GroupedSpec[] {
  const { frame } = scope;
  const [condition] = frame.conditions;
  if (
    frame.chart === undefined || measures.length === 0 || frame.mentions.length > 0 ||
    frame.conditions.length !== 1 || condition === undefined || condition.test.kind !== "text"
  ) return [];
  return [{
    groups: [{ at: condition.at[0]!, column: condition.column }],
    measures,
    parts,
    fit: 0.88,
    assumed: true,
  }];
}

/** `how does mileage relate to the number of cylinders`: the mean of the one for each of the few values of the other. */
function related(scope: Scope): GroupedSpec[] {
  const { frame } = scope;
  const flags = (["correlation", "trend", "versus"] as const).flatMap((name) => frame.flags.get(name) ?? []);
  const points = [
    ...frame.mentions.map((mention) => ({ at: mention.at, column: mention.column, part: mention as object })),
    ...frame.counts.flatMap((count) =>
      count.noun === undefined ? [] : [{ at: count.at, column: count.noun, part: count as object }]
    ),
  ].filter((one) => one.column.numeric && one.column.flag === undefined && !one.column.key);
  const few = points.find((one) =>
    !isContinuous(one.column) && !isTime(one.column) && one.column.profile.distinct <= 12
  );
  const many = points.find((one) => isContinuous(one.column));
  const named = flags.some((at) => /correl|pearson/.test(scope.walk.word(at)));
  if (
    flags.length === 0 || named || few === undefined || many === undefined || points.length !== 2 ||
    /scatter/.test(frame.chart?.type ?? "")
  ) return [];
  return [{
    groups: [{ at: few.at, column: few.column }, ...frame.groups],
    measures: [{ at: many.at, name: "mean", column: many.column }],
    parts: [few.part, many.part, ...frame.groups, ...frame.counts],
    fit: 0.975,
    also: flags,
  }];
}
