import assert from "node:assert/strict";
import type { Chart, Reading, Table } from "../contract/mod.ts";
import { chartFields } from "./chart_fields.ts";

const TABLE: Table = {
  columns: [{ name: "region", type: "text" }, { name: "total", type: "number" }],
  rows: [["north", 2], ["south", 3]],
  rowCount: 2,
  truncated: false,
};

const CHART: Chart = {
  type: "bar",
  title: "Total by region",
  encoding: {
    x: { column: "region", type: "text", title: "Region", field: "region" },
    y: { column: "total", type: "number", title: "Total", field: "revenue", aggregate: "sum" },
  },
};

function reading(chart: Reading["chart"]): Reading {
  return {
    plan: { op: "scan", dataset: "d" },
    confidence: 1,
    kind: "table",
    summary: "",
    used: [],
    unused: [],
    chart,
  };
}

Deno.test("chartFields() gives word, rows, mark and encodings", () => {
  assert.deepEqual(chartFields(CHART, null, TABLE), {
    chart: "bar",
    data: TABLE.rows,
    mark: "bar",
    encodings: { x: { field: "region" }, y: { field: "revenue", aggregate: "sum" } },
  });
});

Deno.test("chartFields() keeps the word that the question used where that chart is not installed", () => {
  const fields = chartFields(CHART, reading({ type: "pie" }), TABLE);
  assert.deepEqual([fields.chart, fields.mark], ["pie", "arc"]);
});

Deno.test("chartFields() is empty where no chart came of an open wish, and where there was none", () => {
  assert.deepEqual(chartFields(null, reading({}), TABLE), {});
  assert.deepEqual(chartFields(null, null, TABLE), {});
});

Deno.test("chartFields() says of bars side by side that they are a plot each, for stacked means mean nothing", () => {
  const encoding: Chart["encoding"] = {
    ...CHART.encoding,
    y: { ...CHART.encoding.y!, aggregate: "mean" },
    color: { column: "kind", type: "text", title: "Kind", field: "kind" },
  };
  const fields = chartFields({ ...CHART, encoding }, null, TABLE);
  assert.deepEqual(fields.encodings, {
    column: { field: "region" },
    x: { field: "kind" },
    y: { field: "revenue", aggregate: "mean" },
    color: { field: "kind" },
  });
  const summed: Chart = { ...CHART, encoding: { ...encoding, y: CHART.encoding.y! } };
  assert.deepEqual(Object.keys(chartFields(summed, null, TABLE).encodings!), ["x", "y", "color"]);
});
