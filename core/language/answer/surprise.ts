/**
 * Results that speak against the reading behind them.
 *
 * @module
 */
import type { Plan, Reading, Table } from "../../contract/mod.ts";

/**
 * Whether a reading that was not sure gave nothing, or several neighbours of a row where one was asked for: then it is more likely the
 * reading that is wrong than that there is nothing.
 */
export function comesToNothing(reading: Reading, table: Table): boolean {
  // A list under a fixed name may be empty: there may be no outliers.
  if (table.rowCount === 0) return reading.values?.some(({ list }) => list === true) !== true;
  if (table.rowCount > 1) return reading.kind === "text" && isNeighbour(reading.plan);
  const index = table.columns.findIndex((column) => column.name === reading.answerColumn);
  return (table.rows[0]?.[index < 0 ? 0 : index] ?? null) === null;
}

/** A row beside another one. */
function isNeighbour(plan: Plan): boolean {
  return plan.op === "select" && plan.input.op === "filter" && plan.input.input.op === "window" &&
    plan.input.input.columns.every((column) => column.function === "lag" || column.function === "lead");
}

/**
 * Whether a result is not what the reading promised: nothing at all, no value, a count of nothing, or several where one was asked for.
 * Each may well be true; none is what somebody expects who asks, so the reading is no longer beyond doubt.
 */
export function surprises(reading: Pick<Reading, "kind" | "answerColumn">, table: Table): boolean {
  if (table.rowCount === 0) return true;
  const one = reading.kind === "text" || reading.kind === "date";
  if (one && table.rowCount > 1) return true;
  if (table.rowCount > 1) return false;
  const index = table.columns.findIndex((column) => column.name === reading.answerColumn);
  const cell = table.rows[0]?.[index < 0 ? 0 : index];
  // Several lines in one cell are several things.
  if (typeof cell === "string" && cell.trim().includes("\n")) return true;
  return cell === null || cell === undefined || reading.kind === "number" && cell === 0;
}
