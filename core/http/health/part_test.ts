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
  // Of two timers the sooner one is first, however busy the machine is.
  let timer: ReturnType<typeof setTimeout> | undefined;
  const second = new Promise<null>((resolve) => timer = setTimeout(() => resolve(null), 1000));
  const part = await Promise.race([look("store", () => new Promise<never>(() => {})), second]);
  clearTimeout(timer);
  assert.equal(part?.status, "degraded", "it says so within a second");
});
