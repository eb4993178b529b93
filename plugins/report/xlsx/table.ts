import type { Worksheet } from "exceljs";
import type { Table } from "nexus";
import { cellOf, formatOf, MAX_COLUMNS, MAX_ROWS, textCell, widthOf } from "./cells.ts";
import { font, styleHeader } from "./style.ts";

/** Writes a table below `top`, with filters and a header that stays. Says what Excel could not take. */
export function writeTable(sheet: Worksheet, table: Table, top: number): string[] {
  const columns = table.columns.slice(0, MAX_COLUMNS);
  const rows = table.rows.slice(0, MAX_ROWS - top);
  const header = sheet.getRow(top);
  columns.forEach((field, index) => {
    const values = table.rows.map((row) => row[index] ?? null);
    const column = sheet.getColumn(index + 1);
    column.width = widthOf(field, values);
    const right = field.type === "integer" || field.type === "number";
    column.numFmt = formatOf(field, values);
    column.alignment = {
      horizontal: right ? "right" : "left",
      vertical: "top",
      wrapText: field.type === "text",
    };
    column.font = font("body");
    header.getCell(index + 1).value = textCell(field.name).value;
  });
  styleHeader(header, columns.length);
  columns.forEach((field, index) => {
    const right = field.type === "integer" || field.type === "number";
    header.getCell(index + 1).numFmt = "@";
    header.getCell(index + 1).alignment = {
      horizontal: right ? "right" : "left",
      vertical: "middle",
      wrapText: true,
    };
  });
  let cut = 0;
  rows.forEach((row, index) => {
    const target = sheet.getRow(top + 1 + index);
    columns.forEach((field, column) => {
      const cell = cellOf(row[column] ?? null, field.type);
      if (cell.cut) cut++;
      target.getCell(column + 1).value = cell.value;
    });
  });
  sheet.autoFilter = {
    from: { row: top, column: 1 },
    to: { row: top + rows.length, column: Math.max(1, columns.length) },
  };
  sheet.views = [{ state: "frozen", ySplit: top, xSplit: 0, activeCell: "A1", showGridLines: false }];
  sheet.pageSetup.printTitlesRow = `${top}:${top}`;
  return limits(table, { rows: rows.length, columns: columns.length, cut });
}

function limits(
  table: Table,
  { rows, columns, cut }: { rows: number; columns: number; cut: number },
): string[] {
  const say = (number: number) => number.toLocaleString("en-US");
  const notes: string[] = [];
  if (rows < table.rowCount) notes.push(`This sheet holds ${say(rows)} of ${say(table.rowCount)} rows.`);
  if (columns < table.columns.length) {
    notes.push(`This sheet holds ${say(columns)} of ${say(table.columns.length)} columns.`);
  }
  if (cut > 0) {
    notes.push(
      `${say(cut)} ${
        cut === 1 ? "cell is" : "cells are"
      } cut at 32,767 characters, the most that Excel holds.`,
    );
  }
  return notes;
}
