import type { ImportNote } from "nexus";
import { type Cell, Fault, UNCALCULATED } from "./cell.ts";
import type { Head } from "./find_head.ts";
import type { MergesFilled } from "./fill_merges.ts";

/** Tells of lines of text around a table. */
export function textNotes(topic: "preamble" | "footer", lines: string[]): ImportNote[] {
  if (lines.length === 0) return [];
  const joined = lines.slice(0, 8).join(" / ");
  const text = joined.length > 400 ? `${joined.slice(0, 400)}...` : joined;
  const more = lines.length > 8 ? ` and ${lines.length - 8} more lines` : "";
  const where = topic === "preamble" ? "above" : "below or beside";
  const message = `Text ${where} the table is left out: "${text}"${more}.`;
  return [{ level: "choice", topic, message, count: lines.length }];
}

/** Tells of the header and the names of the columns. */
export function headNotes(
  { names: header, lines, replaced }: Head,
  names: string[],
  { empty, twice, dropped }: { empty: number; twice: number; dropped: number },
): ImportNote[] {
  const notes: ImportNote[] = [];
  const tell = (topic: string, message: string, count?: number) =>
    notes.push({ level: "choice", topic, message, ...(count === undefined ? {} : { count }) });
  if (header === undefined) {
    const last = names.at(-1) ?? "column 1";
    tell(
      "header",
      names.length === 1
        ? `No header: the column is named "${last}".`
        : `No header: the columns are named "column 1" to "${last}".`,
    );
  }
  if (lines > 1) {
    tell("header", `The header has ${lines} rows; they are joined, as in "${example(names)}".`, lines);
  }
  if (replaced !== undefined) {
    tell("header", `Column "${names[0]}" has "${replaced}" over its name, which is left out.`);
  }
  if (empty > 0) tell("header", "Columns without a name are named by their place.", empty);
  if (twice > 0) tell("header", "Names of columns that come twice are numbered.", twice);
  if (dropped > 0) tell("columns", "Columns without name and values are left out.", dropped);
  return notes;
}

function example(names: string[]): string {
  return (names.find((name) => name.includes(" / ")) ?? names[0] ?? "").slice(0, 80);
}

/** Tells of cells that have no value although something stands there. */
export function faultNotes(columns: Cell[][]): ImportNote[] {
  const errors = new Map<string, number>();
  let uncalculated = 0;
  for (const cells of columns) {
    for (const cell of cells) {
      if (cell === UNCALCULATED) uncalculated++;
      else if (cell instanceof Fault) errors.set(cell.code, (errors.get(cell.code) ?? 0) + 1);
    }
  }
  const notes: ImportNote[] = [];
  if (errors.size > 0) {
    const count = [...errors.values()].reduce((sum, each) => sum + each, 0);
    const kinds = [...errors].slice(0, 6).map(([code, times]) => `${code} ${times}`).join(", ");
    const message = `Cells hold errors of formulas, which mean missing: ${kinds}.`;
    notes.push({ level: "warning", topic: "errors", message, count });
  }
  if (uncalculated > 0) {
    notes.push({
      level: "warning",
      topic: "formulas",
      message:
        "Formulas have no result in the file, so that these cells are missing: open it in Excel or LibreOffice and save it, which calculates them.",
      count: uncalculated,
    });
  }
  return notes;
}

/** Tells of rows that are no data. */
export function rowNotes({ gaps, headers }: { gaps: number; headers: number }): ImportNote[] {
  const notes: ImportNote[] = [];
  if (gaps > 0) {
    notes.push({ level: "choice", topic: "empty", message: "Empty rows are left out.", count: gaps });
  }
  if (headers > 0) {
    const message = "The header comes again inside the table; these rows are left out.";
    notes.push({ level: "choice", topic: "header", message, count: headers });
  }
  return notes;
}

/** Tells of merged cells. */
export function mergeNotes({ filled, numbers, wide }: MergesFilled): ImportNote[] {
  const notes: ImportNote[] = [];
  if (filled > 0) {
    const message = "Cells merged over several rows hold their value in each of these rows.";
    notes.push({ level: "choice", topic: "merged", message, count: filled });
  }
  if (numbers > 0) {
    const message =
      "Numbers merged over several rows stand in the first of these rows only, so that none counts twice.";
    notes.push({ level: "choice", topic: "merged", message, count: numbers });
  }
  if (wide > 0) {
    const message = "Cells merged over several columns hold their value in the first of these columns only.";
    notes.push({ level: "choice", topic: "merged", message, count: wide });
  }
  return notes;
}
