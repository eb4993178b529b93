/**
 * What is proposed as the answer: a result that was computed, or a question back.
 *
 * @module
 */
import {
  type AgentEvent,
  type ExecuteRequest,
  NexusError,
  type Reading,
  type ReadOutcome,
} from "../contract/mod.ts";
import { comesToNothing, surprises } from "../language/mod.ts";
import type { Generation } from "../models/mod.ts";
import type { AgentHandle } from "../plugins/mod.ts";
import type { AnalysisContext } from "./context.ts";
import type { Execution } from "./execute.ts";
import type { ScriptExecution } from "./scripts/scripts.ts";

/** A result for the question, and what it rests on. */
export interface ResultProposal {
  kind: "result";
  reading: Reading | null;
  certainty: "sure" | "likely" | "given";
  execution: Execution;
  agent: AgentHandle | null;
  /** Set where the reading is a model's and the language did not confirm it. */
  model: Generation | null;
  notices: string[];
}

/** What a script computed, and what it rests on. */
export interface ScriptProposal {
  kind: "script";
  /** In one sentence, as the agent says. */
  summary: string | null;
  certainty: "likely" | "given";
  execution: ScriptExecution;
  agent: AgentHandle | null;
  model: Generation | null;
  notices: string[];
}

export type Proposal =
  | ResultProposal
  | ScriptProposal
  | { kind: "outcome"; outcome: Exclude<ReadOutcome, { status: "read" }>; notices: string[] };

/**
 * Runs the plan or the script that was given, or has the installed agents answer the question: the next one only where one fails.
 *
 * @throws NexusError `question.empty`, `dataset.none`, `plugin.*`, and what computing throws
 */
export async function propose(context: AnalysisContext): Promise<Proposal> {
  const { input, host, hooks, options } = context;
  if (input.plan) {
    hooks.onStep({ actor: "nexus", title: "Running the plan as given" });
    const result = await host.query(input.plan);
    return {
      kind: "result",
      reading: null,
      certainty: "given",
      execution: host.execution(result.ref),
      agent: null,
      model: null,
      notices: [],
    };
  }
  if (input.code) return await proposeGivenScript(input.code, context);
  if (!input.question?.text.trim()) {
    throw new NexusError("question.empty", "The question has no words", {
      hint: "Ask something such as: How many rows?",
    });
  }
  if (input.datasets.length === 0) {
    throw new NexusError("dataset.none", "There is no dataset to ask", { hint: "Add a file first." });
  }
  const agents = options.registry.agents("analyze");
  if (agents.length === 0) {
    throw new NexusError("plugin.not_found", "No installed agent can analyze a question", {
      hint: "Enable or install an agent on the plugins page.",
    });
  }
  const notices: string[] = [];
  for (const [index, agent] of agents.entries()) {
    try {
      return await ask(agent, context, notices);
    } catch (error) {
      const next = agents[index + 1];
      const ofPlugin = error instanceof NexusError && error.code.startsWith("plugin.");
      if (!next || !ofPlugin || hooks.signal.aborted) throw error;
      notices.push(`The agent ${agent.id} failed (${error.message}); ${next.id} answered instead.`);
    }
  }
  throw new NexusError("run.failed", "No agent gave an answer");
}

/** A person's script. Where there is a question too, the language may read it as a plan that confirms the script. */
async function proposeGivenScript(
  code: ExecuteRequest,
  { input, host, hooks }: AnalysisContext,
): Promise<ScriptProposal> {
  if (input.question?.text.trim()) {
    await host.read(input.question).catch((error) => {
      if (hooks.signal.aborted) throw error;
    });
  }
  const { ref } = await host.runScript(code, null);
  return {
    kind: "script",
    summary: input.question?.text ?? null,
    certainty: "given",
    execution: host.computed(ref),
    agent: null,
    model: null,
    notices: [],
  };
}

async function ask(agent: AgentHandle, context: AnalysisContext, notices: string[]): Promise<Proposal> {
  const { input, host, hooks, options } = context;
  host.serve(agent.id);
  const datasets = input.datasets.map(({ id }) => options.catalogue.profile(id));
  const { runner } = options.scripts;
  const scripts = runner.enabled ? { scripts: { statistics: runner.statistics } } : {};
  let last: Exclude<AgentEvent, { type: "step" | "notice" }> | undefined;
  for await (
    const event of agent.run({ intent: "analyze", question: input.question!, datasets, ...scripts }, host, {
      signal: hooks.signal,
    })
  ) {
    if (event.type === "step") {
      hooks.onStep({
        actor: agent.id,
        title: event.title,
        ...(event.detail === undefined ? {} : { detail: event.detail }),
      });
    } else if (event.type === "notice") notices.push(event.message);
    else last = event;
  }
  if (last?.type === "outcome" && last.outcome.status !== "read") {
    return { kind: "outcome", outcome: last.outcome, notices };
  }
  if (last?.type === "computed") {
    return {
      kind: "script",
      summary: last.summary,
      certainty: "likely",
      execution: host.computed(last.ref),
      agent,
      model: host.lastGeneration,
      notices,
    };
  }
  if (last?.type !== "result") {
    throw new NexusError("plugin.contract", `The agent ${agent.id} ended without a result`);
  }
  const execution = host.execution(last.ref);
  const certain = host.certainty(last.ref);
  const guess = certain === "likely" && host.modelBehind(last.ref) === null;
  if (guess && last.reading !== null && comesToNothing(last.reading, execution.table)) {
    return { kind: "outcome", outcome: nothingFound(last.reading, execution.table.rowCount), notices };
  }
  const unexpected = last.reading !== null && surprises(last.reading, execution.table);
  return {
    kind: "result",
    reading: last.reading,
    certainty: unexpected ? "likely" : certain,
    execution,
    agent,
    model: host.modelBehind(last.ref),
    notices,
  };
}

/** A reading that was not sure and came to nothing: what it was, and that it gives no answer. */
function nothingFound({ summary, unused }: Reading, rows: number): Exclude<ReadOutcome, { status: "read" }> {
  const left = unused.length === 0 ? "" : ` It leaves out ${unused.map((word) => `"${word}"`).join(", ")}.`;
  return {
    status: "refused",
    reason: "not_understood",
    message: `The question was read as ${summary}, which gives ${
      rows > 1 ? "several answers where one is asked for" : "nothing"
    }.${left}`,
    words: [...unused],
    nearest: [],
  };
}
