import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { type AgentEvent, type Encoding, NexusError, type Plan, type Theme } from "nexus";
import { hostWith } from "nexus/testing";
import { answerOf, REGIONS, reportOf } from "nexus/testing";
import { PluginRegistry } from "../core/plugins/mod.ts";

const theme: Theme = { mode: "light", colors: ["#0072b2", "#d55e00"], font: "sans-serif" };
const encoding: Encoding = {
  x: { column: "orders", type: "integer", title: "Orders", bin: 100 },
  y: { column: "average revenue", type: "number", title: "Average revenue" },
};
/** Channels of the charts that take others than `x` and `y`. */
const encodings: Record<string, Encoding> = {
  heatmap: {
    x: encoding.x!,
    y: { column: "region", type: "text", title: "Region" },
    color: encoding.y!,
  },
  boxplot: { y: encoding.y! },
};
const plan: Plan = {
  op: "aggregate",
  input: { op: "scan", dataset: "sales" },
  groups: [{ name: "region", value: { kind: "column", name: "region" } }],
  measures: [
    { name: "average revenue", function: "mean", arguments: [{ kind: "column", name: "revenue" }] },
    { name: "orders", function: "count", arguments: [] },
  ],
};
const result = { ref: "r1", columns: REGIONS.columns, rowCount: 5, preview: REGIONS.rows };
const reading = { plan, confidence: 1, kind: "table" as const, summary: "", used: [], unused: [] };
const host = hostWith({
  read: () => Promise.resolve({ status: "read", certainty: "sure", readings: [reading] }),
  query: () => Promise.resolve(result),
  fetch: () => Promise.resolve(REGIONS),
  generate: () => Promise.reject(new NexusError("model.none", "no model")),
  search: () => Promise.resolve([]),
});

async function withRegistry(test: (registry: PluginRegistry) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  const registry = await PluginRegistry.open({
    builtIn: fileURLToPath(new URL(".", import.meta.url)),
    installed: `${folder}/installed`,
    cache: `${folder}/cache`,
  });
  try {
    await test(registry);
  } finally {
    await registry.close();
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("charts that come with Nexus are drawn in isolates without permissions, and refuse with their reason", async () => {
  await withRegistry(async (registry) => {
    for (const type of ["bar", "line", "area", "scatter", "histogram", "pie", "heatmap", "boxplot"]) {
      const [renderer] = registry.viz(type);
      assert.ok(renderer, type);
      const chart = { type, title: "A chart", encoding };
      const figure = await renderer.render({
        chart,
        encoding: encodings[type] ?? encoding,
        table: REGIONS,
        theme,
      });
      assert.equal(figure.data.length, 1, type);
      await assert.rejects(
        renderer.render({ chart, encoding: {}, table: REGIONS, theme }),
        (error) =>
          error instanceof NexusError && error.code === "chart.unsupported" && error.hint !== undefined,
      );
    }
  });
});

Deno.test("agents that come with Nexus read, compute and choose a chart through the host", async () => {
  await withRegistry(async (registry) => {
    const events: AgentEvent[] = [];
    const signal = new AbortController().signal;
    const question = { text: "average revenue by region" };
    for (const agent of registry.agents("analyze")) {
      for await (const event of agent.run({ intent: "analyze", question, datasets: [] }, host, { signal })) {
        events.push(event);
      }
    }
    assert.deepEqual(events.at(-1), { type: "result", reading, certainty: "sure", ref: "r1" });
    const charts = [{ type: "bar", title: "Bar chart", variants: [], maxRows: 1000 }];
    const task = { intent: "visualize" as const, question: question.text, reading, plan, result, charts };
    for (const agent of registry.agents("visualize")) {
      for await (const event of agent.run(task, host, { signal })) events.push(event);
    }
    const last = events.at(-1);
    assert.equal(last?.type === "chart" && last.chart?.title, "Average revenue by region");
  });
});

Deno.test("exporters that come with Nexus write their formats in isolates without permissions", async () => {
  await withRegistry(async (registry) => {
    const report = reportOf([["average revenue by region", answerOf(REGIONS)]]);
    const heads = { xlsx: "PK", html: "<!doctype html>", pdf: "%PDF-", ipynb: "{" };
    for (const [format, head] of Object.entries(heads)) {
      const [exporter] = registry.reports(format);
      assert.ok(exporter, format);
      const bytes = await exporter.export(report);
      assert.equal(new TextDecoder().decode(bytes.slice(0, head.length)), head);
    }
  });
});
