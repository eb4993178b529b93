import type { Field, Table, Value } from "nexus";
import { harmless } from "./format.ts";

/** A file holds so many rows; a workbook takes longer tables. */
export const MOST_CSV_ROWS = 100_000;
const PAGE = 1000;

/** A table as CSV (RFC 4180), with full digits. It begins with a byte order mark, by which spreadsheets know UTF-8. */
export function csvText(columns: Field[], rows: Value[][]): string {
  const lines = [columns.map(({ name }) => csvCell(name)), ...rows.map((row) => row.map(csvCell))];
  return "\ufeff" + lines.map((cells) => cells.join(",") + "\r\n").join("");
}

function csvCell(value: Value): string {
  if (value === null) return "";
  const text = harmless(value, String(value));
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** All rows of a result, page by page. */
export async function wholeTable(
  table: Table,
  fetchPage: (page: { offset: number; limit: number }) => Promise<Table>,
): Promise<Table> {
  const wanted = Math.min(table.rowCount, MOST_CSV_ROWS);
  const rows = [...table.rows];
  while (rows.length < wanted) {
    const page = await fetchPage({ offset: rows.length, limit: Math.min(PAGE, wanted - rows.length) });
    if (page.rows.length === 0) break;
    rows.push(...page.rows);
  }
  return { ...table, rows, truncated: rows.length < table.rowCount };
}

/** A name for the file, from the question. */
export function csvName(question: string): string {
  const words = question.normalize("NFKC").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "");
  return `${[...words.toLowerCase()].slice(0, 60).join("") || "table"}.csv`;
}
