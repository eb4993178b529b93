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
  assert.equal(Manifest.parse(manifest).contributes.viz?.type, "boxplot");
});

const columns = { harbour: "text", length: "number" } as const;
const channels = {
  x: { column: "harbour", title: "Harbour" },
  y: { column: "length", title: "Length", unit: "m" },
};
const rows = [["Oban", 5], ["Kiel", 3], ["Oban", 7], ["Oban", null], ["Kiel", 9]];

Deno.test("render() draws a box for each group from its rows, and says what was left out", () => {
  const { data, layout } = render(renderInput("boxplot", columns, rows, channels));
  assert.deepEqual(data.map((trace) => [trace.name, trace.y]), [["Oban", [5, 7]], ["Kiel", [3, 9]]]);
  assert.deepEqual(data[0].customdata, [0, 2]);
  assert.match(layout.title.subtitle.text, /1 without Length not shown/);
  assert.match(layout.meta.alt, /Oban: 6 m; Kiel: 6 m/);
});

Deno.test("render() draws one box of all rows where nothing splits them", () => {
  const { data } = render(renderInput("boxplot", columns, rows, { y: channels.y }));
  assert.deepEqual(data.map((trace) => trace.name), ["Length"]);
  assert.equal(data[0].y.length, 4);
});

Deno.test("render() lays boxes with long names on their side", () => {
  const { data, layout } = render(
    renderInput("boxplot", columns, [["a harbour with a long name", 1], ["b", 2]], channels),
  );
  assert.equal(data[0].orientation, "h");
  assert.equal(layout.yaxis.autorange, "reversed");
});

Deno.test("render() refuses too many boxes, no number, and text", () => {
  const many = Array.from({ length: 41 }, (_, index) => [`h ${index}`, index]);
  const draw = (given: (string | number | null)[][], bound = channels) => () =>
    render(renderInput("boxplot", columns, given, bound));
  assert.throws(draw(many), unsupported(/41 boxes cannot be read/));
  assert.throws(draw([["Oban", null]]), unsupported(/no row has a number/));
  assert.throws(
    draw(rows, { ...channels, y: { column: "harbour", title: "h", unit: "" } }),
    unsupported(/needs numbers/),
  );
});
