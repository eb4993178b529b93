/**
 * What SQL gives, of whatever type of DuckDB, as the contract's types and cells.
 *
 * @module
 */
import {
  DuckDBArrayValue,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBTypeId,
  DuckDBUnionValue,
  type DuckDBValue,
} from "@duckdb/node-api";
import { type ColumnType, NexusError, type Value } from "nexus";
import { toValue } from "../duckdb/values.ts";

const TYPES: Partial<Record<DuckDBTypeId, ColumnType>> = {
  [DuckDBTypeId.BOOLEAN]: "boolean",
  [DuckDBTypeId.TINYINT]: "integer",
  [DuckDBTypeId.SMALLINT]: "integer",
  [DuckDBTypeId.INTEGER]: "integer",
  [DuckDBTypeId.BIGINT]: "integer",
  [DuckDBTypeId.HUGEINT]: "integer",
  [DuckDBTypeId.UTINYINT]: "integer",
  [DuckDBTypeId.USMALLINT]: "integer",
  [DuckDBTypeId.UINTEGER]: "integer",
  [DuckDBTypeId.UBIGINT]: "integer",
  [DuckDBTypeId.UHUGEINT]: "integer",
  [DuckDBTypeId.FLOAT]: "number",
  [DuckDBTypeId.DOUBLE]: "number",
  [DuckDBTypeId.DECIMAL]: "number",
  [DuckDBTypeId.DATE]: "date",
  [DuckDBTypeId.TIMESTAMP]: "datetime",
  [DuckDBTypeId.TIMESTAMP_S]: "datetime",
  [DuckDBTypeId.TIMESTAMP_MS]: "datetime",
  [DuckDBTypeId.TIMESTAMP_NS]: "datetime",
  [DuckDBTypeId.TIMESTAMP_TZ]: "datetime",
};
const INT64 = 2n ** 63n;

/** The contract's type for one of DuckDB. What has none (times, intervals, lists, JSON) becomes text; lists and structs as JSON. */
export function typeOf(id: DuckDBTypeId): ColumnType {
  return TYPES[id] ?? "text";
}

/**
 * A cell of a column of that type.
 *
 * @throws {NexusError} `plan.invalid` for a whole number past 64 bits.
 */
export function toCell(value: DuckDBValue, type: ColumnType): Value {
  if (value === null) return null;
  if (type === "integer" && typeof value === "bigint" && (value >= INT64 || value < -INT64)) {
    throw new NexusError("plan.invalid", "Cannot run the SQL: a whole number in its result is past 64 bits", {
      hint: "Cast it to DOUBLE.",
    });
  }
  if (type === "datetime") return toValue(toTimestamp(value), type);
  return type === "text" ? toText(value) : toValue(value, type);
}

/** Lists, arrays, structs and maps as JSON, everything else as DuckDB writes it. */
function toText(value: DuckDBValue): string {
  const nested = value instanceof DuckDBListValue || value instanceof DuckDBArrayValue ||
    value instanceof DuckDBStructValue || value instanceof DuckDBMapValue;
  if (nested) return JSON.stringify(toJson(value));
  return value instanceof DuckDBUnionValue ? toText(value.value) : String(value);
}

function toJson(value: DuckDBValue): unknown {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "bigint") return toValue(value, "integer");
  if (typeof value === "number" || value instanceof DuckDBDecimalValue) return toValue(value, "number");
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue) return value.items.map(toJson);
  if (value instanceof DuckDBStructValue) {
    return Object.fromEntries(Object.entries(value.entries).map(([key, each]) => [key, toJson(each)]));
  }
  if (value instanceof DuckDBMapValue) {
    return Object.fromEntries(value.entries.map(({ key, value }) => [toText(key), toJson(value)]));
  }
  if (value instanceof DuckDBUnionValue) return toJson(value.value);
  if (value instanceof DuckDBDateValue) return toValue(value, "date");
  const moment = toTimestamp(value);
  return moment instanceof DuckDBTimestampValue ? toValue(moment, "datetime") : String(value);
}

/** Any of the timestamps with microseconds; one with a zone as it is in UTC. */
function toTimestamp(value: DuckDBValue): DuckDBValue {
  if (value instanceof DuckDBTimestampSecondsValue) {
    return new DuckDBTimestampValue(value.seconds * 1_000_000n);
  }
  if (value instanceof DuckDBTimestampMillisecondsValue) {
    return new DuckDBTimestampValue(value.millis * 1000n);
  }
  if (value instanceof DuckDBTimestampNanosecondsValue) return new DuckDBTimestampValue(value.nanos / 1000n);
  if (value instanceof DuckDBTimestampTZValue) return new DuckDBTimestampValue(value.micros);
  return value;
}
