import assert from "node:assert/strict";
import { withModel } from "../_bench_for_tests.ts";

Deno.test("a receipt counts the rows that a script's SQL read, however it calls its table", async () => {
  await withModel(() => ({ status: 500, error: "not to be asked" }), async ({ add, ask }) => {
    const odd = await add('a "b".csv', "x\n1\n2\n");
    const other = await add("other.csv", "y\n3\n");
    const datasets = [odd.id, other.id];
    const quoted = odd.name.replaceAll('"', '""');
    const calls = [`"${quoted}"`, `"${quoted.toUpperCase()}"`];
    for (const call of calls) {
      const source = `return (await sql(${JSON.stringify(`SELECT sum(x) FROM ${call}`)})).rows[0][0];`;
      const answer = await ask({ datasets, code: { source } });
      assert.equal(answer.answer, 3, `${call}: ${answer.text}`);
      assert.equal(answer.receipt?.rows.scanned, 2, call);
    }
  });
});
