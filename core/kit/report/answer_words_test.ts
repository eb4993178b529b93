import assert from "node:assert/strict";
import type { Answer } from "../../contract/mod.ts";
import { answerOf, REGIONS, tableOf } from "../testing/mod.ts";
import {
  exclusionWords,
  figureAlt,
  isSingleValue,
  momentWords,
  offerWords,
  rowWords,
} from "./answer_words.ts";
import { cellFormat } from "./cell_format.ts";
import { trustWords, verdictWords } from "./trust_words.ts";

const answer = answerOf(REGIONS);
const unclear: Answer = {
  ...answer,
  status: "clarify",
  trust: "none",
  text: 'Which one is meant: "price"?',
  nearest: [{ dataset: "d1", column: "price", score: 0.9 }, { dataset: "d1", column: "cost", score: 0.8 }],
  error: { code: "question.unreadable", message: "Unclear", hint: "Name a column." },
};

Deno.test("trustWords() and verdictWords() say the label and both of its halves", () => {
  assert.equal(trustWords(answer).label, "Verified");
  assert.match(trustWords(answer).computation, /^Two engines/);
  assert.match(trustWords(answer).reading, /^Every word/);
  assert.equal(verdictWords(answer), "Verified");
  assert.equal(verdictWords(unclear), "The question can be read in more than one way");
});

Deno.test("rowWords() accounts for all rows", () => {
  const { rows } = answer.receipt!;
  const left = '16 have no "revenue" and are not part of the mean of "revenue"';
  assert.deepEqual(exclusionWords(rows), [left]);
  assert.deepEqual(rowWords(rows), ["3,498 rows scanned", "3,482 kept", left]);
  const excluded = [{ cause: "filtered" as const, reason: "are no matter", rows: 70 }];
  assert.deepEqual(rowWords({ scanned: 100, kept: 20, excluded }), [
    "100 rows scanned",
    "20 kept",
    "70 are no matter",
    "10 belong to what is not among the rows of the result",
  ]);
});

Deno.test("offerWords() leaves out what the answer names already", () => {
  assert.deepEqual(offerWords(unclear), ["The nearest column is “cost”.", "Name a column."]);
  assert.equal(offerWords(unclear, ['"', '"'])[0], 'The nearest column is "cost".');
});

Deno.test("isSingleValue() is true of one cell alone", () => {
  const one = answerOf(tableOf([{ name: "n", type: "integer" }], [[3]]));
  assert.deepEqual([one, answer, answerOf(null)].map(isSingleValue), [true, false, false]);
});

Deno.test("figureAlt() takes text alone", () => {
  assert.equal(figureAlt({ data: [], layout: { meta: { alt: "A bar." } } }), "A bar.");
  assert.equal(figureAlt({ data: [], layout: { meta: [1] } }), undefined);
  assert.equal(figureAlt({ data: [], layout: {} }), undefined);
});

Deno.test("momentWords() is the same in every time zone", () => {
  assert.equal(momentWords("2026-11-22T09:30:00.000Z"), "22 November 2026, 09:30 UTC");
});

Deno.test("cellFormat() gives a column the same decimals all the way down, and identifiers no separators", () => {
  const shown = cellFormat({ name: "price", type: "number" }, [1234.5, 0.001, null]);
  assert.deepEqual([1234.5, 3, 0.001, null].map(shown), ["1,234.50", "3.00", "0.00100", ""]);
  assert.equal(cellFormat({ name: "customer_id", type: "integer" }, [12345])(12345), "12345");
  assert.equal(
    cellFormat({ name: "n", type: "integer" }, [12345])("9007199254740993"),
    "9,007,199,254,740,993",
  );
  const day = "2024-01-31T00:00:00";
  assert.equal(cellFormat({ name: "at", type: "datetime" }, [day])(day), "2024-01-31");
});
