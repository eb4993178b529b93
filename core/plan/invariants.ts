/**
 * Invariants: what must hold of a result, whatever the data are. They are cheap, and true of every right result, so a check that fails
 * shows a fault of an engine.
 *
 * @module
 */
import type { Check, Plan, Table } from "../contract/mod.ts";
import { countChecks, measureChecks } from "./invariants_measures.ts";
import { orderCheck, shareChecks } from "./invariants_rows.ts";
import { Outputs } from "./outputs.ts";
import { numberWords } from "./word_lists.ts";
import { sourcesOf } from "./paths.ts";

/** What is known of a run besides its result. */
export interface RunFacts {
  /** Rows of all scanned datasets. */
  rowsScanned?: number;
  /** Rows under the result, as `evidencePlan` gives them. */
  rowsKept?: number;
}

/**
 * The checks that apply to a plan's result:
 *
 * - `row count`: no more rows than `limit`, `top`, or the scan allow; one row where nothing is grouped. Always.
 * - `rows kept`: no more rows kept than scanned. Where both are known and one dataset is scanned.
 * - `order`: the rows follow the sort keys that the result shows. Where the last operation that orders is `sort`, or `top` over all rows.
 * - `distinct groups`: no group twice. Where the result shows all group columns.
 * - `group counts`: they add up to the rows kept. Where the result is whole, no group was left out, and rows were not joined or united.
 * - `bounds of ...`: min <= mean, median, quantile, mode <= max; count_distinct <= count; no negative spread; correlation within -1 and 1;
 *   mean times count is the sum. Between measures of the same values (and the same `where`) that the result shows.
 * - `bounds of ...` for statistics: a p-value and r squared are from 0 to 1, a correlation within -1 and 1.
 * - `share ...`: a value divided by the total of its partition is from 0 to 1 (or 100). Where all values are shown and none is negative.
 */
export function checkInvariants(plan: Plan, table: Table, facts: RunFacts = {}): Check[] {
  const outputs = new Outputs(plan, table);
  return [
    ...rowChecks(plan, table, facts),
    ...orderCheck(outputs),
    ...outputs.groupCheck(),
    ...countChecks(outputs, facts),
    ...measureChecks(outputs),
    ...shareChecks(outputs),
    ...statisticChecks(plan, table),
  ];
}

/** Probabilities are from 0 to 1, correlations and shares of variance within -1 and 1. */
function statisticChecks(plan: Plan, table: Table): Check[] {
  if (plan.op !== "statistic") return [];
  const bounds: Record<string, [number, number]> = {
    "p-value": [0, 1],
    "r squared": [0, 1],
    ...(plan.method === "linear_regression" ? {} : { coefficient: [-1, 1] }),
  };
  return table.columns.flatMap(({ name }, at): Check[] => {
    const bound = bounds[name];
    if (bound === undefined) return [];
    const outside = table.rows.some((row) =>
      typeof row[at] === "number" && (row[at] < bound[0] - 1e-9 || row[at] > bound[1] + 1e-9)
    );
    return [{
      name: `bounds of "${name}"`,
      passed: !outside,
      message: `"${name}" is ${outside ? "not " : ""}within ${bound[0]} and ${bound[1]}`,
    }];
  });
}

function rowChecks(plan: Plan, table: Table, { rowsScanned, rowsKept }: RunFacts): Check[] {
  const checks: Check[] = [];
  const one = sourcesOf(plan).length === 1;
  const most = mostRows(plan, one ? rowsScanned ?? Infinity : Infinity);
  if (most !== Infinity) {
    const [few, many] = [numberWords(table.rowCount), numberWords(most)];
    checks.push({
      name: "row count",
      passed: table.rowCount <= most && table.rows.length <= table.rowCount,
      message: `The result has ${few} of at most ${many} rows`,
    });
  }
  if (one && rowsScanned !== undefined && rowsKept !== undefined) {
    checks.push({
      name: "rows kept",
      passed: rowsKept <= rowsScanned,
      message: `${numberWords(rowsKept)} of ${numberWords(rowsScanned)} rows were kept`,
    });
  }
  return checks;
}

/** The most rows that a plan can give over a relation of so many rows. */
function mostRows(plan: Plan, scanned: number): number {
  switch (plan.op) {
    case "scan":
    case "result":
      return scanned;
    case "limit":
      return Math.min(plan.count, mostRows(plan.input, scanned));
    case "top":
      return plan.partition.length === 0 && !plan.ties
        ? Math.min(plan.count, mostRows(plan.input, scanned))
        : mostRows(plan.input, scanned);
    case "aggregate":
      return plan.groups.length === 0 ? 1 : mostRows(plan.input, scanned);
    case "join":
      return plan.how === "semi" || plan.how === "anti" ? mostRows(plan.left, scanned) : Infinity;
    case "union":
    case "statistic":
      return Infinity;
    default:
      return mostRows(plan.input, scanned);
  }
}
