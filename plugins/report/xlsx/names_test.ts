import assert from "node:assert/strict";
import { SheetNames } from "./names.ts";

Deno.test("take() never gives the same name twice, whatever the case", () => {
  const names = new SheetNames();
  assert.deepEqual(["Answer", "answer", "ANSWER"].map((wish) => names.take(wish)), [
    "Answer",
    "answer (2)",
    "ANSWER (3)",
  ]);
});

Deno.test("take() avoids what Excel refuses", () => {
  const names = new SheetNames();
  assert.equal(names.take("a/b\\c?d*e[f]g:h"), "a b c d e f g h");
  assert.equal(names.take("'quoted'"), "quoted");
  assert.equal(names.take("History"), "History (2)");
  assert.equal(names.take("\u0000 :"), "Sheet");
  assert.equal(names.take("😀".repeat(20)).length, 30);
});
