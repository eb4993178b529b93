/**
 * Several results under names that the question's format fixes, each with what its name says: `@mean_fare_male`, `@median_price_before`,
 * `@percentage_missing_age`. All are computed over the same rows, each with its own condition.
 *
 * @module
 */
import type { AggregateName, Expression, Judgement, Measure, Plan } from "../../contract/mod.ts";
import { asksSeveral, type WantedName } from "../answer/wanted_names.ts";
import type { Condition } from "../frame/frame.ts";
import type { ColumnInfo } from "../link/table_context.ts";
import { columnsIn, distinctColumns } from "../steps/clauses.ts";
import { stem } from "../text/stem.ts";
import { overPrepared } from "../steps/over_prepared.ts";
import { call, column as named, every, literal, numberOf } from "./expressions.ts";
import { type NamedPart, namedParts } from "./name_words.ts";
import type { Candidate, Rows, Scope } from "./scope.ts";

/** What one name asks for. */
interface Result {
  readonly name: string;
  readonly measures: readonly Measure[];
  readonly value: Expression;
  readonly words: string;
  readonly before: boolean;
  readonly judgement?: Judgement;
}

/** The words for yes and no that a format names. */
function judgedYesNo(format: string): { yes: string; no: string } | undefined {
  const found = /\b(true|yes)\b.{0,12}\b(false|no)\b/i.exec(format);
  return found === null ? undefined : { yes: found[1]!, no: found[2]! };
}

/** Composes all names into one row; nothing where one of them says too little. */
export function composeNamedResults(scope: Scope): Candidate[] {
  const { wanted, frame } = scope;
  if (wanted.length === 0 || scope.tables.length > 1 || frame.extremes.length > 0) return [];
  if (frame.flags.has("outliers") || wanted.some(asksSeveral)) return [];
  const subject = subjectOf(scope);
  const groups = groupColumns(scope);
  const mentioned = mentionedColumns(scope);
  const parts = wanted.map((want) => namedParts(want, scope.tables[0]!, { groups, mentioned }));
  if (!isWorthwhile(parts, scope)) return [];
  const grouped = new Set(parts.flatMap(({ subset }) => subset.map(({ column }) => column)));
  if (frame.groups.some(({ column }) => !grouped.has(column))) return [];
  const conditions = frame.conditions.filter(({ column }) => !grouped.has(column));
  const columns = [...grouped, ...parts.flatMap(({ column }) => column ?? [])];
  const rows = scope.rows(columns, conditions);
  if (rows === undefined) return [];
  const results = parts.map((part, at) => resultOf(wanted[at]!, part, { subject, scope, rows, conditions }));
  if (results.some((result) => result === undefined)) return [];
  return [assemble(scope, results as Result[], rows, conditions, grouped)];
}

/** Plain aggregates of one column are read by other composers as well. */
function isWorthwhile(parts: readonly NamedPart[], scope: Scope): boolean {
  return parts.some(({ subset, missing, share, phase }) =>
    subset.length > 0 || missing || share || phase !== undefined
  ) || new Set(parts.map(({ column }) => column)).size > 1 || scope.frame.measures.length === 0;
}

/** The one column that the question measures. */
function subjectOf({ frame }: Scope): ColumnInfo | undefined {
  const measured = new Set(frame.measures.flatMap(({ column }) => column ?? []));
  if (measured.size > 0) return measured.size === 1 ? [...measured][0] : undefined;
  const mentioned = new Set(frame.mentions.map(({ column }) => column).filter((one) => one.quantity));
  return mentioned.size === 1 ? [...mentioned][0] : undefined;
}

/** Columns that the question or what was said besides names. */
function mentionedColumns({ frame, hints, tables }: Scope): ColumnInfo[] {
  const table = tables[0]!;
  return [
    ...new Set([
      ...frame.mentions.map(({ column }) => column),
      ...frame.measures.flatMap(({ column }) => column ?? []),
      ...frame.counts.flatMap(({ noun }) => noun ?? []),
      ...frame.conditions.map(({ column }) => column),
      ...distinctColumns(columnsIn(hints, table)),
      ...table.columns.filter((one) => one.index >= (table.stored?.columns.length ?? Infinity)),
    ]),
  ];
}

/** Columns whose values may stand in names: those that the question groups by, compares or mentions. */
function groupColumns({ frame, tables }: Scope): ColumnInfo[] {
  const said = [
    ...frame.groups.map(({ column }) => column),
    ...frame.conditions.filter(({ test }) => test.kind === "in").map(({ column }) => column),
    ...frame.mentions.map(({ column }) => column),
    ...tables[0]!.columns.filter((one) =>
      one.profile.top.length > 0 && one.index >= (tables[0]!.stored?.columns.length ?? Infinity)
    ),
  ];
  return [...new Set(said)].filter((column) =>
    column.category && column.profile.distinct <= column.profile.top.length
  );
}

interface Setting {
  readonly subject: ColumnInfo | undefined;
  readonly scope: Scope;
  readonly rows: Rows;
  readonly conditions: readonly Condition[];
}

function resultOf(want: WantedName, part: NamedPart, { subject, scope, rows }: Setting): Result | undefined {
  const { frame } = scope;
  if (!part.clear || part.leftover.some((word) => !speaksOf(word, part.column ?? subject))) return undefined;
  const column = part.column ?? subject;
  const known = new Set(frame.measures.map(({ name }) => name));
  const asked = part.function ?? (known.size === 1 ? [...known][0] : undefined);
  const where = part.subset.map(({ column: by, value }) => call("eq", rows.of(by), literal(value)));
  const name = POPULATION_OF[asked ?? ""] !== undefined && known.has(POPULATION_OF[asked!]!)
    ? POPULATION_OF[asked!]!
    : asked;
  const suffix = part.subset.map(({ value }) => ` of ${value}`).join("");
  const before = part.phase === "before";
  const base = { name: want.name, before };
  if (part.missing) {
    if (column === undefined) return undefined;
    const truth = /\bhas\b|\bany\b|^is_|^are_/i.test(want.name.replaceAll("_", " ")) &&
      judgedYesNo(scope.format);
    const measure = count(`missing ${column.name}${suffix}`, [...where, call("is_null", rows.of(column))]);
    const shared = share(part, measure, { ...base, words: `missing values of "${column.name}"` }, 100);
    return truth
      ? {
        ...shared,
        judgement: {
          rules: [{ when: [{ column: measure.name, op: "gt", value: 0 }], then: truth.yes }],
          otherwise: truth.no,
        },
      }
      : shared;
  }
  if (part.share || name === "count") {
    if (part.subset.length === 0 && (part.share || column !== undefined && part.column !== undefined)) {
      return undefined;
    }
    const measure = count(`count${suffix}`, where);
    return share(
      part,
      measure,
      { ...base, words: `the rows${suffix}` },
      part.share === "percentage" ? 100 : 1,
    );
  }
  if (name === undefined || column === undefined) return undefined;
  if (column.key && name !== "count_distinct") return undefined;
  if (!column.quantity && name !== "count_distinct" && name !== "mode") return undefined;
  if (["correlation", "covariance", "first", "last", "any", "all"].includes(name)) return undefined;
  const cell = name === "count_distinct" || name === "mode"
    ? rows.of(column)
    : numberOf(column, rows.of(column));
  const filter = every(where);
  const measure: Measure = {
    name: `${WORDS[name] ?? name} ${column.name}${suffix}${before ? " before" : ""}`,
    function: name,
    arguments: [cell],
    ...(part.parameter === undefined ? {} : { parameter: part.parameter }),
    ...(filter === undefined ? {} : { where: filter }),
  };
  return { ...base, measures: [measure], value: named(measure.name), words: `the ${measure.name}` };
}

/** Whether a word of a name is one of the column's own. */
function speaksOf(word: string, column: ColumnInfo | undefined): boolean {
  return column !== undefined &&
    (column.forms.flat().includes(stem(word)) || column.fused.includes(word) && word.length > 2);
}

const POPULATION_OF: Record<string, AggregateName> = {
  stddev: "stddev_population",
  variance: "variance_population",
};
const WORDS: Partial<Record<AggregateName, string>> = {
  mean: "average",
  stddev: "standard deviation of",
  stddev_population: "population standard deviation of",
  variance_population: "population variance of",
  sum: "total",
  min: "minimum",
  max: "maximum",
  count_distinct: "different",
};

function count(name: string, where: readonly Expression[]): Measure {
  const filter = every(where);
  return { name, function: "count", arguments: [], ...(filter === undefined ? {} : { where: filter }) };
}

/** The count, or what share of all rows it is. */
function share(
  part: NamedPart,
  measure: Measure,
  base: { name: string; before: boolean; words: string },
  scale: number,
): Result {
  if (part.share === undefined) {
    return { ...base, measures: [measure], value: named(measure.name), words: `the number of ${base.words}` };
  }
  const all: Measure = { name: "all rows", function: "count", arguments: [] };
  const ratio = call("divide", named(measure.name), named(all.name));
  return {
    ...base,
    measures: [measure, all],
    value: scale === 1 ? ratio : call("multiply", ratio, literal(scale)),
    words: `the share of ${base.words}`,
  };
}

function assemble(
  scope: Scope,
  results: readonly Result[],
  rows: Rows,
  conditions: readonly Condition[],
  grouped: ReadonlySet<ColumnInfo>,
): Candidate {
  const { frame, tables } = scope;
  const after = results.filter(({ before }) => !before);
  const distinct = (list: readonly Result[]) => {
    const byName = new Map(list.flatMap(({ measures }) => measures).map((one) => [one.name, one]));
    return [...byName.values()];
  };
  const aggregate = (measures: readonly Measure[]): Plan => ({
    op: "aggregate",
    input: rows.plan,
    groups: [],
    measures: [...measures],
  });
  const simple = after.length === results.length &&
    results.every(({ value, measures }) => measures.length === 1 && value.kind === "column");
  const inner = overPrepared(aggregate(distinct(after.length > 0 ? after : results)), tables);
  const taken = new Set<string>();
  const columns = results.map((result) => {
    const plain = result.value.kind === "column" ? result.value.name : result.name;
    const name = taken.has(plain) ? result.name : plain;
    taken.add(name);
    // What is asked of the table before its steps is computed from the table as it is stored.
    const value: Expression = result.before
      ? { kind: "scalar", plan: single(result, aggregate(result.measures)) }
      : result.value;
    return { name, value };
  });
  const bound = results.map(({ name, judgement }, at) => ({
    name,
    column: columns[at]!.name,
    ...(judgement === undefined ? {} : { judgement }),
  }));
  return {
    plan: simple ? inner : { op: "select", input: inner, columns },
    final: true,
    named: bound,
    kind: results.length === 1 ? "number" : "record",
    summary: `${[...new Set(results.map(({ words }) => words))].join(", ")}${scope.where(conditions)}`,
    fit: 0.95,
    parts: [...frame.measures, ...frame.counts, ...frame.groups, ...frame.mentions, ...frame.having],
    also: spoken(scope, grouped),
  };
}

function single({ value, name }: Result, plan: Plan): Plan {
  return { op: "select", input: plan, columns: [{ name, value }] };
}

/** Chunks that the names speak of as well. */
function spoken({ walk }: Scope, grouped: ReadonlySet<ColumnInfo>): number[] {
  const names = new Set([...grouped].map(({ name }) => name));
  return walk.chunks.flatMap((chunk, at) => {
    const senses = [
      "missing",
      "share",
      "distribution",
      "difference",
      "versus",
      "group",
      "distinct",
      "count",
      "or",
    ] as const;
    if (senses.some((name) => walk.sense(at, name) !== undefined)) return [at];
    if (chunk.kind === "value" && chunk.matches.some(({ column }) => names.has(column.name))) return [at];
    return ACCOMPANYING.test(chunk.text) ? [at] : [];
  });
}

/** Words that go with several results without asking for one more. */
const ACCOMPANYING =
  /^(?:before|after|each|respective(?:ly)?|separately|compare[ds]?|calculate|compute|preprocessing|report)$/i;
