/**
 * Literals: which type a constant has, and whether it can have it.
 *
 * @module
 */
import { type ColumnType, type Expression, NexusError, type Value } from "../contract/mod.ts";
import type { Kind } from "./column_types.ts";

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?$/;

/** Whether the text is a day of the calendar, `2024-02-29`, in the years 1 to 9999. */
export function isDate(text: string): boolean {
  const [, year, month, day] = DATE.exec(text)?.map(Number) ?? [];
  if (!year || !month || !day || month > 12) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day <= days[month - 1]!;
}

/** Whether the text is a date with a time, `2024-02-29T10:20:30.5`; seconds and fraction may be absent. */
export function isDatetime(text: string): boolean {
  const [date, time, ...rest] = text.split(/[T ]/);
  return rest.length === 0 && isDate(date ?? "") && (time === undefined || TIME.test(time));
}

/** Whether the text is an integer of 64 bits. */
export function isInteger(text: string): boolean {
  return /^-?\d{1,19}$/.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text);
}

/** The type of a literal; throws `plan.invalid` where the value does not fit the type that it names. */
export function literalKind(literal: Extract<Expression, { kind: "literal" }>): Kind {
  const { value, type } = literal;
  if (value === null) return type ?? "null";
  if (type === undefined) return ownKind(value);
  if (!fits(value, type)) {
    throw new NexusError("plan.invalid", `Cannot take ${JSON.stringify(value)} as ${type}`, {
      hint: 'Dates are written "2024-01-31", datetimes "2024-01-31T10:20:30".',
    });
  }
  return type;
}

/** The type that a constant has without naming one. */
export function ownKind(value: string | number | boolean): ColumnType {
  if (typeof value === "string") return "text";
  if (typeof value === "boolean") return "boolean";
  return Number.isSafeInteger(value) ? "integer" : "number";
}

function fits(value: Exclude<Value, null>, type: ColumnType): boolean {
  switch (type) {
    case "boolean":
      return typeof value === "boolean";
    case "integer":
      return typeof value === "number" ? Number.isSafeInteger(value) : isInteger(String(value));
    case "number":
      return typeof value === "number" && Number.isFinite(value);
    case "text":
      return typeof value === "string";
    case "date":
      return typeof value === "string" && isDate(value);
    case "datetime":
      return typeof value === "string" && isDatetime(value);
  }
}
