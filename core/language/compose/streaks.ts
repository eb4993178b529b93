/**
 * Rows in a row: `how many consecutive wins`, `longest run of losses`.
 *
 * @module
 */
import type { Plan } from "../../contract/mod.ts";
import { whereOf } from "./conditions.ts";
import { call, column as named } from "./expressions.ts";
import type { Candidate, Scope } from "./scope.ts";

const PLACE = "place from the top";
const KEPT = "place among them";

/** Composes the longest run of rows that meet the conditions, in the table's order. */
export function composeStreaks(scope: Scope): Candidate[] {
  const { frame } = scope;
  const at = frame.flags.get("consecutive");
  const counts = frame.ask === "count" || frame.counts.length > 0 ||
    frame.extremes.some((extreme) => extreme.descending);
  if (at === undefined || !counts || frame.conditions.length === 0 || frame.groups.length > 0) return [];
  const source = scope.source([]);
  if (source === undefined || source.tables.length > 1) return [];
  const number = (input: Plan, name: string): Plan => ({
    op: "window",
    input,
    columns: [{ name, function: "row_number", partition: [], order: [] }],
  });
  const where = whereOf(frame.conditions, source.of, source.plan)!;
  const kept = number({ op: "filter", input: number(source.plan, PLACE), where }, KEPT);
  // Both places grow by one along a run, so their difference names it.
  const runs: Plan = {
    op: "aggregate",
    input: kept,
    groups: [{ name: "run", value: call("subtract", named(PLACE), named(KEPT)) }],
    measures: [{ name: "rows", function: "count", arguments: [] }],
  };
  return [{
    plan: {
      op: "aggregate",
      input: runs,
      groups: [],
      measures: [{ name: "longest run", function: "max", arguments: [named("rows")] }],
    },
    kind: "number",
    summary: `the longest run of rows, one after the other,${scope.where()}`,
    fit: 0.84,
    parts: [...frame.counts, ...frame.extremes.filter((extreme) => !extreme.edge), ...frame.mentions],
    also: [at],
    answerColumn: "longest run",
  }];
}
