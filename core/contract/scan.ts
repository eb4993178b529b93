/**
 * What a parser hands to the engine: not rows read in JavaScript where a native reader can do it, but how to read them.
 *
 * @module
 */
import { z } from "zod";
import { ColumnType } from "./value.ts";

/**
 * Something that the user should know about an import. `choice` is a decision among alternatives (separator, encoding, dates);
 * `warning` is something that did not fit (rows with too many cells); nothing is ever dropped without one.
 */
export const ImportNote = z.object({
  level: z.enum(["choice", "warning"]),
  /** A word for programs: `separator`, `encoding`, `header`, `dates`, `decimal`, `ragged`, `rejected`, `preamble`, ... */
  topic: z.string(),
  /** A sentence for people. */
  message: z.string(),
  /** How many rows or cells it concerns. */
  count: z.number().int().nonnegative().optional(),
});
export type ImportNote = z.infer<typeof ImportNote>;

/** Where the rows of a table stand in their file, for people who look them up there: on which sheet, in which rows of it. */
export const RowOrigin = z.object({
  /** The sheet's name. */
  sheet: z.string().max(1000),
  /** In order, the first for row 0: from this row of the table on, counted from 0, rows stand one after the other from this number on. */
  runs: z.array(z.tuple([z.number().int().nonnegative(), z.number().int().positive()])).min(1).max(10_000),
});
export type RowOrigin = z.infer<typeof RowOrigin>;

/**
 * How the text of a column becomes its type. Applied in this order: trim, null tokens, removal of `strip` marks and of the thousands
 * separator, then reading as `type`. A cell that does not fit becomes null and is kept in the rejects with its text.
 */
export const ColumnConversion = z.object({
  /** Name of the column in the raw table; also its name in the dataset. */
  name: z.string(),
  type: ColumnType,
  /** Texts, compared after trimming, that mean missing. The empty text always does for types other than text. */
  nulls: z.array(z.string()).optional(),
  /** For numbers: decimal mark (default `.`) and thousands separator. */
  decimal: z.enum([".", ","]).optional(),
  thousands: z.enum([",", ".", " ", "'", "\u00a0", "\u202f"]).optional(),
  /** For numbers: marks that are taken off at either end, such as `$`, `€`, `%`, `USD`. */
  strip: z.array(z.string()).optional(),
  /** For numbers: `(1,234)` means -1234. */
  parentheses: z.boolean().optional(),
  /**
   * For dates and datetimes: the formats to try in order, strptime's letters: %Y %y %m %d %b %B %H %I %M %S %f %p.
   * `%m` and `%d` also take one digit.
   */
  formats: z.array(z.string()).optional(),
  /** For booleans: the texts (compared without case) that mean true and false. */
  trueValues: z.array(z.string()).optional(),
  falseValues: z.array(z.string()).optional(),
});
export type ColumnConversion = z.infer<typeof ColumnConversion>;

/** The dialect with which the engine's native reader reads a delimited text file, every cell as text. */
export const DelimitedDialect = z.object({
  delimiter: z.string().min(1).max(4),
  /** Empty: the file does not quote. */
  quote: z.string().max(1),
  /** Escapes a quote inside quotes; by default the quote itself, doubled. */
  escape: z.string().max(1),
  newline: z.enum(["\n", "\r\n", "\r"]),
  /** Physical lines before the header (or before the first row where there is none). */
  skipLines: z.number().int().nonnegative(),
  header: z.boolean(),
  comment: z.string().max(1).optional(),
});
export type DelimitedDialect = z.infer<typeof DelimitedDialect>;

/** A column of a Parquet file, which the engine reads by itself. */
export const ParquetColumn = ColumnConversion.pick({ name: true, type: true }).extend({
  /** The field's place among the fields of the file; inside a field of fields, its place there, and so on. Counted from 0. */
  path: z.array(z.number().int().nonnegative()).min(1),
});
export type ParquetColumn = z.infer<typeof ParquetColumn>;

/**
 * How a table is to be read.
 *
 * - `delimited`: the engine reads the uploaded UTF-8 file by itself; for files whose every row has the header's number of cells.
 * - `parquet`: the engine reads the uploaded Parquet file by itself. It may give a column another type than is said here, where that holds its
 *   values exactly; the scan of the dataset has the type that it got.
 * - `batches`: the parser hands over rows of text (or JSON scalars) itself, for everything that a native reader would get wrong.
 */
export const Scan = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("delimited"), dialect: DelimitedDialect, columns: z.array(ColumnConversion) }),
  z.object({ kind: z.literal("batches"), columns: z.array(ColumnConversion) }),
  z.object({ kind: z.literal("parquet"), columns: z.array(ParquetColumn) }),
]);
export type Scan = z.infer<typeof Scan>;
