import assert from "node:assert/strict";
import { passengers } from "./_tables_for_tests.ts";
import { readQuestion } from "./read_question.ts";

const now = new Date("2026-06-15T12:00:00Z");

function certainty(text: string, constraints: string, format = "@a[x] rounded to two decimal places") {
  const outcome = readQuestion({ text, constraints, format }, [passengers], { now });
  return outcome.status === "read" ? outcome.certainty : outcome.status;
}

Deno.test("readQuestion() is sure where all that the constraints say is part of the reading", () => {
  const cases: [string, string, string?][] = [
    ["What is the mean of Fare?", "Round the answer to two decimal places."],
    ["Calculate the mean of Fare.", "Use pandas' built-in functions. Ignore missing values."],
    ["Calculate the standard deviation of Fare.", "Use the population standard deviation formula."],
    [
      "Calculate the mean of Fare.",
      "The arithmetic mean of the 'Fare' column should be calculated, without any further cleaning.",
    ],
    ["Calculate the median of Fare.", "Exclude null values in the Fare column before computing the median."],
    [
      "Is Fare normally distributed?",
      "Use the Shapiro-Wilk test with a significance level (alpha) of 0.05. If the p-value is less than 0.05, conclude that it is not normal.",
      '@is_normal[answer] where "answer" is "yes" or "no"',
    ],
    [
      "How many outliers are in Fare?",
      "Use the IQR method: an outlier lies below Q1 - 1.5 * IQR or above Q3 + 1.5 * IQR.",
      "@outliers[n] where n is an integer",
    ],
    [
      "What is the correlation coefficient of SibSp and Fare?",
      "Calculate the Pearson correlation coefficient. Ignore rows with missing values. Round to three decimals.",
      "@r[r] rounded to three decimals",
    ],
  ];
  for (const [text, constraints, format] of cases) {
    assert.equal(certainty(text, constraints, format), "sure", constraints);
  }
});

Deno.test("readQuestion() is not sure where constraints say more than the reading has", () => {
  for (
    const constraints of [
      "Only consider passengers of the first class.",
      "Exclude the five highest values.",
      "Use the geometric mean.",
      "Use the trimmed mean with 10 %.",
      "Consider only the rows whose Fare is at least 10.",
      "Round the answer to four decimal places.",
      "Use the population standard deviation.",
      "Use a significance level of 0.05.",
      "Remove outliers beyond 3 IQR.",
      "Weight each passenger by the number of siblings.",
      "Use values from the year 1912.",
    ]
  ) assert.notEqual(certainty("Calculate the mean of Fare.", constraints), "sure", constraints);
});

Deno.test("readQuestion() is not sure where nobody said which convention is meant", () => {
  assert.equal(
    certainty("How many outliers are in Fare by z-score above 3?", "", "@outliers[n] where n is an integer"),
    "likely",
  );
  assert.equal(certainty("Calculate the mean of Fare.", "", "@mean_fare[mean]"), "likely");
});
