/**
 * The host's side of agents.
 *
 * @module
 */
import { z } from "zod";
import {
  type AgentEvent,
  AgentEventData,
  type AgentHost,
  type AgentTask,
  ExecuteRequest,
  ExecuteResult,
  Generated,
  type HostCapability,
  type Manifest,
  ModelPrompt,
  NexusError,
  OutputSchema,
  Plan,
  Question,
} from "../contract/mod.ts";
import type { Handler } from "../process/mod.ts";
import { checkReply } from "./failure.ts";
import type { PluginCall, PluginSlot } from "./slot.ts";
import { streamOf } from "./stream.ts";

const MAX_EVENTS = 1000;
const Fetch = z.object({
  ref: z.string(),
  options: z.object({
    offset: z.number().int().nonnegative().optional(),
    limit: z.number().int().nonnegative().optional(),
  }),
});
const Generate = z.object({ prompt: ModelPrompt, schema: OutputSchema });

const Search = z.object({
  query: z.string().max(4000),
  options: z.object({ limit: z.number().int().min(1).max(100).optional() }),
});

/** An agent that is installed. */
export class AgentHandle {
  readonly #slot: PluginSlot;

  constructor(slot: PluginSlot) {
    this.#slot = slot;
  }

  get id(): string {
    return this.#slot.id;
  }

  get version(): string {
    return this.#slot.manifest.version;
  }

  get manifest(): Manifest {
    return this.#slot.manifest;
  }

  /** Gives it a task; it may ask `host` for what its manifest was granted. */
  async *run(task: AgentTask, host: AgentHost, call: PluginCall = {}): AsyncGenerator<AgentEvent> {
    const { session, close } = this.#slot.openSession(this.#handlers(host));
    let events = 0;
    try {
      // An event can end the run, so the next is not asked for ahead.
      for await (
        const { value } of streamOf(this.#slot, "run", { session, task }, {
          signal: call.signal,
          ahead: false,
        })
      ) {
        if (++events > MAX_EVENTS) {
          throw new NexusError("plugin.contract", `The agent ${this.id} said more than ${MAX_EVENTS} things`);
        }
        yield checkReply(AgentEventData, value, this.id, "run");
      }
    } finally {
      close();
    }
  }

  #handlers(host: AgentHost): Record<string, Handler> {
    const checked = <T>(
      schema: z.ZodType<T>,
      run: (params: T) => Promise<unknown>,
      capability: HostCapability = "data",
    ): Handler =>
    async (params) => {
      this.#demand(capability);
      const result = schema.safeParse(params);
      if (result.success) return await run(result.data);
      const [issue] = result.error.issues;
      throw new NexusError(
        capability === "data" ? "plan.invalid" : "plugin.contract",
        `The agent ${this.id} asked for what is none: ${issue?.path.join(".")}: ${issue?.message}`,
      );
    };
    return {
      read: checked(Question, (question) => host.read(question)),
      query: checked(Plan, (plan) => host.query(plan)),
      fetch: checked(Fetch, ({ ref, options: { offset, limit } }) =>
        host.fetch(ref, {
          ...(offset === undefined ? {} : { offset }),
          ...(limit === undefined ? {} : { limit }),
        })),
      generate: checked(
        Generate,
        async ({ prompt, schema }) => Generated.parse(await host.generate(prompt, schema)),
        "model",
      ),
      search: checked(
        Search,
        ({ query, options: { limit } }) => host.search(query, limit === undefined ? {} : { limit }),
        "documents",
      ),
      execute: checked(
        ExecuteRequest,
        async (request) => ExecuteResult.parse(await host.execute(request)),
        "code",
      ),
    };
  }

  #demand(capability: HostCapability): void {
    if (this.#slot.may(capability)) return;
    const asked = this.manifest.permissions.host.some((entry) => entry.capability === capability);
    throw new NexusError("plugin.denied", `The agent ${this.id} was not granted "${capability}"`, {
      hint: asked
        ? `deno task plugin grant ${this.id} host:${capability} gives it back.`
        : "Its plugin.json must ask for it under permissions.host, with a reason.",
    });
  }
}
