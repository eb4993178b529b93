/**
 * Tests that a format wants more of: the same test for each value that its names speak of (`@r_male[...] @r_female[...]`), and figures
 * beside it (`@p_value[...] @skewness[...] @mean[...]`).
 *
 * @module
 */
import type { AggregateName, Derived, Measure, Plan } from "../contract/mod.ts";
import { columnsOf, STATISTIC_METHODS } from "../plan/mod.ts";
import { FUNCTION_WORDS } from "./answer/bind_names.ts";
import type { WantedName } from "./answer/wanted_names.ts";
import { measureName } from "./compose/expressions.ts";
import { namedParts } from "./compose/name_words.ts";
import type { ColumnInfo, TableContext } from "./link/table_context.ts";
import type { Ranked } from "./rank.ts";

type Statistic = Extract<Plan, { op: "statistic" }>;

/** Figures that stand beside a test of one column. */
const BESIDE: readonly AggregateName[] = [
  "mean",
  "median",
  "stddev",
  "variance",
  "min",
  "max",
  "skewness",
  "kurtosis",
];

/** A test with what the wanted names ask for besides; the candidate itself where they ask for nothing more. */
export function extendedStatistic(
  ranked: Ranked,
  wanted: readonly WantedName[],
  contexts: readonly TableContext[],
): Ranked {
  const { plan } = ranked.candidate;
  const table = contexts[0];
  if (plan.op !== "statistic" || table === undefined || contexts.length > 1) return ranked;
  return withPer(ranked, plan, { wanted, table }) ?? withMeasures(ranked, plan, { wanted, table }) ?? ranked;
}

interface Asked {
  readonly wanted: readonly WantedName[];
  readonly table: TableContext;
}

/** The test for each value of the column whose values every name speaks of. */
function withPer(ranked: Ranked, plan: Statistic, { wanted, table }: Asked): Ranked | undefined {
  if (plan.per !== undefined || plan.by !== undefined || plan.method === "linear_regression") {
    return undefined;
  }
  const groups = table.columns.filter((column) =>
    column.category && column.text && column.profile.distinct <= column.profile.top.length
  );
  const group = groups.find((column) => {
    const values = wanted.map((want) =>
      namedParts(want, table, { groups: [column], mentioned: [] }).subset[0]?.value
    );
    return values.every((value) => value !== undefined) && new Set(values).size > 1;
  });
  if (group === undefined || plan.values.some(({ name }) => name === group.name)) return undefined;
  const input = withoutCondition(plan.input, group);
  if (input === undefined) return undefined;
  const per: Derived = { name: group.name, value: { kind: "column", name: group.name } };
  const { answerColumn: _, ...candidate } = ranked.candidate;
  return {
    ...ranked,
    candidate: {
      ...candidate,
      plan: { ...plan, input, per },
      kind: "table",
      summary: `for each "${group.name}", ${candidate.summary.replace(/ where .*$/, "")}`,
    },
  };
}

/** The rows without a condition on the groups themselves; undefined where another condition could leave out a whole group. */
function withoutCondition(input: Plan, group: ColumnInfo): Plan | undefined {
  if (input.op !== "filter") return input;
  return columnsOf(input.where).every((name) => name === group.name) ? input.input : undefined;
}

function withMeasures(ranked: Ranked, plan: Statistic, { wanted, table }: Asked): Ranked | undefined {
  const [value] = plan.values;
  if (
    plan.values.length > 1 || plan.by !== undefined || plan.per !== undefined || plan.measures !== undefined
  ) {
    return undefined;
  }
  const has = new Set(STATISTIC_METHODS[plan.method].result.map(({ name }) => name));
  const column = table.columns.find(({ name }) => name === value!.name);
  const measures = wanted.flatMap((want): Measure[] => {
    const { function: name } = namedParts(want, table, {
      groups: [],
      mentioned: column === undefined ? [] : [column],
    });
    if (name === undefined || !BESIDE.includes(name) || has.has(name)) return [];
    const called = column === undefined ? name : measureName({ name, column });
    return [{ name: called, function: name, arguments: [value!.value] }];
  });
  const distinct = measures.filter((one, at) => measures.findIndex(({ name }) => name === one.name) === at);
  if (distinct.length === 0) return undefined;
  const placed = ranked.unused.filter((word) =>
    distinct.some((one) => FUNCTION_WORDS[one.function]?.includes(word.toLowerCase().split(" ")[0]!))
  );
  const { answerColumn: _, ...candidate } = ranked.candidate;
  return {
    ...ranked,
    score: ranked.score + 0.3 * placed.length,
    unused: ranked.unused.filter((word) => !placed.includes(word)),
    left: ranked.left.filter((at) => !placed.includes(ranked.walk.chunks[at]!.text)),
    candidate: {
      ...candidate,
      plan: { ...plan, measures: distinct },
      summary: `${candidate.summary}, and the ${distinct.map(({ name }) => name).join(", ")}`,
    },
  };
}
