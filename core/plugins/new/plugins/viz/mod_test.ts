import assert from "node:assert/strict";
import { renderInput } from "nexus/testing";
import plugin from "./mod.ts";

Deno.test("the chart has a dot for each row, with its value in words", async () => {
  const input = renderInput("my-plugin", { price: "number" }, [[3], [1234.5]], {
    x: { column: "price", unit: "$" },
  });
  const figure = await plugin.render(input);
  assert.deepEqual(figure.data[0]?.x, [3, 1234.5]);
  assert.deepEqual(figure.data[0]?.hovertext, ["price: $3", "price: $1,234.50"]);
});

Deno.test("the chart says what it needs", async () => {
  const input = renderInput("my-plugin", { price: "number" }, [[3]], {});
  await assert.rejects(async () => await plugin.render(input), { code: "chart.unsupported" });
});
