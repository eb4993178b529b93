import type { PageFound } from "nexus";
import { annotationsOf } from "./annotations.ts";
import { Fonts } from "./fonts.ts";
import { lookOf, pageBlocks, textOfBlocks } from "./layout/page.ts";
import { directionsOf } from "./layout/pieces.ts";
import { type Row, rowsOf } from "./layout/rows.ts";
import { runningRows } from "./layout/running.ts";
import { Words } from "./layout/words.ts";
import { labelsOf, withOutline } from "./marks.ts";
import type { Pdf } from "./pdf_file.ts";
import { isUnreadable } from "./unreadable.ts";

/** The pages of a document, and which of them could not be read. */
export interface PagesRead {
  pages: PageFound[];
  damaged: number[];
  /** Pages whose letters cannot be told. */
  unreadable: number[];
}

/** Reads every page, and lays out the text when all are known. A page that cannot be read is empty; the others stand. */
export async function readPages(pdf: Pdf): Promise<PagesRead> {
  const fonts = new Fonts();
  const pages: Row[][][] = [];
  const written: string[][] = [];
  const damaged: number[] = [];
  const unreadable: number[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    try {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      const lost = isUnreadable(items);
      if (lost) unreadable.push(number);
      const directions = directionsOf(lost ? [] : items, page.getViewport({ scale: 1 }).transform);
      await fonts.see(fontsOf(items), page);
      pages.push(directions.map(({ pieces }) => rowsOf(pieces, fonts.isBold)));
      written[number - 1] = await annotationsOf(page);
      page.cleanup();
    } catch {
      pages.push([]);
      damaged.push(number);
    }
  }
  const running = runningRows(pages.map(([rows]) => rows ?? []));
  const blocks = pages.map((parts, index) => pageBlocks(parts, running[index]!));
  const words = new Words();
  for (const { text } of blocks.flat()) words.add(text);
  const look = lookOf(blocks);
  const labels = await labelsOf(pdf);
  const found = blocks.map((page, at): PageFound => {
    const { text, headings } = textOfBlocks(page, look, words);
    const label = labels[at];
    const notes = (written[at] ?? []).filter((line) => !text.includes(line.split(" | ").at(-1)!)).join("\n");
    return {
      text: [text, notes].filter((part) => part !== "").join("\n\n"),
      ...(headings.length > 0 ? { headings } : {}),
      ...(label === undefined ? {} : { label }),
    };
  });
  return { pages: await withOutline(pdf, found), damaged, unreadable };
}

function fontsOf(items: readonly object[]): Set<string> {
  const names = new Set<string>();
  for (const item of items) if ("fontName" in item) names.add(item.fontName as string);
  return names;
}
