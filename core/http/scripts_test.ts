import assert from "node:assert/strict";
import type { Run } from "../contract/mod.ts";
import { withServer } from "./_server_for_tests.ts";

const SALES = "region,revenue\nnorth,10\nsouth,20\nnorth,30\n";

Deno.test("POST /analyze/ runs a script, refuses what reaches outside, and ends what does not end, while others are answered", async () => {
  await withServer(async ({ post, dataset, ask }) => {
    const sales = await dataset("sales.csv", SALES);
    const script = async (source: string): Promise<Run> => {
      const response = await post("/analyze/", {
        question: "revenue",
        datasets: [sales.id],
        code: { source },
      });
      return await response.json();
    };
    const useful = await script(
      `const { rows } = await sql('SELECT region, sum(revenue) AS sum FROM "sales" GROUP BY region ORDER BY region');
       return rows.map(([region, sum]) => ({ region, half: sum / 2 }));`,
    );
    assert.deepEqual(useful.answer?.result?.rows, [["north", 20], ["south", 10]]);
    assert.equal(useful.answer?.trust, "suggested");
    for (
      const source of [
        'return Deno.readTextFileSync("/etc/passwd");',
        'return (await fetch("http://127.0.0.1:1/")).status;',
        'return (await import("npm:lodash")).default;',
        'import fs from "node:fs"; return fs.readFileSync("/etc/passwd", "utf8");',
      ]
    ) {
      const { answer } = await script(source);
      assert.deepEqual([answer?.status, answer?.error?.code], ["failed", "code.rejected"], source);
      assert.match(answer!.error!.message, /line 1|may not run/);
    }
    const loop = script("let n = 0; for (;;) n += tables.length; return n;");
    const bomb = script(
      "const all = []; for (;;) all.push(new Uint8Array(1e7).fill(tables.length)); return all.length;",
    );
    assert.equal((await ask("What is the total revenue?", sales)).answer, 60);
    assert.equal((await loop).answer?.error?.code, "code.deadline");
    assert.match((await bomb).answer!.error!.code, /code\.(memory|deadline)/);
  }, { SANDBOX_TIMEOUT: "2", SANDBOX_MEMORY_MB: "64" });
});
