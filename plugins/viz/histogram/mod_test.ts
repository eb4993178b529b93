import assert from "node:assert/strict";
import { Figure, Manifest, NexusError, type RenderInput } from "nexus";
import { renderInput } from "nexus/testing";
import plugin from "./mod.ts";
import manifest from "./plugin.json" with { type: "json" };

// deno-lint-ignore no-explicit-any
function render(input: RenderInput): { data: any[]; layout: any } {
  return Figure.parse(plugin.render(input)) as ReturnType<typeof render>;
}

const columns = { age: "number", count: "integer", sex: "text" } as const;
const bins = {
  x: { column: "age", title: "Age", bin: 10, unit: "years" },
  y: { column: "count", title: "Number of rows", aggregate: "count" },
};

Deno.test("plugin.json is a valid manifest", () => {
  assert.equal(Manifest.parse(manifest).contributes.viz?.type, "histogram");
});

Deno.test("render() stands each bar between the edges of its bin", () => {
  const { data, layout } = render(
    renderInput("histogram", columns, [[0, 3, "f"], [10, 1234, "f"], [40, 1, "m"]], bins),
  );
  assert.deepEqual(data[0].x, [5, 15, 45]);
  assert.equal(data[0].width, 10);
  assert.equal(data[0].hovertext[1], "<b>10 to 20 years</b><br>Number of rows: 1,234");
  assert.equal(layout.xaxis.tick0, 0);
  assert.equal(layout.xaxis.dtick, 10);
  assert.equal(layout.xaxis.title.text, "Age (years)");
  assert.match(layout.meta.alt, /3 bins of 10\. Most in 10 to 20 years: 1,234/);
});

Deno.test("render() counts the rows that have no bin", () => {
  const { data, layout } = render(renderInput("histogram", columns, [[0, 3, "f"], [null, 177, "f"]], bins));
  assert.deepEqual(data[0].y, [3]);
  assert.equal(layout.title.subtitle.text, "177 rows without Age not shown");
});

Deno.test("render() stacks a series for each colour and escapes its name", () => {
  const { data, layout } = render(
    renderInput("histogram", columns, [[0, 3, "<f>"], [0, 4, "m"]], { ...bins, color: { column: "sex" } }),
  );
  assert.deepEqual(data.map((trace) => trace.name), ["&lt;f&gt;", "m"]);
  assert.equal(layout.barmode, "stack");
});

Deno.test("render() refuses a column without bins, text, and too many bins", () => {
  const rows = [[0, 3, "f"]];
  const refused = (error: unknown) => error instanceof NexusError && error.code === "chart.unsupported";
  assert.throws(
    () => plugin.render(renderInput("histogram", columns, rows, { ...bins, x: { column: "age" } })),
    refused,
  );
  assert.throws(
    () => plugin.render(renderInput("histogram", columns, rows, { ...bins, x: { column: "sex" } })),
    refused,
  );
  const input = renderInput("histogram", columns, rows, bins);
  assert.throws(() => plugin.render({ ...input, table: { ...input.table, rowCount: 5001 } }), refused);
});
