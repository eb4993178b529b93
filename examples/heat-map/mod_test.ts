import assert from "node:assert/strict";
import type { Value } from "nexus";
import { renderInput } from "nexus/testing";
import plugin from "./mod.ts";

const COLUMNS = { region: "text", month: "integer", revenue: "number" } as const;
const CHANNELS = { x: { column: "month" }, color: { column: "region" }, y: { column: "revenue", unit: "$" } };
const draw = async (rows: Value[][]) => await plugin.render(renderInput("tiles", COLUMNS, rows, CHANNELS));

Deno.test("a cell for every pair, empty where there is no row", async () => {
  const { data: [trace], layout } = await draw([["north", 2, 20], ["north", 1, 10], ["south <b>", 1, -3.5]]);
  assert.deepEqual(trace?.z, [[10, 20], [-3.5, null]]);
  const { xaxis, yaxis, meta } = layout as Record<string, Record<string, unknown>>;
  assert.deepEqual([xaxis?.ticktext, yaxis?.ticktext], [["1", "2"], ["north", "south &lt;b&gt;"]]);
  assert.equal(
    (trace?.hovertext as string[][])[1]![1],
    "month: 2<br>region: south &lt;b&gt;<br>revenue: nothing",
  );
  assert.match(String(meta?.alt), /^Heat map: A chart\. 3 cells, from -\$3\.50? to \$20/);
});

Deno.test("two numbers for one cell, and more groups than can be told apart, are refused", async () => {
  await assert.rejects(draw([["north", 1, 1], ["north", 1, 2]]), {
    code: "chart.unsupported",
    message: /two numbers/,
  });
  const many = Array.from({ length: 300 }, (_, at) => [`r${at}`, 1, at]);
  await assert.rejects(draw(many), { code: "chart.unsupported", message: /300 values/ });
});
