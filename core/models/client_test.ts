import assert from "node:assert/strict";
import { until } from "nexus/testing";
import type { OutputSchema } from "../contract/mod.ts";
import { checkOutput } from "./check_output.ts";
import { OllamaClient } from "./client.ts";
import { realOllama, serveOllama, withOllama } from "./_ollama_for_tests.ts";

const SHAPE: OutputSchema = {
  type: "object",
  properties: { city: { type: "string", enum: ["Paris", "Rome"] } },
  required: ["city"],
  additionalProperties: false,
};
const CHAT = { context: 4096, answer: 256 };
const QUESTION = { role: "user" as const, content: "The capital of France, as JSON." };
const PATIENT = { timeoutMs: 120_000 };

/** The tests that every Ollama must pass. */
function conformance(name: string, start: () => { url: string; close(): Promise<void> }): void {
  const test = (title: string, run: (client: OllamaClient, model: string) => Promise<void>) =>
    Deno.test(`${name}: ${title}`, async () => {
      const server = start();
      try {
        const client = new OllamaClient({ baseUrl: server.url });
        const model = (await client.list(PATIENT)).find(({ name }) => !name.includes("embed"));
        assert.ok(model, `the Ollama at ${server.url} has no model that writes`);
        await run(client, model.name);
      } finally {
        await server.close();
      }
    });
  test("version, models, abilities, what is loaded", async (client, model) => {
    assert.match(await client.version(PATIENT), /^\d+\.\d+/);
    const [first] = await client.list(PATIENT);
    assert.ok(first!.size > 0 && first!.digest.length > 10);
    const shown = await client.show(model, PATIENT);
    assert.ok(shown.context! >= 512);
    assert.ok(shown.capabilities.includes("completion"));
    assert.ok(Array.isArray(await client.running(PATIENT)));
  });
  test("chat() streams an answer of the form that was asked for", async (client, model) => {
    const pieces: string[] = [];
    const input = { model, messages: [QUESTION], schema: SHAPE, ...CHAT };
    const reply = await client.chat({ ...input, onText: (text) => pieces.push(text) }, PATIENT);
    assert.equal(pieces.join(""), reply.text);
    assert.ok(pieces.length > 1);
    assert.deepEqual(checkOutput(reply.text, SHAPE), { ok: true, value: { city: "Paris" } });
    assert.ok(reply.promptTokens! > 0);
  });
  test("chat() ends when it is cancelled", async (client, model) => {
    const controller = new AbortController();
    const started = client.chat(
      { model, messages: [QUESTION], ...CHAT, onText: () => controller.abort() },
      { ...PATIENT, signal: controller.signal },
    );
    await assert.rejects(started, { code: "process.cancelled" });
  });
  test("a model that is not there", async (client) => {
    const input = { model: "no-such-model:1b", messages: [QUESTION], ...CHAT };
    await assert.rejects(client.chat(input, PATIENT), {
      code: "model.not_found",
      hint: "ollama pull no-such-model:1b",
    });
  });
}

conformance("a loopback server", () => serveOllama(() => ({ pieces: ['{"ci', 'ty": "Pa', 'ris"}'] })));
const real = realOllama();
if (real) conformance("the real Ollama", () => ({ url: real.url, close: () => Promise.resolve() }));

const ASK = { model: "llama3.2:3b", messages: [QUESTION], ...CHAT };

Deno.test("chat() asks for temperature 0, a context of its own and the schema", async () => {
  await withOllama(() => ({ text: "{}" }), async ({ url, asked }) => {
    await new OllamaClient({ baseUrl: url, apiKey: "k" }).chat(
      { ...ASK, schema: SHAPE, think: false },
      PATIENT,
    );
    assert.deepEqual(asked[0]?.options, { temperature: 0, seed: 0, num_ctx: 4096, num_predict: 256 });
    assert.deepEqual([asked[0]?.format, asked[0]?.think], [SHAPE, false]);
    assert.equal(asked[0]?.authorization, "Bearer k");
  }, { key: "k" });
});

Deno.test("chat() gives up a model that is slow, and the server hears of it", async () => {
  await withOllama(() => ({ pieces: Array(1000).fill("x"), delayMs: 20 }), async (ollama) => {
    const client = new OllamaClient({ baseUrl: ollama.url });
    await assert.rejects(client.chat(ASK, { timeoutMs: 150 }), { code: "model.timeout" });
    await until("the server heard of it", () => ollama.aborted === 1);
  });
});

Deno.test("chat() says when the connection ends in the middle", async () => {
  await withOllama(() => ({ pieces: ["a", "b", "c"], dropAfter: 2 }), async ({ url }) => {
    await assert.rejects(new OllamaClient({ baseUrl: url }).chat(ASK, PATIENT), {
      code: "model.interrupted",
    });
  });
});

Deno.test("chat() passes on what Ollama reports, before and within the stream", async () => {
  const scripts = [{ status: 500, error: "out of memory" }, { pieces: ["a"], error: "CUDA error" }];
  await withOllama((_, count) => scripts[count - 1]!, async ({ url }) => {
    const client = new OllamaClient({ baseUrl: url });
    await assert.rejects(client.chat(ASK, PATIENT), { code: "model.failed", message: /out of memory/ });
    await assert.rejects(client.chat(ASK, PATIENT), { code: "model.failed", message: /CUDA error/ });
  });
});

Deno.test("a server that is away, refuses, or is something else", async () => {
  const gone = serveOllama(() => ({}));
  await gone.close();
  const options = PATIENT;
  await assert.rejects(new OllamaClient({ baseUrl: gone.url }).version(options), {
    code: "model.unavailable",
  });
  await withOllama(() => ({}), async ({ url }) => {
    const client = new OllamaClient({ baseUrl: url, apiKey: "wrong" });
    await assert.rejects(client.list(options), { code: "model.unavailable", hint: "Set OLLAMA_API_KEY." });
  }, { key: "right" });
  const other = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    () => Response.json({ a: 1 }),
  );
  const client = new OllamaClient({ baseUrl: `http://127.0.0.1:${other.addr.port}` });
  await assert.rejects(client.list(options), { code: "model.failed", message: /is not Ollama/ });
  await other.shutdown();
});

Deno.test("embed() gives a vector a text, and refuses one that is too long", async () => {
  await withOllama(() => ({}), async ({ url }) => {
    const client = new OllamaClient({ baseUrl: url });
    const [first, second, third] = await client.embed("nomic-embed-text", ["a", "b", "a"], PATIENT);
    assert.deepEqual(first, third);
    assert.notDeepEqual(first, second);
    await assert.rejects(client.embed("nomic-embed-text", ["x".repeat(20_000)], PATIENT), {
      code: "model.prompt_too_long",
    });
  });
});
