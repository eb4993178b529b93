import assert from "node:assert/strict";
import { statisticsBundle } from "../statistics/mod.ts";
import { Sandbox } from "./mod.ts";

Deno.test("Sandbox runs the real statistics where only ECMAScript is left", async () => {
  const cache = await Deno.makeTempDir();
  const sandbox = new Sandbox({
    enabled: true,
    timeoutMs: 20_000,
    statistics: () => statisticsBundle({ cache }),
  });
  const none = () => Promise.reject(new Error("not asked"));
  try {
    const { value } = await sandbox.run({
      source: `const x = [1, 2, 8, 9, null];
        const { coefficients, dropped } = stats.linearRegression([3, 5, 17, 19, 1], { x });
        return { slope: coefficients[1].estimate, dropped, sizes: stats.kmeans({ x }, 2).sizes.join(),
          trees: stats.hierarchicalClusters({ x }, 2).sizes.join(), share: stats.pca({ x, y: [2, 4, 16, 18, 0] }).shares[0],
          tukey: stats.tukey({ a: [1, 2], b: [3, 5], c: [9, 8] }).length, next: stats.forecast([1, 2, 3, 4], 1).forecast[0],
          odds: stats.logisticRegression([0, 1, 0, 1, 1], { x: [1, 2, 3, 4, 5] }).success,
          normal: stats.shapiroWilk([1, 2, 3, 9]).n, q: stats.fisherF.quantile(0.5, 2, 2), frozen: Object.isFrozen(stats) };`,
      tables: [],
      handlers: { query: none, sql: none, columns: none },
    }, { signal: new AbortController().signal });
    const seen = value as Record<string, number | string | boolean>;
    assert.ok(Math.abs(Number(seen.slope) - 2) < 1e-12 && Math.abs(Number(seen.next) - 5) < 1e-9);
    assert.ok(Math.abs(Number(seen.share) - 1) < 1e-12 && Math.abs(Number(seen.q) - 1) < 1e-12);
    const { slope: _, next: __, share: ___, q: ____, ...exact } = seen;
    assert.deepEqual(exact, {
      dropped: 1,
      sizes: "2,2",
      trees: "2,2",
      tukey: 3,
      odds: "1",
      normal: 4,
      frozen: true,
    });
  } finally {
    await sandbox.close();
    await Deno.remove(cache, { recursive: true });
  }
});
