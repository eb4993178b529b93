/**
 * The models of this Nexus: which are here, which is used for what, and having them answer.
 *
 * @module
 */
import {
  type Generated,
  type ModelPrompt,
  type ModelRole,
  type ModelsInfo,
  NexusError,
  type OutputSchema,
} from "../contract/mod.ts";
import { checkOutput } from "./check_output.ts";
import { knownModel } from "./catalogue.ts";
import { OllamaClient, shownUrl } from "./client.ts";
import { type Machine, probeMachine } from "./machine.ts";
import { contextFor, messagesOf, type ModelMessage, promptHash, wasCut } from "./prompt.ts";
import { type InstalledModel, selectModels } from "./select.ts";

/** What {@linkcode Models} goes by. */
export interface ModelsOptions {
  baseUrl: string;
  apiKey?: string;
  wanted: Record<ModelRole, string>;
  automatic: boolean;
  enginesMb: number;
  timeoutMs: number;
  /** Hears how each form came out: `ok` or the code of the error, and the milliseconds. */
  onGenerated?: (outcome: string, ms: number) => void;
  /** Looks at the machine; for tests another than this one. */
  probe?: (options: { signal: AbortSignal }) => Promise<Machine>;
}

/** A form that a model filled, and what it was asked. */
export interface Generation extends Generated {
  digest: string;
  /** SHA-256 of the messages. */
  prompt: string;
}

const LOOK_MS = 3000;
/** How long what Ollama has is believed. */
const FRESH_MS = 30_000;
const ANSWER_TOKENS = 1024;
const MAX_ANSWER_TOKENS = 3072;
const FORMS_PER_QUESTION = 2;
const MAX_SHOWN = 20;
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\]|::1|0\.0\.0\.0)$/;

/** What Ollama says of itself. */
interface Found {
  ollama: ModelsInfo["ollama"];
  installed: InstalledModel[];
  at: number;
}

/** Knows what Ollama has and asks it. */
export class Models {
  readonly #options: ModelsOptions;
  readonly #client: OllamaClient;
  readonly #closing = new AbortController();
  #machine: Promise<Machine> | undefined;
  #found: Found | undefined;
  #asking: Promise<Found> | undefined;
  /** Whether a model was ever there; its absence is then a fault, not how this machine is. */
  #seen = false;

  constructor(options: ModelsOptions) {
    this.#options = options;
    this.#client = new OllamaClient(options);
  }

  /** Looks ahead of the first question. */
  warm(): void {
    this.choices().catch(() => {});
  }

  /** Whether a primary model was named, or was there before. */
  get expected(): boolean {
    return this.#seen || this.#options.wanted.primary !== "";
  }

  /** Milliseconds that models may take for all forms of one question. */
  get budgetMs(): number {
    return FORMS_PER_QUESTION * this.#options.timeoutMs;
  }

  close(): void {
    this.#closing.abort();
  }

  /** Which model is used for what. The machine is not looked at where Ollama is away. */
  async choices(): Promise<Pick<ModelsInfo, "ollama" | "choices">> {
    const found = await this.#look();
    if (found.ollama.reachable) return await this.#select(found);
    const reason = found.ollama.message;
    const roles: ModelRole[] = ["primary", "review", "embedding"];
    return { ollama: found.ollama, choices: roles.map((role) => ({ role, model: null, reason })) };
  }

  /** The machine, what Ollama has, and what was chosen. Never throws where Ollama is away: it says so. */
  async info(): Promise<ModelsInfo> {
    return await this.#select(await this.#look());
  }

  /**
   * Has the primary model fill a form. The answer is held against the schema here, and repaired at most once.
   *
   * @throws NexusError `model.*`, `process.cancelled`
   */
  async generate(
    prompt: ModelPrompt,
    schema: OutputSchema,
    options: { signal?: AbortSignal; role?: "primary" | "review"; timeoutMs?: number } = {},
  ): Promise<Generation> {
    const { model, context: longest } = await this.#chosen(options.role ?? "primary");
    const first = messagesOf(prompt, schema);
    const answer = answerTokens(schema);
    const context = contextFor(first, { answer: 2 * answer + 256, longest });
    if (context === null) {
      throw new NexusError("model.prompt_too_long", `The prompt does not fit the context of ${model.name}`, {
        hint: "Ask about fewer tables, or use a model with a longer context.",
      });
    }
    const allowed = Math.min(this.#options.timeoutMs, options.timeoutMs ?? Infinity);
    const started = performance.now();
    const ask = async (messages: ModelMessage[]) => {
      const timeoutMs = allowed - (performance.now() - started);
      if (timeoutMs <= 0) {
        throw new NexusError("model.timeout", `${model.name} did not finish within MODEL_TIMEOUT`);
      }
      const thinks = model.capabilities?.includes("thinking") ??
        knownModel(model.name)?.abilities.includes("thinking");
      const reply = await this.#client.chat({
        model: model.name,
        messages,
        context,
        answer,
        schema,
        ...(thinks ? { think: false } : {}),
      }, { timeoutMs, signal: options.signal });
      if (wasCut(messages, { promptTokens: reply.promptTokens, context })) {
        throw new NexusError(
          "model.prompt_too_long",
          `Ollama cut the prompt: it read ${reply.promptTokens} tokens of it, in a context of ${context}`,
        );
      }
      const checked = checkOutput(reply.text, schema);
      return {
        text: reply.text,
        checked: !checked.ok && reply.ended === "length"
          ? { ok: false as const, problem: "it is cut" }
          : checked,
      };
    };
    try {
      let messages = first;
      let { text, checked } = await ask(messages);
      if (!checked.ok) {
        messages = [
          ...first,
          { role: "assistant", content: text.slice(0, 2 * answer) },
          {
            role: "user",
            content:
              `That does not fit the schema: ${checked.problem}. Answer again with the JSON object alone.`,
          },
        ];
        ({ text, checked } = await ask(messages));
      }
      if (!checked.ok) {
        throw new NexusError(
          "model.invalid_output",
          `${model.name} gave no answer of the form that was asked for, also when asked again: ${checked.problem}`,
          { details: { model: model.name, problem: checked.problem } },
        );
      }
      this.#options.onGenerated?.("ok", performance.now() - started);
      return { value: checked.value, model: model.name, digest: model.digest, prompt: promptHash(messages) };
    } catch (error) {
      const code = error instanceof NexusError ? error.code : "internal.error";
      this.#options.onGenerated?.(code, performance.now() - started);
      if (error instanceof NexusError && ["model.unavailable", "model.not_found"].includes(error.code)) {
        this.#found = undefined;
      }
      throw error;
    }
  }

  /**
   * One vector a text, by the embedding model.
   *
   * @throws NexusError `model.*`, `process.cancelled`
   */
  async embed(
    texts: string[],
    options: { signal?: AbortSignal } = {},
  ): Promise<{ vectors: number[][]; model: string; digest: string }> {
    const { model } = await this.#chosen("embedding");
    const { timeoutMs } = this.#options;
    const vectors = await this.#client.embed(model.name, texts, { timeoutMs, signal: options.signal });
    return { vectors, model: model.name, digest: model.digest };
  }

  async #chosen(role: ModelRole): Promise<{ model: InstalledModel; context: number | null }> {
    const found = await this.#look();
    if (!found.ollama.reachable) {
      const expected = this.#seen || this.#options.wanted[role] !== "";
      throw new NexusError(expected ? "model.unavailable" : "model.none", found.ollama.message);
    }
    const info = await this.#select(found);
    const choice = info.choices.find((one) => one.role === role)!;
    const model = found.installed.find(({ name }) => name === choice.model);
    if (!model) throw new NexusError("model.none", choice.reason);
    this.#seen = true;
    return { model, context: info.installed.find(({ name }) => name === model.name)!.context };
  }

  async #look(): Promise<Found> {
    const found = this.#found;
    if (found !== undefined && performance.now() - found.at < FRESH_MS) return found;
    this.#asking ??= this.#ask().finally(() => this.#asking = undefined);
    return this.#found = await this.#asking;
  }

  async #select({ ollama, installed }: Found): Promise<ModelsInfo> {
    const { baseUrl, enginesMb, wanted, automatic, probe = probeMachine } = this.#options;
    const machine = await (this.#machine ??= probe({ signal: this.#closing.signal }));
    const local = LOOPBACK.test(new URL(baseUrl).hostname);
    const selection = selectModels({ installed, machine, local, enginesMb, wanted, automatic });
    if (!ollama.reachable) { for (const choice of selection.choices) choice.reason = ollama.message; }
    const { cpu, cores, memoryMb, gpus, note } = machine;
    const budget = note ? `${selection.budget}. ${note}` : selection.budget;
    return {
      ollama,
      machine: { cpu, cores, memoryMb, gpus, budgetMb: selection.budgetMb, budget },
      choices: selection.choices,
      installed: selection.installed,
    };
  }

  /** Asks Ollama what it has; of models that are not in the catalogue also what they can do. */
  async #ask(): Promise<Found> {
    const url = shownUrl(this.#options.baseUrl);
    const options = { timeoutMs: LOOK_MS, signal: this.#closing.signal };
    try {
      const [version, listed] = await Promise.all([
        this.#client.version(options),
        this.#client.list(options),
      ]);
      const unknown = listed.filter(({ name, remote }) => !remote && !knownModel(name)).slice(0, MAX_SHOWN);
      const installed = await Promise.all(listed.map(async (model) => {
        if (!unknown.includes(model)) return model;
        const shown = await this.#client.show(model.name, options).catch(() => null);
        if (shown === null) return model;
        const { capabilities, context, remote } = shown;
        return { ...model, capabilities, remote, ...(context === null ? {} : { context }) };
      }));
      const message = `Ollama ${version} at ${url} has ${installed.length} models.`;
      return { ollama: { url, reachable: true, version, message }, installed, at: performance.now() };
    } catch (error) {
      const { message } = error as Error;
      return {
        ollama: { url, reachable: false, version: null, message: `${message}.` },
        installed: [],
        at: performance.now(),
      };
    }
  }
}

/** What an answer may take: more where the form has room for a long text. */
function answerTokens(schema: OutputSchema): number {
  const characters = longestText(schema);
  return Math.min(MAX_ANSWER_TOKENS, Math.max(ANSWER_TOKENS, Math.ceil(characters / 3) + 256));
}

function longestText(schema: OutputSchema): number {
  if ("anyOf" in schema) return Math.max(...schema.anyOf.map(longestText));
  switch (schema.type) {
    case "object":
      return Object.values(schema.properties).reduce((sum, part) => sum + longestText(part), 0);
    case "array":
      return longestText(schema.items) * Math.min(schema.maxItems ?? 1, 4);
    case "string":
      return schema.enum === undefined ? schema.maxLength ?? 0 : 0;
    default:
      return 0;
  }
}
