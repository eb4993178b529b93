/**
 * Answers as an Excel workbook.
 *
 * @module
 */
import ExcelJS from "exceljs";
import { type Answer, defineReport, type ReportInput, type Table } from "nexus";
import { headingWords } from "nexus/report";
import { writeAnswer } from "./answer_sheet.ts";
import { writeChartData } from "./chart_sheet.ts";
import { writeComputed } from "./computed_sheet.ts";
import { writeContents } from "./contents_sheet.ts";
import { writeSummary } from "./summary_sheet.ts";
import { SheetNames } from "./names.ts";
import type { AddSheet } from "./style.ts";

export default defineReport({ export: write });

async function write(report: ReportInput): Promise<Uint8Array> {
  const date = new Date(report.createdAt);
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ useStyles: true, useSharedStrings: true });
  book.creator = book.lastModifiedBy = "Nexus";
  book.created = book.modified = date;
  const names = new SheetNames();
  const several = report.answers.length > 1;
  if (report.summary !== undefined) names.take("Summary");
  if (several) names.take("Contents");
  const sheets = report.answers.map((entry, index) => {
    const { answer } = entry;
    const number = several ? `${index + 1} ` : "";
    return {
      answer: names.take(several ? number + headingWords(entry) : "Answer"),
      data: chartData(answer) === undefined ? undefined : names.take(`${number}Chart data`),
      computed: names.take(`${number}How computed`),
    };
  });
  const adder = (name: string): AddSheet => (options) => book.addWorksheet(name, options);

  if (report.summary !== undefined) writeSummary(adder("Summary"), report, report.summary);
  if (several) writeContents(adder("Contents"), report, sheets.map(({ answer }) => answer));
  for (const [index, entry] of report.answers.entries()) {
    const sheet = sheets[index];
    if (sheet === undefined) continue;
    const limits = writeAnswer(adder(sheet.answer), entry);
    const data = chartData(entry.answer);
    if (data !== undefined && sheet.data !== undefined) {
      limits.push(...writeChartData(adder(sheet.data), data));
    }
    writeComputed(adder(sheet.computed), entry, { report, limits });
  }
  await book.commit();
  // Without a stream of its own the writer gathers its bytes in a buffer, which the types do not tell.
  return new Uint8Array((book as unknown as { stream: { read(): Uint8Array } }).stream.read());
}

/** The columns that the chart draws, where the result has others besides. */
function chartData({ visual, result }: Answer): { title: string; table: Table } | undefined {
  if (visual === undefined || result === null) return undefined;
  const drawn = [...new Set(Object.values(visual.encoding).map(({ column }) => column))];
  const indexes = drawn.map((name) => result.columns.findIndex((column) => column.name === name)).filter((
    index,
  ) => index >= 0);
  if (indexes.length === 0 || indexes.length === result.columns.length) return undefined;
  return {
    title: visual.chart.title,
    table: {
      ...result,
      columns: indexes.flatMap((index) => result.columns[index] ?? []),
      rows: result.rows.map((row) => indexes.map((index) => row[index] ?? null)),
    },
  };
}
