import assert from "node:assert/strict";
import { alphaOf, judgementOf } from "./judgement.ts";
import { wantedNames } from "./wanted_names.ts";

const P = { p: "p-value", size: "coefficient", smallMeans: "yes" } as const;

function judged(format: string, constraints: string, columns: Parameters<typeof judgementOf>[2]) {
  return judgementOf(wantedNames(format, "").at(-1)!, { format, constraints }, columns);
}

Deno.test("judgementOf() takes the words and the level from the texts", () => {
  const format = '@is_normal[answer] where "answer" is a string, either "yes" or "no"';
  assert.deepEqual(judged(format, "Use a significance level of 0.01.", { p: "p-value", smallMeans: "no" }), {
    rules: [{ when: [{ column: "p-value", op: "lt", value: 0.01 }], then: "no" }],
    otherwise: "yes",
  });
});

Deno.test("judgementOf() asks for size and probability where the texts do", () => {
  const format = '@type[t] where "t" is "linear", "nonlinear" or "none"';
  const constraints =
    "Linear if the p-value is less than 0.05 and the absolute value of r is greater than or equal to 0.5.";
  const significant = { column: "p-value", op: "lt", value: 0.05 };
  assert.deepEqual(judged(format, constraints, P), {
    rules: [
      {
        when: [significant, { column: "coefficient", absolute: true, op: "ge", value: 0.5 }],
        then: "linear",
      },
      { when: [significant], then: "nonlinear" },
    ],
    otherwise: "none",
  });
});

Deno.test("judgementOf() grades by sign and by strength", () => {
  const sign = judged('@kind[k] where "k" is "positive", "negative" or "none"', "", P);
  assert.deepEqual(sign?.rules.map(({ then }) => then), ["positive", "negative"]);
  const strength = judged(
    '@strength[s] where "s" is "strong", "moderate" or "weak"',
    "Strong from 0.7 on, moderate between, weak below 0.3.",
    P,
  );
  assert.deepEqual(strength?.rules.map(({ when }) => when[0]!.value), [0.7, 0.3]);
});

Deno.test("judgementOf() says nothing where no words are given to choose from", () => {
  assert.equal(judged("@relationship[kind]", "", P), undefined);
});

Deno.test("alphaOf() finds the level of significance however it is said", () => {
  const texts = [
    "alpha = 0.1",
    "a significance level (alpha) of 0.05",
    "If the p-value is less than 0.01, reject",
    "at the 0.05 significance level",
    "no level",
  ];
  assert.deepEqual(texts.map(alphaOf), [0.1, 0.05, 0.01, 0.05, undefined]);
});
