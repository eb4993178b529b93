import assert from "node:assert/strict";
import { statisticsBundle } from "./bundle.ts";
import { STATISTICS } from "./catalogue.ts";
import { stats } from "./stats.ts";

Deno.test("STATISTICS names exactly what stats has", () => {
  assert.deepEqual(STATISTICS.map(({ name }) => name).sort(), Object.keys(stats).sort());
  for (const { name, signature, description } of STATISTICS) {
    assert.ok(signature.startsWith(name) && description.endsWith("."), name);
  }
});

Deno.test("statisticsBundle() makes one module that runs with no permission and no code from strings", async () => {
  const cache = await Deno.makeTempDir();
  try {
    const bytes = await statisticsBundle({ cache });
    const source = new TextDecoder().decode(bytes);
    assert.ok(bytes.length < 250_000, `${bytes.length} bytes`);
    assert.doesNotMatch(source, /^\s*import\b|\bfrom\s*"node:/m);
    assert.deepEqual([...Deno.readDirSync(cache)].length, 1);
    const worker = `import stats from ${JSON.stringify(`data:text/javascript;base64,${bytes.toBase64()}`)};
      const { r } = stats.correlation([1, 2, 3, 4], [2, 4, 6, 9]);
      const { coefficients } = stats.linearRegression([3, 5, 7, 10], { x: [1, 2, 3, 4] });
      let codeFromText = true;
      try { Function("return 1")(); } catch { codeFromText = false; }
      postMessage({ r, slope: coefficients[1].estimate, k: stats.kmeans({ x: [1, 2, 8, 9] }, 2).sizes, t: stats.studentT.quantile(.975, 5),
        frozen: Object.isFrozen(stats), codeFromText });`;
    const host = `${cache}/host.js`;
    await Deno.writeTextFile(
      host,
      `const url = URL.createObjectURL(new Blob([${JSON.stringify(worker)}], { type: "text/javascript" }));
      const worker = new Worker(url, { type: "module", deno: { permissions: "none" } });
      worker.onmessage = ({ data }) => { console.log(JSON.stringify(data)); worker.terminate(); };`,
    );
    const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--no-prompt",
        "--no-config",
        "--no-npm",
        "--no-remote",
        "--unstable-worker-options",
        "--v8-flags=--disallow-code-generation-from-strings",
        host,
      ],
    }).output();
    const text = new TextDecoder().decode(stdout);
    assert.ok(text !== "", new TextDecoder().decode(stderr));
    const seen = JSON.parse(text);
    assert.deepEqual(seen.k, [2, 2]);
    assert.deepEqual([seen.frozen, seen.codeFromText], [true, false]);
    assert.ok(Math.abs(seen.slope - 2.3) < 1e-12 && Math.abs(seen.t - 2.570581835636314) < 1e-10);
    assert.ok(seen.r > 0.99);
  } finally {
    await Deno.remove(cache, { recursive: true });
  }
});
