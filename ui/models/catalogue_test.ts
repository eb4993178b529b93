import assert from "node:assert/strict";
import type { PluginInfo, Table } from "nexus";
import { fitsTable, offersOf } from "./catalogue.ts";

function plugin(id: string, state: PluginInfo["state"], contributes: PluginInfo["contributes"]): PluginInfo {
  const kind = id.startsWith("viz") ? "viz" : "report";
  return {
    id,
    name: id,
    version: "1.0.0",
    kind,
    description: "",
    contributes,
    permissions: {},
    origin: "built-in",
    state,
  };
}

Deno.test("offersOf() gives what usable plugins offer, each once", () => {
  const plugins = [
    plugin("viz-bar", "ready", { viz: { type: "bar", title: "Bar chart" } }),
    plugin("viz-bar-2", "running", { viz: { type: "bar", title: "Other bars" } }),
    plugin("viz-line", "disabled", { viz: { type: "line", title: "Line" } }),
    plugin("report-xlsx", "ready", { report: { format: "xlsx", title: "Excel" } }),
  ];
  assert.deepEqual(offersOf(plugins, "viz"), [{ id: "bar", title: "Bar chart" }]);
  assert.deepEqual(offersOf(plugins, "report"), [{ id: "xlsx", title: "Excel" }]);
});

Deno.test("fitsTable() wants a column of its own for each needed channel", () => {
  const viz = {
    type: "scatter",
    title: "Scatter plot",
    channels: [
      { channel: "x" as const, required: true, types: ["integer" as const, "number" as const] },
      { channel: "y" as const, required: true, types: ["integer" as const, "number" as const] },
      { channel: "color" as const, required: false, types: ["text" as const] },
    ],
    maxRows: 100,
  };
  const table = (types: Table["columns"][number]["type"][], rowCount = 10): Table => ({
    columns: types.map((type, index) => ({ name: `c${index}`, type })),
    rows: [],
    rowCount,
    truncated: false,
  });
  assert.equal(fitsTable(viz, table(["integer", "number"])), true);
  assert.equal(fitsTable(viz, table(["text", "number"])), false);
  assert.equal(fitsTable(viz, table(["integer", "number"], 101)), false);
});
