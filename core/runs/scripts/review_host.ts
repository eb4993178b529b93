/**
 * What a reviewing agent may ask of the host: to look at the data, and the review model. Nothing that changes the run.
 *
 * @module
 */
import {
  type AgentHost,
  type ExecuteResult,
  type Generated,
  type ModelPrompt,
  NexusError,
  type OutputSchema,
  type Passage,
} from "../../contract/mod.ts";
import type { Models } from "../../models/mod.ts";
import type { ModelBudget } from "../model_budget.ts";

const MAX_GENERATIONS = 1;

/** One reviewer's host, for one script. */
export class ReviewHost implements AgentHost {
  readonly read: AgentHost["read"];
  readonly query: AgentHost["query"];
  readonly fetch: AgentHost["fetch"];
  readonly #models: Models;
  readonly #budget: ModelBudget;
  readonly #signal: AbortSignal;
  #generations = 0;
  #model: string | null = null;

  constructor(
    run: Pick<AgentHost, "read" | "query" | "fetch">,
    options: { models: Models; budget: ModelBudget; signal: AbortSignal },
  ) {
    this.read = (question) => run.read(question);
    this.query = (plan) => run.query(plan);
    this.fetch = (ref, page) => run.fetch(ref, page);
    this.#models = options.models;
    this.#budget = options.budget;
    this.#signal = options.signal;
  }

  /** The model that took part, if one did. */
  get model(): string | null {
    return this.#model;
  }

  async generate(prompt: ModelPrompt, schema: OutputSchema): Promise<Generated> {
    if (++this.#generations > MAX_GENERATIONS) {
      throw new NexusError("plugin.denied", "A reviewer may ask a model once for one script");
    }
    const signal = this.#signal;
    const { value, model } = await this.#budget.spend((timeoutMs) =>
      this.#models.generate(prompt, schema, { signal, role: "review", timeoutMs })
    );
    this.#model = model;
    return { value, model };
  }

  search(): Promise<Passage[]> {
    return Promise.reject(new NexusError("plugin.denied", "A reviewer does not search documents"));
  }

  execute(): Promise<ExecuteResult> {
    return Promise.reject(new NexusError("plugin.denied", "A reviewer does not run scripts"));
  }
}
