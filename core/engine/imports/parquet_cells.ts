/**
 * How a field of a Parquet file becomes a column of a dataset: by the type that DuckDB reads it as, exactly where a type here holds it
 * exactly, with what to tell where it does not.
 *
 * @module
 */
import type { ColumnType, ImportNote } from "nexus";

/** A field with the ways to read it: the first whose values all fit, the last in any case. */
export interface ParquetCells {
  ways: Way[];
}

/** One way to read a field. */
export interface Way {
  type: ColumnType;
  /** Expression of the value. */
  sql: string;
  /** Counts what this way cannot hold; it is not taken, or told, where there is any. */
  misfit?: { condition: string; note?: Note };
  /** Told where this way is taken. */
  note?: Note;
}

type Note = Omit<ImportNote, "message" | "count"> & { message: (name: string) => string };

/** Digits that a double always gives back. */
const SAFE_DIGITS = 15;
const WHOLE_DIGITS = 18;

/** The ways to read `value`, an expression that DuckDB gives the type `duckdbType`; as text where that is `wanted`. */
export function waysOf(value: string, duckdbType: string, wanted: ColumnType): Way[] {
  const text: Way = { type: "text", sql: `CAST(${value} AS VARCHAR)` };
  const decimal = /^DECIMAL\((\d+),(\d+)\)$/.exec(duckdbType);
  if (wanted === "text" && !isBytes(duckdbType) && !isNested(duckdbType)) return [text];
  if (decimal !== null) return decimalWays(value, Number(decimal[1]), Number(decimal[2]));
  if (isNested(duckdbType)) return [{ type: "text", sql: `CAST(to_json(${value}) AS VARCHAR)` }];
  if (isBytes(duckdbType)) return bytesWays(value);
  switch (duckdbType) {
    case "BOOLEAN":
      return [{ type: "boolean", sql: value }];
    case "TINYINT":
    case "SMALLINT":
    case "INTEGER":
    case "BIGINT":
    case "UTINYINT":
    case "USMALLINT":
    case "UINTEGER":
      return [{ type: "integer", sql: `CAST(${value} AS BIGINT)` }];
    case "UBIGINT":
    case "HUGEINT":
    case "UHUGEINT":
      return wholeWays(value);
    case "FLOAT":
    case "DOUBLE":
      return [{
        type: "number",
        sql: `CASE WHEN isfinite(${value}) THEN CAST(${value} AS DOUBLE) END`,
        misfit: {
          condition: `NOT isfinite(${value})`,
          note: {
            level: "warning",
            topic: "numbers",
            message: (name) => `Column "${name}" has NaN or infinite numbers; they are read as missing.`,
          },
        },
      }];
    case "DATE":
      return [dated("date", value, value)];
    case "TIMESTAMP":
    case "TIMESTAMP_S":
    case "TIMESTAMP_MS":
      return [dated("datetime", value, `CAST(${value} AS TIMESTAMP)`)];
    case "TIMESTAMP_NS":
      return nanosecondWays(value);
    case "TIMESTAMP WITH TIME ZONE":
      return [dated("datetime", value, `make_timestamp(epoch_us(${value}))`)];
    default:
      return [text];
  }
}

function isBytes(type: string): boolean {
  return type === "BLOB" || type === "BIT";
}

function isNested(type: string): boolean {
  return /\]$|^(?:STRUCT|MAP|UNION|VARIANT)\b/.test(type);
}

/** Whole numbers that may be larger than an integer here is. */
function wholeWays(value: string): Way[] {
  return [
    {
      type: "integer",
      sql: `TRY_CAST(${value} AS BIGINT)`,
      misfit: { condition: `${value} IS NOT NULL AND TRY_CAST(${value} AS BIGINT) IS NULL` },
    },
    {
      type: "text",
      sql: `CAST(${value} AS VARCHAR)`,
      note: {
        level: "choice",
        topic: "numbers",
        message: (name) =>
          `Column "${name}" holds whole numbers past 64 bits; it is kept as text, so that none is rounded.`,
      },
    },
  ];
}

function decimalWays(value: string, digits: number, scale: number): Way[] {
  if (scale === 0) {
    return digits <= WHOLE_DIGITS ? [{ type: "integer", sql: `CAST(${value} AS BIGINT)` }] : wholeWays(value);
  }
  if (digits <= SAFE_DIGITS) return [{ type: "number", sql: `CAST(${value} AS DOUBLE)` }];
  // By way of its digits, because the direct cast of many digits is not always the nearest number.
  const nearest = `CAST(CAST(${value} AS VARCHAR) AS DOUBLE)`;
  return [{
    type: "number",
    sql: nearest,
    misfit: {
      condition: `TRY_CAST(${nearest} AS DECIMAL(${digits},${scale})) IS DISTINCT FROM ${value}`,
      note: {
        level: "warning",
        topic: "numbers",
        message: (name) =>
          `Column "${name}" has decimal numbers with more digits than a number holds; they are rounded to about 16 digits.`,
      },
    },
  }];
}

/** Bytes are text where all of them are UTF-8. */
function bytesWays(value: string): Way[] {
  return [
    {
      type: "text",
      sql: `TRY(decode(CAST(${value} AS BLOB)))`,
      misfit: { condition: `${value} IS NOT NULL AND TRY(decode(CAST(${value} AS BLOB))) IS NULL` },
      note: {
        level: "choice",
        topic: "bytes",
        message: (name) => `Column "${name}" holds bytes; all of them are UTF-8, and they are read as text.`,
      },
    },
    {
      type: "text",
      sql: `lower(hex(CAST(${value} AS BLOB)))`,
      note: {
        level: "choice",
        topic: "bytes",
        message: (name) =>
          `Column "${name}" holds bytes that are no text; they are kept as hexadecimal digits.`,
      },
    },
  ];
}

/** Days that the calendar here does not have, and infinite ones, are missing. */
function dated(type: "date" | "datetime", value: string, sql: string): Way {
  const inside = `(isfinite(${value}) AND ${sql} >= DATE '0001-01-01' AND ${sql} < DATE '10000-01-01')`;
  return {
    type,
    sql: `CASE WHEN ${inside} THEN ${sql} END`,
    misfit: {
      condition: `${value} IS NOT NULL AND NOT ${inside}`,
      note: {
        level: "warning",
        topic: "dates",
        message: (name) =>
          `Column "${name}" has dates before the year 1 or after 9999; they are read as missing.`,
      },
    },
  };
}

function nanosecondWays(value: string): Way[] {
  const way = dated("datetime", value, `CAST(${value} AS TIMESTAMP)`);
  return [{
    ...way,
    misfit: {
      condition: `isfinite(${value}) AND epoch_ns(${value}) % 1000 <> 0`,
      note: {
        level: "warning",
        topic: "dates",
        message: (name) => `Column "${name}" has times finer than a microsecond; what is finer is cut off.`,
      },
    },
  }];
}
