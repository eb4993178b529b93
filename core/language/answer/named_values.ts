/**
 * Results under the names that a question's format fixes: `@mean_fare[34.65]`, rounded as the format says.
 *
 * @module
 */
import type { Reading, Schema, Table, Value } from "../../contract/mod.ts";
import { roundedText } from "./number_format.ts";

/** The values by name, and the text that the format asks for; nothing where no names were fixed. */
export function namedValues(
  input: { reading: Reading | null; table: Table; schema: Schema },
): { values?: Record<string, Value>; response?: string } {
  const wanted = input.reading?.values;
  if (wanted === undefined || wanted.length === 0) return {};
  const values: Record<string, Value> = {};
  for (const { name, column, row, decimals } of wanted) {
    const index = input.schema.findIndex((field) => field.name === column);
    if (index < 0) continue;
    const cell = input.table.rows[row ?? 0]?.[index] ?? null;
    values[name] = decimals !== undefined && typeof cell === "number"
      ? Number(roundedText(cell, decimals))
      : cell;
  }
  const response = Object.entries(values).map(([name, value]) => `@${name}[${value ?? ""}]`).join("\n");
  return Object.keys(values).length === 0 ? {} : { values, response };
}
