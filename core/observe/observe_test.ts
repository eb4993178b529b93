import assert from "node:assert/strict";
import { NexusError } from "../contract/mod.ts";
import { Log, withCorrelation } from "./log.ts";
import { Metrics } from "./metrics.ts";

Deno.test("Log writes one JSON object a line with the correlation id, from its level up", async () => {
  const lines: string[] = [];
  const log = new Log({ level: "info", write: (line) => lines.push(line) });
  log.debug("hidden");
  await withCorrelation("abc", async () => {
    await Promise.resolve();
    log.warn("a\nb", { error: new NexusError("file.empty", "No rows", { hint: "h" }) });
  });
  assert.equal(lines.length, 1);
  assert.equal(lines[0]!.trimEnd().includes("\n"), false);
  const entry = JSON.parse(lines[0]!);
  assert.equal(entry.correlationId, "abc");
  assert.equal(entry.error.code, "file.empty");
});

Deno.test("Log appends to its file", async () => {
  const file = await Deno.makeTempFile();
  const log = new Log({ level: "info", file, write: () => {} });
  log.info("one");
  log.close();
  assert.equal(JSON.parse(await Deno.readTextFile(file)).message, "one");
  await Deno.remove(file);
});

Deno.test("Metrics renders counters, gauges and histograms as Prometheus reads them", () => {
  const metrics = new Metrics();
  metrics.count("nexus_runs_total", "Runs.", { status: 'a"b' });
  metrics.count("nexus_runs_total", "Runs.", { status: 'a"b' }, 2);
  metrics.gauge("nexus_memory_bytes", "Memory.", () => 7);
  metrics.observe("nexus_run_seconds", "Duration.", 0.02);
  const text = metrics.render();
  assert.match(text, /nexus_runs_total\{status="a\\"b"\} 3\n/);
  assert.match(text, /nexus_memory_bytes 7\n/);
  assert.match(text, /nexus_run_seconds_bucket\{le="0.01"\} 0\n/);
  assert.match(text, /nexus_run_seconds_bucket\{le="0.025"\} 1\n/);
  assert.match(text, /nexus_run_seconds_count 1\n/);
  assert.throws(() => metrics.count("nexus_memory_bytes", "Memory."), TypeError);
});
