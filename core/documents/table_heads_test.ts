import assert from "node:assert/strict";
import { headsOf } from "./table_heads.ts";

const PAGE = [
  "Statement of cash flows",
  "",
  "Years ended December 31",
  "(Millions) | 2018 | 2017",
  "Cash flows from operating activities",
  "Net income | $5,363 | $4,869",
  "Depreciation | 1,488 | 1,544",
  "",
  "Total | 6,851 | 6,413",
  "",
  "A sentence about 2018 follows.",
].join("\n");

function headsOver(words: string): string[] {
  const at = PAGE.indexOf(words);
  return headsOf(PAGE, [at, at + words.length]).map(({ start, end, text }) => {
    assert.equal(PAGE.slice(start, end), text);
    return text;
  });
}

Deno.test("headsOf() finds the rows that name the columns of a row, over labels and gaps", () => {
  assert.deepEqual(headsOver("Net income | $5,363 | $4,869"), [
    "Years ended December 31",
    "(Millions) | 2018 | 2017",
  ]);
  assert.deepEqual(headsOver("Total | 6,851 | 6,413"), [
    "Years ended December 31",
    "(Millions) | 2018 | 2017",
  ]);
});

Deno.test("headsOf() has none for sentences and for heads themselves", () => {
  assert.deepEqual(headsOver("A sentence about 2018 follows."), []);
  assert.deepEqual(headsOver("(Millions) | 2018 | 2017"), []);
  assert.deepEqual(headsOf("1 | 2 | 3", [0, 9]), []);
});
