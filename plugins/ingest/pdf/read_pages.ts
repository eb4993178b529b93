import { Fonts } from "./fonts.ts";
import { lookOf, pageBlocks, type PageText, textOfBlocks } from "./layout/page.ts";
import { directionsOf } from "./layout/pieces.ts";
import { type Row, rowsOf } from "./layout/rows.ts";
import { runningRows } from "./layout/running.ts";
import { Words } from "./layout/words.ts";
import type { Pdf } from "./pdf_file.ts";

/** The pages of a document, and which of them could not be read. */
export interface PagesRead {
  pages: PageText[];
  damaged: number[];
}

/** Reads every page, and lays out the text when all are known. A page that cannot be read is empty; the others stand. */
export async function readPages(pdf: Pdf): Promise<PagesRead> {
  const fonts = new Fonts();
  const pages: Row[][][] = [];
  const damaged: number[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    try {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      const directions = directionsOf(items, page.getViewport({ scale: 1 }).transform);
      await fonts.see(fontsOf(items), page);
      pages.push(directions.map(({ pieces }) => rowsOf(pieces, fonts.isBold)));
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
  return { pages: blocks.map((page) => textOfBlocks(page, look, words)), damaged };
}

function fontsOf(items: readonly object[]): Set<string> {
  const names = new Set<string>();
  for (const item of items) if ("fontName" in item) names.add(item.fontName as string);
  return names;
}
