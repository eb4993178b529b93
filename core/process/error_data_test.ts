import assert from "node:assert/strict";
import { NexusError } from "../contract/errors.ts";
import { readError } from "./error_data.ts";

Deno.test("readError() reads an error as it was told", () => {
  const data = { code: "file.empty", message: "It has no bytes", hint: "Fill it", details: { row: 1 } };
  const error = readError(data);
  assert.ok(error instanceof NexusError);
  const { code, message, hint, details } = error;
  assert.deepEqual({ code, message, hint, details }, data);
  assert.equal(readError({ code: "toString", message: "" }).code, "internal.error");
});

Deno.test("readError() keeps of an error only what can be shown", () => {
  const message = "x".repeat(20_000);
  const error = readError({ code: "file.empty", message, hint: { not: "a text" }, details: [1] });
  assert.deepEqual([error.message.length, error.hint, error.details], [10_001, undefined, undefined]);
  const large = { code: "file.empty", message: "", hint: message, details: { message: message.repeat(20) } };
  assert.deepEqual([readError(large).hint!.length, readError(large).details], [2001, undefined]);
});

Deno.test("readError() refuses what is no error", () => {
  for (
    const data of [null, 1, "x", [], {}, { code: 5, message: "x" }, { code: "file.empty", message: { a: 1 } }]
  ) {
    assert.throws(() => readError(data), { code: "process.protocol" });
  }
});
