import assert from "node:assert/strict";
import { NexusError } from "../contract/mod.ts";
import { withPatience } from "./patience.ts";

const chunk = new Uint8Array([1, 2, 3]);

Deno.test("withPatience() gives the same bytes, however long the reader takes", async () => {
  const reader = withPatience(ReadableStream.from([chunk, chunk]), 20).getReader();
  await reader.read();
  await new Promise((resolve) => setTimeout(resolve, 40));
  assert.deepEqual((await reader.read()).value, chunk);
  assert.equal((await reader.read()).done, true);
});

Deno.test("withPatience() fails where nothing comes, and lets go of the sender", async () => {
  let cancelled = false;
  const silent = new ReadableStream<Uint8Array>({ cancel: () => void (cancelled = true) });
  await assert.rejects(
    new Response(withPatience(silent, 20)).text(),
    (error: unknown) => error instanceof NexusError && error.code === "request.invalid",
  );
  assert.equal(cancelled, true);
});

Deno.test("withPatience() tells of a sender that has gone as a request that is not valid", async () => {
  const broken = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.error(new Error("gone")),
  });
  await assert.rejects(
    new Response(withPatience(broken)).text(),
    (error: unknown) => error instanceof NexusError && /connection ended/.test(error.message),
  );
});
