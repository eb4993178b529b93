import assert from "node:assert/strict";
import { actionWords, detailWords, whoWords } from "./audit_words.ts";

const ENTRY = { id: 1, at: "2026-11-22T09:30:00.000Z", who: "local", action: "dataset.removed" };

Deno.test("actionWords(), whoWords() and detailWords() tell an entry to a reader", () => {
  assert.equal(actionWords(ENTRY), "Dataset removed");
  assert.equal(whoWords(ENTRY), "This machine");
  assert.equal(whoWords({ ...ENTRY, who: "key", address: "10.0.0.9" }), "Key, 10.0.0.9");
  assert.equal(detailWords(ENTRY), "");
  assert.equal(detailWords({ ...ENTRY, details: { bytes: 12, file: "a.csv" } }), "bytes: 12, file: a.csv");
});
