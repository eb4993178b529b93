import assert from "node:assert/strict";
import { heightOf, modeOf, themedFigure, turnColor } from "./chart_theme.ts";

const figure = {
  data: [{ type: "bar", x: ["#ffffff"], marker: { color: "#4269d0" }, hovertext: ["a"] }],
  layout: {
    width: 400,
    font: { color: "#1f2937" },
    xaxis: { gridcolor: "#e6e9ef", title: { text: "#fff" } },
  },
};

Deno.test("themedFigure() turns colours for the other mode and leaves data alone", () => {
  const dark = themedFigure(figure, "dark", "Inter");
  assert.deepEqual(dark.data[0]?.x, ["#ffffff"]);
  assert.equal(modeOf(figure), "light");
  assert.match(JSON.stringify(dark.layout.font), /hsl\(\d+, \d+%, (8|9)\d%\)/);
  assert.equal((dark.layout.xaxis as { title: { text: string } }).title.text, "#fff");
  assert.equal("width" in dark.layout, false);
  assert.equal(themedFigure(figure, "light", "Inter").data, figure.data);
});

Deno.test("turnColor() swaps greys and lifts strong colours", () => {
  assert.match(turnColor("#ffffff", "dark"), /11%\)$/);
  assert.match(turnColor("#000", "dark"), /97%\)$/);
  assert.equal(turnColor("#0000aa", "dark"), "hsl(240, 62%, 63%)");
  assert.notEqual(turnColor("#0072b2", "dark"), turnColor("#56b4e9", "dark"));
  assert.equal(turnColor("rgba(0,0,0,0)", "dark"), "rgba(0,0,0,0)");
});

Deno.test("heightOf() takes the figure's own height where it has one", () => {
  assert.equal(heightOf(figure, 380), 380);
  assert.equal(heightOf({ ...figure, layout: { height: 900 } }, 380), 900);
});
