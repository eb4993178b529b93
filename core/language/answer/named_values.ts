/**
 * Results under the names that a question's format fixes: `@mean_fare[34.65]`, rounded as the format says.
 *
 * @module
 */
import type { Judgement, Reading, Schema, Table, Value } from "../../contract/mod.ts";
import { roundedText } from "./number_format.ts";

/** The values by name, and the text that the format asks for; nothing where no names were fixed. */
export function namedValues(
  input: { reading: Reading | null; table: Table; schema: Schema },
): { values?: Record<string, Value>; response?: string } {
  const wanted = input.reading?.values;
  if (wanted === undefined || wanted.length === 0) return {};
  const values: Record<string, Value> = {};
  const shown = (cell: Value, decimals: number | undefined): Value =>
    decimals !== undefined && typeof cell === "number" ? Number(roundedText(cell, decimals)) : cell;
  for (const { name, column, row, decimals, judgement, list } of wanted) {
    const index = input.schema.findIndex((field) => field.name === column);
    if (index < 0) continue;
    if (judgement !== undefined) {
      values[name] = judge(judgement, input, row ?? 0);
      continue;
    }
    if (list === true) {
      // A part of a list would pass for all of it.
      if (input.table.rows.length < input.table.rowCount) continue;
      values[name] = input.table.rows.map((cells) => shown(cells[index] ?? null, decimals)).join(", ");
      continue;
    }
    values[name] = shown(input.table.rows[row ?? 0]?.[index] ?? null, decimals);
  }
  const response = Object.entries(values).map(([name, value]) => `@${name}[${value ?? ""}]`).join("\n");
  return Object.keys(values).length === 0 ? {} : { values, response };
}

/** The word that the numbers of a row choose. */
function judge(
  judgement: Judgement,
  { schema, table }: { schema: Schema; table: Table },
  row: number,
): string {
  const holds = ({ column, op, value, absolute }: Judgement["rules"][number]["when"][number]): boolean => {
    const cell = table.rows[row]?.[schema.findIndex((field) => field.name === column)];
    if (typeof cell !== "number") return false;
    const number = absolute ? Math.abs(cell) : cell;
    if (op === "lt") return number < value;
    if (op === "le") return number <= value;
    return op === "gt" ? number > value : number >= value;
  };
  return judgement.rules.find(({ when }) => when.every(holds))?.then ?? judgement.otherwise;
}
