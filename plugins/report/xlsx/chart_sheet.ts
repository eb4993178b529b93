import type { Table } from "nexus";
import { textCell } from "./cells.ts";
import { type AddSheet, paragraph } from "./style.ts";
import { addTableSheet, writeRows } from "./table.ts";

/** The data that the chart draws. Says what Excel could not take. */
export function writeChartData(add: AddSheet, { title, table }: { title: string; table: Table }): string[] {
  const sheet = addTableSheet(add, table, 3);
  paragraph(sheet, 1, String(textCell(title).value), "heading");
  const limits = writeRows(sheet, table, 3);
  sheet.commit();
  return limits;
}
