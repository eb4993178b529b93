import assert from "node:assert/strict";
import { answerOf, REGIONS, tableOf } from "../../kit/testing/mod.ts";
import { fillPlaces, numbersTold, type Told } from "./places.ts";

const total = answerOf(tableOf([{ name: "total", type: "number" }], [[257723.66]]), {
  kind: "number",
  answer: 257723.66,
  text: "The total is 257,723.66.",
});
const TOLD: Told[] = [
  { key: "a1", question: "total in 2024?", answer: total, notices: ["16 rows have no price."] },
  { key: "a2", question: null, answer: answerOf(REGIONS), notices: [] },
  {
    key: "a3",
    question: "which?",
    answer: answerOf(null, { kind: "list", answer: ["x", 1200, null] }),
    notices: [],
  },
];
const fill = (text: string) => fillPlaces(text, TOLD, numbersTold(TOLD, "Report 7"));

Deno.test("fillPlaces() puts in answers, sentences and cells as they are shown", () => {
  assert.equal(fill("It is {{a1}}: {{ a1.text }}"), "It is 257,723.66: The total is 257,723.66.");
  assert.equal(
    fill("{{a2.1.region}} has {{a2.1.average revenue}}, then {{a2.5.region}}"),
    "North has 79.99, then (missing)",
  );
  assert.equal(fill("{{a2}}"), answerOf(REGIONS).text, "a table has no short form");
  assert.equal(fill("{{a3}}"), "x, 1,200, (missing)");
});

Deno.test("fillPlaces() lets through the numbers that answers, questions and names have", () => {
  for (const text of ["257,723.66", "257723.66", "in 2024", "16 rows", "Report 7", "79.99 in the north"]) {
    assert.equal(fill(text), text);
  }
});

Deno.test("fillPlaces() refuses any other number, in whatever script, and what is no place", () => {
  const wrong = [
    "99",
    "257,723.67",
    "up by ٣ points",
    "１２",
    "{{a9}}",
    "{{a1.2.total}}",
    "{{a2.1.price}}",
    "{{a1.x}}",
    "{{",
    "a}} b",
  ];
  for (const text of wrong) assert.throws(() => fill(text), { code: "plugin.contract" }, text);
});
