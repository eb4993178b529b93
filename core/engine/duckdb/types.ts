/**
 * Types of the contract in DuckDB.
 *
 * @module
 */
import type { ColumnType } from "nexus";

/** DuckDB's type for each of ours. */
export const SQL_TYPES: Record<ColumnType, string> = {
  boolean: "BOOLEAN",
  integer: "BIGINT",
  number: "DOUBLE",
  text: "VARCHAR",
  date: "DATE",
  datetime: "TIMESTAMP",
};
