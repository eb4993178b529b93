/**
 * What an agent may ask of the host during one run.
 *
 * @module
 */
import {
  type AgentHost,
  type ExecuteRequest,
  type ExecuteResult,
  type Generated,
  type ModelPrompt,
  NexusError,
  type OutputSchema,
  type Passage,
  type Plan,
  type QueryResult,
  type Question,
  type Reading,
  type ReadOutcome,
  type Step,
  type Table,
} from "../contract/mod.ts";
import type { Catalogue } from "../datasets/mod.ts";
import type { Library } from "../documents/mod.ts";
import type { Reader } from "../language/mod.ts";
import type { Generation, Models } from "../models/mod.ts";
import { datasetsOf, mapPlan, planKey } from "../plan/mod.ts";
import type { PluginRegistry } from "../plugins/mod.ts";
import type { Execution, Executor } from "./execute.ts";
import { ModelBudget } from "./model_budget.ts";
import type { ScriptParts } from "./scripts/parts.ts";
import { type ScriptExecution, Scripts } from "./scripts/scripts.ts";

const PREVIEW_ROWS = 50;
const MAX_QUERIES = 50;
const MAX_GENERATIONS = 4;
/** Characters of a form. */
const MAX_FORM = 100_000;
const PASSAGES = 10;

/** What a run's agents may reach. */
export interface RunHostOptions {
  reader: Reader;
  executor: Executor;
  catalogue: Catalogue;
  library: Library;
  models: Models;
  registry: PluginRegistry;
  scripts: ScriptParts;
  question: string | null;
  datasets: string[];
  documents: string[];
  signal: AbortSignal;
  onStep: (step: Step) => void;
}

/** Serves one run's agents, and remembers what was really read and really computed. */
export class RunHost implements AgentHost {
  readonly #executions = new Map<string, Execution>();
  readonly #asked = new Map<string, Plan>();
  readonly #sure = new Set<string>();
  readonly #read = new Set<string>();
  #generations = 0;
  #generation: Generation | null = null;
  readonly #passages = new Map<string, Passage>();
  readonly #options: RunHostOptions;
  readonly #searches: { query: string; limit: number }[] = [];
  readonly #scripts: Scripts;
  readonly #computed = new Map<string, ScriptExecution>();
  #reading: Reading | null = null;
  /** Whom a script is ascribed to: the agent, until a model has spoken to it. */
  #author: string | null = null;
  readonly #budget: ModelBudget;

  constructor(options: RunHostOptions) {
    this.#options = options;
    this.#budget = new ModelBudget(options.models.budgetMs);
    this.#scripts = new Scripts({ ...options, parts: options.scripts, host: this, budget: this.#budget });
  }

  /** Says which agent asks from now on. */
  serve(agent: string): void {
    this.#author = agent;
  }

  async read(question: Question): Promise<ReadOutcome> {
    const { reader, datasets, catalogue, signal } = this.#options;
    const outcome = await reader.read(question, datasets.map((id) => catalogue.profile(id)), { signal });
    if (outcome.status === "read") this.#reading ??= outcome.readings[0]!;
    if (outcome.status !== "refused") {
      for (const [index, reading] of outcome.readings.entries()) {
        const key = planKey(reading.plan);
        this.#read.add(key);
        if (index === 0 && outcome.status === "read" && outcome.certainty === "sure") this.#sure.add(key);
      }
    }
    return outcome;
  }

  async query(plan: Plan): Promise<QueryResult> {
    if (this.#executions.size >= MAX_QUERIES) {
      throw new NexusError(
        "plugin.denied",
        `An agent may run at most ${MAX_QUERIES} queries for one question`,
      );
    }
    const asked = this.inline(plan);
    this.#requireOwn(asked);
    const execution = await this.#options.executor.execute(asked, this.#options.signal);
    const ref = `r${this.#executions.size + 1}`;
    this.#executions.set(ref, execution);
    this.#asked.set(ref, asked);
    return {
      ref,
      columns: execution.schema,
      rowCount: execution.table.rowCount,
      preview: execution.table.rows.slice(0, PREVIEW_ROWS),
    };
  }

  fetch(ref: string, options: { offset?: number; limit?: number } = {}): Promise<Table> {
    const computed = this.#computed.get(ref);
    if (computed) return Promise.resolve(pageOf(computed.outcome.table, options));
    const { plan } = this.execution(ref);
    return this.#options.executor.page(plan, {
      offset: options.offset ?? 0,
      limit: Math.min(options.limit ?? 1000, 10_000),
    }, this.#options.signal);
  }

  async generate(prompt: ModelPrompt, schema: OutputSchema): Promise<Generated> {
    if (++this.#generations > MAX_GENERATIONS) {
      throw new NexusError(
        "plugin.denied",
        `An agent may ask a model at most ${MAX_GENERATIONS} times for one question`,
      );
    }
    if (JSON.stringify(schema).length > MAX_FORM) {
      throw new NexusError("model.prompt_too_long", "The form for the model is too large");
    }
    const { models, signal } = this.#options;
    const generation = await this.#budget.spend((timeoutMs) =>
      models.generate(prompt, schema, { signal, timeoutMs })
    );
    this.#generation = generation;
    this.#author = generation.model;
    return { value: generation.value, model: generation.model };
  }

  /**
   * The model that a result rests on: the last that spoke in this run, unless the language itself read the question as the plan behind it.
   * An agent's word does not count.
   */
  modelBehind(ref: string): Generation | null {
    return this.#read.has(this.#keyOf(ref)) ? null : this.#generation;
  }

  async search(query: string, options: { limit?: number } = {}): Promise<Passage[]> {
    const { library, documents, question, signal } = this.#options;
    if (this.#searches.length >= MAX_QUERIES) {
      throw new NexusError(
        "plugin.denied",
        `An agent may search at most ${MAX_QUERIES} times for one question`,
      );
    }
    const limit = options.limit ?? PASSAGES;
    this.#searches.push({ query, limit });
    const passages = await library.search(query, {
      documents,
      limit,
      ...(question === null ? {} : { question }),
      signal,
    });
    for (const passage of passages) this.#passages.set(passage.id, passage);
    return passages;
  }

  /** What was searched for, in order. */
  searches(): { query: string; limit: number }[] {
    return [...this.#searches];
  }

  async execute(request: ExecuteRequest): Promise<ExecuteResult> {
    return await this.runScript(request, this.#author);
  }

  /** As {@linkcode execute}, for a script whose author is known: null for a person. */
  async runScript(request: ExecuteRequest, author: string | null): Promise<ExecuteResult> {
    const execution = await this.#scripts.execute(request, author);
    const ref = `s${this.#computed.size + 1}`;
    this.#computed.set(ref, execution);
    const { table, kind, console } = execution.outcome;
    return {
      ref,
      kind,
      columns: table.columns,
      rowCount: table.rowCount,
      preview: table.rows.slice(0, PREVIEW_ROWS),
      console,
      findings: execution.code.findings,
    };
  }

  /** @throws NexusError `plugin.contract` for a reference that this run did not give. */
  computed(ref: string): ScriptExecution {
    const computed = this.#computed.get(ref);
    if (!computed) {
      throw new NexusError("plugin.contract", `There is no result "${ref}" of a script in this run`);
    }
    return computed;
  }

  /** A script that came to no result, where the run had one. */
  get failedScript(): Scripts["failed"] {
    return this.#scripts.failed;
  }

  /** How the language read the question, where it did. */
  get reading(): Reading | null {
    return this.#reading;
  }

  /** The model that spoke last to this run's agents. */
  get lastGeneration(): Generation | null {
    return this.#generation;
  }

  /** @throws NexusError `plugin.contract` for a passage that this run did not find. */
  passage(id: string): Passage {
    const passage = this.#passages.get(id);
    if (!passage) throw new NexusError("plugin.contract", `There is no passage "${id}" in this run`);
    return passage;
  }

  /** @throws NexusError `plugin.contract` for a reference that this run did not give. */
  execution(ref: string): Execution {
    const execution = this.#executions.get(ref);
    if (!execution) throw new NexusError("plugin.contract", `There is no result "${ref}" in this run`);
    return execution;
  }

  /** Whether this run's own language read the question as the plan behind a result, and was sure. */
  certainty(ref: string): "sure" | "likely" {
    return this.#sure.has(this.#keyOf(ref)) ? "sure" : "likely";
  }

  #keyOf(ref: string): string {
    const plan = this.#asked.get(ref);
    return plan ? planKey(plan) : "";
  }

  /** An agent reaches the datasets of its run, and no other whose id it knows or guesses. */
  #requireOwn(plan: Plan): void {
    const other = datasetsOf(plan).find((id) => !this.#options.datasets.includes(id));
    if (other === undefined) return;
    throw new NexusError("plan.invalid", `There is no dataset "${other}" in this run`, {
      hint: "Name it among the datasets of the question.",
    });
  }

  /** A plan over earlier results is a plan over datasets: each reference is replaced by the plan behind it. */
  inline(plan: Plan): Plan {
    return mapPlan(plan, (node) => node.op === "result" ? this.execution(node.ref).plan : node);
  }
}

function pageOf(table: Table, { offset = 0, limit = 1000 }: { offset?: number; limit?: number }): Table {
  const rows = table.rows.slice(offset, offset + limit);
  return { ...table, rows, truncated: offset + rows.length < table.rowCount };
}
