import assert from "node:assert/strict";
import type { Answer } from "nexus";
import { trustWords } from "./trust_words.ts";

Deno.test("trustWords() says when a second engine still works, and when it does not", () => {
  const single = { trust: "computed", computation: "single", reading: "sure" } as const;
  assert.equal(trustWords(single, false).computation.label, "Second engine is checking");
  assert.equal(trustWords(single, true).computation.label, "One engine");
});

Deno.test("trustWords() never calls a likely reading sure", () => {
  const words = trustWords({ trust: "computed", computation: "confirmed", reading: "likely" }, true);
  assert.equal(words.label, "Computed");
  assert.equal(words.reading.label, "Likely reading");
});

Deno.test("trustWords() says of a quote that nothing was computed", () => {
  const words = trustWords({ trust: "computed", computation: "quoted", reading: "likely" }, true);
  assert.equal(words.label, "Quoted");
  assert.equal(words.reading.label, "Some words found");
});

Deno.test("trustWords() says of a model's sentences that they are no quotes", () => {
  const words = trustWords({ trust: "suggested", computation: "quoted", reading: "likely" }, true);
  assert.match(words.summary, /a model wrote these sentences/);
});

Deno.test("trustWords() says that a plan gave what a script gave", () => {
  const words = trustWords({ trust: "computed", computation: "generated", reading: "sure" }, true);
  assert.match(words.summary, /gave the same/);
});

Deno.test("trustWords() says who wrote the script that a suggestion rests on", () => {
  const trust = { trust: "suggested", computation: "generated", reading: "given" } as const;
  const code = (author: string | null) => ({ author }) as NonNullable<Answer["code"]>;
  assert.match(trustWords({ ...trust, code: code(null) }, true).summary, /your own script/);
  assert.match(trustWords({ ...trust, code: code("llama3.1:8b") }, true).summary, /a model wrote a script/);
  assert.match(trustWords({ ...trust, computation: "single" }, true).summary, /a model read your question/);
});
