import type { ColumnType, Field, Value } from "nexus";

const GROUPED = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const LARGE = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });
const MIDDLE = new Intl.NumberFormat("en-US", { maximumFractionDigits: 4 });
const SMALL = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 4 });

/** What stands where a value is missing. */
export const MISSING = "–";

/** Names of columns whose whole numbers are labels, not amounts: no thousands separators. */
const LABEL_NAME = /(^|[^a-z])(years?|yr|id|code|zip|postcode|phone|number|no)([^a-z]|$)|Year$|Id$|ID$/;

/** Whether whole numbers of this column are written without thousands separators. */
export function isLabelColumn(name: string): boolean {
  return LABEL_NAME.test(name) || LABEL_NAME.test(name.toLowerCase());
}

/** A number for reading: thousands separators, and no more digits than help. The full digits stay in copies and downloads. */
export function formatNumber(value: number): string {
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e15) return GROUPED.format(value);
  if (size >= 1e15 || (size > 0 && size < 1e-6)) return Number(value.toPrecision(4)).toExponential();
  if (size >= 1000) return LARGE.format(value);
  return size >= 1 ? MIDDLE.format(value) : SMALL.format(value);
}

/** A cell for reading. */
export function formatValue(value: Value, type: ColumnType, name = ""): string {
  if (value === null) return MISSING;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (type === "integer" || type === "number") {
    if (type === "integer" && isLabelColumn(name)) return String(value);
    return typeof value === "number" ? formatNumber(value) : groupDigits(value);
  }
  return type === "datetime" ? String(value).replace("T", " ") : String(value);
}

/** Integers beyond 2^53 come as decimal strings. */
function groupDigits(text: string): string {
  return /^-?\d+$/.test(text) ? GROUPED.format(BigInt(text)) : text;
}

/** Whether cells of this type stand right-aligned. */
export function isNumeric(type: ColumnType): boolean {
  return type === "integer" || type === "number";
}

/** A size in bytes for reading, in steps of 1,000. */
export function formatBytes(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  let size = bytes;
  let step = 0;
  while (size >= 999.5 && step < units.length - 1) {
    size /= 1000;
    step++;
  }
  return `${size < 10 && step > 0 ? size.toFixed(1) : Math.round(size)} ${units[step]}`;
}

/** A duration for reading. */
export function formatMs(ms: number): string {
  if (ms < 1) return "under 1 ms";
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** `1 row`, `2,000 rows`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${GROUPED.format(count)} ${count === 1 ? one : many}`;
}

/** A share for reading; small shares never read as none, and large ones never as all. */
export function formatShare(share: number): string {
  if (share <= 0) return "0 %";
  if (share >= 1) return "100 %";
  if (share < 0.01) return "< 1 %";
  return share > 0.99 ? "> 99 %" : `${Math.round(share * 100)} %`;
}

/** How long ago something was, coarsely; a date where it is long ago. */
export function formatAgo(iso: string, now: number): string {
  const seconds = (now - Date.parse(iso)) / 1000;
  if (!Number.isFinite(seconds)) return "";
  if (seconds < 60) return "just now";
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  return iso.slice(0, 10);
}

/** A sentence begins with a capital. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The words for column types on the page. */
export const TYPE_WORDS: Record<ColumnType, string> = {
  boolean: "yes/no",
  integer: "whole number",
  number: "number",
  text: "text",
  date: "date",
  datetime: "date & time",
};

/** What a spreadsheet takes for a formula, and runs. */
const FORMULA = /^\s*[=+@-]/;

/** The text of a cell as a spreadsheet keeps it: what would be a formula gets an apostrophe. */
export function harmless(value: Value, text: string): string {
  return typeof value === "string" && FORMULA.test(text) && !Number.isFinite(Number(text))
    ? `'${text}`
    : text;
}

/** A table as tab-separated text for the clipboard: full digits, no formatting. Text stays text where it is pasted. */
export function tableText(columns: Field[], rows: Value[][]): string {
  const cell = (value: Value) =>
    value === null ? "" : harmless(value, String(value).replace(/[\t\r\n]+/g, " "));
  return [columns.map((column) => cell(column.name)), ...rows.map((row) => row.map(cell))]
    .map((cells) => cells.join("\t")).join("\n");
}
