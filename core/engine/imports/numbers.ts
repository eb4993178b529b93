/**
 * Text to numbers, as SQL over DuckDB, whose own casts are too generous: they read `1.5` as the integer 2, `1_000` and `+-5` as numbers.
 *
 * @module
 */
import type { ColumnConversion } from "nexus";
import { quoteText } from "../duckdb/sql.ts";

const INTEGER = "[+-]?[0-9]+";
const NUMBER = "[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?";

/** An integer that is written as DuckDB itself would write it; null otherwise. */
export function plainIntegerSql(raw: string): string {
  return `CASE WHEN TRY_CAST(${raw} AS BIGINT)::VARCHAR = ${raw} THEN TRY_CAST(${raw} AS BIGINT) END`;
}

/** A finite number without marks and separators; null otherwise. Not for columns where `.` is not the decimal mark. */
export function plainNumberSql(raw: string, { decimal = ".", thousands }: ColumnConversion): string | null {
  if (decimal !== "." || thousands === ".") return null;
  return finiteSql(
    `CASE WHEN NOT contains(${raw}, '_') AND NOT starts_with(ltrim(${raw}), '+-') THEN TRY_CAST(${raw} AS DOUBLE) END`,
  );
}

/** A bare text as an integer. */
export function integerSql(bare: string): string {
  return `CASE WHEN regexp_full_match(${bare}, ${quoteText(INTEGER)}) THEN TRY_CAST(${bare} AS BIGINT) END`;
}

/** A bare text as a finite number. */
export function numberSql(bare: string): string {
  return finiteSql(
    `CASE WHEN regexp_full_match(${bare}, ${quoteText(NUMBER)}) THEN TRY_CAST(${bare} AS DOUBLE) END`,
  );
}

/** Whether a bare text would be read as an integer with a zero in front, which only text keeps. */
export function leadingZeroSql(bare: string): string {
  return `regexp_full_match(${bare}, '[+-]?0[0-9]+')`;
}

/** Whether a bare text is written as an integer, of any size. */
export function integerLikeSql(bare: string): string {
  return `regexp_full_match(${bare}, ${quoteText(INTEGER)})`;
}

/** A clean cell without marks, thousands separators, parentheses and other decimal marks; null where these are out of place. */
export function bareSql(clean: string, conversion: ColumnConversion): string {
  let text = `replace(${clean}, '\u2212', '-')`;
  const marks = (conversion.strip ?? []).map((mark) => mark.trim()).filter((mark) => mark !== "");
  if (marks.length > 0) text = stripSql(text, marks);
  if (conversion.parentheses) {
    text = `regexp_replace(${text}, ${quoteText("^\\(\\s*([^-+()]*?)\\s*\\)$")}, '-\\1')`;
  }
  const { thousands, decimal = "." } = conversion;
  if (thousands !== undefined && thousands !== decimal) text = ungroupSql(text, thousands, decimal);
  if (decimal === ",") {
    text = `CASE WHEN contains(${text}, '.') THEN NULL ELSE replace(${text}, ',', '.') END`;
  }
  return text;
}

/** 1e999 would be infinite; the sum turns -0 into 0. */
function finiteSql(double: string): string {
  return `CASE WHEN isfinite(${double}) THEN ${double} + 0.0 END`;
}

/** Marks at either end, inside or outside of a sign or parentheses: `-$5`, `$-5`, `($5)`, `5 USD`. */
function stripSql(text: string, marks: readonly string[]): string {
  const any = marks.map(escapeRegex).join("|");
  const front = `regexp_replace(${text}, ${quoteText(`^([(+-]*)\\s*(?:(?:${any})\\s*)+`)}, '\\1')`;
  return `regexp_replace(${front}, ${quoteText(`(?:\\s*(?:${any}))+\\s*(\\)?)$`)}, '\\1')`;
}

/** Takes the thousands separator off where groups have three digits (the front ones also two, as in India); else null. */
function ungroupSql(text: string, thousands: string, decimal: string): string {
  const separator = escapeRegex(thousands);
  const grouped = `[+-]?[0-9]{1,3}(?:${separator}[0-9]{2,3})*${separator}[0-9]{3}(?:${
    escapeRegex(decimal)
  }[0-9]*)?`;
  return `CASE WHEN NOT contains(${text}, ${quoteText(thousands)}) THEN ${text} ` +
    `WHEN regexp_full_match(${text}, ${quoteText(grouped)}) THEN replace(${text}, ${
      quoteText(thousands)
    }, '') END`;
}

function escapeRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|\-\/]/g, "\\$&");
}
