import assert from "node:assert/strict";
import { passengers } from "./_tables_for_tests.ts";
import { readQuestion } from "./read_question.ts";

const now = new Date("2026-06-15T12:00:00Z");

function best(text: string, more: { constraints?: string; format?: string } = {}) {
  const outcome = readQuestion({ text, ...more }, [passengers], { now });
  return outcome.status === "read" ? outcome.readings[0] : undefined;
}

const counted = (rule: string) => `the number of rows where "Fare" is an outlier (beyond ${rule})`;
const RANGES = "1.5 interquartile ranges from the quartiles";

Deno.test("readQuestion() finds outliers by the rule and the reach that are said", () => {
  const cases: [string, string][] = [
    ["", counted(RANGES)],
    [
      "Use the Z-score method: an outlier has a Z-score greater than 2.5 or less than -2.5.",
      counted("2.5 standard deviations from the mean"),
    ],
    ["Take two standard deviations from the mean.", counted("2 standard deviations from the mean")],
    [
      "An outlier lies more than 3*IQR beyond the quartiles.",
      counted("3 interquartile ranges from the quartiles"),
    ],
  ];
  for (const [constraints, summary] of cases) {
    assert.equal(best("How many outliers are in Fare?", { constraints })?.summary, summary, constraints);
  }
  assert.equal(
    best("How many outliers are in Fare by z-score above 2?")?.summary,
    counted("2 standard deviations from the mean"),
  );
});

Deno.test("readQuestion() leaves outliers out where the question does, whichever sentence says what is computed", () => {
  const text = "Identify and remove any outliers in the Fare column using the IQR method. " +
    "Then calculate the mean and standard deviation of the cleaned Fare column.";
  const reading = best(text, { format: "@mean[m] @sd[s] rounded to two decimal places" });
  assert.match(reading?.summary ?? "", /rows whose "Fare" is an outlier .* are left out/);
  assert.equal(reading?.values?.length, 2);
});

Deno.test("readQuestion() takes the population's standard deviation where constraints say so", () => {
  const constraints = "Use the population standard deviation formula.";
  assert.equal(
    best("standard deviation of Age", { constraints })?.summary,
    "the population standard deviation of Age",
  );
  assert.equal(best("standard deviation of Age")?.summary, "the standard deviation of Age");
});

Deno.test("readQuestion() gives no two names one figure", () => {
  const reading = best("Correlation of Age and Fare for men and for women", {
    format: "@r_male[r] @r_female[r]",
  });
  assert.deepEqual(reading?.values ?? [], []);
});

Deno.test("readQuestion() binds the names of a regression to the rows of its predictors", () => {
  const format =
    '@coef_age[a] @coef_pclass[b] @relationship_age[c] @r_squared[d] where "a" and "b" are rounded to two decimal places, ' +
    '"c" is "significant" or "not significant"';
  const values = best("linear regression of Fare on Age and Pclass", {
    format,
    constraints: "Significant if the p-value is less than 0.05.",
  })
    ?.values;
  const judgement = {
    rules: [{ when: [{ column: "p-value", op: "lt" as const, value: 0.05 }], then: "significant" }],
    otherwise: "not significant",
  };
  assert.deepEqual(values?.map(({ decimals: _, ...bound }) => bound), [
    { name: "coef_age", row: 1, column: "coefficient" },
    { name: "coef_pclass", row: 2, column: "coefficient" },
    { name: "relationship_age", row: 1, column: "p-value", judgement },
    { name: "r_squared", column: "r squared" },
  ]);
});
