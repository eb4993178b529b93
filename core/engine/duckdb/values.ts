/**
 * DuckDB's values as the contract's JSON cells.
 *
 * @module
 */
import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBTimestampValue,
  type DuckDBValue,
} from "@duckdb/node-api";
import type { ColumnType, Value } from "nexus";

const DAY_MS = 86_400_000;

/** A cell of a column of that type. Infinite numbers and NaN become null, -0 becomes 0, integers past 2^53 their digits as text. */
export function toValue(value: DuckDBValue | undefined, type: ColumnType): Value {
  if (value === null || value === undefined) return null;
  switch (type) {
    case "boolean":
      return Boolean(value);
    case "integer":
      return typeof value === "bigint" ? integer(value) : number(value);
    case "number":
      return number(value);
    case "date":
      return date(value);
    case "datetime":
      return datetime(value);
    case "text":
      return String(value);
  }
}

function integer(value: bigint): Value {
  const asNumber = Number(value);
  return Number.isSafeInteger(asNumber) ? asNumber : value.toString();
}

function number(value: DuckDBValue): Value {
  const asNumber = value instanceof DuckDBDecimalValue ? value.toDouble() : Number(value);
  if (!Number.isFinite(asNumber)) return null;
  return asNumber === 0 ? 0 : asNumber;
}

function date(value: DuckDBValue): Value {
  if (value instanceof DuckDBDateValue) return isoDate(value.days * DAY_MS) ?? value.toString();
  if (value instanceof DuckDBTimestampValue) return isoDate(Number(value.micros / 1000n)) ?? value.toString();
  return String(value);
}

function datetime(value: DuckDBValue): Value {
  if (value instanceof DuckDBDateValue) return `${date(value)}T00:00:00`;
  if (!(value instanceof DuckDBTimestampValue)) return String(value);
  const micros = ((value.micros % 1_000_000n) + 1_000_000n) % 1_000_000n;
  const seconds = (value.micros - micros) / 1000n;
  const whole = toDate(Number(seconds));
  if (whole === undefined) return value.toString();
  const digits = micros.toString().padStart(6, "0");
  const fraction = micros === 0n ? "" : `.${digits.endsWith("000") ? digits.slice(0, 3) : digits}`;
  return whole.toISOString().slice(0, -5) + fraction;
}

function isoDate(ms: number): string | undefined {
  return toDate(ms)?.toISOString().slice(0, -14);
}

function toDate(ms: number): Date | undefined {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
