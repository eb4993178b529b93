import assert from "node:assert/strict";
import { instructionsLeftOut } from "./instructions.ts";

function rest(question: string): string {
  return instructionsLeftOut(question).replace(/\s+/g, " ").trim();
}

Deno.test("instructionsLeftOut() leaves out how to answer, and keeps where to look", () => {
  assert.equal(rest("How much did it cost? Answer in USD millions."), "How much did it cost?");
  assert.equal(
    rest(
      "What is the margin? Give a response to the question by relying on the details shown in the income statement.",
    ),
    "What is the margin? the income statement.",
  );
  assert.equal(rest("What is the ratio? Round your answer to two decimal places."), "What is the ratio?");
  assert.equal(
    rest("Is growth useful? If growth is not a useful metric, then please state that and explain why."),
    "Is growth useful?",
  );
  assert.equal(rest("Assume that you are a lawyer. When does the lease end?"), ". When does the lease end?");
});

Deno.test("instructionsLeftOut() keeps questions that only sound so", () => {
  for (
    const question of [
      "Which states border the lake?",
      "What does the shareholder get if the board does not meet?",
      "What is the frequency response of the filter?",
      "Answer in one sentence",
    ]
  ) assert.equal(rest(question), question);
});
