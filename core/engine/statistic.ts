/**
 * Tests and models of statistics over the rows that an engine gives. The rows come from each engine apart, so a fault in reading or filtering
 * shows; the formula is one for both.
 *
 * @module
 */
import { NexusError, type Plan, type Table } from "../contract/mod.ts";
import { STATISTIC_METHODS, statisticRows } from "../plan/mod.ts";
import type { RunRequest, RunResult } from "./request.ts";
import { computeStatistic, type Samples } from "./statistic_methods.ts";

type Statistic = Extract<Plan, { op: "statistic" }>;

/** More rows are not held in memory at once. */
const MAX_ROWS = 1_000_000;

/**
 * Runs a statistic: its rows on an engine, then the formula.
 *
 * @throws {NexusError} `plan.too_complex` for more than a million rows, `plan.invalid` where the values do not allow the test.
 */
export async function runStatistic(
  request: RunRequest & { plan: Statistic },
  run: (request: RunRequest) => Promise<RunResult>,
): Promise<RunResult> {
  const started = performance.now();
  const { plan } = request;
  const { title, result } = STATISTIC_METHODS[plan.method];
  const { table, version } = await run({ ...request, plan: statisticRows(plan), limit: MAX_ROWS });
  if (table.truncated) {
    throw new NexusError(
      "plan.too_complex",
      `Cannot make a ${title} of ${table.rowCount.toLocaleString("en")} rows: it takes up to ${
        MAX_ROWS.toLocaleString("en")
      }`,
      { hint: "Narrow the rows by a condition." },
    );
  }
  const rows = computeStatistic(plan, samplesOf(plan, table));
  const shown = rows.slice(0, request.limit);
  return {
    table: { columns: result, rows: shown, rowCount: rows.length, truncated: shown.length < rows.length },
    version,
    ms: performance.now() - started,
  };
}

function samplesOf(plan: Statistic, { rows }: Table): Samples {
  const values = plan.values.map((_, at) => rows.map((row) => row[at] ?? null));
  return { values, groups: plan.by ? rows.map((row) => row[plan.values.length] ?? null) : null };
}
