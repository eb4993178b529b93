import type { Table, Value } from "nexus";
import { type CellFormat, cellFormat, count } from "nexus/report";
import { type Markup, markup } from "./markup.ts";

/** A page with more rows than this is slow to open; a workbook takes them all. */
const MAX_ROWS = 2000;

/** The result as a table, with a note where it is not all of it. */
export function tableMarkup(table: Table): Markup {
  const rows = table.rows.slice(0, MAX_ROWS);
  const columns = table.columns.map((field, index) => ({
    name: field.name,
    side: field.type === "integer" || field.type === "number" ? "number" : "text",
    format: cellFormat(field, rows.map((row) => row[index] ?? null)),
  }));
  const head = columns.map(({ name, side }) =>
    markup`<th scope="col" class="${side}" dir="auto">${name}</th>`
  );
  const body = rows.map((row) => {
    const cells = columns.map(({ side, format }, index) => cellMarkup(row[index] ?? null, side, format));
    return markup`<tr>${cells}</tr>\n`;
  });
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="Result">
<table>
<thead><tr>${head}</tr></thead>
<tbody>
${body}</tbody>
</table>
</div>
${rows.length < table.rowCount ? restMarkup(rows.length, table.rowCount) : null}`;
}

/** A cell; where it is shown rounded, the exact value is a hover away. */
function cellMarkup(value: Value, side: string, format: CellFormat): Markup {
  if (value === null) return markup`<td class="${side} none" title="no value">–</td>`;
  const shown = format(value);
  if (side === "text") return markup`<td class="text" dir="auto">${shown}</td>`;
  const exact = String(value);
  return shown === exact
    ? markup`<td class="number">${shown}</td>`
    : markup`<td class="number" title="${exact}">${shown}</td>`;
}

function restMarkup(shown: number, all: number): Markup {
  return markup`<p class="note">The first ${count(shown)} of ${count(all)} rows.</p>`;
}
