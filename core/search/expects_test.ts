import assert from "node:assert/strict";
import { expectedBy, thingsIn } from "./expects.ts";
import { PassageIndex } from "./passage_index.ts";
import { quotable } from "./sentences.ts";

Deno.test("expectedBy() tells what kind of thing a question asks for", () => {
  assert.equal(expectedBy("How many turbines were built?"), "number");
  assert.equal(expectedBy("In which year was it built?"), "date");
  assert.equal(expectedBy("Who built the turbines?"), "name");
  assert.equal(expectedBy("Why are turbines loud?"), null);
});

Deno.test("thingsIn() finds numbers, dates and names", () => {
  const text = "The farm has 24 turbines. In May 2021 the mayor, Anna Berg, opened it.";
  const words = (kind: "number" | "date" | "name") =>
    thingsIn(text, kind).map((range) => text.slice(...range));
  assert.deepEqual(words("date"), ["May", "2021"]);
  assert.deepEqual(words("number"), ["24"], "a year is no number of things");
  assert.deepEqual(words("name"), ["May", "Anna", "Berg"]);
});

Deno.test("quotable() gives sentences of prose and lines of a table", () => {
  const prose = "One sentence here. Another one.";
  assert.deepEqual(quotable(prose).map((range) => prose.slice(...range)), [
    "One sentence here.",
    "Another one.",
  ]);
  const rows = Array.from({ length: 8 }, (_, row) => `Item number ${row} of the list ${row * 3} ${row * 7}`);
  const table = rows.join("\n");
  assert.deepEqual(quotable(table).map((range) => table.slice(...range)), rows);
});

Deno.test("search() quotes the sentence that has what the question asks for", () => {
  const index = new PassageIndex();
  const text = "The wind farm turbines are tall. The farm has 24 of the turbines. Birds avoid wind.";
  index.add([{ id: 1, document: "a", title: "", heading: "", page: 1, start: 0, end: text.length, text }]);
  const quoteFor = (question: string) => {
    const { hits: [hit] } = index.search(question, { limit: 1 });
    return hit!.text.slice(...hit!.quote);
  };
  assert.equal(quoteFor("Which wind farm turbines are tall?"), "The wind farm turbines are tall.");
  assert.equal(quoteFor("How many turbines has the farm?"), "The farm has 24 of the turbines.");
});

Deno.test("search() quotes the count of what is asked for, and the row under its year", () => {
  const index = new PassageIndex();
  const text = "Each of the warehouses has about 120 people in two shifts.\n" +
    "We operated 815 membership warehouses in 12 countries.\n\n" +
    "(Millions) | 2021 | 2020\nTotal assets | 59,268 | 55,556\nTotal current assets | 29,505 | 28,120\n" +
    "Jane Roe | 59 | Chief Executive Officer\nJohn Doe | 51 | Assistant of the chief executive officer and others";
  index.add([{ id: 1, document: "a", title: "", heading: "", page: 1, start: 0, end: text.length, text }]);
  const quoteFor = (question: string) => {
    const { hits: [hit] } = index.search(question, { limit: 1, question });
    return hit!.text.slice(...hit!.quote);
  };
  assert.equal(
    quoteFor("How many warehouses are there?"),
    "We operated 815 membership warehouses in 12 countries.",
  );
  assert.equal(quoteFor("What were total assets in 2021?"), "Total assets | 59,268 | 55,556");
  assert.equal(quoteFor("Who is the chief executive officer?"), "Jane Roe | 59 | Chief Executive Officer");
});

Deno.test("thingsIn() knows amounts, and numbers that are parts of names or references", () => {
  const words = (text: string, kind: "number" | "money") =>
    thingsIn(text, kind).map((range) => text.slice(...range));
  assert.deepEqual(words("In Note 12, 27 of the 737-MAX jets and 401(k) plans on May 3", "number"), ["27"]);
  assert.deepEqual(words("12 jets cost $ 1,200 or 3 million, a share of 5 %", "money"), [
    "$ 1,200",
    "3 million",
    "5 %",
  ]);
});
