/**
 * Ollama's API with deadlines, cancelling, and errors of ours.
 *
 * @module
 */
import { type ChatRequest, Ollama } from "ollama/browser";
import { z } from "zod";
import { NexusError, type OutputSchema } from "../contract/mod.ts";
import { callError, type CallFacts, statusError } from "./failure.ts";
import type { ModelMessage } from "./prompt.ts";
import type { InstalledModel } from "./select.ts";

/** Where Ollama is. */
export interface ClientOptions {
  baseUrl: string;
  apiKey?: string;
}

export interface CallOptions {
  signal?: AbortSignal | undefined;
  timeoutMs: number;
}

/** A conversation to be continued. */
export interface ChatInput {
  model: string;
  messages: ModelMessage[];
  /** Tokens for prompt and answer together; Ollama's own default cuts prompts without a word. */
  context: number;
  /** Tokens that the answer may take. */
  answer: number;
  schema?: OutputSchema;
  /** Set for a model that thinks: false keeps it from it. */
  think?: boolean;
  /** Hears each piece of the answer as it comes. */
  onText?: (text: string) => void;
}

/** What a model said. */
export interface ChatReply {
  text: string;
  /** Tokens of the prompt as Ollama counted them; null where it did not. */
  promptTokens: number | null;
  /** `length`: the answer was cut at its limit. */
  ended: "stop" | "length";
}

const MAX_CHARACTERS = 200_000;
const MAX_ERROR_BYTES = 4096;
const KEEP_ALIVE = "10m";

const Tags = z.object({
  models: z.array(z.object({
    name: z.string(),
    digest: z.string().default(""),
    size: z.number().default(0),
    remote_host: z.string().optional(),
    remote_model: z.string().optional(),
  })).nullable(),
});
const Running = z.object({
  models: z.array(z.object({ name: z.string(), size: z.number(), size_vram: z.number().default(0) }))
    .nullable(),
});
const Shown = z.object({
  capabilities: z.array(z.string()).optional(),
  model_info: z.record(z.string(), z.unknown()).optional(),
  remote_host: z.string().optional(),
});
const Embedded = z.object({ embeddings: z.array(z.array(z.number())) });
const Chunk = z.object({
  message: z.object({ content: z.string().default("") }),
  done: z.boolean().default(false),
  done_reason: z.string().optional(),
  prompt_eval_count: z.number().optional(),
});

/** One Ollama. */
export class OllamaClient {
  readonly #options: ClientOptions;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  async version(options: CallOptions): Promise<string> {
    const reply = await this.#call({ what: "say its version" }, options, (api) => api.version());
    return z.object({ version: z.string() }).parse(reply).version;
  }

  /** The models that it has. */
  async list(options: CallOptions): Promise<InstalledModel[]> {
    const reply = await this.#call(
      { what: "list its models" },
      options,
      async (api) => Tags.parse(await api.list()),
    );
    return (reply.models ?? []).map((model) => ({
      name: model.name,
      digest: model.digest,
      size: model.size,
      remote: model.remote_host !== undefined || model.remote_model !== undefined ||
        /[:-]cloud$/.test(model.name),
    }));
  }

  /** The models that are loaded, with the bytes that they take, in all and on graphics cards. */
  async running(options: CallOptions): Promise<{ name: string; size: number; sizeVram: number }[]> {
    const reply = await this.#call(
      { what: "list what is loaded" },
      options,
      async (api) => Running.parse(await api.ps()),
    );
    return (reply.models ?? []).map(({ name, size, size_vram }) => ({ name, size, sizeVram: size_vram }));
  }

  /** What a model can do and how long its context is, as far as Ollama knows. */
  async show(
    model: string,
    options: CallOptions,
  ): Promise<{ capabilities: string[]; context: number | null; remote: boolean }> {
    const reply = await this.#call(
      { what: "describe a model", model },
      options,
      async (api) => Shown.parse(await api.show({ model })),
    );
    const [, context] =
      Object.entries(reply.model_info ?? {}).find(([key]) => key.endsWith(".context_length")) ?? [];
    return {
      capabilities: reply.capabilities ?? [],
      context: typeof context === "number" ? context : null,
      remote: reply.remote_host !== undefined,
    };
  }

  /** Continues a conversation. It is streamed, so that it ends at once when it is cancelled or late. */
  async chat(input: ChatInput, options: CallOptions): Promise<ChatReply> {
    const { model, messages, context, answer, schema, think } = input;
    const request: ChatRequest & { stream: true } = {
      model,
      messages,
      stream: true,
      keep_alive: KEEP_ALIVE,
      options: { temperature: 0, seed: 0, num_ctx: context, num_predict: answer },
      ...(schema === undefined ? {} : { format: schema }),
      ...(think === undefined ? {} : { think }),
    };
    return await this.#call({ what: "finish an answer", model }, options, async (api) => {
      let text = "";
      for await (const part of await api.chat(request)) {
        options.signal?.throwIfAborted();
        const chunk = Chunk.safeParse(part);
        if (!chunk.success) throw new SyntaxError("a piece of the answer has another form");
        const { message, done, done_reason, prompt_eval_count } = chunk.data;
        text += message.content;
        if (message.content) input.onText?.(message.content);
        if (text.length > MAX_CHARACTERS) {
          throw new NexusError("model.invalid_output", `The model ${model} writes without end`);
        }
        if (done) {
          return {
            text,
            promptTokens: prompt_eval_count ?? null,
            ended: done_reason === "length" ? "length" as const : "stop" as const,
          };
        }
      }
      throw new SyntaxError("the answer has no end");
    });
  }

  /** One vector a text, in order. A text that is too long is an error, not cut. */
  async embed(model: string, texts: string[], options: CallOptions): Promise<number[][]> {
    const { embeddings } = await this.#call(
      { what: "embed texts", model },
      options,
      async (api) =>
        Embedded.parse(await api.embed({ model, input: texts, truncate: false, keep_alive: KEEP_ALIVE })),
    );
    const [first] = embeddings;
    if (embeddings.length !== texts.length || embeddings.some(({ length }) => length !== first!.length)) {
      throw new NexusError(
        "model.invalid_output",
        `The model ${model} gave ${embeddings.length} vectors for ${texts.length} texts, or of unequal length`,
      );
    }
    return embeddings;
  }

  async #call<T>(
    call: Pick<CallFacts, "what" | "model">,
    { signal, timeoutMs }: CallOptions,
    work: (api: Ollama) => Promise<T>,
  ): Promise<T> {
    const { baseUrl, apiKey } = this.#options;
    const facts: CallFacts = { ...call, url: shownUrl(baseUrl), seconds: timeoutMs / 1000 };
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), timeoutMs);
    const over = new AbortController();
    const scope = AbortSignal.any([late.signal, over.signal, ...(signal ? [signal] : [])]);
    let answered = false;
    const guarded: typeof fetch = async (url, init) => {
      const response = await fetch(url, {
        ...init,
        // A redirect would carry data elsewhere.
        redirect: "error",
        signal: init?.signal ? AbortSignal.any([scope, init.signal]) : scope,
      });
      answered = true;
      if (!response.ok) throw statusError(response.status, await errorText(response), facts);
      return response;
    };
    const api = new Ollama({
      host: baseUrl,
      fetch: guarded,
      ...(apiKey ? { headers: { Authorization: `Bearer ${apiKey}` } } : {}),
    });
    try {
      return await work(api);
    } catch (error) {
      if (error instanceof z.ZodError) {
        throw new NexusError(
          "model.failed",
          `What answers at ${facts.url} is not Ollama, or of another version`,
          {
            cause: error,
          },
        );
      }
      throw callError(error, facts, { cancelled: signal, timedOut: late.signal.aborted, answered });
    } finally {
      clearTimeout(timer);
      over.abort();
    }
  }
}

/** An address without the name and password that it may hold. */
export function shownUrl(address: string): string {
  const url = new URL(address);
  return `${url.protocol}//${url.host}${url.pathname === "/" ? "" : url.pathname}`;
}

async function errorText(response: Response): Promise<string> {
  const text = (await response.text().catch(() => "")).slice(0, MAX_ERROR_BYTES);
  try {
    const { error } = JSON.parse(text);
    if (typeof error === "string") return error;
  } catch {
    // A proxy's page.
  }
  return text.trim() || `status ${response.status}`;
}
