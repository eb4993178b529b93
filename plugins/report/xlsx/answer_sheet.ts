import type { Worksheet } from "exceljs";
import type { Answer, ReportInput } from "nexus";
import { textCell } from "./cells.ts";
import { onPaper, paragraph } from "./style.ts";
import { writeTable } from "./table.ts";
import { statusWords, trustWords } from "./words.ts";

/** The question, the answer in a sentence, and the result as a table. Says what Excel could not take. */
export function writeAnswer(
  sheet: Worksheet,
  { question, answer }: ReportInput["answers"][number],
): string[] {
  const columns = Math.max(6, Math.min(12, answer.result?.columns.length ?? 0));
  const line = (row: number, text: string, role: "title" | "body" | "muted" | "heading") =>
    paragraph(sheet, row, String(textCell(text).value), { role, columns, width: columns * 14 });
  // The table first: a column's style is laid over every cell that is already there.
  const limits = answer.result === null ? [] : writeTable(sheet, answer.result, 5);
  line(1, question ?? "A plan that was given", "title");
  line(2, answer.text, "body");
  line(3, answer.status === "answered" ? trustLine(answer) : statusWords(answer), "muted");
  onPaper(sheet, (answer.result?.columns.length ?? 0) > 6);
  if (answer.result === null) {
    sheet.views = [{ showGridLines: false }];
    offers(answer).forEach((text, index) => line(5 + index, text, "body"));
  }
  return limits;
}

function trustLine(answer: Answer): string {
  const { label, computation, reading } = trustWords(answer);
  return `${label}. ${computation} ${reading}`;
}

/** What the user may ask instead. */
function offers({ readings, nearest, error }: Answer): string[] {
  return [
    ...(readings ?? []).map(({ summary }) => `It could mean: ${summary}`),
    ...(nearest ?? []).map(({ column }) => `The nearest column is "${column}".`),
    ...(error?.hint === undefined ? [] : [error.hint]),
  ];
}
