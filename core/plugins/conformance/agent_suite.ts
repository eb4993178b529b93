/**
 * What every agent must do.
 *
 * @module
 */
import {
  type AgentEvent,
  type AgentHost,
  type AgentTask,
  type DatasetProfile,
  type HostCapability,
  NexusError,
  type ReadOutcome,
} from "../../contract/mod.ts";
import { answerOf, hostWith, REGIONS } from "../../kit/testing/mod.ts";
import type { AgentHandle } from "../agent.ts";
import { allowing, Broken, endsWhenCancelled, hold, type SuiteContext } from "./checks.ts";

/** How an agent may end that the host does not help. */
const PASSED_ON = /^(plugin\.denied|plan|engine|question|dataset|document|model|code)\b/;
/** With what an agent may answer each intent. */
const ENDS: Record<AgentTask["intent"], AgentEvent["type"][]> = {
  analyze: ["result", "outcome", "passages", "computed"],
  visualize: ["chart"],
  retrieve: ["passages", "outcome"],
  review: ["review"],
  write: ["narrative"],
};
const plan = { op: "scan" as const, dataset: "d1" };
const reading = { plan, confidence: 1, kind: "table" as const, summary: "all rows", used: [], unused: [] };
const datasets: DatasetProfile[] = [{
  id: "d1",
  name: "sales",
  rows: REGIONS.rowCount,
  columns: REGIONS.columns.map(({ name, type }) => ({
    name,
    type,
    missing: 0,
    distinct: REGIONS.rowCount,
    min: null,
    max: null,
    mean: null,
    top: [],
    rejected: 0,
  })),
}];
const unread: ReadOutcome = {
  status: "refused",
  reason: "not_understood",
  message: "The question was not understood.",
  words: ["average"],
  nearest: [],
};
const result = { ref: "r1", columns: REGIONS.columns, rowCount: REGIONS.rowCount, preview: REGIONS.rows };

/** Capabilities that the agent used while it was tested. */
export async function agentSuite(
  handle: AgentHandle,
  { check, manifest }: SuiteContext,
): Promise<Set<HostCapability>> {
  const used = new Set<HostCapability>();
  const { intents } = manifest.contributes.agent!;
  for (const intent of intents) {
    await check(`${intent}: it comes to an end with a host that helps`, async () => {
      for (const outcome of [READ, unread]) {
        const events = await eventsOf(handle, taskOf(intent), helpful(used, outcome));
        const said = events.map(({ type }) => type);
        const ended = said.length === 0 || said.some((type) => ENDS[intent].includes(type));
        hold(ended, `it said ${said.join(", ")}, and none of ${ENDS[intent].join(", ")}`);
      }
    });
    await check(`${intent}: it lives with a host that has nothing to give`, async () => {
      for (
        const error of [
          new NexusError("model.none", "No model is here"),
          new NexusError("plan.unknown_column", "No such column"),
          new NexusError("engine.deadline", "It took too long"),
          new NexusError("code.off", "Scripts do not run"),
        ]
      ) {
        await allowing(
          PASSED_ON,
          `${error.code} of the host`,
          () => eventsOf(handle, taskOf(intent), failing(error)),
        );
      }
    });
    await check(`${intent}: it ends when it is cancelled`, async () => {
      const never = new Promise<never>(() => {});
      const waiting = Object.fromEntries(
        METHODS.map((method) => [method, () => never]),
      ) as unknown as AgentHost;
      await endsWhenCancelled((signal) => eventsOf(handle, taskOf(intent), waiting, signal));
    });
  }
  return used;
}

const READ: ReadOutcome = { status: "read", certainty: "sure", readings: [reading] };
const METHODS = ["read", "query", "fetch", "generate", "search", "execute"] as const;

async function eventsOf(
  handle: AgentHandle,
  task: AgentTask,
  host: AgentHost,
  signal?: AbortSignal,
): Promise<AgentEvent[]> {
  const events: AgentEvent[] = [];
  for await (const event of handle.run(task, host, signal === undefined ? {} : { signal })) {
    events.push(event);
    if (events.length > 200) throw new Broken("it said more than 200 things about one task");
  }
  return events;
}

function helpful(used: Set<HostCapability>, outcome: ReadOutcome): AgentHost {
  const note = <T>(capability: HostCapability, value: T) => () => {
    used.add(capability);
    return Promise.resolve(value);
  };
  return hostWith({
    read: note("data", outcome),
    query: note("data", result),
    fetch: note("data", REGIONS),
    search: note("documents", []),
    generate: () => {
      used.add("model");
      return Promise.reject(new NexusError("model.none", "No model is here"));
    },
    execute: () => {
      used.add("code");
      return Promise.reject(new NexusError("code.off", "Scripts do not run in this test"));
    },
  });
}

function failing(error: NexusError): AgentHost {
  const fail = () => Promise.reject(error);
  return { read: fail, query: fail, fetch: fail, generate: fail, search: fail, execute: fail };
}

function taskOf(intent: AgentTask["intent"]): AgentTask {
  const question = { text: "average revenue by region" };
  switch (intent) {
    case "analyze":
      return { intent, question, datasets };
    case "visualize":
      return {
        intent,
        question: question.text,
        reading,
        plan,
        result,
        charts: [{ type: "bar", title: "Bar chart", variants: [], maxRows: 1000 }],
      };
    case "retrieve":
      return { intent, question, documents: [{ id: "d1", name: "lease.pdf", title: "The lease", pages: 3 }] };
    case "review":
      return { intent, question: question.text, source: "return 1;", findings: [], datasets };
    case "write": {
      const { status, trust, text, kind, answer, notices } = answerOf(REGIONS);
      return {
        intent,
        title: null,
        answers: [{
          key: "a1",
          question: question.text,
          status,
          trust,
          text,
          kind,
          answer,
          columns: REGIONS.columns,
          rowCount: REGIONS.rowCount,
          preview: REGIONS.rows,
          notices,
        }],
      };
    }
  }
}
