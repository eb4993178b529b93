import type { ColumnType, Value } from "nexus";
import { formatNumber, formatValue, isLabelColumn } from "./format.ts";

/** Writes the cells of one column: numbers all with the same digits after the point, so that they can be compared at a glance. */
export function columnFormatter(
  values: readonly Value[],
  type: ColumnType,
  name: string,
): (value: Value) => string {
  if (type === "date" && areMonths(values)) return (value) => formatValue(value, type, name).slice(0, 7);
  if (type !== "number" || isLabelColumn(name)) return (value) => formatValue(value, type, name);
  const decimals = decimalsFor(values);
  const smallest = 0.5 * 10 ** -decimals;
  const format = new Intl.NumberFormat("en-US", {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return (value) => {
    if (typeof value !== "number") return formatValue(value, type, name);
    const size = Math.abs(value);
    const fits = size < 1e15 && (value === 0 || size >= smallest);
    return fits ? format.format(value) : formatNumber(value);
  };
}

/** Dates that are all first days of months stand for the months: `2024-05`. */
function areMonths(values: readonly Value[]): boolean {
  const dates = values.filter((value) => value !== null);
  return dates.length > 1 && dates.every((value) => /^\d{4}-\d\d-01$/.test(String(value)));
}

/** As many digits as the values have, but no more than help beside numbers of this size. */
function decimalsFor(values: readonly Value[]): number {
  let largest = 0;
  let decimals = 0;
  for (const value of values) {
    if (typeof value !== "number") continue;
    largest = Math.max(largest, Math.abs(value));
    decimals = Math.max(decimals, decimalsOf(value));
  }
  // Where all are tiny, four digits that count, so that they can still be told apart.
  const small = largest === 0 ? 6 : Math.min(12, Math.max(6, 3 - Math.floor(Math.log10(largest))));
  const most = largest >= 1000 ? 2 : largest >= 1 ? 4 : small;
  return Math.min(decimals, most);
}

function decimalsOf(value: number): number {
  // Twelve digits: the tail that binary fractions leave (0.1 + 0.2) is none of the value's own.
  const [digits = "", exponent = "0"] = String(Number(value.toPrecision(12))).split("e");
  const fraction = digits.split(".")[1]?.length ?? 0;
  return Math.max(0, fraction - Number(exponent));
}
