/**
 * Types of columns, found in their values.
 *
 * @module
 */
import type { ColumnType, Value } from "../contract/mod.ts";

const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const DATETIME =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{3}(\d{3})?)?$/;

/** The type that fits every value, and the values in it. Values of several types become text; dates beside datetimes midnights. */
export function columnOf(values: Value[]): { type: ColumnType; values: Value[] } {
  const types = new Set<ColumnType>();
  for (const value of values) {
    if (value !== null) types.add(typeOf(value));
  }
  if (types.size === 0) return { type: "text", values };
  if (types.size === 1) return { type: [...types][0]!, values };
  if (within(types, ["integer", "number"])) return { type: "number", values };
  if (within(types, ["date", "datetime"])) {
    const midnight = (value: Value) =>
      typeof value === "string" && DATE.test(value) ? `${value}T00:00:00` : value;
    return { type: "datetime", values: values.map(midnight) };
  }
  return { type: "text", values: values.map((value) => value === null ? null : String(value)) };
}

function typeOf(value: string | number | boolean): ColumnType {
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "number") return Number.isSafeInteger(value) ? "integer" : "number";
  if (DATE.test(value)) return isDay(value) ? "date" : "text";
  return DATETIME.test(value) && isDay(value.slice(0, 10)) ? "datetime" : "text";
}

/** Whether the month has this day. */
function isDay(date: string): boolean {
  return new Date(`${date}T00:00:00Z`).toISOString().startsWith(date);
}

function within(types: Set<ColumnType>, allowed: ColumnType[]): boolean {
  return [...types].every((type) => allowed.includes(type));
}
