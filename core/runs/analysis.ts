/**
 * One analysis, from a question or a plan to an answer.
 *
 * @module
 */
import {
  type AgentEvent,
  type Answer,
  type Dataset,
  type DatasetProfile,
  type Document,
  NexusError,
  type Plan,
  type Question,
  type Reading,
  type ReadOutcome,
  type Step,
  toErrorData,
} from "../contract/mod.ts";
import type { Catalogue } from "../datasets/mod.ts";
import type { Library } from "../documents/mod.ts";
import { phraseAnswer, type Reader } from "../language/mod.ts";
import type { Generation, Models } from "../models/mod.ts";
import type { AgentHandle, PluginRegistry } from "../plugins/mod.ts";
import { datasetsOf } from "../plan/mod.ts";
import { RunHost } from "./agent_host.ts";
import { chartFields } from "./chart_fields.ts";
import type { Confirmation, Execution, Executor } from "./execute.ts";
import { makeReceipt } from "./receipt.ts";
import { answerFromDocuments, asksForText } from "./retrieval.ts";
import { trustOf } from "./trust.ts";
import { Visualizer } from "./visual.ts";

/** What is to be analysed: a question about datasets, or a plan. */
export interface AnalysisInput {
  run: string;
  question: Question | null;
  plan: Plan | null;
  datasets: Dataset[];
  /** How far a chart is taken: to a figure for people, or to the choice of one. */
  drawing: "figure" | "choice";
  documents: Document[];
}

export interface AnalysisOptions {
  reader: Reader;
  executor: Executor;
  catalogue: Catalogue;
  library: Library;
  registry: PluginRegistry;
  models: Models;
}

export interface AnalysisHooks {
  signal: AbortSignal;
  onStep: (step: Step) => void;
  /** The answer as soon as it stands, before it is confirmed and drawn. */
  onAnswer: (answer: Answer) => void;
}

type Proposal =
  | {
    kind: "result";
    reading: Reading | null;
    certainty: "sure" | "likely" | "given";
    execution: Execution;
    agent: AgentHandle | null;
    /** Set where the reading is a model's and the language did not confirm it. */
    model: Generation | null;
    notices: string[];
  }
  | { kind: "outcome"; outcome: Exclude<ReadOutcome, { status: "read" }>; notices: string[] };

/** Runs analyses. Agents propose; status and trust are decided here. */
export class Analyst {
  readonly #options: AnalysisOptions;
  readonly #visualizer: Visualizer;

  constructor(options: AnalysisOptions) {
    this.#options = options;
    this.#visualizer = new Visualizer(options.registry);
  }

  /** Never throws: what went wrong is an answer with status `failed`. */
  async analyze(input: AnalysisInput, hooks: AnalysisHooks): Promise<Answer> {
    const started = performance.now();
    const elapsed = () => Math.round((performance.now() - started) * 10) / 10;
    const host = new RunHost({
      reader: this.#options.reader,
      executor: this.#options.executor,
      catalogue: this.#options.catalogue,
      models: this.#options.models,
      library: this.#options.library,
      datasets: input.datasets.map(({ id }) => id),
      documents: input.documents.map(({ id }) => id),
      signal: hooks.signal,
    });
    try {
      const search = (asked: AnalysisInput & { question: Question }) =>
        answerFromDocuments(asked, { registry: this.#options.registry, host, hooks, elapsed });
      const onlyDocuments = input.datasets.length === 0;
      if (mayRetrieve(input) && (onlyDocuments || asksForText(input.question))) {
        const found = await search(input);
        if (onlyDocuments || found.status === "answered") return found;
      }
      const proposal = await this.#propose(input, host, hooks);
      if (proposal.kind === "outcome") {
        const refusal = { ...outcomeAnswer(proposal.outcome, elapsed()), notices: proposal.notices };
        if (refusal.status !== "refused" || !mayRetrieve(input)) return refusal;
        const found = await search(input);
        return found.status === "answered" ? found : { ...refusal, ms: elapsed() };
      }
      return await this.#settle(input, host, proposal, hooks, elapsed);
    } catch (error) {
      const cancelled = hooks.signal.aborted && (hooks.signal.reason instanceof NexusError);
      return failedAnswer(cancelled ? hooks.signal.reason : error, elapsed());
    }
  }

  async #propose(input: AnalysisInput, host: RunHost, hooks: AnalysisHooks): Promise<Proposal> {
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
    if (!input.question?.text.trim()) {
      throw new NexusError("question.empty", "The question has no words", {
        hint: "Ask something such as: How many rows?",
      });
    }
    if (input.datasets.length === 0) {
      throw new NexusError("dataset.none", "There is no dataset to ask", { hint: "Add a file first." });
    }
    const agents = this.#options.registry.agents("analyze");
    if (agents.length === 0) {
      throw new NexusError("plugin.not_found", "No installed agent can analyze a question", {
        hint: "Enable or install an agent on the plugins page.",
      });
    }
    const notices: string[] = [];
    for (const [index, agent] of agents.entries()) {
      try {
        return await this.#ask(agent, input, host, hooks, notices);
      } catch (error) {
        const next = agents[index + 1];
        const ofPlugin = error instanceof NexusError && error.code.startsWith("plugin.");
        if (!next || !ofPlugin || hooks.signal.aborted) throw error;
        notices.push(`The agent ${agent.id} failed (${error.message}); ${next.id} answered instead.`);
      }
    }
    throw new NexusError("run.failed", "No agent gave an answer");
  }

  async #ask(
    agent: AgentHandle,
    input: AnalysisInput,
    host: RunHost,
    hooks: AnalysisHooks,
    notices: string[],
  ): Promise<Proposal> {
    const datasets = input.datasets.map(({ id }) => this.#options.catalogue.profile(id));
    let last: Exclude<AgentEvent, { type: "step" | "notice" }> | undefined;
    for await (
      const event of agent.run({ intent: "analyze", question: input.question!, datasets }, host, {
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
    if (last?.type !== "result") {
      throw new NexusError("plugin.contract", `The agent ${agent.id} ended without a result`);
    }
    const execution = host.execution(last.ref);
    return {
      kind: "result",
      reading: last.reading,
      certainty: host.certainty(last.ref),
      execution,
      agent,
      model: host.modelBehind(last.ref),
      notices,
    };
  }

  async #settle(
    input: AnalysisInput,
    host: RunHost,
    proposal: Extract<Proposal, { kind: "result" }>,
    hooks: AnalysisHooks,
    elapsed: () => number,
  ): Promise<Answer> {
    const { execution, reading } = proposal;
    const draft = this.#draft(input, proposal, elapsed());
    hooks.onAnswer(draft);
    const confirming = execution.confirm(hooks.signal);
    const drawing = this.#draw(input, host, proposal, hooks);
    const confirmation = await confirming;
    if (confirmation.disagreement !== null) {
      await drawing;
      return disagreementAnswer(draft, confirmation, elapsed());
    }
    hooks.onStep({
      actor: "nexus",
      title: confirmation.computation === "confirmed"
        ? "A second engine gave the same result"
        : "Computed by one engine",
    });
    const { visual, chart, notice } = await drawing;
    const trust = trustOf(confirmation.computation, proposal.certainty, confirmation.checks, {
      byModel: proposal.model !== null,
    });
    const answer: Answer = {
      ...draft,
      trust,
      computation: confirmation.computation,
      checks: confirmation.checks,
      excluded: confirmation.excluded,
      notices: [...draft.notices, ...[confirmation.notice, notice].filter((text) => text !== null)],
      ...(visual ? { visual } : {}),
      ...chartFields(chart, reading, execution.table),
    };
    const used = new Set(datasetsOf(execution.plan));
    const datasets = [...used].map((id) => this.#options.catalogue.get(id));
    const agents = proposal.agent ? [{ id: proposal.agent.id, version: proposal.agent.version }] : [];
    const receipt = makeReceipt({
      run: input.run,
      question: input.question?.text ?? null,
      answer,
      execution,
      confirmation,
      datasets,
      agents,
      model: proposal.model &&
        { name: proposal.model.model, prompt: proposal.model.prompt, digest: proposal.model.digest },
    });
    return { ...answer, receipt, ms: elapsed() };
  }

  #draft(input: AnalysisInput, proposal: Extract<Proposal, { kind: "result" }>, ms: number): Answer {
    const { execution, reading, certainty } = proposal;
    const { table } = execution;
    const phrase = phraseAnswer({ question: input.question, reading, table, schema: execution.schema });
    const notices = [...proposal.notices];
    if (table.truncated) {
      notices.push(
        `The result has ${table.rowCount.toLocaleString("en")} rows; the first ${
          table.rows.length.toLocaleString("en")
        } are shown here.`,
      );
    }
    return {
      status: "answered",
      trust: trustOf("single", certainty, [], { byModel: proposal.model !== null }),
      computation: "single",
      reading: certainty,
      kind: phrase.kind,
      answer: phrase.answer as Answer["answer"],
      ...(phrase.values === undefined ? {} : { values: phrase.values }),
      ...(phrase.response === undefined ? {} : { response: phrase.response }),
      text: phrase.text,
      plan: execution.plan,
      words: execution.words,
      sql: execution.sql,
      used: reading?.used ?? [],
      unused: reading?.unused ?? [],
      confidence: reading?.confidence ?? null,
      result: table,
      receipt: null,
      checks: [],
      excluded: [],
      notices,
      ms,
    };
  }

  /** A chart is an extra: where it fails, the answer stands and says so. */
  async #draw(
    input: AnalysisInput,
    host: RunHost,
    proposal: Extract<Proposal, { kind: "result" }>,
    hooks: AnalysisHooks,
  ) {
    const { execution, reading } = proposal;
    let chart = null;
    try {
      const result = {
        ref: "answer",
        columns: execution.schema,
        rowCount: execution.table.rowCount,
        preview: execution.table.rows.slice(0, 50),
      };
      chart = await this.#visualizer.choose(
        {
          question: input.question?.text ?? null,
          reading,
          plan: execution.plan,
          result,
          table: execution.table,
          datasets: this.#profilesOf(execution.plan),
        },
        host,
        hooks,
      );
      if (!chart || input.drawing === "choice") return { visual: null, chart, notice: null };
      const visual = await this.#visualizer.draw(chart, execution.table, hooks.signal);
      return {
        visual,
        chart,
        notice: execution.table.truncated
          ? `The chart shows the first ${execution.table.rows.length.toLocaleString("en")} rows.`
          : null,
      };
    } catch (error) {
      return { visual: null, chart, notice: `No chart could be drawn: ${(error as Error).message}` };
    }
  }

  #profilesOf(plan: Plan): DatasetProfile[] {
    return [...new Set(datasetsOf(plan))].map((id) => this.#options.catalogue.profile(id));
  }

  /** Draws an answer again as another type of chart. */
  async redraw(
    answer: Answer,
    type: string | undefined,
    signal: AbortSignal,
  ): Promise<NonNullable<Answer["visual"]>> {
    if (!answer.result || !answer.plan) {
      throw new NexusError("chart.unsupported", "This answer has no result that could be drawn");
    }
    if (type !== undefined) this.#visualizer.require(type);
    let reason: string | undefined;
    const execution = await this.#options.executor.execute(answer.plan, signal);
    const host = new RunHost({
      reader: this.#options.reader,
      executor: this.#options.executor,
      catalogue: this.#options.catalogue,
      models: this.#options.models,
      library: this.#options.library,
      datasets: [],
      documents: [],
      signal,
    });
    const wish: Reading = {
      plan: answer.plan,
      confidence: 1,
      kind: answer.kind,
      summary: answer.text,
      used: [],
      unused: [],
      chart: { ...(type === undefined ? {} : { type }) },
    };
    const result = {
      ref: "answer",
      columns: execution.schema,
      rowCount: execution.table.rowCount,
      preview: execution.table.rows.slice(0, 50),
    };
    const chart = await this.#visualizer.choose(
      {
        question: null,
        reading: wish,
        plan: answer.plan,
        result,
        table: execution.table,
        datasets: this.#profilesOf(answer.plan),
      },
      host,
      { signal, onStep: ({ detail }) => reason = detail },
    );
    if (!chart) {
      throw new NexusError("chart.unsupported", reason ?? "No installed chart fits this result", {
        hint: "A chart needs at least two columns, one of them a number.",
      });
    }
    if (type !== undefined && chart.type !== type) {
      throw new NexusError("chart.unsupported", reason ?? `A ${type} chart does not fit this result`, {
        hint: `A ${chart.type} chart would.`,
      });
    }
    return await this.#visualizer.draw(chart, execution.table, signal);
  }
}

/** Whether documents can be asked: there are some, and there is a question in words. */
function mayRetrieve(input: AnalysisInput): input is AnalysisInput & { question: Question } {
  return input.plan === null && input.documents.length > 0 && Boolean(input.question?.text.trim());
}

const NOTHING = {
  trust: "none",
  computation: "none",
  reading: "none",
  kind: "none",
  answer: null,
  plan: null,
  words: [],
  sql: null,
  used: [],
  unused: [],
  confidence: null,
  result: null,
  receipt: null,
  checks: [],
  excluded: [],
  notices: [],
} satisfies Partial<Answer>;

function outcomeAnswer(outcome: Exclude<ReadOutcome, { status: "read" }>, ms: number): Answer {
  if (outcome.status === "clarify") {
    const readings = outcome.readings.map(({ plan, summary, confidence }) => ({ plan, summary, confidence }));
    return { ...NOTHING, status: "clarify", text: outcome.message, readings, ms };
  }
  const code = outcome.reason === "unknown_column" ? "plan.unknown_column" : "question.unreadable";
  return {
    ...NOTHING,
    status: "refused",
    text: outcome.message,
    unused: outcome.words,
    nearest: outcome.nearest,
    error: { code, message: outcome.message, details: { reason: outcome.reason, words: outcome.words } },
    ms,
  };
}

/** The answer of an analysis that broke. */
export function failedAnswer(error: unknown, ms: number): Answer {
  const data = toErrorData(error, "run.failed");
  return {
    ...NOTHING,
    status: "failed",
    text: data.message,
    error: data as NonNullable<Answer["error"]>,
    ms,
  };
}

/** Two engines, two results: neither is shown, and the plan is kept so that the fault can be found. */
function disagreementAnswer(draft: Answer, confirmation: Confirmation, ms: number): Answer {
  const message = `DuckDB and Polars give different results: ${confirmation.disagreement}`;
  return {
    ...draft,
    ...{ status: "failed", trust: "none", computation: "none", kind: "none", answer: null, result: null },
    text: message,
    checks: confirmation.checks,
    error: {
      code: "engine.disagreement",
      message,
      hint: "Neither result is shown as right. Please report the plan.",
    },
    ms,
  };
}
