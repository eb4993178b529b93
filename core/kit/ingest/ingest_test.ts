import assert from "node:assert/strict";
import type { ImportNote, Source } from "../../contract/mod.ts";
import { memorySource } from "../testing/mod.ts";
import { isDay, monthOf } from "./calendar.ts";
import { foldNotes } from "./fold_notes.ts";
import { RecentPlan } from "./recent_plan.ts";

function notesOn(count: number): ImportNote[] {
  return Array.from({ length: count }, (_, index) => ({
    level: "choice",
    topic: "missing",
    message: `"-" in column "c${index}" means missing.`,
    count: 2,
  }));
}

Deno.test("foldNotes() keeps the first of many and counts the others", () => {
  assert.deepEqual(foldNotes(notesOn(5)), notesOn(5));
  const folded = foldNotes([...notesOn(20), { level: "warning", topic: "rows", message: "Cut." }]);
  assert.equal(folded.length, 6);
  assert.match(folded[4]!.message, /^The same goes for columns "c4", .*"c15" and 4 more\.$/);
  assert.equal(folded[4]!.count, 32);
  assert.equal(folded[5]!.message, "Cut.");
});

Deno.test("RecentPlan gives the last plan for the same content, bound to the source that asks", async () => {
  const recent = new RecentPlan<{ source: Source; width: number }>((plan, source) => ({ ...plan, source }));
  const first = memorySource("a,b\n1,2\n", "x.csv");
  assert.equal(await recent.recall(first), undefined);
  await recent.remember(first, { source: first, width: 2 });
  const again = memorySource("a,b\n1,2\n", "x.csv");
  const found = await recent.recall(again);
  assert.equal(found?.width, 2);
  assert.equal(found.source, again);
  assert.equal(await recent.recall(memorySource("a,b\n1,3\n", "x.csv")), undefined);
  assert.equal(await recent.recall(memorySource("a,b\n1,2\n", "y.csv")), undefined);
});

Deno.test("isDay() and monthOf() know the calendar", () => {
  assert.deepEqual([isDay(29, 2, 2024), isDay(29, 2, 2023), isDay(31, 4, 2024), isDay(0, 1, 2024)], [
    true,
    false,
    false,
    false,
  ]);
  assert.deepEqual(["January", "sep", "MAY", "day"].map(monthOf), [1, 9, 5, 0]);
});
