import type { ReportInput } from "nexus";
import { headingWords, verdictWords } from "nexus/report";
import { textCell } from "./cells.ts";
import { type AddSheet, font, onPaper, paragraph, styleHeader } from "./style.ts";

/** The questions of a report with their answers, each a link to its sheet. */
export function writeContents(add: AddSheet, report: ReportInput, sheets: string[]): void {
  const sheet = add({ views: [{ state: "frozen", ySplit: 3, showGridLines: false }], ...onPaper(true) });
  [44, 80, 16].forEach((width, index) => sheet.getColumn(index + 1).width = width);
  paragraph(sheet, 1, String(textCell(report.title).value), "title");
  const header = sheet.getRow(3);
  ["Question", "Answer", "Trust"].forEach((text, index) => header.getCell(index + 1).value = text);
  styleHeader(header, 3);
  report.answers.forEach((entry, index) => {
    const { answer } = entry;
    const row = sheet.getRow(4 + index);
    const text = String(textCell(headingWords(entry)).value);
    const target = (sheets[index] ?? "").replaceAll("'", "''");
    row.getCell(1).value = { text, hyperlink: `#'${target}'!A1` };
    row.getCell(2).value = textCell(answer.text).value;
    row.getCell(3).value = verdictWords(answer);
    for (const column of [1, 2, 3]) {
      row.getCell(column).font = column === 1
        ? { ...font("body"), underline: true, color: { argb: "FF0B5CAD" } }
        : font("body");
      row.getCell(column).alignment = { vertical: "top", wrapText: true };
    }
    const lines = Math.max(Math.ceil(text.length / 42), Math.ceil(answer.text.length / 78), 1);
    row.height = Math.min(400, lines * 15 + 4);
  });
  sheet.commit();
}
