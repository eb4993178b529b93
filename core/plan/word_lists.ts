/**
 * How lists, numbers, names and dates are written in sentences.
 *
 * @module
 */
import type { Value } from "../contract/mod.ts";
import { isDate, isDatetime } from "./literals.ts";

/** Names of the months, January first. */
export const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** `a`, `a and b`, `a, b and c`. */
export function listWords(items: readonly string[], join: "and" | "or" = "and"): string {
  if (items.length < 2) return items[0] ?? "";
  return `${items.slice(0, -1).join(", ")} ${join} ${items.at(-1)}`;
}

/** `"a"`, `combination of "a" and "b"`. */
export function combinationWords(items: readonly string[]): string {
  return items.length === 1 ? items[0]! : `combination of ${listWords(items)}`;
}

/** A name or text in quotes. */
export function quoted(text: string): string {
  return `"${text}"`;
}

/** `4,000`, `0.5`, `-1,234.5`: digits in groups of three before the point. */
export function numberWords(value: number | string): string {
  const text = String(value);
  const [, sign, whole, rest] = /^(-?)(\d+)((?:\.\d+)?)$/.exec(text) ?? [];
  if (whole === undefined) return text;
  return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${rest}`;
}

/** `1 row`, `344 rows`, `4,000 rows`. */
export function countWords(count: number, one: string, many = `${one}s`): string {
  return `${numberWords(count)} ${count === 1 ? one : many}`;
}

/** `29 February 2024`, with the time where the text has one. */
export function dateWords(text: string): string {
  const [date = "", time] = text.split(/[T ]/);
  const [year, month, day] = date.split("-").map(Number);
  return `${day} ${MONTHS[month! - 1]} ${year}${time === undefined ? "" : ` ${time}`}`;
}

/** `1st`, `2nd`, `25th`, `2.5th`. */
export function ordinalWords(value: number): string {
  const [tens, ones] = [value % 100, value % 10];
  if (!Number.isInteger(value) || (tens >= 11 && tens <= 13)) return `${value}th`;
  return `${value}${["th", "st", "nd", "rd"][ones] ?? "th"}`;
}

/** A constant: texts in quotes, dates with the month's name, null as `missing`. */
export function valueWords(value: Value, type?: string): string {
  if (value === null) return "missing";
  if (typeof value === "number") return numberWords(value);
  if (typeof value === "boolean") return String(value);
  if (type === "integer") return numberWords(value);
  const dated = type === "date" && isDate(value) || type === "datetime" && isDatetime(value);
  return dated ? dateWords(value) : quoted(value);
}
