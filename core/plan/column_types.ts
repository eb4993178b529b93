/**
 * How column types meet: which fit an argument, and which type two of them share.
 *
 * @module
 */
import type { ColumnType } from "../contract/mod.ts";

/** The type of an expression while it is checked; `null` is that of a bare null, which fits everywhere. */
export type Kind = ColumnType | "null";

export const NUMERIC = ["integer", "number"] as const satisfies readonly ColumnType[];
export const MOMENT = ["date", "datetime"] as const satisfies readonly ColumnType[];
export const ANY = [
  "boolean",
  "integer",
  "number",
  "text",
  "date",
  "datetime",
] as const satisfies readonly ColumnType[];

/** Whether an argument that takes `types` accepts `kind`. An integer is a number, a date is a datetime at midnight. */
export function accepts(types: readonly ColumnType[], kind: Kind): boolean {
  if (kind === "null" || types.includes(kind)) return true;
  if (kind === "integer") return types.includes("number");
  return kind === "date" && types.includes("datetime") && types.includes("date");
}

/** The type that both fit into, or undefined: integer and number give number, date and datetime give datetime. */
export function commonKind(a: Kind, b: Kind): Kind | undefined {
  if (a === b || b === "null") return a;
  if (a === "null") return b;
  if (isNumeric(a) && isNumeric(b)) return "number";
  if (isMoment(a) && isMoment(b)) return "datetime";
  return undefined;
}

/** A column has no type `null`: a bare null becomes text. */
export function columnType(kind: Kind): ColumnType {
  return kind === "null" ? "text" : kind;
}

export function isNumeric(kind: Kind): boolean {
  return kind === "integer" || kind === "number";
}

export function isMoment(kind: Kind): boolean {
  return kind === "date" || kind === "datetime";
}
