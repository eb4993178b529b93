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
  assert.equal(Manifest.parse(manifest).contributes.viz?.type, "area");
});

const columns = { month: "date", kind: "text", sold: "integer" } as const;
const channels = {
  x: { column: "month", title: "Month", timeUnit: "month" },
  y: { column: "sold", title: "Total sold", aggregate: "sum" },
  color: { column: "kind", title: "Kind" },
};
const rows = [
  ["2024-02-01", "sail", 4],
  ["2024-01-01", "sail", 3],
  ["2024-01-01", "motor", 1],
  ["2024-02-01", "motor", 2],
];

Deno.test("render() puts parts of a whole on top of one another, along time", () => {
  const { data, layout } = render(renderInput("area", columns, rows, channels));
  assert.deepEqual(data.map((trace) => trace.stackgroup), ["all", "all"]);
  assert.deepEqual(data[0].x, ["2024-01-01", "2024-02-01"]);
  assert.deepEqual(data[0].customdata, [1, 0]);
  assert.equal(layout.yaxis.rangemode, "tozero");
  assert.match(layout.meta.alt, /2 areas of Total sold by Month, stacked/);
});

Deno.test("render() lays means over one another and says so, for they do not add up", () => {
  const { data, layout } = render(
    renderInput("area", columns, rows, { ...channels, y: { ...channels.y, aggregate: "mean" } }),
  );
  assert.deepEqual(data.map((trace) => trace.fill), ["tozeroy", "tozeroy"]);
  assert.match(layout.title.subtitle.text, /do not add up/);
});

Deno.test("render() says what has no place on the axis, and refuses too many areas", () => {
  const { layout } = render(renderInput("area", columns, [...rows, [null, "sail", 1]], channels));
  assert.match(layout.title.subtitle.text, /1 without Month not shown/);
  const many = Array.from({ length: 13 }, (_, index) => ["2024-01-01", `kind ${index}`, 1]);
  assert.throws(
    () => render(renderInput("area", columns, many, channels)),
    unsupported(/13 areas .* at most 12/),
  );
});
