import assert from "node:assert/strict";
import { passengers } from "./_tables_for_tests.ts";
import { decimalsIn, wantedNames } from "./answer/wanted_names.ts";
import { readQuestion } from "./read_question.ts";

const now = new Date("2026-06-15T12:00:00Z");

function values(text: string, format: string, constraints?: string) {
  const outcome = readQuestion({ text, format, ...(constraints === undefined ? {} : { constraints }) }, [
    passengers,
  ], { now });
  return outcome.status === "read" ? outcome.readings[0]!.values : undefined;
}

Deno.test("readQuestion() binds the names that a format fixes, with their rounding", () => {
  assert.deepEqual(
    values(
      "Calculate the mean and standard deviation of the Fare column.",
      "@mean_fare[mean] @std_fare[std] rounded to two decimal places",
    ),
    [
      { name: "mean_fare", column: "average Fare", decimals: 2 },
      { name: "std_fare", column: "standard deviation of Fare", decimals: 2 },
    ],
  );
});

Deno.test("readQuestion() binds names to the rows of groups", () => {
  assert.deepEqual(values("Mean fare by class", "@mean_class1[mean] @mean_class3[mean]"), [
    { name: "mean_class1", column: "average Fare" },
    { name: "mean_class3", column: "average Fare", row: 2 },
  ]);
});

Deno.test("readQuestion() refuses, and names what has no result, where it can give only some of the names", () => {
  const format = "@correlation_coefficient[r] @relationship_type[type]";
  const outcome = readQuestion(
    { text: "Correlation coefficient between Age and Fare", format },
    [passengers],
    { now: new Date("2026-06-15T12:00:00Z") },
  );
  assert.equal(outcome.status, "refused");
  assert.deepEqual(outcome.status === "refused" && outcome.words, ["relationship_type"]);
});

Deno.test("wantedNames() reads each name once", () => {
  assert.deepEqual(wantedNames("@a[x] and @b[y], again @a[x]", "").map((one) => one.name), ["a", "b"]);
});

Deno.test("decimalsIn() understands how people ask for rounding", () => {
  assert.deepEqual(
    [
      "rounded to two decimal places",
      "with 3 decimals",
      "to the nearest hundredth",
      "to the second decimal place",
      "an integer",
    ].map(decimalsIn),
    [2, 3, 2, 2, undefined],
  );
});
