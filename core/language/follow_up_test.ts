import assert from "node:assert/strict";
import type { Question } from "../contract/mod.ts";
import { passengers, sales } from "./_tables_for_tests.ts";
import { type ReadableTable, readQuestion } from "./read_question.ts";

const now = new Date("2026-06-15T12:00:00Z");

/** Asks questions one after the other and gives the summaries. */
function talk(table: ReadableTable, questions: string[]): string[] {
  const previous: NonNullable<Question["previous"]> = [];
  return questions.map((text) => {
    const outcome = readQuestion({ text, ...(previous.length === 0 ? {} : { previous: [...previous] }) }, [
      table,
    ], { now });
    previous.push({ text });
    return outcome.status === "read" ? outcome.readings[0]!.summary : outcome.status;
  });
}

Deno.test("readQuestion() changes a condition of the question before", () => {
  assert.deepEqual(talk(passengers, ["average fare by class", "and for women?", "what about men"]), [
    "the average Fare by Pclass",
    'the average Fare by Pclass where "Sex" is "female"',
    'the average Fare by Pclass where "Sex" is "male"',
  ]);
});

Deno.test("readQuestion() changes the grouping of the question before, and drops the condition on it", () => {
  assert.deepEqual(talk(passengers, ["average fare by class for women", "by sex instead"]), [
    'the average Fare by Pclass where "Sex" is "female"',
    "the average Fare by Sex",
  ]);
});

Deno.test("readQuestion() changes the aggregate, and the column, of the question before", () => {
  assert.deepEqual(
    talk(sales, ["average revenue by region", "and the median?", "what about quantity?", "now by product"]),
    [
      "the average Revenue by Region",
      "the median Revenue by Region",
      "the median Quantity by Region",
      "the median Quantity by Product",
    ],
  );
});

Deno.test("readQuestion() changes the period of the question before", () => {
  const years = talk(sales, ["total revenue in 2022", "same for 2023"]);
  assert.match(years[1]!, /in 2023$/);
  assert.doesNotMatch(years[1]!, /2022/);
});

Deno.test("readQuestion() reads a complete question by itself, whatever was before", () => {
  assert.equal(
    talk(sales, ["average revenue by region", "how many different products?"])[1],
    "the different Product",
  );
});

Deno.test("readQuestion() gives places in the question itself, not in the one before", () => {
  const outcome = readQuestion({ text: "and for women?", previous: [{ text: "average fare by class" }] }, [
    passengers,
  ], { now });
  assert.ok(outcome.status === "read");
  assert.deepEqual(outcome.readings[0]!.used.map((span) => span.text), ["women"]);
  assert.equal(outcome.readings[0]!.used[0]!.start, 8);
});
