import assert from "node:assert/strict";
import { withModel } from "./_bench_for_tests.ts";
import { hostFor } from "./context.ts";

Deno.test("query() reaches the datasets of its run, and no other", async () => {
  await withModel(() => ({}), async ({ services, dataset, add }) => {
    const other = await add("other.csv", "name,salary\nAnn,100\n");
    const host = hostFor({ ...services, scripts: { ...services, deadlineMs: 1000 } as never }, {
      question: null,
      datasets: [dataset.id],
      documents: [],
      signal: AbortSignal.timeout(120_000),
      onStep: () => {},
    });
    const { ref, rowCount } = await host.query({ op: "scan", dataset: dataset.id });
    assert.equal(rowCount, 4);
    assert.equal((await host.query({ op: "limit", input: { op: "result", ref }, count: 2 })).rowCount, 2);
    await assert.rejects(host.query({ op: "scan", dataset: other.id }), {
      code: "plan.invalid",
      message: `There is no dataset "${other.id}" in this run`,
    });
  });
});
