import assert from "node:assert/strict";
import type { Answer, Passage, Receipt } from "../../contract/mod.ts";
import { answerOf } from "../testing/mod.ts";
import { documentsOf, quotesOf, quoteText, searchWords } from "./passage_words.ts";
import { trustWords } from "./trust_words.ts";

const PASSAGE: Passage = {
  id: "p1",
  document: "t1",
  name: "study",
  page: 2,
  start: 10,
  end: 50,
  text: "Before. Blades of\nsteel are loud. After.",
  score: 1,
  coverage: 1,
  matches: [[8, 14], [18, 23]],
  quote: [8, 32],
};
const ANSWER: Answer = answerOf(null, { computation: "quoted", trust: "computed", passages: [PASSAGE] });

Deno.test("quotesOf() gives the quote in pieces with its place, and nothing of other answers", () => {
  const [quote] = quotesOf(ANSWER);
  assert.equal(quoteText(quote!), "Blades of steel are loud.".slice(0, 24));
  assert.deepEqual(quote!.pieces.filter(({ marked }) => marked).map(({ text }) => text), ["Blades", "steel"]);
  assert.equal(quote!.source, "study, page 2");
  assert.deepEqual(quotesOf({ ...ANSWER, computation: "confirmed" }), []);
  assert.deepEqual(quotesOf({ ...ANSWER, status: "refused" }), []);
  assert.equal(trustWords(ANSWER).label, "Quoted");
});

Deno.test("documentsOf() and searchWords() tell what was cited and how it was found", () => {
  const document = (id: string) => ({
    document: id,
    name: id,
    file: `${id}.pdf`,
    sha256: "a".repeat(64),
    bytes: 9,
    pages: 3,
    ingest: { plugin: "pdf-text", version: "1.0.0" },
  });
  const receipt = {
    documents: [document("t1"), document("t2")],
    search: {
      documents: 2,
      searches: [{ query: "loud blades", limit: 100 }],
      passages: [{
        document: "t1",
        page: 2,
        start: 0,
        end: 9,
        sha256: "",
        quote: { range: [0, 4], text: "", sha256: "" },
      }],
      index: { version: "passages 2, by words", embedding: null },
    },
  } as unknown as Receipt;
  const { cited, others } = documentsOf(receipt);
  assert.deepEqual([cited.map(({ facts }) => facts), others], [[
    "t1.pdf, 3 pages, read by pdf-text 1.0.0",
  ], 1]);
  assert.deepEqual(searchWords(receipt), [
    "Searched 2 documents for: loud blades",
    "Ordered by the index passages 2, by words.",
  ]);
  assert.deepEqual(searchWords(null), []);
});
