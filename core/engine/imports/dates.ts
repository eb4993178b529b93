/**
 * Text to dates and datetimes, as SQL over DuckDB.
 *
 * @module
 */
import type { ColumnConversion } from "nexus";
import { quoteList, quoteText } from "../duckdb/sql.ts";

const DATE_FORMATS = ["%Y-%m-%d"];
const DATETIME_FORMATS = ["%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S"];

/** A text as a day; null where no format fits. A time of day is not dropped in silence: such a cell does not fit a date. */
export function dateSql(text: string, conversion: ColumnConversion): string {
  const timestamp = parseAllSql(text, conversion.formats ?? DATE_FORMATS);
  return `CASE WHEN ${timestamp} = date_trunc('day', ${timestamp}) THEN CAST(${timestamp} AS DATE) END`;
}

/** A text as a timestamp; null where no format fits. */
export function timestampSql(text: string, conversion: ColumnConversion): string {
  return parseAllSql(text, conversion.formats ?? DATETIME_FORMATS);
}

function parseAllSql(text: string, formats: readonly string[]): string {
  if (formats.length === 0) return "NULL::TIMESTAMP";
  const tries = inRuns(formats).map((run) => parseSql(text, run));
  if (formats.some((format) => format.includes("%f"))) {
    // Zeros past the microsecond say nothing.
    const shorter = `regexp_replace(${text}, ${quoteText("(\\.[0-9]{6})0+")}, '\\1')`;
    tries.push(...inRuns(formats).map((run) => parseSql(shorter, run)));
  }
  const parsed = tries.length === 1 ? tries[0]! : `coalesce(${tries.join(", ")})`;
  // "%Y" would take "24" for the year 24.
  return `CASE WHEN ${parsed} >= TIMESTAMP '1000-01-01' THEN ${parsed} END`;
}

/** Formats in their order, neighbours together that can be tried in one call. */
function inRuns(formats: readonly string[]): string[][] {
  const runs: string[][] = [];
  for (const format of formats) {
    const last = runs.at(-1);
    const joins = last !== undefined && fixedLength(format) === null && fixedLength(last[0]!) === null;
    if (joins) last.push(format);
    else runs.push([format]);
  }
  return runs;
}

function parseSql(text: string, formats: readonly string[]): string {
  const parsed = `try_strptime(${text}, ${quoteList(formats)})`;
  const length = fixedLength(formats[0]!);
  return length === null ? parsed : `CASE WHEN strlen(trim(${text})) = ${length} THEN ${parsed} END`;
}

const DIGITS: Record<string, number> = { Y: 4, y: 2, m: 2, d: 2, H: 2, I: 2, M: 2, S: 2 };

/** Number of digits of a format that has nothing between its parts, such as `%Y%m%d`: DuckDB would also read `2024131` with it. */
function fixedLength(format: string): number | null {
  if (!/^(?:%[YymdHIMS]){2,}$/.test(format)) return null;
  return [...format.matchAll(/%(.)/g)].reduce((sum, [, letter]) => sum + DIGITS[letter!]!, 0);
}
