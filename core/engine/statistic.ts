/**
 * Tests and models of statistics over the rows that an engine gives. The rows come from each engine apart, so a fault in reading or filtering
 * shows; the formula is one for both.
 *
 * @module
 */
import { NexusError, type Plan, type Table, type Value } from "../contract/mod.ts";
import { STATISTIC_METHODS, statisticMeasures, statisticRows } from "../plan/mod.ts";
import type { RunRequest, RunResult } from "./request.ts";
import { computeStatistic, type Samples } from "./statistic_methods.ts";

type Statistic = Extract<Plan, { op: "statistic" }>;

/** More rows are not held in memory at once. */
const MAX_ROWS = 1_000_000;
/** More tests at once tell nobody anything. */
const MAX_PARTS = 1000;

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
  const columns = [...(plan.per ? table.columns.slice(-1) : []), ...result];
  const rows = plan.per ? rowsPer(plan, table) : computeStatistic(plan, samplesOf(plan, table));
  const measured = statisticMeasures(plan);
  if (measured !== undefined) {
    const beside = (await run({ ...request, plan: measured, limit: 1 })).table;
    columns.push(...beside.columns);
    rows[0]!.push(...beside.rows[0]!);
  }
  const shown = rows.slice(0, request.limit);
  return {
    table: { columns, rows: shown, rowCount: rows.length, truncated: shown.length < rows.length },
    version,
    ms: performance.now() - started,
  };
}

/** The statistic of the rows of each value of `per`, in the order of the values. Where too few rows have one, its numbers are missing. */
function rowsPer(plan: Statistic, table: Table): Value[][] {
  const at = plan.values.length + (plan.by ? 1 : 0);
  const parts = new Map<Value, Value[][]>();
  for (const row of table.rows) {
    const key = row[at] ?? null;
    const part = parts.get(key);
    if (part === undefined) parts.set(key, [row]);
    else part.push(row);
  }
  if (parts.size > MAX_PARTS) {
    throw new NexusError(
      "plan.too_complex",
      `Cannot make ${parts.size} tests: at most ${MAX_PARTS} are made at once`,
    );
  }
  const width = STATISTIC_METHODS[plan.method].result.length;
  return [...parts].sort(([a], [b]) => a === b ? 0 : a! < b! ? -1 : 1).flatMap(([key, rows]) => {
    const part = { ...table, rows };
    return computed(plan, part, width).map((row) => [key, ...row]);
  });
}

function computed(plan: Statistic, table: Table, width: number): Value[][] {
  try {
    return computeStatistic(plan, samplesOf(plan, table));
  } catch (error) {
    if (error instanceof NexusError && error.code === "plan.invalid") return [Array<Value>(width).fill(null)];
    throw error;
  }
}

function samplesOf(plan: Statistic, { rows }: Table): Samples {
  const values = plan.values.map((_, at) => rows.map((row) => row[at] ?? null));
  return { values, groups: plan.by ? rows.map((row) => row[plan.values.length] ?? null) : null };
}
