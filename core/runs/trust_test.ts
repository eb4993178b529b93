import assert from "node:assert/strict";
import type { Computation, ReadingTrust, Trust } from "../contract/mod.ts";
import { trustOf } from "./trust.ts";

Deno.test("trustOf() is verified only when both halves are at their best", () => {
  const expected: [Computation, ReadingTrust, Trust][] = [
    ["confirmed", "sure", "verified"],
    ["confirmed", "given", "verified"],
    ["confirmed", "likely", "computed"],
    ["single", "sure", "computed"],
    ["single", "likely", "computed"],
    ["generated", "sure", "suggested"],
    ["none", "none", "none"],
  ];
  for (const [computation, reading, trust] of expected) {
    assert.equal(trustOf(computation, reading, []), trust);
  }
});

Deno.test("trustOf() never trusts a result whose check failed", () => {
  assert.equal(trustOf("confirmed", "sure", [{ name: "x", passed: false, message: "" }]), "suggested");
});
