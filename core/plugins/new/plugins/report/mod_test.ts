import assert from "node:assert/strict";
import { answerOf, REGIONS, reportOf } from "nexus/testing";
import plugin from "./mod.ts";

Deno.test("the report has every question, its answer and its table", async () => {
  const report = reportOf([["average revenue by <b>region", answerOf(REGIONS)]]);
  const text = new TextDecoder().decode(await plugin.export(report));
  assert.match(text, /^# Sales of the coffee shop$/m);
  assert.match(text, /^## average revenue by \\<b\\>region$/m);
  assert.match(text, /^\| North \| 79\.99\d* \| 994 \|$/m);
});
