/**
 * Lineage: the rows of the datasets under a result, or under one row of it, as plans.
 *
 * @module
 */
import { type Expression, NexusError, type Plan, type Value } from "../contract/mod.ts";
import { checkPlan, type SchemaLookup } from "./check.ts";
import { describeEvidence } from "./evidence_words.ts";
import { along, isGrouping, sourcesOf } from "./paths.ts";
import { statisticRows } from "./statistics.ts";
import { Tracer } from "./tracer.ts";

/** The rows of one dataset under a result. */
export interface EvidencePlan {
  dataset: string;
  /** Gives the column `row` (the row's number in the dataset, from 1), then the dataset's columns, by row number. */
  plan: Plan;
  /** Which rows they are, in words: `rows where "region" is "north"`. */
  description: string;
}

/** As {@linkcode evidencePlans}, the first dataset alone. Null where the rows cannot be told exactly. */
export function evidencePlan(
  plan: Plan,
  lookup: SchemaLookup,
  row?: Record<string, Value>,
): EvidencePlan | null {
  return evidencePlans(plan, lookup, row)[0] ?? null;
}

/**
 * The rows of each dataset under the result of a plan, or under the row of it that has these values. Filters and the groups of the row
 * are kept, and so are limits: what an operation left out is no evidence. Rows that a measure's own `where` leaves out are in, and the
 * description says so. A dataset whose rows cannot be told exactly is left out: where a row does not show all its groups, where it could
 * come from several inputs of a union, and where an earlier result was read.
 */
export function evidencePlans(plan: Plan, lookup: SchemaLookup, row?: Record<string, Value>): EvidencePlan[] {
  checkPlan(plan, lookup);
  if (plan.op === "statistic") return evidencePlans(rowsBehind(plan, lookup, row), lookup);
  return sourcesOf(plan).flatMap(({ path, source }) => {
    if (source.op !== "scan") return [];
    const tracer = new Tracer(plan, lookup);
    const values = row && new Map(Object.entries(row));
    const traced = tracer.trace(plan, path, values);
    if (traced === undefined || !isWithinLimits(traced, lookup)) return [];
    const above = path.slice(0, Math.max(along(plan, path).findIndex(isGrouping), 0));
    const known = values && tracer.valuesBelow(plan, above, values);
    return [{ dataset: source.dataset, plan: traced, description: describeEvidence(plan, path, known) }];
  });
}

/** The rows of a test; of one that is made for each value of a column, those of the row's value. */
function rowsBehind(
  plan: Extract<Plan, { op: "statistic" }>,
  lookup: SchemaLookup,
  row: Record<string, Value> | undefined,
): Plan {
  const rows = statisticRows(plan);
  const name = plan.per?.name;
  const value = name === undefined ? undefined : row?.[name];
  if (name === undefined || value === undefined) return rows;
  const type = checkPlan(rows, lookup).schema.find((field) => field.name === name)!.type;
  const where: Expression = {
    kind: "call",
    function: "eq",
    arguments: [{ kind: "column", name }, { kind: "literal", value, type }],
  };
  return { op: "filter", input: rows, where };
}

/** Evidence of a plan near the limits can be over them. */
function isWithinLimits(plan: Plan, lookup: SchemaLookup): boolean {
  try {
    checkPlan(plan, lookup);
    return true;
  } catch (error) {
    if (error instanceof NexusError && error.code === "plan.too_complex") return false;
    throw error;
  }
}
