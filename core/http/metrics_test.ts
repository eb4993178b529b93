import assert from "node:assert/strict";
import { SHOP, withServer } from "./_server_for_tests.ts";

interface Sample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

/** Reads the text format 0.0.4 and refuses what Prometheus would. */
function parse(text: string): { types: Map<string, string>; samples: Sample[] } {
  assert.ok(text.endsWith("\n"));
  const types = new Map<string, string>();
  const helped = new Set<string>();
  const seen = new Set<string>();
  const samples: Sample[] = [];
  for (const line of text.trimEnd().split("\n")) {
    const comment = /^# (HELP|TYPE) ([a-zA-Z_:][\w:]*) (.+)$/.exec(line);
    if (comment) {
      const [, kind, name, rest] = comment;
      if (kind === "HELP") assert.equal(helped.has(name!), false, line);
      helped.add(name!);
      if (kind === "TYPE") {
        assert.match(rest!, /^(counter|gauge|histogram)$/);
        assert.equal(types.has(name!), false, line);
        types.set(name!, rest!);
      }
      continue;
    }
    const sample = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (-?\d+(?:\.\d+)?(?:e[+-]?\d+)?|[+-]Inf|NaN)$/i.exec(
      line,
    );
    assert.ok(sample, `not a sample: ${line}`);
    const [, name, inner = "", value] = sample;
    const family = types.has(name!) ? name! : name!.replace(/_(bucket|sum|count)$/, "");
    assert.ok(types.has(family), `no type before ${line}`);
    if (family !== name) assert.equal(types.get(family), "histogram", line);
    if (types.get(family) === "counter") assert.match(name!, /_total$/);
    const labels: Record<string, string> = {};
    const rest = inner.replace(/([a-zA-Z_]\w*)="((?:[^"\\\n]|\\["\\n])*)"(,|$)/g, (_all, key, text) => {
      assert.equal(Object.hasOwn(labels, key), false, line);
      labels[key] = text;
      return "";
    });
    assert.equal(rest, "", `bad labels: ${line}`);
    const key = `${name} ${JSON.stringify(Object.entries(labels).sort())}`;
    assert.equal(seen.has(key), false, `twice: ${line}`);
    seen.add(key);
    samples.push({ name: name!, labels, value: Number(value) });
  }
  return { types, samples };
}

Deno.test("/metrics is text that Prometheus reads, with what happened in it", () =>
  withServer(async ({ url, dataset, upload, ask, services }) => {
    const shop = await dataset("shop.csv", SHOP);
    await upload("bad.csv", "");
    await ask("How many rows?", shop);
    await ask("average discount by region", shop);
    await (await fetch(`${url}/runs/nope%22%5C%7B%7D`)).body!.cancel();
    await (await fetch(`${url}/nowhere/at/all`)).body!.cancel();
    services.bus.publish({ type: "engine.restarted", engine: "duckdb", reason: "test" });
    const response = await fetch(`${url}/metrics`);
    assert.match(response.headers.get("content-type")!, /^text\/plain; version=0\.0\.4/);
    const { types, samples } = parse(await response.text());
    const value = (name: string, labels: Record<string, string> = {}) =>
      samples.find((sample) =>
        sample.name === name && Object.entries(labels).every(([key, text]) => sample.labels[key] === text)
      )?.value;

    assert.equal(value("nexus_runs_total", { status: "answered" }), 1);
    assert.equal(value("nexus_runs_total", { status: "refused" }), 1);
    assert.equal(value("nexus_run_seconds_count"), 2);
    assert.equal(value("nexus_imports_total", { result: "ready" }), 1);
    assert.equal(value("nexus_imports_total", { result: "failed" }), 1);
    assert.equal(value("nexus_engine_restarts_total", { engine: "duckdb" }), 1);
    assert.equal(
      value("nexus_http_requests_total", { method: "POST", route: "/analyze/", status: "200" }),
      2,
    );
    assert.equal(
      value("nexus_http_requests_total", { method: "GET", route: "/runs/:id", status: "404" }),
      1,
    );
    assert.equal(value("nexus_http_requests_total", { route: "none", status: "404" }), 1);
    assert.ok(value("nexus_plugin_calls_total", { plugin: "csv", outcome: "ok" })! >= 1);
    assert.ok(value("nexus_stored_bytes", { part: "files" })! >= SHOP.length);
    assert.ok(value("nexus_stored_bytes", { part: "database" })! > 0);
    assert.ok(value("nexus_disk_free_bytes")! > 0);
    assert.ok(
      value("nexus_plugins", { state: "ready" })! + value("nexus_plugins", { state: "running" })! > 5,
    );
    assert.equal(value("nexus_datasets"), 1);
    assert.ok(value("nexus_event_loop_lag_seconds_count")! >= 1);

    for (const [name] of [...types].filter(([, type]) => type === "histogram")) {
      const groups = Map.groupBy(
        samples.filter((sample) => sample.name === `${name}_bucket`),
        ({ labels: { le: _, ...rest } }) => JSON.stringify(rest),
      );
      for (const [key, buckets] of groups) {
        const counts = buckets.map((bucket) => bucket.value);
        assert.deepEqual(counts, counts.toSorted((a, b) => a - b), `${name} ${key} falls`);
        assert.equal(buckets.at(-1)!.labels.le, "+Inf");
        assert.equal(buckets.at(-1)!.value, value(`${name}_count`, JSON.parse(key)), `${name} ${key}`);
      }
    }
  }));
