import assert from "node:assert/strict";
import { Manifest } from "../contract/mod.ts";
import { manifestOf } from "./_plugins_for_tests.ts";
import { rivalsOf } from "./rivals.ts";

const of = (kind: string, id: string, contribution: Record<string, unknown>) => {
  const base = manifestOf(kind, id) as { contributes: Record<string, Record<string, unknown>> };
  return Manifest.parse({ ...base, contributes: { [kind]: { ...base.contributes[kind], ...contribution } } });
};

Deno.test("rivalsOf() tells whose place a plugin takes", () => {
  const here = [
    of("agent", "analyst", { priority: 10 }),
    of("ingest", "csv", { extensions: [".csv"] }),
    of("viz", "dots", {}),
  ];
  assert.deepEqual(rivalsOf(of("agent", "a", { priority: 100 }), here), [
    "It is asked to analyze before analyst.",
  ]);
  assert.deepEqual(rivalsOf(of("agent", "a", { priority: 1 }), here), []);
  assert.deepEqual(rivalsOf(of("ingest", "a", { extensions: [".csv", ".x"] }), here), [
    "It reads .csv as well as csv; the one that is surer of a file gets it.",
  ]);
  assert.deepEqual(rivalsOf(of("viz", "a", {}), here), ["dots does the same already and is used first."]);
});
