/**
 * A server on the loopback interface that speaks Ollama's API: what it answers is scripted, how it answers is real. With
 * `NEXUS_TEST_OLLAMA=true` the tests of the API run against the Ollama at `OLLAMA_BASE_URL` as well, and say so.
 */
import type { Machine } from "./machine.ts";

/** What the model does with one request. */
export interface Scripted {
  text?: string;
  /** Pieces instead of one text. */
  pieces?: string[];
  /** Before each piece. */
  delayMs?: number;
  /** Breaks the connection after so many pieces. */
  dropAfter?: number;
  promptTokens?: number;
  ended?: "stop" | "length";
  /** An answer that is no success. */
  status?: number;
  /** With `status` its message; without, one in the middle of the stream. */
  error?: string;
}

/** A request for text as the server got it. */
export interface Asked {
  model: string;
  prompt: string;
  format: unknown;
  options: Record<string, unknown>;
  think: boolean | undefined;
  authorization: string | null;
}

export interface ServedModel {
  name: string;
  size?: number;
  capabilities?: string[];
  context?: number;
  remote_host?: string;
}

export interface TestOllama {
  url: string;
  asked: Asked[];
  /** Requests whose answer nobody waited for. */
  aborted: number;
  close(): Promise<void>;
}

/** A machine of which everything is known. */
export const MACHINE: Machine = { cpu: "Test", cores: 8, memoryMb: 16_384, gpus: [], shared: false };

const DIGEST = "a80c4f17acd55265feec403c7aef86be0c25983ab279d83f3bcd3abbcb5b8b72";

/** Starts a server; `answer` says what its model does with a prompt. */
export function serveOllama(
  answer: (asked: Asked, count: number) => Scripted,
  options: { models?: ServedModel[]; key?: string; version?: string; port?: number } = {},
): TestOllama {
  const models = options.models ?? [{ name: "llama3.2:3b" }, { name: "nomic-embed-text:latest" }];
  const served: TestOllama = { url: "", asked: [], aborted: 0, close: () => server.shutdown() };
  const json = (value: unknown, status = 200) =>
    new Response(JSON.stringify(value), {
      status,
      headers: { "content-type": "application/json; charset=utf-8" },
    });
  const find = (name: string) =>
    models.find((model) => model.name === name || model.name === `${name}:latest`);
  const handle = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    if (options.key !== undefined && request.headers.get("authorization") !== `Bearer ${options.key}`) {
      return new Response("unauthorized", { status: 401 });
    }
    if (request.method === "GET") {
      switch (pathname) {
        case "/":
          return new Response("Ollama is running");
        case "/api/version":
          return json({ version: options.version ?? "0.12.6" });
        case "/api/tags":
          return json({ models: models.map(tagOf) });
        case "/api/ps":
          return json({ models: models.slice(0, 1).map((model) => ({ ...tagOf(model), size_vram: 0 })) });
      }
      return new Response("404 page not found", { status: 404 });
    }
    const body = await request.json();
    const model = find(body.model ?? "");
    if (!model) return json({ error: `model '${body.model}' not found` }, 404);
    switch (pathname) {
      case "/api/show":
        return json({
          details: { family: "llama", parameter_size: "3.2B", quantization_level: "Q4_K_M" },
          model_info: { "general.architecture": "llama", "llama.context_length": model.context ?? 131_072 },
          capabilities: model.capabilities ?? (model.name.includes("embed") ? ["embedding"] : ["completion"]),
        });
      case "/api/embed": {
        const input = [body.input].flat() as string[];
        if (input.some((text) => text.length > 10_000)) {
          return json({ error: "the input length exceeds the context length" }, 400);
        }
        return json({ model: body.model, embeddings: input.map(embedding), prompt_eval_count: input.length });
      }
      case "/api/chat":
      case "/api/generate": {
        const prompt = body.messages
          ? body.messages.map(({ content }: { content: string }) => content).join("\n")
          : String(body.prompt);
        const asked: Asked = {
          model: body.model,
          prompt,
          format: body.format,
          options: body.options ?? {},
          think: body.think,
          authorization: request.headers.get("authorization"),
        };
        served.asked.push(asked);
        return speak(answer(asked, served.asked.length), body, pathname.endsWith("chat"), asked);
      }
    }
    return new Response("404 page not found", { status: 404 });
  };
  const speak = (
    script: Scripted,
    body: { model: string; stream?: boolean },
    chat: boolean,
    asked: Asked,
  ) => {
    if (script.status !== undefined) return json({ error: script.error ?? "internal error" }, script.status);
    const { pieces = [script.text ?? ""], delayMs = 0, dropAfter } = script;
    const part = (text: string, more: object = { done: false }) => ({
      model: body.model,
      created_at: new Date().toISOString(),
      ...(chat ? { message: { role: "assistant", content: text } } : { response: text }),
      ...more,
    });
    const context = Number(asked.options.num_ctx ?? 4096);
    const last = {
      done: true,
      done_reason: script.ended ?? "stop",
      total_duration: 1,
      // What does not fit is cut without a word, as the real one does.
      prompt_eval_count: script.promptTokens ?? Math.min(context, Math.ceil(asked.prompt.length / 4)),
      eval_count: pieces.length,
    };
    if (body.stream === false) return json(part(pieces.join(""), last));
    let at = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const encoder = new TextEncoder();
    const stream = new ReadableStream<Uint8Array>({
      async pull(controller) {
        if (delayMs > 0) await new Promise((resolve) => timer = setTimeout(resolve, delayMs));
        const write = (value: object) => controller.enqueue(encoder.encode(JSON.stringify(value) + "\n"));
        if (at === dropAfter) return controller.error(new Error("dropped"));
        if (at < pieces.length) return write(part(pieces[at++]!));
        write(script.error === undefined ? part("", last) : { error: script.error });
        controller.close();
      },
      cancel() {
        clearTimeout(timer);
        served.aborted++;
      },
    });
    return new Response(stream, { headers: { "content-type": "application/x-ndjson" } });
  };
  const server = Deno.serve({
    hostname: "127.0.0.1",
    port: options.port ?? 0,
    onListen: () => {},
    onError: () => new Response(null, { status: 500 }),
  }, handle);
  served.url = `http://127.0.0.1:${server.addr.port}`;
  return served;
}

function tagOf({ name, size = 2_019_393_189, remote_host }: ServedModel) {
  return {
    name,
    model: name,
    modified_at: "2025-11-01T10:00:00Z",
    size,
    digest: DIGEST,
    details: { format: "gguf", family: "llama", parameter_size: "3.2B", quantization_level: "Q4_K_M" },
    ...(remote_host === undefined ? {} : { remote_host }),
  };
}

/** A vector of the letters, so that equal texts are equal and others are not. */
function embedding(text: string): number[] {
  const vector = new Array(16).fill(0);
  for (const [index, letter] of [...text].entries()) vector[letter.codePointAt(0)! % 16] += 1 + index / 100;
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

/** Runs a test with a server. */
export async function withOllama(
  answer: (asked: Asked, count: number) => Scripted,
  test: (ollama: TestOllama) => Promise<void>,
  options: Parameters<typeof serveOllama>[1] = {},
): Promise<void> {
  const ollama = serveOllama(answer, options);
  try {
    await test(ollama);
  } finally {
    await ollama.close();
  }
}

/** The real Ollama that the tests of the API run against as well; null where that was not asked for. */
export function realOllama(): { url: string } | null {
  if (Deno.env.get("NEXUS_TEST_OLLAMA") !== "true") return null;
  const url = Deno.env.get("OLLAMA_BASE_URL") ?? "http://127.0.0.1:11434";
  console.log(`These tests also run against the Ollama at ${url}.`);
  return { url };
}
