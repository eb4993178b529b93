import type { ColumnConversion, ImportNote } from "../../contract/mod.ts";
import { type Context, readColumn } from "./column_type.ts";

/** Finds the types of columns from rows of text, each as long as `names`; what one column proves decides others that are open. */
export function readColumns(
  names: readonly string[],
  rows: readonly (readonly string[])[],
): { columns: ColumnConversion[]; notes: ImportNote[] } {
  const context: Context = { decimalComma: false, decimalPoint: false };
  const read = (index: number) => readColumn(names[index]!, rows.map((cells) => cells[index]!), context);
  const found = names.map((_, index) => read(index));
  for (const { proves } of found) Object.assign(context, proves);
  const decided = found.map((entry, index) =>
    entry.notes.some((note) => note.topic === "decimal" || note.topic === "dates") &&
      Object.keys(entry.proves).length === 0
      ? read(index)
      : entry
  );
  return {
    columns: decided.map((entry) => entry.conversion),
    notes: decided.flatMap((entry) => entry.notes),
  };
}
