import type { Answer, ReportInput, Table } from "nexus";
import { headingWords, offerWords, quotesOf, quoteText, statusWords, trustWords } from "nexus/report";
import { textCell } from "./cells.ts";
import { type AddSheet, onPaper, paragraph } from "./style.ts";
import { addTableSheet, writeRows } from "./table.ts";

/** Where the header of the result stands. */
const TOP = 5;

/** The question, the answer in a sentence, and the result as a table. Says what Excel could not take. */
export function writeAnswer(add: AddSheet, entry: ReportInput["answers"][number]): string[] {
  const { answer } = entry;
  const result = answer.result ?? quoteTable(answer);
  const sheet = result === null
    ? add({ views: [{ showGridLines: false }], ...onPaper(false) })
    : addTableSheet(add, result, TOP);
  const line = (row: number, text: string, role: "title" | "body" | "muted") =>
    paragraph(sheet, row, String(textCell(text).value), role);
  line(1, headingWords(entry), "title");
  line(2, answer.text, "body");
  line(3, answer.status === "answered" ? trustLine(answer) : statusWords(answer), "muted");
  if (result === null) {
    offerWords(answer, ['"', '"']).forEach((text, index) => line(TOP + index, text, "body"));
  }
  const limits = result === null ? [] : writeRows(sheet, result, TOP);
  sheet.commit();
  return limits;
}

/** Quotes as rows: document, page, words. */
function quoteTable(answer: Answer): Table | null {
  const quotes = quotesOf(answer);
  if (quotes.length === 0) return null;
  return {
    columns: [
      { name: "Document", type: "text" },
      { name: "Page", type: "integer" },
      { name: "Quote", type: "text" },
    ],
    rows: quotes.map((quote) => [quote.document, quote.page, quoteText(quote)]),
    rowCount: quotes.length,
    truncated: false,
  };
}

function trustLine(answer: Answer): string {
  const { label, computation, reading } = trustWords(answer);
  return `${label}. ${computation} ${reading}`;
}
