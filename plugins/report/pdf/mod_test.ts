import assert from "node:assert/strict";
import { PDFName } from "pdf-lib";
import { type Answer, Manifest, type Value } from "nexus";
import { linksOf, openReport } from "./_open.ts";
import { answerOf, REGIONS, reportOf, SCRIPT, tableOf } from "nexus/testing";
import manifest from "./plugin.json" with { type: "json" };

/** A bar chart, with `name` in every label. */
function drawn(name: string, type = "bar"): Partial<Answer> {
  const encoding = {
    x: { column: "region", type: "text", title: name },
    y: { column: "average revenue", type: "number", title: name },
  } as const;
  const figure = {
    data: [{ type, x: ["North", name], y: [80, 71] }],
    layout: { title: { text: name }, meta: { alt: `Bar chart: ${name}` }, height: 300 },
  };
  return { visual: { chart: { type, title: name, encoding }, encoding, figure, plugin: "bar" } };
}

function numbers(rows: number, columns: number) {
  const names = Array.from({ length: columns }, (_, index) => `measure ${index + 1}`);
  const row = (at: number): Value[] => names.map((_, index) => at * 1000 + index);
  return tableOf(
    names.map((name) => ({ name, type: "integer" as const })),
    Array.from({ length: rows }, (_, index) => row(index)),
  );
}

Deno.test("plugin.json is a valid manifest", () => {
  assert.equal(Manifest.parse(manifest).contributes.report?.mediaType, "application/pdf");
});

Deno.test("export() writes question, answer, trust, rows, chart, table and how it was computed", async () => {
  const answer = answerOf(REGIONS, { ...drawn("Average revenue"), notices: ["One word was corrected."] });
  const { doc, text, pages, pictures } = await openReport(reportOf([["average revenue by region", answer]]));
  for (
    const part of [
      "Sales of the coffee shop",
      "22 November 2026, 09:30 UTC",
      "Average revenue by region",
      "North has the highest average revenue: 79.99.",
      "Verified",
      "3,498 rows scanned · 3,482 kept · 16 have no",
      "One word was corrected.",
      "Bar chart: Average revenue",
      "79.99",
      "Take the 3,498 rows",
      "the mean",
      "Two engines computed it independently and agree",
      "Every word of the question was understood",
      "The counts of all groups add up",
      "DuckDB 1.5.5, 4 ms",
      "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
      "Columns are separated by commas.",
      'GROUP BY "region"',
      "rcp_01JD9Z6Q4X",
    ]
  ) assert.ok(text.includes(part), `${part}\n\n${text}`);
  pages.forEach((page, index) => assert.ok(page.includes(`${index + 1} of ${pages.length}`)));
  assert.deepEqual(pictures, [[1600, 600]]);
  assert.equal(doc.getTitle(), "Sales of the coffee shop");
  assert.equal(doc.getKeywords(), "rcp_01JD9Z6Q4X");
  assert.equal(doc.getCreationDate()?.toISOString(), "2026-11-22T09:30:00.000Z");
});

/** Two answers, one of a script, with what they say together. */
function summed(model: string | null) {
  const report = reportOf([
    ["average revenue by region", answerOf(REGIONS)],
    [null, answerOf(REGIONS, { code: SCRIPT, trust: "suggested", computation: "generated", sql: null })],
  ]);
  report.summary = {
    agent: "report-writer",
    model,
    paragraphs: ["North leads.", "One answer is suggested."],
  };
  report.answers[0]!.heading = "Revenue of the regions";
  return report;
}

Deno.test("export() begins with the summary, then the contents; without a model it is not said twice", async () => {
  const written = await openReport(summed("llama3.2:3b"));
  assert.match(
    written.pages[0]!,
    /UTC North leads\. One answer is suggested\. Written by llama3\.2:3b;.* Contents 1 Revenue of the regions/,
  );
  assert.ok(written.pages[0]!.includes("North has the highest"));
  assert.deepEqual(linksOf(written.doc, 0).length, 2);
  const plain = await openReport(summed(null));
  assert.match(plain.pages[0]!, /without a model\. Contents 1 Revenue of the regions Verified/);
  assert.ok(!plain.pages[0]!.includes("North has the highest"));
});

Deno.test("export() shows a script with its review, what it asked and what it wrote", async () => {
  const { text } = await openReport(summed(null));
  for (
    const part of [
      "A script that was given",
      "Written by llama3.2:3b.",
      "code-reviewer, with qwen2.5-coder:3b, has doubts: line 2: Missing values are counted.",
      "One script before it came to nothing: fetch is not known here",
      "Columns: sales: revenue, region (3,498 rows)",
      "3498 values",
      "return stats.standardDeviation(revenue);",
      "A script computed it, not a checked plan.",
    ]
  ) assert.ok(text.includes(part), `${part}\n\n${text}`);
});

Deno.test("export() writes the same bytes for the same report, but for the names of its fonts", async () => {
  const report = reportOf([["q", answerOf(REGIONS, drawn("Chart"))]]);
  const [first, second] = [await openReport(report), await openReport(report)];
  assert.equal(first.text, second.text);
  assert.ok(Math.abs(first.bytes.length - second.bytes.length) < 200);
});

Deno.test("export() shows one value large", async () => {
  const single = tableOf([{ name: "total", type: "number" }], [[257723.66]]);
  const { text } = await openReport(
    reportOf([["q", answerOf(single, { text: "The total is 257,723.66." })]]),
  );
  assert.match(text, /257,723\.66 The total is 257,723\.66\./);
});

Deno.test("export() leads from the contents and the bookmarks to each answer", async () => {
  const entries = ["first", "second", "third"].map((name): [string, Answer] => [name, answerOf(REGIONS)]);
  const { doc, pages } = await openReport(reportOf(entries));
  const targets = linksOf(doc, 0);
  assert.equal(targets.length, 3);
  ["First", "Second", "Third"].forEach((name, index) =>
    assert.ok(pages[targets[index]! - 1]!.startsWith(name))
  );
  assert.ok(doc.catalog.has(PDFName.of("Outlines")));
});

Deno.test("export() says what was refused, and what may be asked instead", async () => {
  const refused = answerOf(null, {
    status: "refused",
    trust: "none",
    text: "There is no profit.",
    receipt: null,
    sql: null,
    nearest: [{ dataset: "d1", column: "revenue", score: 0.5 }],
  });
  const { text, pictures } = await openReport(reportOf([["total profit", refused]]));
  assert.match(text, /There is no profit\. The question was refused The nearest column is “revenue”\./);
  assert.equal(pictures.length, 0);
});

Deno.test("export() says in place of a chart that it cannot be drawn", async () => {
  for (const figure of [drawn("Globe", "scatter3d"), drawn("Heat", "heatmap")]) {
    const { text, pictures } = await openReport(reportOf([["q", answerOf(REGIONS, figure)]]));
    assert.match(text, /could not be drawn on paper: marks of the kind “\w+” need a browser/);
    assert.equal(pictures.length, 0);
    assert.ok(text.includes("79.99"), "the table is there");
  }
});

Deno.test("export() keeps a table of any size on a few pages, repeats its header, and tells what is left out", async () => {
  const table = { ...numbers(600, 4), rowCount: 250_000, truncated: true };
  const { pages, text } = await openReport(reportOf([["q", answerOf(table)]]));
  assert.ok(pages.length >= 3 && pages.length <= 20, `${pages.length} pages`);
  assert.ok(pages[1]!.includes("measure 1"), pages[1]);
  assert.match(
    text,
    /The first 500 of 250,000 rows\. The Excel workbook of the same answer holds them all\./,
  );
  const wide = await openReport(reportOf([["q", answerOf(numbers(400, 60))]]));
  assert.ok(wide.pages.length <= 40, `${wide.pages.length} pages`);
  assert.match(wide.text, /The first \d+ of 400 rows\. \d+ of 60 columns\./);
});

Deno.test("export() folds a long narrow table, its header over each part, rows in order", async () => {
  const { pages, text } = await openReport(reportOf([["q", answerOf(numbers(90, 1))]]));
  assert.equal(pages[0]!.split("measure 1").length - 1, 3);
  const shown = [...text.matchAll(/\b(\d{1,2},000|0)\b/g)].map(([found]) => found);
  for (let row = 1; row < 90; row++) assert.ok(shown.includes(`${row},000`), String(row));
});

Deno.test("export() cuts long cells and says so", async () => {
  const rows = [["x".repeat(50_000)], ["word ".repeat(2000)], ["short"]];
  const { pages, text } = await openReport(
    reportOf([["q", answerOf(tableOf([{ name: "note", type: "text" }], rows))]]),
  );
  assert.ok(pages.length <= 4);
  assert.match(text, /2 long cells are cut\./);
});

Deno.test("export() sets Greek and Cyrillic, and names the characters that no font has", async () => {
  const rows = [["Ελλάδα"], ["Россия"], ["Żółć"], ["שלום 123"], ["مرحبا"], ["日本"]];
  const table = tableOf([{ name: "name", type: "text" }], rows);
  const { text } = await openReport(reportOf([["Ποιος; Кто?", answerOf(table, drawn("日"))]]));
  for (const part of ["Ελλάδα", "Россия", "Żółć", "Ποιος; Кто?", "123"]) assert.ok(text.includes(part), part);
  assert.match(text, /2 characters have no glyph in the fonts of this document: U\+65E5 U\+672C\./);
});

Deno.test("export() takes hostile text everywhere", async () => {
  const hostile =
    "\u0000\u0007\ud800 (a) \\) endstream endobj %%EOF <b>&\"'\u202e\u2066\u200b\ufeff\u2028 \u{1f468}\u200d\u{1f469} " +
    "e\u0301\u0302\u0303 ﷽ \u{10ffff} {{x}} ";
  const table = tableOf([{ name: hostile, type: "text" }], [[hostile], [null], ["a\r\nb\tc"]]);
  const answer = answerOf(table, {
    text: hostile,
    notices: [hostile],
    words: [hostile, ""],
    sql: hostile.repeat(200),
    used: [{ start: 0, end: 1, text: hostile, meaning: hostile }],
    unused: [hostile],
    ...drawn(hostile),
  });
  const report = reportOf([[hostile, answer], [null, answerOf(null, { text: "" })]]);
  report.title = hostile;
  const { text, pictures } = await openReport(report);
  assert.ok(text.includes("endstream endobj %%EOF"));
  assert.ok(text.includes("A plan that was given"));
  assert.equal(pictures.length, 1, text);
});
