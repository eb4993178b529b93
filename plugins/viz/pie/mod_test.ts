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
  assert.equal(Manifest.parse(manifest).contributes.viz?.type, "pie");
});

const columns = { kind: "text", boats: "integer" } as const;
const channels = {
  x: { column: "kind", title: "Kind" },
  y: { column: "boats", title: "Number of boats", aggregate: "count" },
};

Deno.test("render() keeps the order of the table and says each part with its share", () => {
  const { data, layout } = render(renderInput("pie", columns, [["sail", 3], ["motor", 1]], channels));
  assert.deepEqual(data[0].labels, ["sail", "motor"]);
  assert.deepEqual([data[0].sort, data[0].customdata], [false, [0, 1]]);
  assert.equal(data[0].text[0], "sail<br>75%");
  assert.match(data[0].hovertext[1], /1 \(25%\)$/);
  assert.match(layout.meta.alt, /2 parts\. Largest: sail, 3 \(75%\)/);
});

Deno.test("render() puts the smallest of many parts together, and says how many", () => {
  const rows = Array.from({ length: 12 }, (_, index) => [`kind ${index}`, 20 - index] as [string, number]);
  const { data, layout } = render(renderInput("pie", columns, rows, channels));
  assert.equal(data[0].labels.length, 7);
  assert.equal(data[0].labels.at(-1), "6 others");
  assert.equal(
    data[0].values.reduce((sum: number, one: number) => sum + one, 0),
    rows.reduce((sum, [, one]) => sum + one, 0),
  );
  assert.equal(data[0].customdata.at(-1), null);
  assert.match(layout.title.subtitle.text, /The 6 smallest parts together/);
});

Deno.test("render() tells of parts without a size, and of means, which add up to nothing", () => {
  const { data, layout } = render(
    renderInput("pie", columns, [["sail", 3], ["motor", null], ["oar", 0]], {
      ...channels,
      y: { ...channels.y, title: "Average length", aggregate: "mean" },
    }),
  );
  assert.deepEqual(data[0].labels, ["sail"]);
  assert.match(
    layout.title.subtitle.text,
    /2 without a size not shown · Average length: not parts that add up/,
  );
});

Deno.test("render() refuses parts below 0, a whole of nothing, and text", () => {
  const draw = (rows: [string, number][]) => () => render(renderInput("pie", columns, rows, channels));
  assert.throws(
    draw([["sail", 3], ["motor", -1]]),
    unsupported(/"motor" is -1, and no part of a whole is below 0/),
  );
  assert.throws(draw([["sail", 0]]), unsupported(/all of its parts are 0 or missing/));
  assert.throws(
    () => render(renderInput("pie", columns, [["sail", 1]], { ...channels, y: { column: "kind" } })),
    unsupported(/needs numbers/),
  );
});

Deno.test("render() escapes what comes from data", () => {
  const { data } = render(renderInput("pie", columns, [["<b>x</b> & y", 1], ["z", 2]], channels));
  assert.equal(data[0].labels[0], "&lt;b&gt;x&lt;/b&gt; &amp; y");
  assert.match(data[0].hovertext[0], /&lt;b&gt;x/);
});
