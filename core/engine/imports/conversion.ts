/**
 * The text of a column to its type, as SQL over DuckDB. In layers, so that each step is written and computed once: raw cell -> `plain` (typed,
 * where the cell is written as simply as can be: most are) -> `trimmed` -> `clean` (missing is null) -> `bare` (numbers only: no marks,
 * no separators) -> `value` (typed, null where it does not fit).
 *
 * @module
 */
import type { ColumnConversion } from "nexus";
import { quoteList, quoteText } from "../duckdb/sql.ts";
import { dateSql, timestampSql } from "./dates.ts";
import { integerSql, numberSql, plainIntegerSql, plainNumberSql } from "./numbers.ts";

/** What JavaScript's `trim` takes off. */
const WHITESPACE =
  " \t\n\r\v\f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";
const NOT_FINITE = ["nan", "inf", "infinity"].flatMap((word) => [word, `+${word}`, `-${word}`]);
const LONGEST_NOT_FINITE = "-infinity".length;

/**
 * A raw cell as its type where it is written plainly, else null: a shortcut past all further steps. Null where the conversion has none.
 * A null token with digits could pass for a value, so such a column goes the long way.
 */
export function plainSql(raw: string, conversion: ColumnConversion): string | null {
  if ((conversion.nulls ?? []).some((token) => /\d/.test(token))) return null;
  switch (conversion.type) {
    case "integer":
      return plainIntegerSql(raw);
    case "number":
      return plainNumberSql(raw, conversion);
    case "date":
      return dateSql(raw, conversion);
    case "datetime":
      return timestampSql(raw, conversion);
    default:
      return null;
  }
}

/**
 * A raw cell, trimmed. The long list of blanks is slow, so it is only used where a blank may stand at an end. No regular expression, because
 * compiling one costs more than a small table.
 */
export function trimSql(raw: string): string {
  const ends = [`${raw}[1]`, `${raw}[-1]`].map((end) => `${end} <= ' ' OR ${end} >= '\u0080'`);
  return `CASE WHEN ${ends.join(" OR ")} THEN trim(${raw}, ${quoteText(WHITESPACE)}) ELSE ${raw} END`;
}

/** A trimmed cell, or null where it means missing. For numbers, NaN and infinities are missing too. */
export function cleanSql(trimmed: string, conversion: ColumnConversion): string {
  const nulls = new Set((conversion.nulls ?? []).map((text) => text.trim()));
  if (conversion.type !== "text") nulls.add("");
  const conditions: string[] = [];
  if (nulls.size > 0) {
    // `IN` with many texts would become a join.
    const longest = Math.max(...[...nulls].map((text) => new TextEncoder().encode(text).length));
    conditions.push(
      `strlen(${trimmed}) <= ${longest} AND list_contains(${quoteList([...nulls])}, ${trimmed})`,
    );
  }
  if (conversion.type === "number" || conversion.type === "integer") {
    const mayBe = `strlen(${trimmed}) <= ${LONGEST_NOT_FINITE}`;
    conditions.push(`${mayBe} AND list_contains(${quoteList(NOT_FINITE)}, lower(${trimmed}))`);
  }
  if (conditions.length === 0) return trimmed;
  return `CASE WHEN ${conditions.map((each) => `(${each})`).join(" OR ")} THEN NULL ELSE ${trimmed} END`;
}

/** A cell as its type, null where it does not fit; from its clean text and, for numbers, its bare one. */
export function valueSql(text: { clean: string; bare: string }, conversion: ColumnConversion): string {
  switch (conversion.type) {
    case "text":
      return text.clean;
    case "integer":
      return integerSql(text.bare);
    case "number":
      return numberSql(text.bare);
    case "boolean":
      return booleanSql(text.clean, conversion);
    case "date":
      return dateSql(text.clean, conversion);
    case "datetime":
      return timestampSql(text.clean, conversion);
  }
}

function booleanSql(clean: string, conversion: ColumnConversion): string {
  const lower = (texts: readonly string[]) => quoteList(texts.map((text) => text.trim().toLowerCase()));
  const trues = lower(conversion.trueValues ?? ["true"]);
  const falses = lower(conversion.falseValues ?? ["false"]);
  return `CASE WHEN list_contains(${trues}, lower(${clean})) THEN true ` +
    `WHEN list_contains(${falses}, lower(${clean})) THEN false END`;
}
