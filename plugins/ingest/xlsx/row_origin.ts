import type { TableFound } from "nexus";
import type { SheetTable } from "./plan_sheet.ts";

const MAX_RUNS = 10_000;

/** Where the rows of a table stand on its sheet; nothing where they are not all in memory, or stand in too many pieces. */
export function originOf({ sheet, rows, rest }: SheetTable): Pick<TableFound, "origin"> {
  if (rest !== undefined || rows.length === 0) return {};
  const runs: [number, number][] = [];
  for (const [index, { number }] of rows.entries()) {
    if (index > 0 && number === rows[index - 1]!.number + 1) continue;
    if (runs.length === MAX_RUNS) return {};
    runs.push([index, number]);
  }
  return { origin: { sheet: sheet.name, runs } };
}
