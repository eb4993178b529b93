import type { Answer, Passage, Receipt } from "../../contract/mod.ts";
import { count } from "./cell_format.ts";

/** A report shows so many quotes; the receipt has all that were shown. */
const MOST = 8;

/** A quote in pieces, with the words of the question marked, and where it stands. */
export interface QuoteWords {
  pieces: { text: string; marked: boolean }[];
  /** `study, page 2`. */
  source: string;
  page: number;
  document: string;
}

/** What an answer quotes of documents, best first; nothing where it rests on none. */
export function quotesOf({ status, computation, passages }: Answer): QuoteWords[] {
  if (status !== "answered" || computation !== "quoted") return [];
  return (passages ?? []).slice(0, MOST).map((passage) => ({
    pieces: piecesOf(passage),
    source: `${passage.name}, ${passage.place ?? `page ${count(passage.page)}`}`,
    page: passage.page,
    document: passage.name,
  }));
}

/** The whole of a quote on one line. */
export function quoteText({ pieces }: QuoteWords): string {
  return pieces.map(({ text }) => text).join("").replace(/\s+/g, " ").trim();
}

function piecesOf({ text, quote: [from, to], matches }: Passage): QuoteWords["pieces"] {
  const pieces: QuoteWords["pieces"] = [];
  let at = from;
  const add = (end: number, marked: boolean) => {
    if (end > at) pieces.push({ text: text.slice(at, end).replace(/\s+/g, " "), marked });
    at = Math.max(at, end);
  };
  for (const [start, end] of matches) {
    if (start < at || end > to) continue;
    add(start, false);
    add(end, true);
  }
  add(to, false);
  return pieces;
}

/** A document that an answer cites, for its inputs. */
export interface DocumentWords {
  name: string;
  /** `study.pdf, 12 pages, read by pdf-text 1.0.0`. */
  facts: string;
  sha256: string;
}

/** The documents that an answer cites; how many others were searched. */
export function documentsOf(receipt: Receipt | null): { cited: DocumentWords[]; others: number } {
  if (!receipt?.search) return { cited: [], others: 0 };
  const ids = new Set(receipt.search.passages.map(({ document }) => document));
  const cited = (receipt.documents ?? []).filter(({ document }) => ids.has(document));
  return {
    cited: cited.map(({ name, file, sha256, pages, parts, ingest }) => ({
      name,
      facts: `${file}${
        parts ? "" : pages === 1 ? ", one page" : `, ${count(pages)} pages`
      }, read by ${ingest.plugin} ${ingest.version}`,
      sha256,
    })),
    others: receipt.search.documents - cited.length,
  };
}

/** How the passages of an answer were found: what was searched for, and what ordered them. */
export function searchWords(receipt: Receipt | null): string[] {
  const search = receipt?.search;
  if (search === undefined) return [];
  const where = search.documents === 1 ? "one document" : `${count(search.documents)} documents`;
  return [
    ...search.searches.map(({ query }) => `Searched ${where} for: ${query}`),
    `Ordered by the index ${search.index.version}${
      search.index.embedding === null ? "" : `, ${search.index.embedding.model}`
    }.`,
  ];
}
