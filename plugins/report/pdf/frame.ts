/**
 * What surrounds the answers: contents, bookmarks, footers.
 *
 * @module
 */
import { type PDFDocument, PDFHexString, PDFName, PDFNull, PDFNumber, type PDFRef } from "pdf-lib";
import type { ReportInput } from "nexus";
import { COLUMN, INK, type Paper, type Place, SHEET } from "./paper.ts";
import { settableLine } from "./typesetter.ts";
import { bylineWords, headingWords, statusWords, trustWords } from "nexus/report";

/** An answer and where it begins. */
export interface Entry extends Place {
  title: string;
}

/** A line of the contents: what is clicked, from its top to its bottom. */
export interface ContentsLine extends Place {
  bottom: number;
}

/** The heading of an answer as a heading begins. */
export function headingOf(entry: ReportInput["answers"][number]): string {
  return capital(headingWords(entry));
}

/** With a large letter at its beginning: questions are often typed without. */
export function capital(text: string): string {
  const [first = "", ...rest] = text;
  return first.toLocaleUpperCase("en-US") + rest.join("");
}

/** What the answers say together, and who wrote it. */
export function drawSummary(paper: Paper, { summary }: ReportInput): void {
  if (summary === undefined) return;
  summary.paragraphs.forEach((text, index) => {
    // Prose has a lead; findings in a row are of one rank.
    const size = index === 0 && summary.model !== null ? 12 : 10.5;
    paper.paragraph(text, { face: "regular", size, leading: 1.46, after: 7 });
  });
  paper.paragraph(bylineWords(summary), { face: "regular", size: 8, color: INK.muted, after: 12 });
}

/**
 * Draws the list of questions. Where they are is not known yet. What was answered stands with them, unless the summary has said it.
 */
export function addContents(paper: Paper, report: ReportInput): ContentsLine[] {
  const told = report.summary !== undefined && report.summary.model === null;
  if (report.summary !== undefined) {
    paper.need(90);
    paper.paragraph("Contents", { face: "strong", size: 13, after: 5 });
    paper.rule({ color: INK.strongLine });
    paper.y -= 9;
  }
  return report.answers.map((entry, index) => {
    const { answer } = entry;
    const style = { face: "regular", size: 10.5 } as const;
    const label = answer.status === "answered" ? trustWords(answer).label : statusWords(answer);
    const wrap = (text: string) => paper.setter.wrap(settableLine(text), style, COLUMN - 64);
    const lines = wrap(headingOf(entry));
    const [first = "", second, ...rest] = wrap(answer.text);
    const said = told
      ? []
      : second === undefined
      ? [first]
      : [first, rest.length === 0 ? second : `${second} …`];
    paper.need((lines.length + said.length) * 15 + 22);
    const { page, y } = paper.place;
    paper.text(`${index + 1}`, { ...style, x: SHEET.side, y: y - 11, color: INK.muted });
    paper.lines(lines, { ...style, indent: 24, color: INK.link });
    paper.lines(said, { ...style, size: 9.5, indent: 24 });
    paper.paragraph(label, { face: "strong", size: 8, indent: 24, color: INK[answer.trust], after: 10 });
    return { page, y, bottom: paper.y };
  });
}

/** Gives each line of the contents the page of its answer, and makes it lead there. */
export function linkContents(
  doc: PDFDocument,
  paper: Paper,
  { lines, entries }: { lines: ContentsLine[]; entries: Entry[] },
): void {
  const style = { face: "regular", size: 10.5, color: INK.muted } as const;
  const pages = doc.getPages();
  lines.forEach(({ page, y, bottom }, index) => {
    const target = entries[index];
    const from = pages[page];
    if (target === undefined || from === undefined) return;
    const number = String(target.page + 1);
    paper.revisit(from);
    paper.text(number, {
      ...style,
      x: SHEET.side + COLUMN - paper.setter.width(number, style),
      y: y - 11,
    });
    from.node.addAnnot(doc.context.register(doc.context.obj({
      Type: "Annot",
      Subtype: "Link",
      Rect: [SHEET.side, bottom, SHEET.side + COLUMN, y],
      Border: [0, 0, 0],
      Dest: destination(doc, target),
    })));
  });
}

/** The outline that a viewer shows beside the pages. */
export function addBookmarks(doc: PDFDocument, entries: Entry[]): void {
  const root = doc.context.nextRef();
  const refs = entries.map(() => doc.context.nextRef());
  entries.forEach((entry, index) => {
    const item = doc.context.obj({
      Title: PDFHexString.fromText(settableLine(entry.title)),
      Parent: root,
      Dest: destination(doc, entry),
      ...(index > 0 ? { Prev: refs[index - 1]! } : {}),
      ...(index < refs.length - 1 ? { Next: refs[index + 1]! } : {}),
    });
    doc.context.assign(refs[index]!, item);
  });
  const outline: Record<string, PDFRef | PDFName | PDFNumber> = {
    Type: PDFName.of("Outlines"),
    First: refs[0]!,
    Last: refs.at(-1)!,
    Count: PDFNumber.of(refs.length),
  };
  doc.context.assign(root, doc.context.obj(outline));
  doc.catalog.set(PDFName.of("Outlines"), root);
}

function destination(doc: PDFDocument, { page, y }: Place) {
  return [doc.getPages()[page]!.ref, PDFName.of("XYZ"), PDFNull, PDFNumber.of(y + 12), PDFNull];
}

/** Draws the foot of each page, now that their number is known. */
export function addFooters(doc: PDFDocument, paper: Paper, report: ReportInput): void {
  const pages = doc.getPages();
  const style = { face: "regular", size: 8, color: INK.muted } as const;
  const left = shortened(paper, capital(settableLine(report.title)), COLUMN - 150);
  const made = `Nexus ${report.nexus}`;
  pages.forEach((page, index) => {
    paper.revisit(page);
    const number = `${index + 1} of ${pages.length}`;
    paper.y = 46;
    paper.rule({ thickness: 0.5 });
    const y = 33;
    paper.text(left, { ...style, x: SHEET.side, y });
    const x = SHEET.side + COLUMN - paper.setter.width(number, style);
    paper.text(number, { ...style, x, y });
    paper.text(made, { ...style, x: x - 18 - paper.setter.width(made, style), y });
  });
}

function shortened(paper: Paper, text: string, width: number): string {
  const [line = "", ...rest] = paper.setter.wrap(text, { face: "regular", size: 8 }, width - 8);
  return rest.length === 0 ? line : `${line}…`;
}
