import assert from "node:assert/strict";
import { TokenBuckets } from "./token_buckets.ts";

Deno.test("take() gives a bucket's worth at once, then as many as come in a minute, to each client its own", () => {
  let now = 0;
  const buckets = new TokenBuckets(6, () => now);
  for (let request = 0; request < 6; request++) assert.equal(buckets.take("a"), 0);
  assert.equal(buckets.take("a"), 10, "the next comes in ten seconds");
  assert.equal(buckets.take("b"), 0);
  now += 9_999;
  assert.equal(buckets.take("a"), 1);
  now += 2;
  assert.equal(buckets.wait("a"), 0);
  assert.equal(buckets.take("a"), 0);
  now += 3_600_000;
  for (let request = 0; request < 6; request++) assert.equal(buckets.take("a"), 0);
  assert.ok(buckets.take("a") > 0, "what was saved up is never more than a bucket");
});

Deno.test("TokenBuckets forgets who was not seen for longest", () => {
  const buckets = new TokenBuckets(1, () => 0);
  buckets.take("first");
  for (let client = 0; client < 10_000; client++) buckets.take(`c${client}`);
  assert.equal(buckets.wait("first"), 0);
  assert.ok(buckets.wait("c9999") > 0);
});
