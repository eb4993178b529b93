import assert from "node:assert/strict";
import type { Passage } from "../contract/mod.ts";
import { checkSentences } from "./worded_answer.ts";

const TEXT =
  "The farm has 24 turbines and cost 1,200,000 euros. The mayor, Anna Berg, opened it in May 2021.";
const PASSAGE: Passage = {
  id: "p1",
  document: "t1",
  name: "study",
  page: 1,
  start: 0,
  end: TEXT.length,
  text: TEXT,
  score: 1,
  coverage: 1,
  matches: [],
  quote: [0, 10],
};

function check(text: string, passages = ["p1"]): string {
  const { kept, dropped } = checkSentences([{ text, passages }], {
    question: "Who opened the wind farm?",
    passage: (id) => id === "p1" ? PASSAGE : undefined,
  });
  return kept.length === 1 ? "kept" : dropped[0]!.reason;
}

Deno.test("checkSentences() keeps sentences that stand in the passages they cite", () => {
  assert.equal(check("Anna Berg opened the farm in May 2021."), "kept");
  assert.equal(check("The wind farm cost 1200000 euros and has 24 turbines."), "kept");
  assert.equal(check('It says that it "cost 1,200,000  euros".'), "kept");
});

Deno.test("checkSentences() drops what does not stand there, and says why", () => {
  assert.match(check("The farm has 25 turbines."), /number 25/);
  assert.match(check("The farm has three turbines."), /number 3/);
  assert.match(check('The mayor said "we are proud".'), /“we are proud”/);
  assert.match(check("The farm was opened by Bernd Klein."), /name Bernd/);
  assert.match(
    check("The turbines generate clean energy for many surrounding households."),
    /most of its words/,
  );
  assert.match(check("The mayor did not open the farm."), /denies/);
  assert.match(check("Anna Berg opened it.", ["p9"]), /not found/);
  assert.match(check("Anna Berg opened it.", []), /not found/);
});
