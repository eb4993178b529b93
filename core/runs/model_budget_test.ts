import assert from "node:assert/strict";
import { ModelBudget } from "./model_budget.ts";

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

Deno.test("spend() hands down what is left, also after a call that failed, and then nothing more", async () => {
  const budget = new ModelBudget(60);
  const given: number[] = [];
  await budget.spend(async (left) => {
    given.push(left);
    await wait(20);
  });
  await assert.rejects(budget.spend(async (left) => {
    given.push(left);
    await wait(60);
    throw new Error("gone");
  }));
  assert.ok(given[0] === 60 && given[1]! < 60, String(given));
  await assert.rejects(budget.spend(() => Promise.resolve()), { code: "model.timeout" });
});
