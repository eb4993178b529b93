import assert from "node:assert/strict";
import type { Plan, Reading, Schema, Value } from "../../contract/mod.ts";
import { formatNumber, roundedText } from "./number_format.ts";
import { phraseAnswer } from "./phrase_answer.ts";

const plan: Plan = { op: "scan", dataset: "d" };

function reading(part: Partial<Reading>): Reading {
  return {
    plan,
    confidence: 0.9,
    kind: "number",
    summary: "the average Fare",
    used: [],
    unused: [],
    ...part,
  };
}

function phrase(schema: Schema, rows: Value[][], part: Partial<Reading> = {}) {
  const table = { columns: schema, rows, rowCount: rows.length, truncated: false };
  return phraseAnswer({ question: { text: "?" }, reading: reading(part), table, schema });
}

Deno.test("phraseAnswer() says one number", () => {
  const found = phrase([{ name: "average Fare", type: "number" }], [[32.204207968574636]]);
  assert.deepEqual([found.kind, found.answer, found.text], [
    "number",
    32.204207968574636,
    "The average Fare is 32.204.",
  ]);
});

Deno.test("phraseAnswer() says the answer column and what stands beside it", () => {
  const found = phrase([{ name: "Title", type: "text" }, { name: "Rating", type: "number" }], [[
    "Red Moon",
    8.2,
  ]], {
    summary: 'the "Title" with the highest "Rating"',
    answerColumn: "Title",
  });
  assert.equal(found.answer, "Red Moon");
  assert.equal(found.text, 'The "Title" with the highest "Rating" is Red Moon (Rating 8.2).');
});

Deno.test("phraseAnswer() lists values and counts the rest", () => {
  const rows = Array.from({ length: 12 }, (_, index) => [`v${index}`]);
  const found = phrase([{ name: "Title", type: "text" }], rows, {
    summary: '"Title"',
    answerColumn: "Title",
  });
  assert.equal(found.kind, "list");
  assert.match(found.text, /v9 and 2 more\.$/);
});

Deno.test("phraseAnswer() says where a grouped number is highest and lowest", () => {
  const found = phrase([{ name: "Region", type: "text" }, { name: "total Revenue", type: "number" }], [
    [
      "East",
      10,
    ],
    ...["North", "South", "Centre"].map((name) => [name, 20]),
    ["West", 1200],
  ], {
    summary: "the total Revenue by Region",
  });
  assert.equal(found.kind, "table");
  assert.equal(
    found.text,
    "The total Revenue by Region: highest for West (1,200), lowest for East (10), of 5.",
  );
  const few = phrase([{ name: "Region", type: "text" }, { name: "total Revenue", type: "number" }], [
    ["East", 10],
    ["West", 1200],
  ], { summary: "the total Revenue by Region" });
  assert.equal(few.text, "The total Revenue by Region: East (10), West (1,200).");
});

Deno.test("phraseAnswer() calls no group the highest without saying what the one without a name has", () => {
  const found = phrase([{ name: "Region", type: "text" }, { name: "total Revenue", type: "number" }], [
    ["East", 10],
    ["West", 1200],
    [null, 5000],
    ...["North", "South", "Centre"].map((name) => [name, 20]),
  ], { summary: "the total Revenue by Region" });
  assert.equal(
    found.text,
    'The total Revenue by Region: highest for West (1,200), lowest for East (10), of 5; 5,000 where "Region" is missing.',
  );
});

Deno.test("phraseAnswer() says that nothing matches", () => {
  const found = phrase([{ name: "Title", type: "text" }], [], {
    kind: "list",
    summary: '"Title" where "Year" above 3000',
  });
  assert.deepEqual([found.kind, found.answer], ["none", null]);
});

Deno.test("phraseAnswer() answers yes or no", () => {
  const found = phrase([{ name: "answer", type: "boolean" }], [[true]], {
    kind: "boolean",
    answerColumn: "answer",
    summary: '"A" has a higher "x" than "B"',
  });
  assert.deepEqual([found.answer, found.text], [true, 'Yes: "A" has a higher "x" than "B".']);
});

Deno.test("phraseAnswer() fills in the names that the format fixes", () => {
  const found = phrase([{ name: "average Fare", type: "number" }], [[32.2049]], {
    values: [{ name: "mean_fare", column: "average Fare", decimals: 2 }],
  });
  assert.deepEqual(found.values, { mean_fare: 32.2 });
  assert.equal(found.response, "@mean_fare[32.2]");
});

Deno.test("formatNumber() separates thousands and keeps the decimals that tell something", () => {
  assert.equal(formatNumber(1234567.891), "1,234,567.89");
  assert.equal(formatNumber(0.000123456), "0.0001235");
  assert.equal(formatNumber(-1200.5, "$"), "-$1,200.5");
  assert.equal(formatNumber(12.5, "%"), "12.5%");
});

Deno.test("roundedText() rounds halves away from zero", () => {
  assert.equal(roundedText(1.005, 2), "1.01");
  assert.equal(roundedText(-2.5, 0), "-3");
});
