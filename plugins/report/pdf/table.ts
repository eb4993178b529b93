/**
 * The table of an answer, within bounds.
 *
 * @module
 */
import type { Field, Table } from "nexus";
import { bandsOf, BODY, type Column, widthOf } from "./columns.ts";
import { INK, type Paper } from "./paper.ts";
import { drawBand } from "./rows.ts";
import { settableLine } from "./typesetter.ts";
import { cellFormat, count } from "nexus/report";

/** More rows than this are for a workbook, not for paper; fewer where a chart shows them. */
export const MAX_ROWS = { table: 500, chart: 100 };
const MAX_CELLS = 8000;
const MAX_BANDS = 4;
const MAX_TEXT = 600;

/** Draws a table and says what of it is not there. `beside`: what else shows its rows. */
export function drawTable(paper: Paper, table: Table, beside: "chart" | "table"): void {
  const { setter } = paper;
  const most = Math.floor(MAX_CELLS / Math.max(1, table.columns.length));
  const limit = Math.max(20, Math.min(MAX_ROWS[beside], most));
  const rows = table.rows.slice(0, limit);
  let cut = 0;
  // What is shortened here is longer than any cell, and counted where its lines are.
  const shorten = (text: string) => {
    const line = settableLine(text.slice(0, 4 * MAX_TEXT));
    if (line.length <= MAX_TEXT && text.length <= 4 * MAX_TEXT) return line;
    return `${line.slice(0, MAX_TEXT).toWellFormed()}…`;
  };
  const columns = table.columns.map((field, index): Column => {
    const values = rows.map((row) => row[index] ?? null);
    const format = cellFormat(field, values);
    const cells = values.map((value) => value === null ? "–" : shorten(format(value)));
    const column = { name: shorten(field.name), right: isNumber(field), cells };
    return { ...column, width: widthOf(setter, column) };
  });
  const bands = bandsOf(columns);
  bands.slice(0, MAX_BANDS).forEach((band, index) => {
    if (index > 0) paper.space(14);
    cut += drawBand(paper, band, rows.length);
  });
  const shown = new Set(bands.slice(0, MAX_BANDS).flat()).size;
  sayRest(paper, { rows: rows.length, table, columns: shown, cut });
}

function isNumber({ type }: Field): boolean {
  return type === "integer" || type === "number";
}

function sayRest(
  paper: Paper,
  { rows, table, columns, cut }: { rows: number; table: Table; columns: number; cut: number },
): void {
  const notes: string[] = [];
  if (rows < table.rowCount) notes.push(`The first ${count(rows)} of ${count(table.rowCount)} rows.`);
  if (columns < table.columns.length) {
    notes.push(`${count(columns)} of ${count(table.columns.length)} columns.`);
  }
  if (cut > 0) notes.push(cut === 1 ? "One long cell is cut." : `${count(cut)} long cells are cut.`);
  paper.space(6);
  if (notes.length === 0) return;
  notes.push("The Excel workbook of the same answer holds them all.");
  paper.paragraph(notes.join(" "), { ...BODY, color: INK.muted, after: 4 });
}
