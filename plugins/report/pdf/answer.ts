/**
 * One question with its answer, its chart and its table.
 *
 * @module
 */
import type { Answer, ReportInput } from "nexus";
import type { Drawn } from "./chart/draw.ts";
import { drawComputed } from "./computed.ts";
import { COLUMN, INK, type Paper, SHEET } from "./paper.ts";
import { drawTable } from "./table.ts";
import { settable, settableLine, type Style } from "./typesetter.ts";
import { cellFormat, quotesOf, quoteText, rowWords, statusWords, trustWords } from "nexus/report";

type Entry = ReportInput["answers"][number];

const BODY: Style = { face: "regular", size: 9.5 };

/** Draws an answer; `heading` is null where the title of the report says the question already. */
export function drawAnswer(
  paper: Paper,
  entry: Entry,
  part: { heading: string | null; chart: Drawn | null },
): void {
  const { answer } = entry;
  if (part.heading !== null) {
    paper.paragraph(part.heading, { face: "strong", size: 15, leading: 1.3, after: 8 });
  }
  drawSentence(paper, answer);
  drawTrust(paper, answer);
  drawNotices(paper, [...answer.notices, ...offersOf(answer)]);
  drawQuotes(paper, answer);
  if (part.chart !== null) drawChart(paper, part.chart);
  if (answer.result !== null && singleOf(answer) === null) {
    paper.space(8);
    if (answer.result.rowCount === 0) {
      paper.paragraph("The result has no rows.", { ...BODY, color: INK.muted });
    } else drawTable(paper, answer.result, part.chart?.picture ? "chart" : "table");
  }
  drawComputed(paper, entry);
}

/** The answer where it is one value, as it is shown large. */
function singleOf({ result, status }: Answer): string | null {
  if (status !== "answered" || result?.rowCount !== 1 || result.columns.length !== 1) return null;
  const value = result.rows[0]?.[0] ?? null;
  return value === null ? null : settableLine(cellFormat(result.columns[0]!, [value])(value));
}

function drawSentence(paper: Paper, answer: Answer): void {
  const single = singleOf(answer);
  const large: Style = { face: "strong", size: 40 };
  if (single !== null && paper.setter.width(single, large) <= COLUMN) {
    paper.lines([single], { ...large, leading: 1.25, color: INK[answer.trust], after: 2 });
    paper.paragraph(answer.text, { ...BODY, size: 11.5, after: 8 });
  } else paper.paragraph(answer.text, { ...BODY, size: 12.5, leading: 1.4, after: 8 });
}

function drawTrust(paper: Paper, answer: Answer): void {
  const answered = answer.status === "answered";
  const label = answered ? trustWords(answer).label : statusWords(answer);
  const style: Style = { face: "strong", size: 8.5 };
  const width = paper.setter.width(label, style) + 16;
  paper.need(24);
  paper.area({
    x: SHEET.side,
    y: paper.y - 16,
    width,
    height: 16,
    color: INK[answer.trust],
    radius: 3,
  });
  paper.text(label, { ...style, x: SHEET.side + 8, y: paper.y - 11.1, color: INK.white });
  const rows = answered && answer.computation !== "quoted" ? answer.receipt?.rows : undefined;
  const facts = rows === undefined ? [] : rowWords(rows);
  const lines = paper.setter.wrap(settable(facts.join("  ·  ")), { ...BODY, size: 8.5 }, COLUMN - width - 10);
  lines.forEach((line, index) => {
    paper.text(line, {
      ...BODY,
      size: 8.5,
      x: SHEET.side + width + 10,
      y: paper.y - 11.1 - index * 12.5,
      color: INK.muted,
    });
  });
  paper.y -= Math.max(16, 5 + lines.length * 12.5) + 10;
}

/** What a question that was not answered could be instead. */
function offersOf({ status, text, readings, nearest, error }: Answer): string[] {
  if (status === "answered") return [];
  const unsaid = (nearest ?? []).filter(({ column }) => !text.includes(`"${column}"`));
  return [
    ...(readings ?? []).map(({ summary }) => `It could mean: ${summary}`),
    ...unsaid.map(({ column }) => `The nearest column is “${column}”.`),
    ...(error?.hint === undefined ? [] : [error.hint]),
  ];
}

function drawNotices(paper: Paper, notices: string[]): void {
  for (const notice of notices) {
    const setting = { ...BODY, indent: 12, color: INK.text, after: 4 };
    const lines = paper.setter.wrap(settable(notice), setting, COLUMN - 12);
    const height = lines.length * BODY.size * 1.42;
    paper.need(Math.min(height, 60));
    if (paper.left >= height) {
      paper.area({ x: SHEET.side, y: paper.y - height - 1, width: 2.5, height, color: INK.suggested });
    }
    paper.lines(lines, setting);
  }
  if (notices.length > 0) paper.space(4);
}

/** What documents say: each quote with a rule at its side, and under it document and page. */
function drawQuotes(paper: Paper, answer: Answer): void {
  const quotes = quotesOf(answer);
  if (quotes.length === 0) return;
  paper.space(6);
  for (const [index, quote] of quotes.entries()) {
    const setting = { ...BODY, size: 10, indent: 14, color: INK.text };
    const lines = paper.setter.wrap(settable(quoteText(quote)), setting, COLUMN - 14);
    const height = lines.length * setting.size * 1.42 + 8 * 1.42;
    paper.need(Math.min(height, 80));
    const color = index === 0 ? INK.computed : INK.strongLine;
    if (paper.left >= height) {
      paper.area({ x: SHEET.side, y: paper.y - height - 1, width: 2.5, height, color });
    }
    paper.lines(lines, setting);
    paper.paragraph(quote.source, { ...BODY, size: 8, indent: 14, color: INK.muted, after: 9 });
  }
}

function drawChart(paper: Paper, chart: Drawn): void {
  paper.space(4);
  if (chart.picture === null) {
    paper.paragraph(chart.note, { ...BODY, color: INK.muted, after: 6 });
    return;
  }
  paper.need(COLUMN * chart.picture.height / chart.picture.width + 30);
  paper.picture(chart.picture, COLUMN);
  paper.space(2);
  paper.paragraph(chart.note, { ...BODY, size: 8, color: INK.muted, after: 6 });
}
