import assert from "node:assert/strict";
import { queryOf } from "./query_of.ts";

Deno.test("queryOf() leaves out what speaks about the search", () => {
  assert.equal(queryOf("What does the report say about noise at night?"), "noise at night?");
  assert.equal(queryOf("According to the contract, when is rent due?"), ", when is rent due?");
  assert.equal(queryOf("Find the passages about rotor blades"), "rotor blades");
  assert.equal(queryOf("How long is the notice?"), "is the notice?");
  assert.equal(queryOf("find"), "find");
});
