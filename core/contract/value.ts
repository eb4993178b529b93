/**
 * Values, column types and small tables: what every layer exchanges.
 *
 * @module
 */
import { z } from "zod";

/**
 * The closed set of column types.
 *
 * - `integer`: 64-bit signed. - `number`: IEEE double; NaN and infinities are stored as null on import.
 * - `date`: a calendar day. - `datetime`: a local timestamp with microseconds, no zone.
 */
export const ColumnType = z.enum(["boolean", "integer", "number", "text", "date", "datetime"]);
export type ColumnType = z.infer<typeof ColumnType>;

/**
 * A cell as JSON: dates as `2024-01-31`, datetimes as `2024-01-31T10:20:30` (with `.sss` or `.ssssss` only where there is a fraction),
 * integers beyond 2^53 as decimal strings, null for missing.
 */
export const Value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type Value = z.infer<typeof Value>;

/** A column of a relation. */
export const Field = z.object({ name: z.string(), type: ColumnType });
export type Field = z.infer<typeof Field>;

/** A relation's columns, in order, names unique. */
export const Schema = z.array(Field);
export type Schema = z.infer<typeof Schema>;

/** A small table by rows. `rowCount` is the number of rows of the full result; `rows` may hold fewer, and then `truncated` is true. */
export const Table = z.object({
  columns: Schema,
  rows: z.array(z.array(Value)),
  rowCount: z.number().int().nonnegative(),
  truncated: z.boolean(),
});
export type Table = z.infer<typeof Table>;
