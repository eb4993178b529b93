import assert from "node:assert/strict";
import { Figure, Manifest, NexusError, type RenderInput } from "nexus";
import { renderInput } from "nexus/testing";
import plugin from "./mod.ts";
import manifest from "./plugin.json" with { type: "json" };

// deno-lint-ignore no-explicit-any
function render(input: RenderInput): { data: any[]; layout: any } {
  return Figure.parse(plugin.render(input)) as ReturnType<typeof render>;
}

function unsupported(message: RegExp): (error: unknown) => boolean {
  return (error) =>
    error instanceof NexusError && error.code === "chart.unsupported" && message.test(error.message);
}

Deno.test("plugin.json is a valid manifest", () => {
  assert.equal(Manifest.parse(manifest).contributes.viz?.type, "heatmap");
});

const columns = { harbour: "text", weekday: "integer", boats: "integer" } as const;
const channels = {
  x: { column: "harbour", title: "Harbour" },
  y: { column: "weekday", title: "Weekday", timeUnit: "weekday" },
  color: { column: "boats", title: "Number of boats", aggregate: "count" },
};
const rows = [["Oban", 2, 5], ["Kiel", 1, 3], ["Oban", 1, 7]];

Deno.test("render() gives each pair its cell, names in the table's order, days in theirs", () => {
  const { data, layout } = render(renderInput("heatmap", columns, rows, channels));
  assert.deepEqual([data[0].x, data[0].y], [["Oban", "Kiel"], ["Mon", "Tue"]]);
  assert.deepEqual(data[0].z, [[7, 3], [5, null]]);
  assert.deepEqual(data[0].customdata, [[2, 1], [0, null]]);
  assert.match(data[0].hovertext[1][1], /no value/);
  assert.match(layout.title.subtitle.text, /1 of 4 pairs do not occur/);
  assert.match(layout.meta.alt, /Highest: Oban, Mon \(7\)/);
});

Deno.test("render() shades numbers on both sides of zero from a common middle", () => {
  const { data } = render(renderInput("heatmap", columns, [["Oban", 1, -2], ["Kiel", 1, 8]], channels));
  assert.deepEqual([data[0].zmin, data[0].zmax], [-8, 8]);
});

Deno.test("render() writes numbers into cells as long as they can be read, and has dark colours", () => {
  const many = Array.from({ length: 160 }, (_, index) => [`h ${index}`, 1, index]);
  assert.equal(render(renderInput("heatmap", columns, many, channels)).data[0].text, undefined);
  const input = renderInput("heatmap", columns, rows, channels);
  const dark = render({ ...input, theme: { ...input.theme, mode: "dark" } });
  assert.deepEqual(dark.data[0].text, [["7", "3"], ["5", ""]]);
  assert.notDeepEqual(dark.data[0].colorscale, render(input).data[0].colorscale);
});

Deno.test("render() refuses a shade that is no number, and escapes names", () => {
  const text = { ...channels, color: { column: "harbour" } };
  assert.throws(() => render(renderInput("heatmap", columns, rows, text)), unsupported(/needs numbers/));
  const { data } = render(renderInput("heatmap", columns, [["<i>", 1, 1]], channels));
  assert.deepEqual(data[0].x, ["&lt;i&gt;"]);
});
