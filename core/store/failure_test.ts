import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { NexusError } from "../contract/mod.ts";
import { asStoreError, isDiskFull } from "./failure.ts";

function full(): Error {
  return Object.assign(new Error("No space left on device (os error 28)"), { code: "ENOSPC" });
}

Deno.test("a full disk is told as one, whoever met it", () => {
  const database = new DatabaseSync(":memory:");
  database.exec("PRAGMA max_page_count = 2");
  let ofDatabase: unknown;
  try {
    database.exec(`CREATE TABLE t (a); INSERT INTO t VALUES ('${"x".repeat(100_000)}')`);
  } catch (error) {
    ofDatabase = error;
  }
  database.close();
  const cases = [
    full(),
    ofDatabase,
    new NexusError("engine.failed", 'IO Error: Could not write file "x.parquet": No space left on device'),
    new NexusError("store.failed", "Cannot keep it", { cause: full() }),
  ];
  for (const error of cases) {
    const told = asStoreError(error);
    assert.ok(told instanceof NexusError && isDiskFull(told), String(error));
    assert.equal(told.code, "store.failed");
    assert.match(told.hint!, /is full/);
    assert.equal(asStoreError(told), told);
  }
});

Deno.test("other errors stay what they are", () => {
  for (const error of [new Error("x"), new NexusError("engine.failed", "x"), "text", null]) {
    assert.equal(asStoreError(error), error);
  }
});
