import assert from "node:assert/strict";
import { RowsView } from "./rows_view.ts";

Deno.test("RowsView keeps the newest page, whichever answer comes first", async () => {
  const waiting: (() => void)[] = [];
  const view = new RowsView(
    (page) =>
      new Promise((resolve) =>
        waiting.push(() => resolve({ columns: [], rows: [[page.offset]], rowCount: 100, truncated: true }))
      ),
    10,
  );
  const first = view.load(0);
  const second = view.load(10);
  waiting[1]?.();
  waiting[0]?.();
  await Promise.all([first, second]);
  assert.equal(view.offset.value, 10);
  assert.deepEqual(view.table.value?.rows, [[10]]);
});

Deno.test("RowsView says what failed and keeps the page that stands", async () => {
  let fails = false;
  const view = new RowsView(
    () =>
      fails
        ? Promise.reject(new Error("gone"))
        : Promise.resolve({ columns: [], rows: [], rowCount: 0, truncated: false }),
    10,
  );
  await view.load(0);
  fails = true;
  await view.load(10);
  assert.equal(view.problem.value?.message, "gone");
  assert.equal(view.offset.value, 0);
});
