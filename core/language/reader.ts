/**
 * The host's side of the reader process.
 *
 * @module
 */
import {
  type DatasetProfile,
  NexusError,
  type Question,
  type ReadOutcome,
  type ValueIndex,
} from "../contract/mod.ts";
import { type Child, spawnChild } from "../process/mod.ts";
import { ReadReply, type ReadRequest } from "./reader_protocol.ts";

/** What a {@linkcode Reader} needs. */
export interface ReaderOptions {
  /** Loads the value index of a dataset; called once per dataset and process. */
  values(dataset: string): ValueIndex | Promise<ValueIndex>;
  /** Time for one question, in milliseconds, after which the process is replaced. 5,000 by default. */
  deadlineMs?: number;
  /** Today; the clock by default. */
  now?(): Date;
  /** Resident memory at which the process is replaced, in MB. */
  maxRssMb?: number;
}

/** How long the process may take to start, which is no time of a question: on a machine that does much else, longer than any of them. */
const START_MS = 60_000;

/** Reads questions in a process without permissions, that is killed at its deadline and replaced when next asked. */
export class Reader {
  readonly #options: ReaderOptions;
  #child: Child | undefined;
  #ready: Promise<unknown> = Promise.resolve();
  /** The process does one thing at a time; what waits for its turn is not late yet. */
  #turn: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(options: ReaderOptions) {
    this.#options = options;
  }

  /** Starts the process, so that the first question does not wait for it. */
  warm(): void {
    if (!this.#closed) this.#process();
  }

  /** Lets the process go, with what it keeps; the next question or {@linkcode warm} starts another. */
  rest(): void {
    const child = this.#child;
    this.#child = undefined;
    child?.kill("nobody asks");
  }

  /**
   * Reads one question.
   *
   * @throws {NexusError} `process.deadline` where reading took too long, `process.crashed`, `process.cancelled`.
   */
  async read(
    question: Question,
    datasets: readonly DatasetProfile[],
    options: { signal?: AbortSignal } = {},
  ): Promise<ReadOutcome> {
    const now = (this.#options.now?.() ?? new Date()).toISOString();
    const request: ReadRequest = { question, datasets: [...datasets], now };
    let reply = await this.#call("read", request, options.signal);
    if ("needs" in reply) {
      const loaded = await Promise.all(reply.needs.map((id) => this.#options.values(id)));
      for (const values of loaded) await this.#send("values", { values }, options.signal);
      reply = await this.#call("read", request, options.signal);
    }
    if ("needs" in reply) {
      throw new NexusError("process.protocol", "The reader asked twice for the same index of values");
    }
    return reply.outcome;
  }

  /** Drops what the process keeps of a dataset that is gone. */
  async forget(dataset: string): Promise<void> {
    if (this.#child !== undefined) await this.#send("forget", { dataset }, undefined).catch(() => {});
  }

  async close(): Promise<void> {
    this.#closed = true;
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined) return;
    child.kill("closed");
    // The end of a process alone does not hold a program that has nothing else to do.
    const held = setInterval(() => {}, 1000);
    await child.exited.finally(() => clearInterval(held));
  }

  async #call(method: string, params: unknown, signal: AbortSignal | undefined): Promise<ReadReply> {
    const reply = ReadReply.safeParse(await this.#send(method, params, signal));
    if (!reply.success) {
      throw new NexusError("process.protocol", "The reader gave something that is no reading", {
        cause: reply.error,
      });
    }
    return reply.data;
  }

  #send(method: string, params: unknown, signal: AbortSignal | undefined): Promise<unknown> {
    const mine = this.#turn.then(() => this.#work(method, params, signal));
    this.#turn = mine.catch(() => {});
    if (signal === undefined) return mine;
    return new Promise((resolve, reject) => {
      const abort = () => reject(cancelled());
      if (signal.aborted) abort();
      signal.addEventListener("abort", abort, { once: true });
      mine.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
    });
  }

  async #work(method: string, params: unknown, signal: AbortSignal | undefined): Promise<unknown> {
    if (this.#closed) throw new NexusError("process.cancelled", "The reader is closed");
    if (signal?.aborted) throw cancelled();
    const child = this.#process();
    try {
      await this.#ready;
      const timeoutMs = this.#options.deadlineMs ?? 5000;
      // Not cancelled: the process would go on with it, in the time of the next.
      return (await child.channel.call(method, params, { timeoutMs })).value;
    } catch (error) {
      if (
        error instanceof NexusError &&
        (error.code === "process.deadline" || error.code === "process.protocol")
      ) this.#discard(child, error.message);
      throw error;
    }
  }

  #process(): Child {
    if (this.#child !== undefined) return this.#child;
    const child = spawnChild({
      entry: "reader",
      permissions: [],
      v8Flags: ["--max-old-space-size=512", "--disallow-code-generation-from-strings"],
      maxRssMb: this.#options.maxRssMb ?? 1024,
      onExit: () => {
        if (this.#child === child) this.#child = undefined;
      },
    });
    this.#child = child;
    // Any answer tells that it is there.
    this.#ready = child.channel.call("forget", { dataset: "" }, { timeoutMs: START_MS });
    this.#ready.catch(() => {});
    return child;
  }

  #discard(child: Child, reason: string): void {
    if (this.#child === child) this.#child = undefined;
    child.kill(reason);
  }
}

function cancelled(): NexusError {
  return new NexusError("process.cancelled", "The question was cancelled");
}
