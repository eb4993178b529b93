import assert from "node:assert/strict";
import { namesIn } from "./names.ts";
import { PassageIndex } from "./passage_index.ts";

Deno.test("namesIn() finds words with a capital within a sentence", () => {
  assert.deepEqual(namesIn("What did Boeing pay in Ohio?"), ["boe", "ohio"]);
  assert.deepEqual(namesIn("When is rent due? What else is due?"), []);
  assert.deepEqual(namesIn("The Noise Of Turbines"), []);
});

Deno.test("search() trusts a document less that lacks a name of the question, where there are several", () => {
  const index = new PassageIndex();
  const texts = ["The dividends of Costco rose in the year.", "The dividends of Walmart fell in the year."];
  index.add(texts.map((text, id) => ({
    id: id + 1,
    document: `t${id}`,
    title: "",
    heading: "",
    page: 1,
    start: 0,
    end: text.length,
    text,
  })));
  const coverage = (question: string, documents?: string[]) =>
    index.search(question, { limit: 2, ...(documents === undefined ? {} : { documents }) })
      .hits.map((hit) => Number(hit.coverage.toFixed(2)));
  assert.equal(coverage("Which dividends had Costco?")[0], 1);
  assert.ok(coverage("Which dividends had Pepsi?")[0]! < 0.35);
  assert.ok(coverage("Which dividends had Pepsi?", ["t0"])[0]! > 0.4, "one document is meant anyway");
});
