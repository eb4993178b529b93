import assert from "node:assert/strict";
import type { AgentEvent } from "nexus";
import { hostWith } from "nexus/testing";
import plugin from "./mod.ts";

const reading = {
  plan: { op: "scan" as const, dataset: "d1" },
  confidence: 1,
  kind: "table" as const,
  summary: "all rows",
  used: [],
  unused: [],
};

Deno.test("the agent reads, queries, and hands over the reference", async () => {
  const host = hostWith({
    read: () => Promise.resolve({ status: "read", certainty: "sure", readings: [reading] }),
    query: () => Promise.resolve({ ref: "r1", columns: [], rowCount: 0, preview: [] }),
  });
  const events: AgentEvent[] = [];
  const task = { intent: "analyze" as const, question: { text: "show all" }, datasets: [] };
  for await (const event of plugin.run(task, host)) events.push(event);
  assert.deepEqual(events.at(-1), { type: "result", reading, certainty: "sure", ref: "r1" });
});
