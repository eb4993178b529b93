/**
 * What is counted where a question counts by group: rows of this table or of one that refers to it, and columns whose few numbers are groups.
 *
 * @module
 */
import type { Group, Measured, Mention } from "../frame/frame.ts";
import { groupedCandidate, type GroupedSpec } from "./group_plan.ts";
import { refersToOne } from "./joins.ts";
import { type Candidate, Scope } from "./scope.ts";

/** Every group is a row of its own, so that counting rows gives 1 each. */
export function countsOnes(scope: Scope, { groups, measures }: GroupedSpec): boolean {
  const tables = new Set(groups.map((group) => group.column.table));
  return scope.tables.length > 1 && tables.size === 1 && scope.frame.sources.length === 0 &&
    measures.every((one) => one.name === "count") &&
    groups.some((group) =>
      group.column.unique === true && group.unit === undefined && group.width === undefined
    ) &&
    scope.frame.conditions.every((condition) => tables.has(condition.column.table));
}

/** `the names of the countries and the number of players`: the rows of the table that refers to them are counted. */
export function countedElsewhere(scope: Scope, spec: GroupedSpec): Candidate[] {
  const own = scope.tables[spec.groups[0]!.column.table]!;
  const nouns = scope.frame.counts.flatMap((count) =>
    count.noun === undefined ? [] : scope.tables[count.noun.table]!
  );
  const named = [...new Set([...nouns, ...scope.namedTables])].filter((table) => table !== own);
  const others = named.length > 0 ? named : scope.tables.filter((table) => table !== own);
  const [table] = others;
  if (table === undefined || others.length > 1 || !refersToOne(table, own)) return [];
  const joined = new Scope({ ...scope.frame, sources: [table] }, scope.walk, scope);
  const candidate = groupedCandidate(joined, { ...spec, assumed: named.length === 0 });
  return candidate === undefined ? [] : [candidate];
}

/** `number of cylinders` by country: a column of few numbers is what the bars stand for, not what is added up. */
export function countedSizes(
  scope: Scope,
  explicit: readonly Group[],
  given: readonly Measured[],
): GroupedSpec[] {
  const { frame } = scope;
  const few = ({ numeric, key, flag, profile, table }: Mention["column"]) =>
    numeric && !key && flag === undefined && profile.distinct <= 20 &&
    profile.distinct * 3 <= scope.tables[table]!.profile.rows;
  const isFree = (column: Mention["column"]) =>
    few(column) && !explicit.some((group) => group.column === column);
  const noun = frame.counts.find((count) => count.noun !== undefined && isFree(count.noun));
  const linked = frame.flags.get("correlation");
  const mention = frame.counts.length > 0 && linked !== undefined
    ? frame.mentions.find((one) => isFree(one.column))
    : undefined;
  const column = noun?.noun ?? mention?.column;
  if (column === undefined || noun !== undefined && frame.chart === undefined && frame.counts.length < 2) {
    return [];
  }
  const measures: Measured[] = given.length > 0 ? [...given] : [{ at: -1, name: "count" }];
  return [{
    groups: [{ at: noun?.at ?? mention!.at, column }, ...explicit],
    measures,
    parts: [...frame.groups, ...frame.measures, ...frame.counts, ...(mention === undefined ? [] : [mention])],
    fit: 0.96,
    ...(linked === undefined ? {} : { also: [linked] }),
  }];
}

/** A chart of how often each value of a counted or lone column occurs. */
export function countedNouns(scope: Scope): GroupedSpec[] {
  const { frame } = scope;
  if (frame.chart === undefined && !frame.flags.has("distribution")) return [];
  const own = frame.counts[0]?.noun?.table;
  const mentioned = frame.mentions.filter(({ column }) => column.entity !== true || column.table !== own);
  const noun = frame.counts.length === 1 && mentioned.length === 0 && frame.measures.length === 0
    ? frame.counts[0]
    : undefined;
  const count: Measured = { at: -1, name: "count" };
  if (noun?.noun !== undefined) {
    return [{
      groups: [{ at: noun.at, column: noun.noun }],
      measures: [count],
      parts: [...frame.counts, ...frame.mentions],
      fit: noun.distinct || frame.chart === undefined ? 0.85 : 0.93,
    }];
  }
  const classes = frame.mentions.filter(({ column }) => column.entity !== true);
  const lone = frame.mentions.length >= 1 && frame.mentions.length <= 2 && frame.measures.length === 0 &&
      frame.counts.length === 0
    ? classes.length === 0 ? frame.mentions : classes
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
    parts: [...frame.mentions],
    // A chart of one classifying column can only show how often each value occurs.
    fit: frame.chart !== undefined && lone.length === 1 && lone[0]!.column.category ? 0.93 : 0.8,
    also,
  }];
}
