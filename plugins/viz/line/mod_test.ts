import assert from "node:assert/strict";
import { Figure, Manifest, NexusError, type RenderInput } from "nexus";
import { renderInput } from "nexus/testing";
import plugin from "./mod.ts";
import manifest from "./plugin.json" with { type: "json" };

// deno-lint-ignore no-explicit-any
function render(input: RenderInput): { data: any[]; layout: any } {
  return Figure.parse(plugin.render(input)) as ReturnType<typeof render>;
}

const monthly = {
  x: { column: "t", timeUnit: "month" },
  y: { column: "n", title: "Total revenue", unit: "€" },
};

Deno.test("plugin.json is a valid manifest", () => {
  assert.equal(Manifest.parse(manifest).contributes.viz?.type, "line");
});

Deno.test("render() draws along time whatever the order of the table, and keeps the row of each point", () => {
  const { data, layout } = render(
    renderInput(
      "line",
      { t: "date", n: "number" },
      [["2024-03-01", 3], ["2024-01-01", 1], ["2024-02-01", 2]],
      monthly,
    ),
  );
  assert.deepEqual(data[0].x, ["2024-01-01", "2024-02-01", "2024-03-01"]);
  assert.deepEqual(data[0].y, [1, 2, 3]);
  assert.deepEqual(data[0].customdata, [1, 2, 0]);
  assert.equal(layout.xaxis.type, "date");
  assert.equal(layout.xaxis.hoverformat, "%b %Y");
  assert.match(layout.meta.alt, /It goes from €1 at Jan 2024 to €3 at Mar 2024/);
});

Deno.test("render() leaves a gap for a missing value and tells of rows without a time", () => {
  const { data, layout } = render(
    renderInput(
      "line",
      { t: "date", n: "number" },
      [["2024-01-01", 1], ["2024-02-01", null], [null, 4]],
      monthly,
    ),
  );
  assert.deepEqual(data[0].y, [1, null]);
  assert.equal(data[0].connectgaps, false);
  assert.match(data[0].hovertext[1], /no value/);
  assert.match(layout.title.subtitle.text, /1 without t not shown/);
});

Deno.test("render() writes years without a thousands separator", () => {
  const { layout } = render(
    renderInput("line", { year: "integer", n: "number" }, [[2020, 1], [2021, 2]], {
      x: { column: "year" },
      y: { column: "n" },
    }),
  );
  assert.equal(layout.xaxis.tickformat, "d");
  assert.equal(layout.xaxis.dtick, 1);
});

Deno.test("render() goes round the months of a year in order", () => {
  const { layout } = render(
    renderInput("line", { m: "integer", n: "number" }, [[12, 1], [1, 2], [5, 3]], {
      x: { column: "m", timeUnit: "month" },
      y: { column: "n" },
    }),
  );
  assert.deepEqual(layout.xaxis.categoryarray, ["Jan", "May", "Dec"]);
});

Deno.test("render() draws a line for each colour, past the palette in dashes", () => {
  const rows = Array.from({ length: 8 }, (_, index) => ["2024-01-01", index, `<s${index}>`]);
  const { data, layout } = render(
    renderInput("line", { t: "date", n: "number", s: "text" }, rows, { ...monthly, color: { column: "s" } }),
  );
  assert.equal(data.length, 8);
  assert.equal(data[0].name, "&lt;s0&gt;");
  assert.equal(data[0].line.dash, "solid");
  assert.equal(data[3].line.dash, "dash");
  assert.equal(layout.showlegend, true);
});

Deno.test("render() starts sums at zero and lets a mean keep its range", () => {
  const rows = [["2024-01-01", 100], ["2024-02-01", 110]];
  const draw = (aggregate: string) =>
    render(
      renderInput("line", { t: "date", n: "number" }, rows, { ...monthly, y: { column: "n", aggregate } }),
    )
      .layout.yaxis.rangemode;
  assert.equal(draw("sum"), "tozero");
  assert.equal(draw("mean"), "normal");
});

Deno.test("render() refuses too many rows, too many lines and a missing channel", () => {
  const many = Array.from({ length: 30 }, (_, index) => ["2024-01-01", index, `${index}`]);
  const refused = (error: unknown) => error instanceof NexusError && error.code === "chart.unsupported";
  const columns = { t: "date", n: "number", s: "text" } as const;
  assert.throws(
    () => plugin.render(renderInput("line", columns, many, { ...monthly, color: { column: "s" } })),
    refused,
  );
  assert.throws(() => plugin.render(renderInput("line", columns, many, { x: { column: "t" } })), refused);
  const input = renderInput("line", columns, many, monthly);
  assert.throws(() => plugin.render({ ...input, table: { ...input.table, rowCount: 20_001 } }), refused);
});
