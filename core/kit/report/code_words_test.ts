import assert from "node:assert/strict";
import { answerOf, SCRIPT } from "../testing/mod.ts";
import { askedWords, authorWords, bylineWords, headingWords, reviewWords } from "./code_words.ts";

Deno.test("authorWords(), reviewWords() and askedWords() tell what was said of a script", () => {
  assert.equal(authorWords(SCRIPT), "Written by llama3.2:3b.");
  assert.equal(authorWords({ ...SCRIPT, author: null }), "Written by a person.");
  assert.deepEqual(reviewWords(SCRIPT), [
    "code-reviewer, with qwen2.5-coder:3b, has doubts: line 2: Missing values are counted.",
    "One script before it came to nothing: fetch is not known here",
  ]);
  assert.deepEqual(askedWords(SCRIPT), ["Columns: sales: revenue, region (3,498 rows)"]);
});

Deno.test("headingWords() takes what was written, else the question, else what was given", () => {
  const answer = answerOf(null);
  assert.equal(headingWords({ heading: "H", question: "q", answer }), "H");
  assert.equal(headingWords({ question: "q", answer }), "q");
  assert.equal(headingWords({ question: null, answer }), "A plan that was given");
  assert.equal(
    headingWords({ question: null, answer: { ...answer, code: SCRIPT } }),
    "A script that was given",
  );
});

Deno.test("bylineWords() names the model that wrote", () => {
  assert.match(bylineWords({ agent: "a", model: "m", paragraphs: [] }), /^Written by m; every number/);
  assert.match(bylineWords({ agent: "a", model: null, paragraphs: [] }), /without a model/);
});
