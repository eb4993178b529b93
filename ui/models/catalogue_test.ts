import assert from "node:assert/strict";
import type { PluginInfo } from "nexus";
import { offersOf } from "./catalogue.ts";

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
