/**
 * Answers as a paged PDF that can be handed on.
 *
 * @module
 */
import { PDFDocument } from "pdf-lib";
import { defineReport, type ReportInput } from "nexus";
import { drawAnswer } from "./answer.ts";
import { Draughtsman } from "./chart/draw.ts";
import {
  addBookmarks,
  addContents,
  addFooters,
  capital,
  drawSummary,
  type Entry,
  headingOf,
  linkContents,
} from "./frame.ts";
import { type FontFiles, fontkit, openFonts } from "./fonts.ts";
import { INK, Paper } from "./paper.ts";
import { MAX_ROWS } from "./table.ts";
import { type Embedded, settable, Typesetter } from "./typesetter.ts";

export default defineReport({ export: write });

async function write(report: ReportInput): Promise<Uint8Array> {
  const files = openFonts();
  const doc = await PDFDocument.create();
  describe(doc, report);
  const setter = new Typesetter(files, await embed(doc, files, report));
  const draughtsman = new Draughtsman(files, setter.missing);
  const paper = new Paper(doc, setter);
  const several = report.answers.length > 1;
  drawTitle(paper, report);
  drawSummary(paper, report);
  const contents = several ? addContents(paper, report) : [];
  const entries: Entry[] = [];
  for (const entry of report.answers) {
    if (several) paper.newPage();
    const title = headingOf(entry);
    entries.push({ title, ...paper.place });
    const chart = entry.answer.visual === undefined ? null : await draughtsman.draw(entry.answer.visual);
    const heading = !several && entry.question === report.title ? null : title;
    drawAnswer(paper, entry, { heading, chart });
  }
  sayMissing(paper);
  addFooters(doc, paper, report);
  if (several) {
    linkContents(doc, paper, { lines: contents, entries });
    addBookmarks(doc, entries);
  }
  return await doc.save({ addDefaultPage: false });
}

/** What a reader sees among the properties of the file. */
function describe(doc: PDFDocument, report: ReportInput): void {
  const created = new Date(report.createdAt);
  doc.setTitle(settable(report.title), { showInWindowTitleBar: true });
  doc.setSubject(settable(report.answers.map(({ answer }) => answer.text).join("\n")).slice(0, 1000));
  doc.setCreator(`Nexus ${report.nexus}`);
  doc.setProducer(`Nexus ${report.nexus}`);
  doc.setKeywords(report.answers.flatMap(({ answer }) => answer.receipt === null ? [] : [answer.receipt.id]));
  doc.setLanguage("en");
  doc.setCreationDate(created);
  doc.setModificationDate(created);
}

/** Embeds the fonts; the one for rare characters only where the report has some. */
async function embed(doc: PDFDocument, files: FontFiles, report: ReportInput): Promise<Embedded> {
  doc.registerFontkit(fontkit as unknown as Parameters<PDFDocument["registerFontkit"]>[0]);
  const options = { subset: true, features: { liga: false, clig: false, kern: false } };
  const one = (name: keyof FontFiles) => doc.embedFont(files[name].bytes, options);
  const fonts = { regular: await one("regular"), strong: await one("strong"), code: await one("code") };
  const rare = [...new Set(settable(JSON.stringify(report, shownOf)))].some((character) =>
    character > "~" && files.regular.advance(character.codePointAt(0)!) === null
  );
  return rare ? { ...fonts, more: await one("more") } : fonts;
}

/** Leaves out the rows of tables that are not drawn. */
function shownOf(key: string, value: unknown): unknown {
  return key === "rows" && Array.isArray(value) ? value.slice(0, MAX_ROWS.table) : value;
}

function drawTitle(paper: Paper, report: ReportInput): void {
  const small = { face: "strong", size: 8 } as const;
  paper.paragraph("NEXUS REPORT", { ...small, color: INK.link, after: 4 });
  paper.paragraph(capital(report.title), { face: "strong", size: 22, leading: 1.24, after: 5 });
  const date = dateOf(report.createdAt);
  paper.paragraph(date, { face: "regular", size: 9.5, color: INK.muted, after: 10 });
  paper.rule({ color: INK.strongLine });
  paper.y -= 16;
}

/** Characters that no font has are boxes; here they are named. */
function sayMissing(paper: Paper): void {
  const { missing } = paper.setter;
  if (missing.size === 0) return;
  const names = [...missing].slice(0, 40).map((character) =>
    `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`
  );
  const more = missing.size > 40 ? ` and ${missing.size - 40} more` : "";
  const [what, they] = missing.size === 1
    ? ["One character has", "It is shown as a box"]
    : [`${missing.size} characters have`, "They are shown as boxes"];
  paper.space(12);
  paper.paragraph(
    `${what} no glyph in the fonts of this document: ${
      names.join(" ")
    }${more}. ${they}; copied text holds the character. The web page and the Excel workbook of the same answer show all text.`,
    { face: "regular", size: 8.5, color: INK.muted },
  );
}

function dateOf(text: string): string {
  const date = new Date(text);
  const day = date.toLocaleDateString("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
  return `${day}, ${date.toISOString().slice(11, 16)} UTC`;
}
