import type { ReportInput } from "nexus";
import { bylineWords, momentWords } from "nexus/report";
import { textCell } from "./cells.ts";
import { type AddSheet, onPaper, paragraph } from "./style.ts";

/** What the answers say together, on the first sheet. */
export function writeSummary(
  add: AddSheet,
  report: ReportInput,
  summary: NonNullable<ReportInput["summary"]>,
): void {
  const sheet = add({ views: [{ showGridLines: false }], ...onPaper(false) });
  sheet.getColumn(1).width = 100;
  const line = (row: number, text: string, role: "title" | "body" | "muted") =>
    paragraph(sheet, row, String(textCell(text).value), role);
  line(1, report.title, "title");
  line(2, momentWords(report.createdAt), "muted");
  summary.paragraphs.forEach((text, index) => line(4 + 2 * index, text, "body"));
  line(4 + 2 * summary.paragraphs.length, bylineWords(summary), "muted");
  sheet.commit();
}
