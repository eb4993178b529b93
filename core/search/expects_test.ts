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
  assert.deepEqual(words("number"), ["24", "2021"]);
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
