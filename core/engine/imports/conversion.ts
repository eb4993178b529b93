/**
 * The text of a column to its type, as SQL over DuckDB. In layers, so that each step is written and computed once:
 * raw cell -> `clean` (trimmed, missing is null) -> `value` (typed, null where it does not fit).
 *
 * @module
 */
import type { ColumnConversion } from "nexus";
import { quoteList, quoteText } from "../duckdb/sql.ts";

/** What JavaScript's `trim` takes off. */
const WHITESPACE =
  " \t\n\r\v\f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";
const OUTER_WHITESPACE = "^[\\s\\v\\p{Z}\ufeff]|[\\s\\v\\p{Z}\ufeff]$";
const INTEGER = "[+-]?[0-9]+";
const NUMBER = "[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?";
const NOT_FINITE = "(?i)[+-]?(nan|inf|infinity)";

/** A raw cell, trimmed. The long list of blanks is slow, so it is only used where a blank stands at an end. */
export function trimSql(raw: string): string {
  return `CASE WHEN regexp_matches(${raw}, ${quoteText(OUTER_WHITESPACE)}) THEN trim(${raw}, ${
    quoteText(WHITESPACE)
  }) ELSE ${raw} END`;
}

/** A trimmed cell, or null where it means missing. For numbers, NaN and infinities are missing too. */
export function cleanSql(trimmed: string, conversion: ColumnConversion): string {
  const nulls = new Set((conversion.nulls ?? []).map((text) => text.trim()));
  if (conversion.type !== "text") nulls.add("");
  const conditions: string[] = [];
  if (nulls.size > 0) {
    const longest = Math.max(...[...nulls].map((text) => new TextEncoder().encode(text).length));
    conditions.push(
      `strlen(${trimmed}) <= ${longest} AND list_contains(${quoteList([...nulls])}, ${trimmed})`,
    );
  }
  if (conversion.type === "number" || conversion.type === "integer") {
    conditions.push(`strlen(${trimmed}) <= 9 AND regexp_full_match(${trimmed}, ${quoteText(NOT_FINITE)})`);
  }
  if (conditions.length === 0) return trimmed;
  return `CASE WHEN ${conditions.map((each) => `(${each})`).join(" OR ")} THEN NULL ELSE ${trimmed} END`;
}

/** A clean cell as its type; null where it does not fit. */
export function valueSql(clean: string, conversion: ColumnConversion): string {
  switch (conversion.type) {
    case "text":
      return clean;
    case "integer":
      return integerSql(clean, conversion);
    case "number":
      return numberSql(clean, conversion);
    case "boolean":
      return booleanSql(clean, conversion);
    case "date":
      return dateSql(clean, conversion);
    case "datetime":
      return timestampSql(clean, conversion);
  }
}

/** Most cells are plain; only the others pay for marks, separators and odd signs. */
function integerSql(clean: string, conversion: ColumnConversion): string {
  const plain =
    `CASE WHEN TRY_CAST(${clean} AS BIGINT)::VARCHAR = ${clean} THEN TRY_CAST(${clean} AS BIGINT) END`;
  const bare = bareNumberSql(clean, conversion);
  const other = `CASE WHEN regexp_full_match(${bare}, ${
    quoteText(INTEGER)
  }) THEN TRY_CAST(${bare} AS BIGINT) END`;
  // With "." for thousands a plain reading is still right: no canonical integer has one.
  return `coalesce(${plain}, ${other})`;
}

function numberSql(clean: string, conversion: ColumnConversion): string {
  const read = (text: string) =>
    `CASE WHEN regexp_full_match(${text}, ${quoteText(NUMBER)}) THEN TRY_CAST(${text} AS DOUBLE) END`;
  const bare = read(bareNumberSql(clean, conversion));
  const any = (conversion.decimal ?? ".") === "." && conversion.thousands !== "."
    ? `coalesce(${read(clean)}, ${bare})`
    : bare;
  // 1e999 would be infinite; the sum turns -0 into 0.
  return `CASE WHEN isfinite(${any}) THEN ${any} + 0.0 END`;
}

/** Whether a clean cell would be read as an integer with a zero in front, which only text keeps. */
export function leadingZeroSql(clean: string, conversion: ColumnConversion): string {
  return `regexp_full_match(${bareNumberSql(clean, conversion)}, '[+-]?0[0-9]+')`;
}

/** Whether a clean cell is written as an integer, of any size. */
export function integerLikeSql(clean: string, conversion: ColumnConversion): string {
  return `regexp_full_match(${bareNumberSql(clean, conversion)}, ${quoteText(INTEGER)})`;
}

/** A clean cell without marks, thousands separators, parentheses and other decimal marks; null where these are out of place. */
export function bareNumberSql(clean: string, conversion: ColumnConversion): string {
  let text = `replace(${clean}, '\u2212', '-')`;
  const marks = (conversion.strip ?? []).filter((mark) => mark.trim() !== "");
  if (marks.length > 0) text = stripSql(text, marks);
  if (conversion.parentheses) {
    text = `regexp_replace(${text}, ${quoteText("^\\(\\s*([^-+()]*?)\\s*\\)$")}, '-\\1')`;
  }
  const { thousands } = conversion;
  const decimal = conversion.decimal ?? ".";
  if (thousands !== undefined && thousands !== decimal) text = ungroupSql(text, thousands, decimal);
  if (decimal === ",") {
    text = `CASE WHEN contains(${text}, '.') THEN NULL ELSE replace(${text}, ',', '.') END`;
  }
  return text;
}

/** Marks at either end, inside or outside of a sign or parentheses: `-$5`, `$-5`, `($5)`, `5 USD`. */
function stripSql(text: string, marks: readonly string[]): string {
  const any = marks.map((mark) => escapeRegex(mark.trim())).join("|");
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

function booleanSql(clean: string, conversion: ColumnConversion): string {
  const lower = (texts: readonly string[]) => quoteList(texts.map((text) => text.trim().toLowerCase()));
  const trues = lower(conversion.trueValues ?? ["true"]);
  const falses = lower(conversion.falseValues ?? ["false"]);
  return `CASE WHEN list_contains(${trues}, lower(${clean})) THEN true ` +
    `WHEN list_contains(${falses}, lower(${clean})) THEN false END`;
}

function dateSql(clean: string, conversion: ColumnConversion): string {
  const timestamp = timestampSql(clean, { ...conversion, formats: conversion.formats ?? ["%Y-%m-%d"] });
  // A time of day is not dropped in silence: such a cell does not fit a date.
  return `CASE WHEN ${timestamp} = date_trunc('day', ${timestamp}) THEN CAST(${timestamp} AS DATE) END`;
}

function timestampSql(clean: string, conversion: ColumnConversion): string {
  const formats = conversion.formats ?? ["%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S"];
  if (formats.length === 0) return "NULL::TIMESTAMP";
  const parse = (text: string) => `try_strptime(${text}, ${quoteList(formats)})`;
  const all = [parse(clean)];
  if (formats.some((format) => format.includes("%f"))) {
    // Zeros past the microsecond say nothing.
    all.push(parse(`regexp_replace(${clean}, ${quoteText("(\\.[0-9]{6})0+")}, '\\1')`));
  }
  const parsed = all.length === 1 ? all[0]! : `coalesce(${all.join(", ")})`;
  // "%Y" would take "24" for the year 24.
  return `CASE WHEN ${parsed} >= TIMESTAMP '1000-01-01' THEN ${parsed} END`;
}

function escapeRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|\-\/]/g, "\\$&");
}
