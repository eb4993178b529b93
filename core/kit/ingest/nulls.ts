/** Texts that mean missing where a column is otherwise of a clear type other than text. */
export const NULL_TOKENS: ReadonlySet<string> = new Set([
  "NA",
  "N/A",
  "n/a",
  "na",
  "N.A.",
  "n.a.",
  "null",
  "NULL",
  "Null",
  "(null)",
  "none",
  "None",
  "NONE",
  "nil",
  "Nil",
  "nan",
  "NaN",
  "NAN",
  "#N/A",
  "#NA",
  "<NA>",
  "#VALUE!",
  "#DIV/0!",
  "#REF!",
  "#NAME?",
  "#NULL!",
  "#NUM!",
  "\\N",
  "-",
  "--",
  "---",
  "\u2013",
  "\u2014",
  "?",
  ".",
  "..",
  "...",
  "*",
  "missing",
  "Missing",
  "unknown",
  "Unknown",
  "not available",
  "Not available",
  "Not Available",
  "TBA",
  "TBD",
  "inf",
  "-inf",
  "Inf",
  "-Inf",
  "Infinity",
  "-Infinity",
]);

/** Texts that programs write for missing and people hardly ever do: missing in a column of text, too. */
export const MACHINE_NULLS: ReadonlySet<string> = new Set(["NaN", "nan", "NULL", "#N/A", "<NA>", "\\N"]);

/** Tokens that are given to every typed column, though the sample may not hold them. */
const USUAL = ["NA", "N/A", "n/a", "null", "NULL", "NaN", "nan", "None", "#N/A", "-"];

/** The null tokens of a typed column: those found, and the usual ones. */
export function typedNulls(found: Iterable<string>): string[] {
  return [...new Set(["", ...found, ...USUAL])];
}
