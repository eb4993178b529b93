import assert from "node:assert/strict";
import { Figure, Manifest, NexusError, type RenderInput } from "nexus";
import { renderInput } from "nexus/testing";
import plugin from "./mod.ts";
import manifest from "./plugin.json" with { type: "json" };

// deno-lint-ignore no-explicit-any
function render(input: RenderInput): { data: any[]; layout: any } {
  return Figure.parse(plugin.render(input)) as ReturnType<typeof render>;
}

const columns = { price: "number", rating: "number", group: "text", year: "integer" } as const;
const pair = { x: { column: "price", title: "Price", unit: "$" }, y: { column: "rating", title: "Rating" } };

Deno.test("plugin.json is a valid manifest", () => {
  assert.equal(Manifest.parse(manifest).contributes.viz?.type, "scatter");
});

Deno.test("render() draws a point a row, tells of rows with a missing value, and keeps rows traceable", () => {
  const { data, layout } = render(
    renderInput("scatter", columns, [[1.5, 4, "a", 2020], [null, 3, "b", 2021], [2, 5, "c", 2022]], pair),
  );
  assert.deepEqual(data[0].x, [1.5, 2]);
  assert.deepEqual(data[0].customdata, [0, 2]);
  assert.equal(data[0].hovertext[0], "Price: $1.50<br>Rating: 4");
  assert.match(layout.title.subtitle.text, /1 row with a missing value not shown/);
  assert.match(layout.meta.alt, /2 points\. Price from \$1\.50 to \$2; Rating from 4 to 5/);
});

Deno.test("render() colours by group, with a heading for each point", () => {
  const { data } = render(
    renderInput("scatter", columns, [[1, 4, "<b>a", 2020], [2, 5, "c", 2022]], {
      ...pair,
      color: { column: "group" },
      label: { column: "group" },
    }),
  );
  assert.deepEqual(data.map((trace) => trace.name), ["&lt;b&gt;a", "c"]);
  assert.match(data[0].hovertext[0], /^<b>&lt;b&gt;a<\/b><br>Price/);
});

Deno.test("render() colours by a number on a scale", () => {
  const rows = Array.from({ length: 20 }, (_, index) => [index, index, "a", index * 3]);
  const { data, layout } = render(
    renderInput("scatter", columns, rows, { ...pair, color: { column: "year", title: "Age" } }),
  );
  assert.equal(data.length, 1);
  assert.equal(data[0].marker.showscale, true);
  assert.equal(data[0].marker.color[2], 6);
  assert.equal(layout.showlegend, false);
});

Deno.test("render() writes years on an axis without a thousands separator", () => {
  const { layout } = render(
    renderInput("scatter", columns, [[1, 4, "a", 2020], [2, 4, "a", 2021]], {
      ...pair,
      x: { column: "year" },
    }),
  );
  assert.equal(layout.xaxis.tickformat, "d");
});

Deno.test("render() refuses text on an axis, too many groups and too many rows", () => {
  const rows = Array.from({ length: 30 }, (_, index) => [index, index, `${index}`, 2020]);
  const refused = (error: unknown) => error instanceof NexusError && error.code === "chart.unsupported";
  assert.throws(
    () => plugin.render(renderInput("scatter", columns, rows, { ...pair, x: { column: "group" } })),
    refused,
  );
  assert.throws(
    () => plugin.render(renderInput("scatter", columns, rows, { ...pair, color: { column: "group" } })),
    refused,
  );
  const input = renderInput("scatter", columns, rows, pair);
  assert.throws(() => plugin.render({ ...input, table: { ...input.table, rowCount: 10_001 } }), refused);
});
