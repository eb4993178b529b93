/**
 * Results that speak against the reading behind them.
 *
 * @module
 */
import type { Reading, Table } from "../../contract/mod.ts";

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
  return cell === null || cell === undefined || reading.kind === "number" && cell === 0;
}
