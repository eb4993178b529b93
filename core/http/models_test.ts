import assert from "node:assert/strict";
import type { Health, ModelsInfo } from "../contract/mod.ts";
import { serveOllama } from "../models/_ollama_for_tests.ts";
import { withServer } from "./_server_for_tests.ts";

Deno.test("/models and /health say what Ollama has and what is used, and when it is gone", async () => {
  const ollama = serveOllama(() => ({}));
  const health = async (url: string) => {
    const { parts }: Health = await (await fetch(`${url}/health`)).json();
    return parts.find(({ name }) => name === "models")!;
  };
  try {
    await withServer(async ({ url }) => {
      const info: ModelsInfo = await (await fetch(`${url}/models`)).json();
      assert.deepEqual(info.choices.map(({ role }) => role), ["primary", "review", "embedding"]);
      assert.deepEqual(info.installed.map(({ name }) => name), ["llama3.2:3b", "nomic-embed-text:latest"]);
      const { status, message } = await health(url);
      assert.equal(status, "ok");
      assert.match(message, /primary: llama3\.2:3b \(PRIMARY_MODEL names it/);
    }, { OLLAMA_BASE_URL: ollama.url, PRIMARY_MODEL: "llama3.2:3b" });
  } finally {
    await ollama.close();
  }
  await withServer(async ({ url }) => {
    const { status, message } = await health(url);
    assert.equal(status, "degraded");
    assert.match(message, /Ollama does not answer at .*without a model/);
  }, { OLLAMA_BASE_URL: ollama.url, PRIMARY_MODEL: "llama3.2:3b" });
});
