/**
 * Reads the text of PDF documents.
 *
 * @module
 */
import { defineIngest, type DocumentFound, type ImportNote, type Source } from "nexus";
import { failureOf, noText } from "./failure.ts";
import { closePdf, openPdf, type Pdf } from "./pdf_file.ts";
import { readPages } from "./read_pages.ts";
import { sniffPdf } from "./sniff.ts";
import { titleOf } from "./title.ts";

export default defineIngest({ sniff: sniffPdf, document: readPdf });

async function readPdf(source: Source): Promise<DocumentFound> {
  const bytes = await source.slice(0, source.size);
  const whole = endsWell(bytes);
  let pdf: Pdf;
  try {
    pdf = await openPdf(bytes);
  } catch (error) {
    throw failureOf(error, source.name, whole);
  }
  try {
    const { pages, damaged, unreadable } = await readPages(pdf);
    if (!pages.some(({ text }) => text !== "")) {
      throw noText(source.name, {
        pages: pages.length,
        damaged: damaged.length,
        unreadable: unreadable.length,
        whole,
      });
    }
    return { title: await titleOf(pdf), pages, notes: notesOf(pages, { damaged, unreadable, whole }) };
  } finally {
    await closePdf(pdf);
  }
}

function notesOf(
  pages: { text: string }[],
  { damaged, unreadable, whole }: { damaged: number[]; unreadable: number[]; whole: boolean },
): ImportNote[] {
  const notes: ImportNote[] = [];
  const known = new Set([...damaged, ...unreadable]);
  const empty = pages.flatMap(({ text }, index) => text === "" && !known.has(index + 1) ? [index + 1] : []);
  if (empty.length > 0) {
    notes.push({
      level: "warning",
      topic: "no text",
      message: `${named(empty)} no text layer (a picture or an empty page) and cannot be found.`,
      count: empty.length,
    });
  }
  if (unreadable.length > 0) {
    notes.push({
      level: "warning",
      topic: "unreadable",
      message: `${
        named(unreadable)
      } fonts that do not say which letters their shapes are, and cannot be found.`,
      count: unreadable.length,
    });
  }
  if (damaged.length > 0) {
    notes.push({
      level: "warning",
      topic: "damaged",
      message: `${named(damaged)} damage and could not be read.`,
      count: damaged.length,
    });
  }
  if (!whole) {
    notes.push({
      level: "warning",
      topic: "truncated",
      message: "The file has no end: pages may be missing.",
    });
  }
  return notes;
}

function named(pages: number[]): string {
  const shown = pages.slice(0, 10).join(", ") + (pages.length > 10 ? ", ..." : "");
  return pages.length === 1 ? `Page ${shown} has` : `${pages.length} pages (${shown}) have`;
}

/** A whole file says so near its end. */
function endsWell(bytes: Uint8Array): boolean {
  return new TextDecoder("latin1").decode(bytes.subarray(-2048)).includes("%%EOF");
}
