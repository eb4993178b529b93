/**
 * Answers as an Excel workbook.
 *
 * @module
 */
import ExcelJS from "exceljs";
import { type Answer, defineReport, type ReportInput, type Table } from "nexus";
import { writeAnswer } from "./answer_sheet.ts";
import { textCell } from "./cells.ts";
import { writeComputed } from "./computed_sheet.ts";
import { writeContents } from "./contents_sheet.ts";
import { SheetNames } from "./names.ts";
import { onPaper, paragraph } from "./style.ts";
import { writeTable } from "./table.ts";

export default defineReport({ export: write });

async function write(report: ReportInput): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  book.creator = "Nexus";
  book.title = report.title;
  book.created = book.modified = new Date(report.createdAt);
  const names = new SheetNames();
  const several = report.answers.length > 1;
  const contents = several ? book.addWorksheet(names.take("Contents")) : undefined;
  const links: string[] = [];
  for (const [index, entry] of report.answers.entries()) {
    const number = several ? `${index + 1} ` : "";
    const sheet = book.addWorksheet(names.take(several ? number + (entry.question ?? "Plan") : "Answer"));
    links.push(sheet.name);
    const limits = writeAnswer(sheet, entry);
    const data = chartData(entry.answer);
    if (data !== undefined) {
      const chart = book.addWorksheet(names.take(`${number}Chart data`));
      limits.push(...writeTable(chart, data.table, 3));
      paragraph(chart, 1, String(textCell(data.title).value), { role: "heading", columns: 6, width: 84 });
      onPaper(chart, false);
    }
    writeComputed(book.addWorksheet(names.take(`${number}How computed`)), entry, { report, limits });
  }
  if (contents !== undefined) writeContents(contents, report, links);
  return new Uint8Array(await book.xlsx.writeBuffer());
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
