import assert from "node:assert/strict";
import {
  type AgentEvent,
  type AgentHost,
  type AgentTask,
  Manifest,
  NexusError,
  type Plan,
  type QueryResult,
  type Reading,
  type ReadOutcome,
} from "nexus";
import { hostWith } from "nexus/testing";
import plugin from "./mod.ts";
import manifest from "./plugin.json" with { type: "json" };

const task: AgentTask = { intent: "analyze", question: { text: "average revenue" }, datasets: [] };

function reading(summary: string, dataset: string): Reading {
  return { plan: { op: "scan", dataset }, confidence: 0.9, kind: "table", summary, used: [], unused: [] };
}

/** A host whose answers are given; the plans that were run are kept. */
function hostOf(outcome: ReadOutcome, query: (plan: Plan) => QueryResult): AgentHost & { plans: Plan[] } {
  const plans: Plan[] = [];
  const host = hostWith({
    read: () => Promise.resolve(outcome),
    query: (plan) => {
      plans.push(plan);
      return Promise.resolve().then(() => query(plan));
    },
    generate: () => Promise.reject(new NexusError("model.none", "no model")),
  });
  return { ...host, plans };
}

const found: QueryResult = { ref: "r1", columns: [], rowCount: 1, preview: [] };

async function eventsOf(host: AgentHost, asked: AgentTask = task): Promise<AgentEvent[]> {
  return await Array.fromAsync(plugin.run(asked, host));
}

Deno.test("plugin.json is a valid manifest that asks for data, a model and scripts with a reason", () => {
  const { permissions } = Manifest.parse(manifest);
  assert.deepEqual(permissions.host.map(({ capability }) => capability), ["data", "model", "code"]);
});

Deno.test("run() computes the best reading and tells each step", async () => {
  const first = reading("the mean of revenue", "a");
  const host = hostOf(
    { status: "read", certainty: "sure", readings: [first, reading("other", "b")] },
    () => found,
  );
  const events = await eventsOf(host);
  assert.deepEqual(events.at(-1), { type: "result", reading: first, certainty: "sure", ref: "r1" });
  assert.deepEqual(events.filter(({ type }) => type === "step").length, 2);
  assert.equal(host.plans.length, 1);
});

Deno.test("run() tries the next reading where a plan does not fit, and is no longer sure", async () => {
  const second = reading("other", "b");
  const host = hostOf(
    { status: "read", certainty: "sure", readings: [reading("first", "a"), second] },
    (plan) => {
      if (plan.op === "scan" && plan.dataset === "a") {
        throw new NexusError(
          "plan.type_mismatch",
          "mean of text",
        );
      }
      return found;
    },
  );
  assert.deepEqual((await eventsOf(host)).at(-1), {
    type: "result",
    reading: second,
    certainty: "likely",
    ref: "r1",
  });
});

Deno.test("run() fails with the first reason where no plan fits", async () => {
  const host = hostOf(
    { status: "read", certainty: "sure", readings: [reading("first", "a"), reading("other", "b")] },
    (plan) => {
      throw new NexusError("plan.invalid", `no ${plan.op === "scan" ? plan.dataset : ""}`);
    },
  );
  await assert.rejects(eventsOf(host), { code: "plan.invalid", message: "no a" });
});

Deno.test("run() does not try again after a fault of the engine", async () => {
  const host = hostOf({
    status: "read",
    certainty: "sure",
    readings: [reading("first", "a"), reading("b", "b")],
  }, () => {
    throw new NexusError("engine.crashed", "gone");
  });
  await assert.rejects(eventsOf(host), { code: "engine.crashed" });
  assert.equal(host.plans.length, 1);
});

Deno.test("run() passes on what was refused and what must be asked back", async () => {
  const refused: ReadOutcome = {
    status: "refused",
    reason: "unknown_column",
    message: "There is no column color",
    words: ["color"],
    nearest: [],
  };
  const clarify: ReadOutcome = {
    status: "clarify",
    message: "Which?",
    readings: [reading("a", "a"), reading("b", "b")],
  };
  for (const outcome of [refused, clarify]) {
    const host = hostOf(outcome, () => found);
    assert.deepEqual((await eventsOf(host)).at(-1), { type: "outcome", outcome });
    assert.equal(host.plans.length, 0);
  }
});
