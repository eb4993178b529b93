/**
 * A format that names more results than the question asks for in words: `@total_outliers[...] @mean_charges_outliers[...]`. Where the names say
 * what is to be computed of the rows that the reading has found, that is computed too.
 *
 * @module
 */
import type { AggregateName, Expression, Measure, Plan } from "../contract/mod.ts";
import { columnsOf } from "../plan/mod.ts";
import { bindNames, FUNCTION_WORDS } from "./answer/bind_names.ts";
import type { WantedName } from "./answer/wanted_names.ts";
import { measure, measureName } from "./compose/expressions.ts";
import type { ColumnInfo, TableContext } from "./link/table_context.ts";
import type { Ranked } from "./rank.ts";
import { stem } from "./text/stem.ts";

/** Aggregates that a name alone may ask for. */
const ASKED: readonly AggregateName[] = [
  "mean",
  "median",
  "stddev",
  "variance",
  "min",
  "max",
  "sum",
  "skewness",
  "kurtosis",
];

/** `total_outliers` counts them. */
const COUNTED = new Set(["outliers", "outlier", "count", "number", "rows", "records"]);

/** A candidate of one row with the measures that the wanted names ask for besides; the candidate itself where there are none. */
export function extended(
  ranked: Ranked,
  wanted: readonly WantedName[],
  contexts: readonly TableContext[],
): Ranked {
  const { plan } = ranked.candidate;
  if (plan.op !== "aggregate" || plan.groups.length > 0 || plan.measures.length === 0 || wanted.length < 2) {
    return ranked;
  }
  const columns = contexts.length === 1 ? contexts[0]!.columns.filter((column) => column.numeric) : [];
  const subject = subjectOf(plan, columns);
  const bound = new Map(bindNames(plan, wanted, contexts).map((one) => [one.name, one.column]));
  const added: Measure[] = [];
  for (const want of wanted) {
    const ofColumn = columnIn(want, columns);
    // `stddev_MedianPrice` asks for no median.
    const own = new Set(ofColumn?.forms.flat());
    const said = want.words.filter((word) => !own.has(stem(word)));
    const name = ASKED.find((one) => said.some((word) => FUNCTION_WORDS[one]?.includes(word))) ??
      ASKED.find((one) => want.words.some((word) => FUNCTION_WORDS[one]?.includes(word)));
    if (name === "sum" && want.words.some((word) => COUNTED.has(word))) {
      const counted = [...plan.measures, ...added].some((one) => one.function === "count");
      if (!counted) added.push({ name: "count", function: "count", arguments: [] });
      continue;
    }
    if (name === undefined) continue;
    const column = ofColumn ?? subject;
    if (column === undefined) continue;
    const measured = { at: -1, name, column };
    const known = [...plan.measures, ...added].some((other) => other.name === measureName(measured));
    const current = plan.measures.find((other) => other.name === bound.get(want.name));
    const same = current?.function.replace("_population", "") === name;
    const measures = ofColumn === undefined ||
      current !== undefined && current.arguments.flatMap(columnsOf).includes(ofColumn.name);
    if (known || same && measures) continue;
    added.push(measure(measured, (one): Expression => ({ kind: "column", name: one.name })));
  }
  if (added.length === 0) return ranked;
  const { answerColumn: _, ...candidate } = ranked.candidate;
  const placed = ranked.unused.filter((word) =>
    added.some((one) => FUNCTION_WORDS[one.function]?.includes(word.toLowerCase().split(" ")[0]!))
  );
  return {
    ...ranked,
    score: ranked.score + 0.3 * placed.length,
    unused: ranked.unused.filter((word) => !placed.includes(word)),
    left: ranked.left.filter((at) => !placed.includes(ranked.walk.chunks[at]!.text)),
    candidate: {
      ...candidate,
      plan: { ...plan, measures: [...plan.measures, ...added] },
      kind: "record",
      summary: `${candidate.summary}, and the ${added.map((one) => one.name).join(", ")}`,
    },
  };
}

/** The one column that the measures are of, else the one that chose the rows. */
function subjectOf(
  plan: Extract<Plan, { op: "aggregate" }>,
  columns: readonly ColumnInfo[],
): ColumnInfo | undefined {
  const measured = plan.measures.flatMap(({ arguments: values }) => values.flatMap(columnsOf));
  const chosen = plan.input.op === "filter" ? columnsOf(plan.input.where) : [];
  const names = new Set(measured.length > 0 ? measured : chosen);
  const found = columns.filter((column) => names.has(column.name));
  return found.length === 1 ? found[0] : undefined;
}

/** The column whose every word stands in a name. */
function columnIn(want: WantedName, columns: readonly ColumnInfo[]): ColumnInfo | undefined {
  const words = new Set(want.words.map(stem));
  const fits = columns.filter((column) => column.forms.some((form) => form.every((word) => words.has(word))));
  return fits.sort((a, b) =>
    Math.max(...b.forms.map((f) => f.length)) - Math.max(...a.forms.map((f) => f.length))
  )[0];
}
