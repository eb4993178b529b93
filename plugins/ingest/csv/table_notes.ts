import type { ImportNote } from "nexus";
import { type Block, filled, type Span } from "./blocks.ts";
import type { Head } from "./find_head.ts";
import type { Row, Survey } from "./survey.ts";

const FOOTER =
  /^(source|sources|note|notes|\*|\u2020|footnote|generated|\u00a9|copyright|last updated|exported|end of|\(?\d[\d,.]* (rows|records|lines|row\(s\)))/i;
const TOTAL = /^(grand |sub-?)?totals?\b|^(sum|overall)$/i;

/** Finds the lines of text that stand below a table without a gap, and tells of them. */
export function findFooter(survey: Survey, span: Span, rows: Row[], notes: ImportNote[]): Set<number> {
  const left = new Set<number>();
  const texts: string[] = [];
  const fill = rows.map((row) => filled(row.cells)).sort((one, two) => one - two)[rows.length >> 1] ?? 0;
  for (
    const row of survey.tail.filter((entry) => entry.index >= span.from && entry.index < span.to).reverse()
  ) {
    const text = row.cells[0]!.trim();
    const alone = filled(row.cells) === 1 && text !== "" && span.width >= 2 && fill >= 2;
    const long = span.width >= 3 && (row.cells.length === 1 || text.length >= 25);
    if (
      !alone || TOTAL.test(text) || !(FOOTER.test(text) || long) || left.size >= 30 ||
      rows.length - left.size < 3
    ) break;
    left.add(row.index);
    texts.unshift(text);
  }
  if (texts.length > 0) {
    notes.push({
      level: "choice",
      topic: "footer",
      message: `Text below the table is left out: ${quoteText(texts)}`,
      count: texts.length,
    });
  }
  return left;
}

/** Tells of a row near the end that looks like a total. */
export function noteTotal(survey: Survey, span: Span, left: Set<number>, notes: ImportNote[]): void {
  const last = survey.tail.filter((row) =>
    row.index >= span.from && row.index < span.to && !left.has(row.index)
  ).slice(-3);
  const total = last.find((row) => TOTAL.test(row.cells.find((cell) => cell.trim() !== "")?.trim() ?? ""));
  if (total === undefined) return;
  const text = total.cells.find((cell) => cell.trim() !== "")!.trim().slice(0, 60);
  notes.push({
    level: "warning",
    topic: "total",
    message: `Line ${total.line} ("${text}") looks like a total of the rows above; it is kept as a row.`,
    count: 1,
  });
}

/** Tells of the text above, the header and the columns. */
export function headNotes(
  head: Head,
  names: string[],
  { empty, repeated, dropped }: { empty: number; repeated: number; dropped: number },
  preamble: string[],
): ImportNote[] {
  const notes: ImportNote[] = [];
  if (preamble.length > 0) {
    notes.push({
      level: "choice",
      topic: "preamble",
      message: `Text above the table is left out: ${quoteText(preamble)}`,
      count: preamble.length,
    });
  }
  if (head.names === undefined) {
    const last = names.at(-1) ?? "column 1";
    const message = names.length === 1
      ? `No header: the column is named "${last}".`
      : `No header: the columns are named "column 1" to "${last}".`;
    notes.push({ level: "choice", topic: "header", message });
  }
  if (head.joined) {
    notes.push({ level: "choice", topic: "header", message: "Two header lines are joined into one." });
  }
  if (empty - dropped > 0) {
    notes.push({
      level: "choice",
      topic: "header",
      message: "Columns without a name are named by their place.",
      count: empty - dropped,
    });
  }
  if (repeated > 0) {
    notes.push({
      level: "choice",
      topic: "header",
      message: "Names of columns that come twice are numbered.",
      count: repeated,
    });
  }
  if (dropped > 0) {
    notes.push({
      level: "choice",
      topic: "columns",
      message: "Columns at the right without name and values are left out.",
      count: dropped,
    });
  }
  return notes;
}

/** All rows of blocks of text. */
export function titleRows(blocks: Block[]): Row[] {
  return blocks.flatMap((block) => block.runs.flatMap((run) => run.rows));
}

/** The texts of rows, one a row. */
export function textOf(rows: (Row | string)[]): string[] {
  return rows.map((row) =>
    typeof row === "string"
      ? row
      : row.cells.map((cell) => cell.trim()).filter((cell) => cell !== "").join(" ")
  ).filter((text) => text !== "");
}

/** The texts in quotes, shortened. */
export function quoteText(texts: string[]): string {
  const joined = texts.slice(0, 5).join(" / ");
  return `"${joined.length > 300 ? joined.slice(0, 300) + "..." : joined}"`;
}
