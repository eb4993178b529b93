/**
 * What a writing agent may ask of the host: the model. It has been given all else.
 *
 * @module
 */
import {
  type AgentHost,
  type Generated,
  type ModelPrompt,
  NexusError,
  type OutputSchema,
} from "../../contract/mod.ts";
import type { Models } from "../../models/mod.ts";

const denied = () => Promise.reject(new NexusError("plugin.denied", "A writer has no need of that"));
const MAX_GENERATIONS = 2;

/** One writer's host, for one report. Without models it writes without one. */
export class WriteHost implements AgentHost {
  readonly read = denied;
  readonly query = denied;
  readonly fetch = denied;
  readonly search = denied;
  readonly execute = denied;
  readonly #models: Models | null;
  readonly #signal: AbortSignal;
  #generations = 0;
  #model: string | null = null;

  constructor(models: Models | null, options: { signal: AbortSignal }) {
    this.#models = models;
    this.#signal = options.signal;
  }

  /** The model that took part, if one did. */
  get model(): string | null {
    return this.#model;
  }

  async generate(prompt: ModelPrompt, schema: OutputSchema): Promise<Generated> {
    if (this.#models === null) throw new NexusError("model.none", "This text is written without a model");
    if (++this.#generations > MAX_GENERATIONS) {
      throw new NexusError("plugin.denied", `A writer may ask a model at most ${MAX_GENERATIONS} times`);
    }
    const { value, model } = await this.#models.generate(prompt, schema, { signal: this.#signal });
    this.#model = model;
    return { value, model };
  }
}
