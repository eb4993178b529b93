import assert from "node:assert/strict";
import { ByteCache } from "./cache.ts";

Deno.test("ByteCache drops what was used longest ago when it is full", () => {
  const cache = new ByteCache<string>(10);
  cache.set("a", "1", 4);
  cache.set("b", "2", 4);
  assert.equal(cache.get("a"), "1");
  cache.set("c", "3", 4);
  assert.equal(cache.get("b"), undefined);
  assert.equal(cache.get("a"), "1");
  assert.equal(cache.bytes, 8);
});

Deno.test("ByteCache keeps nothing that is larger than itself, and replaces entries", () => {
  const cache = new ByteCache<string>(10);
  cache.set("a", "1", 11);
  assert.equal(cache.get("a"), undefined);
  cache.set("a", "1", 6);
  cache.set("a", "2", 6);
  assert.equal(cache.get("a"), "2");
  assert.equal(cache.bytes, 6);
  cache.clear();
  assert.equal(cache.bytes, 0);
});
