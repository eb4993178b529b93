import assert from "node:assert/strict";
import { statedRules } from "./stated_rules.ts";

const columns = { p: "p-value", size: "coefficient" };
const p = (op: "lt" | "ge", value = 0.05) => ({ column: "p-value", op, value });
const r = (op: "ge" | "le" | "lt", value: number, absolute?: true) => ({
  column: "coefficient",
  op,
  value,
  ...(absolute ? { absolute } : {}),
});

Deno.test("statedRules() reads conditions with signs, sizes and probabilities", () => {
  const options = ["positive", "negative", "none"];
  const texts = [
    "Consider it positive if the p-value is less than 0.05 and r is at least 0.5. Consider it negative if the p-value is less than 0.05 and r is at most -0.5.",
    "The relationship is positive when the p-value is below 0.05 and the correlation coefficient is greater than or equal to 0.5. It is negative when the p-value is below 0.05 and the correlation coefficient is less than or equal to -0.5.",
    "If the p-value is less than 0.05 and r >= 0.5, report it as positive. If the p-value is less than 0.05 and r <= -0.5, report it as negative.",
  ];
  for (const text of texts) {
    assert.deepEqual(statedRules(options, text, columns), {
      rules: [{ when: [p("lt"), r("ge", 0.5)], then: "positive" }, {
        when: [p("lt"), r("le", -0.5)],
        then: "negative",
      }],
      otherwise: "none",
    }, text);
  }
});

Deno.test("statedRules() reads the absolute value, and takes the longest word that is said", () => {
  assert.deepEqual(
    statedRules(
      ["linear", "nonlinear", "none"],
      "Linear if the absolute value of r is at least 0.5. Consider it nonlinear if the absolute value of r is less than 0.5.",
      columns,
    ),
    {
      rules: [{ when: [r("ge", 0.5, true)], then: "linear" }, {
        when: [r("lt", 0.5, true)],
        then: "nonlinear",
      }],
      otherwise: "none",
    },
  );
});

Deno.test("statedRules() states nothing where a condition is of something else, or words are left open", () => {
  for (
    const text of [
      "Consider it positive if the rainfall is above 10.",
      "Consider it positive if r is at least 0.5.",
      "There may be a positive relationship.",
      "Reject the null hypothesis if the p-value is less than 0.05 and call it positive.",
    ]
  ) assert.equal(statedRules(["positive", "negative", "none"], text, columns), undefined, text);
});
