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
