import type { Table } from "nexus";
import { cellFormat, count } from "nexus/report";
import { type Output, shown } from "./cells.ts";

/** So many rows are shown; the query gives all. */
const MOST_ROWS = 200;

/** A result as a notebook shows it: as a table, and as text where it is not trusted yet. */
export function tableOutput(table: Table): Output {
  const rows = table.rows.slice(0, MOST_ROWS);
  const formats = table.columns.map((column, k) => cellFormat(column, rows.map((row) => row[k] ?? null)));
  const cells = rows.map((row) => formats.map((format, k) => format(row[k] ?? null)));
  const names = table.columns.map(({ name }) => name);
  const note = rows.length < table.rowCount
    ? `The first ${count(rows.length)} of ${count(table.rowCount)} rows`
    : "";
  const right = table.columns.map(({ type }) => type === "integer" || type === "number");
  return shown({
    "text/html": htmlTable(names, cells, right, note),
    "text/plain": textTable(names, cells, right) + (note && `\n${note}`),
  });
}

function htmlTable(names: string[], rows: string[][], right: boolean[], note: string): string {
  const row = (cells: string[], tag: string) =>
    `<tr>${
      cells.map((cell, k) =>
        `<${tag} style="text-align: ${right[k] ? "right" : "left"}">${escape(cell)}</${tag}>`
      )
        .join("")
    }</tr>`;
  const body = rows.map((cells) => row(cells, "td")).join("\n");
  return `<table>\n<thead>${row(names, "th")}</thead>\n<tbody>\n${body}\n</tbody>\n</table>${
    note && `\n<p>${note}</p>`
  }`;
}

function textTable(names: string[], rows: string[][], right: boolean[]): string {
  const lines = [names, ...rows].map((cells) => cells.map((cell) => cell.replace(/\s+/g, " ").slice(0, 60)));
  const widths = names.map((_, k) => Math.max(...lines.map((cells) => [...cells[k]!].length)));
  return lines.map((cells) =>
    cells.map((cell, k) => right[k] ? cell.padStart(widths[k]!) : cell.padEnd(widths[k]!)).join("  ")
      .trimEnd()
  ).join("\n");
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
