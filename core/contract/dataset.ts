/**
 * Datasets: a table that has been imported, with what is known of it.
 *
 * @module
 */
import { z } from "zod";
import { ColumnType, Value } from "./value.ts";
import { ImportNote, RowOrigin, Scan } from "./scan.ts";

/** What an import learned of one column. Counts are over all rows, never a sample. */
export const ColumnProfile = z.object({
  /** Unique in its dataset; the header's text, trimmed, made unique with ` (2)`; `column 3` where the header is empty. */
  name: z.string(),
  type: ColumnType,
  /** Rows without a value. */
  missing: z.number().int().nonnegative(),
  /** Distinct values without null; exact. */
  distinct: z.number().int().nonnegative(),
  /** Smallest and largest value (text: by code point). Null where all are missing. */
  min: Value,
  max: Value,
  /** Arithmetic mean of a numeric column. */
  mean: z.number().nullable(),
  /** Most frequent values, at most 20, most frequent first, ties by value. */
  top: z.array(z.object({ value: Value, count: z.number().int().positive() })),
  /** Cells that did not fit the column's type and became null; their texts are kept in the rejects. */
  rejected: z.number().int().nonnegative(),
  /** Unit or mark that was taken off every cell on conversion, such as `$` or `%`. */
  unit: z.string().optional(),
});
export type ColumnProfile = z.infer<typeof ColumnProfile>;

/** A table that can be asked. */
export const Dataset = z.object({
  id: z.string(),
  /** Shown to the user: the file's name without folder and extension (with the sheet's or key's name where a file holds several). */
  name: z.string(),
  /** Name of the uploaded file, without folders. */
  file: z.string(),
  /** SHA-256 of the uploaded bytes, hexadecimal. */
  sha256: z.string(),
  bytes: z.number().int().nonnegative(),
  rows: z.number().int().nonnegative(),
  columns: z.array(ColumnProfile),
  /** Id and version of the plugin that read it, and what it decided. */
  ingest: z.object({ plugin: z.string(), version: z.string() }),
  scan: Scan,
  /** What the user should know: separator, encoding, header, dates, rows that did not fit. */
  notes: z.array(ImportNote),
  /** Where its rows stand in the file, where they have numbers there. */
  origin: RowOrigin.optional(),
  createdAt: z.string(),
});
export type Dataset = z.infer<typeof Dataset>;

/** What a reader of questions is given of a dataset: the profile, and the distinct values of its text columns. */
export const DatasetProfile = z.object({
  id: z.string(),
  name: z.string(),
  rows: z.number().int().nonnegative(),
  columns: z.array(ColumnProfile),
});
export type DatasetProfile = z.infer<typeof DatasetProfile>;

/** Distinct values of the text columns of a dataset, for finding the cells that a question names. */
export const ValueIndex = z.object({
  dataset: z.string(),
  columns: z.array(z.object({
    name: z.string(),
    values: z.array(z.string()),
    /** False where the column has more distinct values than were kept. */
    complete: z.boolean(),
  })),
});
export type ValueIndex = z.infer<typeof ValueIndex>;
