import assert from "node:assert/strict";
import ExcelJS from "exceljs";
import { Manifest, type ReportInput } from "nexus";
import { answerOf, REGIONS, reportOf, SCRIPT, tableOf } from "nexus/testing";
import plugin from "./mod.ts";
import manifest from "./plugin.json" with { type: "json" };

/** Writes a report and opens it again. */
async function open(report: ReportInput): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  // exceljs types its parameter as a Buffer of Node; any bytes will do.
  await book.xlsx.load(await plugin.export(report) as unknown as ArrayBuffer);
  return book;
}

function sheetOf(book: ExcelJS.Workbook, name: string): ExcelJS.Worksheet {
  const sheet = book.getWorksheet(name);
  assert.ok(sheet, `no sheet "${name}" among ${book.worksheets.map((other) => other.name).join(", ")}`);
  return sheet;
}

function textsOf(sheet: ExcelJS.Worksheet): string {
  const texts: string[] = [];
  sheet.eachRow((row) => texts.push([1, 2].map((index) => row.getCell(index).text).join(" | ")));
  return texts.join("\n");
}

Deno.test("plugin.json is a valid manifest", () => {
  assert.equal(Manifest.parse(manifest).contributes.report?.format, "xlsx");
});

Deno.test("export() writes the question, the sentence and the table with real types", async () => {
  const book = await open(reportOf([["average revenue by region", answerOf(REGIONS)]]));
  assert.deepEqual(book.worksheets.map(({ name }) => name), ["Answer", "How computed"]);
  const sheet = sheetOf(book, "Answer");
  assert.equal(sheet.getCell("A1").value, "average revenue by region");
  assert.match(sheet.getCell("A2").text, /North has the highest/);
  assert.match(sheet.getCell("A3").text, /^Verified\. Two engines/);
  assert.deepEqual(["A5", "B5", "C5"].map((at) => sheet.getCell(at).value), [
    "region",
    "average revenue",
    "orders",
  ]);
  assert.equal(sheet.getCell("B6").value, 79.99001);
  assert.equal(sheet.getCell("B6").numFmt, "#,##0.00");
  assert.equal(sheet.getCell("C6").numFmt, "#,##0");
  assert.equal(sheet.getCell("A10").value, null);
  assert.deepEqual(sheet.autoFilter, "A5:C10");
  assert.equal(sheet.views[0]?.state, "frozen");
  assert.ok((sheet.getColumn(2).width ?? 0) >= 15);
});

Deno.test("export() has a sheet for the summary, and writes a script with its review", async () => {
  const report = reportOf([[null, answerOf(REGIONS, { code: SCRIPT })], ["again", answerOf(REGIONS)]]);
  report.summary = { agent: "report-writer", model: null, paragraphs: ["North leads.", "=1+1"] };
  const book = await open(report);
  const [first, second] = book.worksheets.map(({ name }) => name);
  assert.deepEqual([first, second], ["Summary", "Contents"]);
  const summary = sheetOf(book, "Summary");
  assert.deepEqual(["A1", "A4", "A6"].map((at) => summary.getCell(at).value), [
    report.title,
    "North leads.",
    "=1+1",
  ]);
  const computed = textsOf(sheetOf(book, "1 How computed"));
  for (
    const part of [
      "Author | Written by llama3.2:3b.",
      "JavaScript | const { revenue }",
      "Review | code-reviewer",
    ]
  ) {
    assert.ok(computed.includes(part), computed);
  }
});

Deno.test("export() keeps dates, times, booleans, years and large integers what they are", async () => {
  const table = tableOf(
    [
      { name: "day", type: "date" },
      { name: "at", type: "datetime" },
      { name: "ok", type: "boolean" },
      { name: "year", type: "integer" },
      { name: "big", type: "integer" },
      { name: "small", type: "number" },
    ],
    [["2024-01-31", "2024-01-31T10:20:30.5", true, 2020, "9007199254740993", 0.00012], [
      "1850-05-01",
      null,
      false,
      2021,
      7,
      0.0002,
    ]],
  );
  const sheet = sheetOf(await open(reportOf([["q", answerOf(table)]])), "Answer");
  const row = sheet.getRow(6);
  assert.deepEqual(row.getCell(1).value, new Date("2024-01-31T00:00:00Z"));
  assert.deepEqual(row.getCell(2).value, new Date("2024-01-31T10:20:30.500Z"));
  assert.equal(row.getCell(2).numFmt, "yyyy-mm-dd hh:mm:ss.000");
  assert.equal(row.getCell(3).value, true);
  assert.equal(row.getCell(4).numFmt, "0");
  assert.equal(row.getCell(5).value, "9007199254740993");
  assert.equal(row.getCell(6).numFmt, "0.00E+00");
  assert.equal(sheet.getRow(7).getCell(1).value, "1850-05-01");
});

Deno.test("export() leaves text text: formulas, links, escapes, control characters, long cells", async () => {
  const hostile = [
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2",
    "@SUM(A1)",
    "http://example.org",
    "<b>&\"'",
    "_x0041_",
    "a\u0001b",
    "a\nb",
    "x".repeat(40_000),
  ];
  const formula = { formula: "1+1", result: 2 } as unknown as string;
  const report = reportOf([["=1+1", answerOf(null, { text: "=2" })]]);
  report.answers[0]!.answer.result = tableOf([{ name: "=name", type: "text" }], [
    ...hostile.map((text) => [text]),
    [formula],
  ]);
  const book = await open(report);
  const sheet = sheetOf(book, "Answer");
  assert.equal(sheet.getCell("A1").value, "=1+1");
  assert.equal(sheet.getCell("A2").value, "=2");
  assert.equal(sheet.getCell("A5").value, "=name");
  hostile.slice(0, 6).forEach((text, index) => assert.equal(sheet.getCell(6 + index, 1).value, text));
  assert.equal(sheet.getCell("A14").value, "a\nb");
  assert.equal(sheet.getCell("A15").text.length, 32_767);
  assert.equal(sheet.getCell("A16").formula, undefined);
  sheet.eachRow((row) => row.eachCell((cell) => assert.notEqual(cell.type, ExcelJS.ValueType.Formula)));
  assert.match(textsOf(sheetOf(book, "How computed")), /1 cell is cut at 32,767 characters/);
});

Deno.test("export() says how it was computed", async () => {
  const answer = answerOf(REGIONS, { notices: ["One word was corrected."], unused: ["please"] });
  const text = textsOf(
    sheetOf(await open(reportOf([["average revenue by region", answer]])), "How computed"),
  );
  for (
    const part of [
      "Label | Verified",
      "Two engines computed it independently and agree",
      "average | the mean",
      "please | not used",
      "1 | Take the 3,498 rows",
      "Scanned | 3,498",
      'Rows set apart | 16 have no "revenue" and are not part of the mean of "revenue"',
      "rows | Holds:",
      "duckdb | 1.5.5, 4 ms",
      "SHA-256 | 9f86d081",
      "Read as | Columns are separated by commas.",
      'SELECT "region"',
      "rcp_01JD9Z6Q4X",
      "One word was corrected.",
    ]
  ) assert.ok(text.includes(part), `${part}\n\n${text}`);
});

Deno.test("export() gives the data of the chart a sheet where the table has more", async () => {
  const encoding = {
    x: { column: "region", type: "text", title: "Region" },
    y: { column: "orders", type: "integer", title: "Orders" },
  } as const;
  const chart = { type: "bar", title: "Orders by region", encoding };
  const answer = answerOf(REGIONS, {
    visual: { chart, encoding, figure: { data: [], layout: {} }, plugin: "bar" },
  });
  const sheet = sheetOf(await open(reportOf([["q", answer]])), "Chart data");
  assert.deepEqual([sheet.getCell("A3").value, sheet.getCell("B4").value, sheet.getCell("C3").value], [
    "region",
    994,
    null,
  ]);
});

Deno.test("export() says what was refused, and what may be asked instead", async () => {
  const refused = answerOf(null, {
    status: "refused",
    trust: "none",
    text: 'There is no column "profit".',
    receipt: null,
    nearest: [{ dataset: "d1", column: "revenue", score: 0.5 }],
  });
  const sheet = sheetOf(await open(reportOf([["total profit", refused]])), "Answer");
  assert.equal(sheet.getCell("A3").value, "The question was refused");
  assert.equal(sheet.getCell("A5").value, 'The nearest column is "revenue".');
});

Deno.test("export() gives several answers sheets of their own, with names that Excel takes, and contents", async () => {
  const questions = [
    "revenue [by] region/city: what?",
    "revenue [by] region/city: what?",
    "'History'",
    "x".repeat(60),
  ];
  const book = await open(reportOf(questions.map((question) => [question, answerOf(REGIONS)])));
  const names = book.worksheets.map(({ name }) => name);
  assert.equal(names.length, 9);
  assert.equal(new Set(names.map((name) => name.toLowerCase())).size, 9);
  for (const name of names) assert.match(name, /^(?!')[^\\/?*[\]:]{1,31}(?<!')$/);
  const contents = sheetOf(book, "Contents");
  assert.deepEqual(contents.getCell("A4").value, { text: questions[0], hyperlink: `#'${names[1]}'!A1` });
  assert.equal(contents.getCell("C4").value, "Verified");
});
