import assert from "node:assert/strict";
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
