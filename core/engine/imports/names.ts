/**
 * Names of columns.
 *
 * @module
 */
import { type ColumnConversion, ROW_ID } from "nexus";

/**
 * Column names that can stand in one table: trimmed, `column 3` where empty, made unique with ` (2)`. Unique without regard to case,
 * because DuckDB takes `Name` and `name` for the same column. The hidden row id's name is taken from the start.
 *
 * @example
 * ```ts
 * import { columnNames } from "./names.ts";
 * columnNames(["a", " A ", ""]); // ["a", "A (2)", "column 3"]
 * ```
 */
export function columnNames(names: readonly string[]): string[] {
  const taken = new Set([ROW_ID]);
  return names.map((name, index) => {
    const base = name.replaceAll("\0", "").trim() || `column ${index + 1}`;
    let unique = base;
    for (let n = 2; taken.has(unique.toLowerCase()); n++) unique = `${base} (${n})`;
    taken.add(unique.toLowerCase());
    return unique;
  });
}

/** The columns with such names. */
export function nameColumns(columns: readonly ColumnConversion[]): ColumnConversion[] {
  const names = columnNames(columns.map(({ name }) => name));
  return columns.map((column, index) => ({ ...column, name: names[index]! }));
}
