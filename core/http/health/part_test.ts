import assert from "node:assert/strict";
import { look } from "./part.ts";

Deno.test("look() gives what it finds, or why it found nothing", async () => {
  const part = { name: "disk", status: "ok", message: "Enough." } as const;
  assert.deepEqual(await look("disk", () => part), part);
  assert.deepEqual(await look("disk", () => Promise.reject(new Error("read-only"))), {
    name: "disk",
    status: "degraded",
    message: "read-only",
  });
});

Deno.test("look() does not wait for a part that hangs", async () => {
  const started = performance.now();
  const part = await look("store", () => new Promise<never>(() => {}));
  assert.equal(part.status, "degraded");
  assert.ok(performance.now() - started < 1000);
});
