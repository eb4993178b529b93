import assert from "node:assert/strict";
import type { Measure, Plan } from "nexus";
import { preferredEngine } from "./prefer.ts";

const scan: Plan = { op: "scan", dataset: "d" };
const measure = (name: Measure["function"]): Plan => ({
  op: "aggregate",
  input: scan,
  groups: [],
  measures: [{ name: "m", function: name, arguments: [{ kind: "column", name: "x" }] }],
});
const sorted = (input: Plan): Plan => ({
  op: "sort",
  input,
  keys: [{ by: { kind: "column", name: "m" }, descending: true }],
});

Deno.test("preferredEngine() lets Polars answer over few rows and DuckDB over more than fit", () => {
  assert.equal(preferredEngine(measure("sum"), 1_000), "polars");
  assert.equal(preferredEngine(sorted(scan), 50_000_000), "duckdb");
});

Deno.test("preferredEngine() follows what was measured on a million rows", () => {
  const rows = 1_000_000;
  assert.equal(preferredEngine(measure("sum"), rows), "duckdb");
  assert.equal(preferredEngine(measure("mode"), rows), "polars");
  assert.equal(preferredEngine(sorted(measure("mean")), rows), "duckdb");
  assert.equal(preferredEngine(sorted(scan), rows), "polars");
  assert.equal(preferredEngine({ op: "limit", input: sorted(scan), count: 5 }, rows), "duckdb");
});
