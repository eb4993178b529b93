/**
 * The time that models have for one question, shared by all who ask them.
 *
 * @module
 */
import { NexusError } from "../contract/mod.ts";

/** Milliseconds that are spent call by call. */
export class ModelBudget {
  readonly #now: () => number;
  #left: number;

  constructor(ms: number, now: () => number = () => performance.now()) {
    this.#left = ms;
    this.#now = now;
  }

  /**
   * Makes a call with what is left.
   *
   * @throws NexusError `model.timeout` where nothing is left
   */
  async spend<T>(call: (timeoutMs: number) => Promise<T>): Promise<T> {
    if (this.#left <= 0) {
      throw new NexusError(
        "model.timeout",
        "The models have used up the time that they have for one question",
        {
          hint: "Raise MODEL_TIMEOUT, or choose a smaller model with PRIMARY_MODEL.",
        },
      );
    }
    const started = this.#now();
    try {
      return await call(this.#left);
    } finally {
      this.#left -= this.#now() - started;
    }
  }
}
