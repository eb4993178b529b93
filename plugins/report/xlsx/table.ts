import type { Worksheet } from "exceljs";
import type { Field, Table } from "nexus";
import { cellOf, formatOf, MAX_COLUMNS, MAX_ROWS, textCell, widthOf } from "./cells.ts";
import { type AddSheet, font, onPaper, styleHeader } from "./style.ts";

/** A sheet for a table whose header stands in row `top` and stays. Its columns are styled first: what is written later goes over it. */
export function addTableSheet(add: AddSheet, table: Table, top: number): Worksheet {
  const sheet = add({
    views: [{ state: "frozen", ySplit: top, xSplit: 0, showGridLines: false }],
    ...onPaper(table.columns.length > 6),
  });
  sheet.pageSetup.printTitlesRow = `${top}:${top}`;
  table.columns.slice(0, MAX_COLUMNS).forEach((field, index) => {
    const values = table.rows.map((row) => row[index] ?? null);
    const column = sheet.getColumn(index + 1);
    column.width = widthOf(field, values);
    column.numFmt = formatOf(field, values);
    column.alignment = { horizontal: sideOf(field), vertical: "top", wrapText: field.type === "text" };
    column.font = font("body");
  });
  return sheet;
}

/** Writes the header and the rows of a table from row `top`, each row on its way out. Says what Excel could not take. */
export function writeRows(sheet: Worksheet, table: Table, top: number): string[] {
  const columns = table.columns.slice(0, MAX_COLUMNS);
  const rows = table.rows.slice(0, MAX_ROWS - top);
  const header = sheet.getRow(top);
  columns.forEach((field, index) => header.getCell(index + 1).value = textCell(field.name).value);
  styleHeader(header, columns.length);
  columns.forEach((field, index) => {
    header.getCell(index + 1).numFmt = "@";
    header.getCell(index + 1).alignment = { horizontal: sideOf(field), vertical: "middle", wrapText: true };
  });
  header.commit();
  let cut = 0;
  rows.forEach((row, index) => {
    const target = sheet.getRow(top + 1 + index);
    columns.forEach((field, column) => {
      const cell = cellOf(row[column] ?? null, field.type);
      if (cell.cut) cut++;
      target.getCell(column + 1).value = cell.value;
    });
    target.commit();
  });
  sheet.autoFilter = {
    from: { row: top, column: 1 },
    to: { row: top + rows.length, column: Math.max(1, columns.length) },
  };
  return limitsOf(table, { rows: rows.length, columns: columns.length, cut });
}

/** Numbers stand to the right, so that their digits line up. */
function sideOf({ type }: Field): "left" | "right" {
  return type === "integer" || type === "number" ? "right" : "left";
}

function limitsOf(
  table: Table,
  { rows, columns, cut }: { rows: number; columns: number; cut: number },
): string[] {
  const say = (number: number) => number.toLocaleString("en-US");
  const notes: string[] = [];
  if (rows < table.rowCount) notes.push(`The table holds ${say(rows)} of ${say(table.rowCount)} rows.`);
  if (columns < table.columns.length) {
    notes.push(`The table holds ${say(columns)} of ${say(table.columns.length)} columns.`);
  }
  if (cut > 0) {
    const cells = cut === 1 ? "cell is" : "cells are";
    notes.push(`${say(cut)} ${cells} cut at 32,767 characters, the most that Excel holds.`);
  }
  return notes;
}
