import assert from "node:assert/strict";
import { correctQuestion, segmentsOf } from "./question_marks.ts";

const question = "average fare by kabin";

Deno.test("segmentsOf() marks what was used and what was not", () => {
  const segments = segmentsOf(
    question,
    [
      { start: 0, end: 7, text: "average", meaning: "average" },
      { start: 8, end: 12, text: "fare", meaning: 'column "Fare"' },
    ],
    ["kabin"],
  );
  assert.deepEqual(segments.map((segment) => [segment.text, segment.kind]), [
    ["average", "used"],
    [" ", "plain"],
    ["fare", "used"],
    [" by ", "plain"],
    ["kabin", "unused"],
  ]);
});

Deno.test("segmentsOf() never loses or repeats text, whatever the spans", () => {
  const spans = [
    { start: 5, end: 12, text: "", meaning: "a" },
    { start: 0, end: 7, text: "", meaning: "b" },
    { start: 8, end: 8, text: "", meaning: "c" },
    { start: 20, end: 99, text: "", meaning: "d" },
  ];
  const joined = segmentsOf(question, spans, ["a", "(", "", "BY"]).map((segment) => segment.text).join("");
  assert.equal(joined, question);
});

Deno.test("correctQuestion() puts the column where the unknown word stood", () => {
  assert.equal(correctQuestion(question, ["kabin"], "Cabin"), "average fare by Cabin");
  assert.equal(correctQuestion("total of sales", ["nowhere"], "Sales"), "total of sales Sales");
});
