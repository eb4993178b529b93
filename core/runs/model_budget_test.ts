import assert from "node:assert/strict";
import { ModelBudget } from "./model_budget.ts";

Deno.test("spend() hands down what is left, also after a call that failed, and then nothing more", async () => {
  let now = 1000;
  const budget = new ModelBudget(60, () => now);
  const given: number[] = [];
  await budget.spend((left) => {
    given.push(left);
    now += 20;
    return Promise.resolve();
  });
  await assert.rejects(budget.spend((left) => {
    given.push(left);
    now += 60;
    return Promise.reject(new Error("gone"));
  }));
  assert.deepEqual(given, [60, 40]);
  await assert.rejects(budget.spend(() => Promise.resolve()), { code: "model.timeout" });
});
