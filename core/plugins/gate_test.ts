import assert from "node:assert/strict";
import { Gate } from "./gate.ts";

Deno.test("Gate lets no more through than it has room for, and loses nobody", async () => {
  const gate = new Gate(3);
  let running = 0;
  let most = 0;
  const task = async (i: number) => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, i % 3));
    running--;
    if (i % 5 === 0) throw new Error("one of five fails");
    return i;
  };
  const results = await Promise.allSettled(Array.from({ length: 20 }, (_, i) => gate.run(() => task(i))));
  assert.equal(most, 3);
  assert.equal(results.filter(({ status }) => status === "fulfilled").length, 16);
  assert.equal(await gate.run(() => Promise.resolve(1)), 1);
});
