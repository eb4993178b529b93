import assert from "node:assert/strict";
import { dateAt } from "./dates.ts";
import { editDistance, isMisspelling, similarity } from "./distance.ts";
import { numberAt } from "./number_words.ts";
import { relativeDateAt } from "./relative_dates.ts";
import { stem } from "./stem.ts";
import { tokenize, wordsOf } from "./token.ts";

function number(text: string): number | undefined {
  return numberAt(tokenize(text).tokens, 0)?.value;
}

function date(text: string): string | undefined {
  const found = dateAt(tokenize(text).tokens, 0);
  return found &&
    (found.partial === undefined
      ? `${found.begin} ${found.end}`
      : `month ${found.partial.month} day ${found.partial.day ?? "any"}`);
}

Deno.test("tokenize() keeps where each token stood, accents and quotes aside", () => {
  const text = "What's Café's “net profit”?";
  for (const token of tokenize(text).tokens) assert.equal(text.slice(token.start, token.end), token.text);
  assert.deepEqual(tokenize(text).quotes.map((quote) => quote.text), ["net profit"]);
  assert.ok(tokenize(text).tokens.some((token) => token.word === "cafe"));
});

Deno.test("tokenize() takes a negation apart", () => {
  assert.deepEqual(tokenize("didn't win").tokens.map((token) => token.word), ["did", "not", "win"]);
});

Deno.test("wordsOf() splits names at case, digits and marks", () => {
  assert.deepEqual(wordsOf("gdpPercap_2007"), ["gdp", "percap", "2007"]);
  assert.deepEqual(wordsOf("HTTPStatus"), ["http", "status"]);
});

Deno.test("numberAt() reads digits with marks, words, and both", () => {
  assert.deepEqual(
    [
      "1,200",
      "$1.5",
      "5k",
      "2 million",
      "twenty five",
      "three hundred and two",
      "a thousand",
      "12th",
      "twice",
      "house",
    ].map(number),
    [1200, 1.5, 5000, 2e6, 25, 302, 1000, 12, 2, undefined],
  );
});

Deno.test("dateAt() reads days, months, quarters, years and decades", () => {
  assert.equal(date("2023-01-05"), "2023-01-05 2023-01-06");
  assert.equal(date("Jan 2023"), "2023-01-01 2023-02-01");
  assert.equal(date("5 January 2023"), "2023-01-05 2023-01-06");
  assert.equal(date("April 8th"), "month 4 day 8");
  assert.equal(date("Q2 2021"), "2021-04-01 2021-07-01");
  assert.equal(date("1990s"), "1990-01-01 2000-01-01");
  assert.equal(date("12/31/2020"), "2020-12-31 2021-01-01");
  assert.equal(date("31/12/2020"), "2020-12-31 2021-01-01");
  assert.equal(date("word"), undefined);
});

Deno.test("relativeDateAt() counts from today", () => {
  const now = new Date("2026-03-18T10:00:00Z");
  const range = (text: string) => {
    const found = relativeDateAt(tokenize(text).tokens, 0, now);
    return found && `${found.begin} ${found.end}`;
  };
  assert.equal(range("last year"), "2025-01-01 2026-01-01");
  assert.equal(range("this month"), "2026-03-01 2026-04-01");
  assert.equal(range("last month"), "2026-02-01 2026-03-01");
  assert.equal(range("last quarter"), "2025-10-01 2026-01-01");
  assert.equal(range("yesterday"), "2026-03-17 2026-03-18");
  assert.equal(range("past 7 days"), "2026-03-12 2026-03-19");
  assert.equal(range("last name"), undefined);
});

Deno.test("stem() brings forms of a word together", () => {
  for (
    const [a, b] of [
      ["countries", "country"],
      ["survived", "survive"],
      ["releases", "released"],
      ["populations", "population"],
      ["won", "win"],
      ["movies", "movie"],
      ["dates", "date"],
      ["times", "time"],
      ["sales", "sale"],
    ] as const
  ) {
    assert.equal(stem(a), stem(b), `${a} ${b}`);
  }
});

Deno.test("editDistance() stops at its limit, and counts a swap as one", () => {
  assert.equal(editDistance("revenue", "revneue"), 1);
  assert.equal(editDistance("abcdef", "uvwxyz", 2), 3);
});

Deno.test("isMisspelling() leaves short words and other words alone", () => {
  assert.ok(isMisspelling("regin", "region"));
  assert.ok(!isMisspelling("rate", "date"));
  assert.ok(!isMisspelling("north", "south"));
});

Deno.test("similarity() is 1 for the same, and falls", () => {
  assert.equal(similarity("age", "age"), 1);
  assert.ok(similarity("salary", "salry") > similarity("salary", "cabin"));
});
