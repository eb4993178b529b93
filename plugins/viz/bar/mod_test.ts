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

const byRegion = {
  x: { column: "region", title: "Region" },
  y: { column: "revenue", title: "Average revenue" },
};

Deno.test("plugin.json is a valid manifest", () => {
  assert.equal(Manifest.parse(manifest).contributes.viz?.type, "bar");
});

Deno.test("render() keeps the order of the table and says values with their unit", () => {
  const { data, layout } = render(
    renderInput("bar", { region: "text", revenue: "number" }, [["South", 1234.5], ["East", 20]], {
      ...byRegion,
      y: { ...byRegion.y, unit: "$" },
    }),
  );
  assert.deepEqual(data[0].x, ["South", "East"]);
  assert.deepEqual(layout.xaxis.categoryarray, ["South", "East"]);
  assert.equal(data[0].hovertext[0], "<b>South</b><br>Average revenue: $1,234.50");
  assert.equal(layout.yaxis.tickprefix, "$");
  assert.match(layout.meta.alt, /Highest: South \(\$1,234\.50\); lowest: East/);
});

Deno.test("render() escapes labels, titles and legends from data", () => {
  const evil = `<img src=x onerror=alert(1)> & <b>`;
  const input = renderInput(
    "bar",
    { region: "text", revenue: "number", [evil]: "text" },
    [[evil, 1, evil], ["b", 2, "x"]],
    { x: { column: "region", title: evil }, y: { column: "revenue", title: evil }, color: { column: evil } },
    { title: evil },
  );
  const { data, layout } = render(input);
  const shown = JSON.stringify({ ...layout, meta: null, data }).replaceAll(/<\/?b>|<br>/g, "");
  assert.ok(!shown.includes("<"), shown);
});

Deno.test("render() lays bars where labels are long or many", () => {
  const names = Array.from({ length: 16 }, (_, index) => `a city ${index}`);
  const { data, layout } = render(
    renderInput("bar", { region: "text", revenue: "number" }, names.map((name) => [name, 1]), byRegion),
  );
  assert.equal(data[0].orientation, "h");
  assert.equal(layout.yaxis.autorange, "reversed");
  assert.ok(layout.height > 400);
});

Deno.test("render() makes a series of each colour and stacks what adds up", () => {
  const columns = { region: "text", revenue: "number", sex: "text" } as const;
  const rows = [["a", 1, "f"], ["a", 2, "m"], ["b", 3, "f"]];
  const counted = { ...byRegion, y: { column: "revenue", aggregate: "count" }, color: { column: "sex" } };
  const averaged = { ...byRegion, y: { column: "revenue", aggregate: "mean" }, color: { column: "sex" } };
  assert.equal(render(renderInput("bar", columns, rows, counted)).layout.barmode, "relative");
  assert.equal(render(renderInput("bar", columns, rows, averaged)).layout.barmode, "group");
  assert.equal(
    render(renderInput("bar", columns, rows, averaged, { variant: "stacked" })).layout.barmode,
    "relative",
  );
  assert.deepEqual(render(renderInput("bar", columns, rows, counted)).data.map((trace) => trace.name), [
    "f",
    "m",
  ]);
});

Deno.test("render() names months, weekdays, quarters, years and bins", () => {
  const cases = [["month", 3, "Mar"], ["weekday", 1, "Mon"], ["quarter", 4, "Q4"], [
    "year",
    2020,
    "2020",
  ]] as const;
  for (const [timeUnit, value, label] of cases) {
    const { data } = render(
      renderInput("bar", { t: "integer", n: "integer" }, [[value, 1]], {
        x: { column: "t", timeUnit },
        y: { column: "n" },
      }),
    );
    assert.equal(data[0].x[0], label);
  }
  const bins = render(
    renderInput("bar", { t: "number", n: "integer" }, [[0.1, 1]], {
      x: { column: "t", bin: 0.2 },
      y: { column: "n" },
    }),
  );
  assert.equal(bins.data[0].x[0], "0.1 to 0.3");
});

Deno.test("render() uses a time axis for buckets in order and categories for a ranking", () => {
  const columns = { t: "date", n: "integer" } as const;
  const channels = { x: { column: "t", timeUnit: "month" }, y: { column: "n" } };
  const rising = render(
    renderInput("bar", columns, [["2024-01-01", 1], ["2024-02-01", 3], [null, 9]], channels),
  );
  assert.equal(rising.layout.xaxis.type, "date");
  assert.equal(rising.data[0].xperiod, "M1");
  assert.deepEqual(rising.data[0].y, [1, 3]);
  assert.match(rising.layout.title.subtitle.text, /1 without t not shown/);
  const ranked = render(renderInput("bar", columns, [["2024-02-01", 3], ["2024-01-01", 1]], channels));
  assert.deepEqual(ranked.data[0].x, ["Feb 2024", "Jan 2024"]);
});

Deno.test("render() stands bars along a scale where many numbers are compared", () => {
  const rows = Array.from({ length: 40 }, (_, index) => [index * index, index]);
  const channels = { x: { column: "minutes" }, y: { column: "n" } };
  const { data, layout } = render(
    renderInput("bar", { minutes: "integer", n: "integer" }, [...rows, [null, 3]], channels),
  );
  assert.equal(data[0].x[3], 9);
  assert.equal(data[0].x.length, 40);
  assert.equal(layout.xaxis.type, undefined);
  assert.match(layout.title.subtitle.text, /1 without minutes not shown/);
});

Deno.test("render() keeps missing keys and values apart from empty text, and rows traceable", () => {
  const { data } = render(
    renderInput(
      "bar",
      { region: "text", revenue: "number" },
      [[null, 1], ["", null], ["(missing)", 3]],
      byRegion,
    ),
  );
  assert.deepEqual(data[0].x, ["(missing)", "(empty)", "(missing)\u200b"]);
  assert.deepEqual(data[0].y, [1, null, 3]);
  assert.deepEqual(data[0].customdata, [0, 1, 2]);
});

Deno.test("render() says all digits of an integer beyond 2^53", () => {
  const { data } = render(
    renderInput("bar", { region: "text", revenue: "integer" }, [["a", "9007199254740993"]], byRegion),
  );
  assert.match(data[0].hovertext[0], /9,007,199,254,740,993/);
});

Deno.test("render() refuses a missing channel, a wrong type, an unknown column, too many rows and no rows", () => {
  const columns = { region: "text", revenue: "number" } as const;
  const draw = (rows: (string | number)[][], channels: Parameters<typeof renderInput>[3]) => () =>
    plugin.render(renderInput("bar", columns, rows, channels));
  assert.throws(draw([["a", 1]], { x: { column: "region" } }), unsupported(/y is not bound/));
  assert.throws(draw([["a", 1]], { ...byRegion, y: { column: "region" } }), unsupported(/y needs numbers/));
  assert.throws(draw([["a", 1]], { ...byRegion, x: { column: "nope" } }), unsupported(/does not have/));
  assert.throws(
    draw(Array.from({ length: 1001 }, (_, i) => [`${i}`, 1]), byRegion),
    unsupported(/1,001 rows/),
  );
  assert.throws(draw([], byRegion), unsupported(/without rows/));
});

Deno.test("render() is pure and follows the theme", () => {
  const input = renderInput("bar", { region: "text", revenue: "number" }, [["a", 1]], byRegion);
  assert.deepEqual(plugin.render(structuredClone(input)), plugin.render(input));
  const dark = render({ ...input, theme: { ...input.theme, mode: "dark" } });
  assert.notEqual(dark.layout.font.color, render(input).layout.font.color);
  assert.equal(dark.layout.paper_bgcolor, "rgba(0,0,0,0)");
});
