/**
 * Receipts of answers that quote documents: what was searched, what was found, and what stood there.
 *
 * @module
 */
import { createHash } from "node:crypto";
import type { Answer, CitedPassage, Document, Passage, Receipt, SearchRecord } from "../contract/mod.ts";
import { TOLERANCE } from "../plan/mod.ts";
import { VERSION } from "./version.ts";

/** A receipt names at most so many documents that it does not cite. */
const BESIDE = 100;

export interface PassageReceiptInput {
  run: string;
  question: string | null;
  answer: Pick<Answer, "status" | "trust" | "computation" | "reading" | "checks">;
  documents: readonly Document[];
  searches: SearchRecord["searches"];
  passages: readonly Passage[];
  index: SearchRecord["index"];
  agents: Receipt["agents"];
  model: Receipt["model"];
}

/** Writes the receipt of an answer that quotes passages. */
export function makePassageReceipt(input: PassageReceiptInput): Receipt {
  const { answer, passages, searches, index } = input;
  const cited = new Set(passages.map(({ document }) => document));
  const [first, others] = [
    input.documents.filter(({ id }) => cited.has(id)),
    input.documents.filter(({ id }) => !cited.has(id)),
  ];
  const documents = [...first, ...others.slice(0, BESIDE)];
  return {
    receipt: 1,
    id: input.run,
    createdAt: new Date().toISOString(),
    nexus: VERSION,
    question: input.question,
    status: answer.status,
    trust: answer.trust,
    computation: answer.computation,
    reading: answer.reading,
    inputs: [],
    documents: documents.map(({ id, name, file, sha256, bytes, pages, parts, ingest }) => ({
      document: id,
      name,
      file,
      sha256,
      bytes,
      pages,
      ...(parts ? { parts } : {}),
      ingest,
    })),
    search: {
      documents: input.documents.length,
      searches,
      passages: passages.map(citedPassage),
      index,
    },
    plan: null,
    engines: [],
    rows: { scanned: 0, kept: 0, excluded: [] },
    checks: answer.checks,
    result: null,
    tolerance: TOLERANCE,
    agents: input.agents,
    model: input.model,
  };
}

/** A passage as a receipt keeps it. */
export function citedPassage({ document, page, place, start, end, text, quote }: Passage): CitedPassage {
  const words = text.slice(...quote);
  return {
    document,
    page,
    ...(place === undefined ? {} : { place }),
    start,
    end,
    sha256: sha256(text),
    quote: { range: [start + quote[0], start + quote[1]], text: words, sha256: sha256(words) },
  };
}

/** SHA-256 of a text's UTF-8, hexadecimal. */
export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
