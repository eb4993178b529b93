import { PDFDict, PDFDocument, PDFName, PDFRawStream } from "pdf-lib";
import type { ReportInput } from "nexus";
import { extractText, getDocumentProxy } from "unpdf";
import plugin from "./mod.ts";

/** A report that was written and opened again. */
export interface Opened {
  bytes: Uint8Array;
  doc: PDFDocument;
  /** Text of each page, spaces folded. */
  pages: string[];
  /** All pages in one. */
  text: string;
  /** Pictures: width and height in pixels. */
  pictures: [number, number][];
}

/** Writes a report and opens it with two readers. */
export async function openReport(report: ReportInput): Promise<Opened> {
  const bytes = await plugin.export(report);
  const doc = await PDFDocument.load(bytes, { updateMetadata: false });
  const { text } = await extractText(await getDocumentProxy(bytes.slice()), { mergePages: false });
  const pages = text.map((page) => page.replace(/\s+/g, " "));
  const pictures = doc.context.enumerateIndirectObjects().flatMap(([, object]): [number, number][] => {
    if (!(object instanceof PDFRawStream) || String(object.dict.get(PDFName.of("Subtype"))) !== "/Image") {
      return [];
    }
    const side = (name: string) => Number(String(object.dict.get(PDFName.of(name))));
    return [[side("Width"), side("Height")]];
  });
  return { bytes, doc, pages, text: pages.join(" "), pictures };
}

/** What links on a page lead to: the number of the page, from 1. */
export function linksOf(doc: PDFDocument, page: number): number[] {
  const pages = doc.getPages();
  const annotations = pages[page]!.node.Annots()?.asArray() ?? [];
  return annotations.map((ref) => {
    const target = String(doc.context.lookup(ref, PDFDict).lookup(PDFName.of("Dest"))).match(/\d+ \d+ R/)
      ?.[0];
    return pages.findIndex((page) => String(page.ref) === target) + 1;
  });
}
