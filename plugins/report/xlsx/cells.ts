import type { CellValue } from "exceljs";
import type { ColumnType, Field, Value } from "nexus";

/** Excel's limits. */
export const MAX_TEXT = 32_767;
export const MAX_ROWS = 1_048_576;
export const MAX_COLUMNS = 16_384;

/** A cell and whether its text had to be cut. */
export interface Cell {
  value: CellValue;
  cut: boolean;
}

/** The cell for a value of a column. Text is always text, whatever it begins with; nothing becomes a formula or a link. */
export function cellOf(value: Value, type: ColumnType): Cell {
  if (value === null) return { value: null, cut: false };
  if (type === "date" || type === "datetime") {
    return { value: dateOf(String(value)) ?? String(value), cut: false };
  }
  if (typeof value === "number" || typeof value === "boolean") return { value, cut: false };
  return textCell(String(value));
}

/** Text as Excel can hold it. */
export function textCell(text: string): Cell {
  // Excel reads _x0041_ as an escaped character: the underscore is escaped itself.
  const escaped = text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_");
  if (escaped.length <= MAX_TEXT) return { value: escaped, cut: false };
  return { value: escaped.slice(0, MAX_TEXT - 1).replace(/[\uD800-\uDBFF]$/, "") + "…", cut: true };
}

/** A date as Excel counts them, or undefined where it cannot: its calendar begins in 1900, and has a day too many before March. */
function dateOf(text: string): Date | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,3}))?\d*)?$/.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map((part) =>
    Number(part ?? 0)
  );
  const date = new Date(
    Date.UTC(year, month - 1, day, hour, minute, second, Number((match[7] ?? "0").padEnd(3, "0"))),
  );
  return date.getTime() < Date.UTC(1900, 2, 1) ? undefined : date;
}

/** The number format of a column, from its type and its values. */
export function formatOf({ name, type }: Field, values: Value[]): string {
  if (type === "date") return "yyyy-mm-dd";
  if (type === "datetime") {
    if (values.every((value) => value === null || String(value).endsWith("T00:00:00"))) return "yyyy-mm-dd";
    return values.some((value) => String(value).includes("."))
      ? "yyyy-mm-dd hh:mm:ss.000"
      : "yyyy-mm-dd hh:mm:ss";
  }
  if (type === "integer") return isPlain(name, values) ? "0" : "#,##0";
  // Some versions of Excel show only ##### for a long text in a cell that is formatted as text.
  if (type !== "number") return values.some((value) => String(value).length > 255) ? "General" : "@";
  const known = values.filter((value) => typeof value === "number").map(Math.abs);
  if (known.every(Number.isInteger)) return isPlain(name, values) ? "0" : "#,##0";
  const largest = known.reduce((a, b) => Math.max(a, b), 0);
  return largest >= 1 ? "#,##0.00" : largest >= 0.001 ? "0.0000" : "0.00E+00";
}

/** Years and identifiers are numbers without a thousands separator. */
function isPlain(name: string, values: Value[]): boolean {
  if (
    /(^|[\s_-])(id|nr|no|code|zip|month|day|week|weekday|quarter|hour)$/i.test(name) ||
    /[a-z]I[dD]$/.test(name)
  ) return true;
  const known = values.filter((value) => value !== null);
  return known.length > 0 && /year|jahr|année|año/i.test(name) &&
    known.every((value) => Number(value) >= 1000 && Number(value) < 3000);
}

const SHOWN = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });

/** Width of a column in characters: its header and what stands under it, within reason. */
export function widthOf({ name, type }: Field, values: Value[]): number {
  const shown = (value: Value) => {
    if (value === null) return 0;
    if (type === "date") return 10;
    if (type === "datetime") return 19;
    if (typeof value === "number") {
      return Math.min(20, SHOWN.format(value).length);
    }
    return String(value).length;
  };
  const longest = values.slice(0, 500).reduce(
    (width: number, value) => Math.max(width, shown(value)),
    name.length + 2,
  );
  return Math.min(60, Math.max(9, longest + 2));
}
