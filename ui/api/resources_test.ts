import assert from "node:assert/strict";
import { fileNameOf } from "./resources.ts";
import { errorFrom, problemOf } from "./http.ts";

Deno.test("fileNameOf() reads plain, quoted and extended names", () => {
  assert.equal(fileNameOf("attachment; filename=report.xlsx"), "report.xlsx");
  assert.equal(fileNameOf('attachment; filename="a \\"b\\".html"'), 'a "b".html');
  assert.equal(fileNameOf("attachment; filename=\"x.html\"; filename*=UTF-8''caf%C3%A9.html"), "café.html");
  assert.equal(fileNameOf(null), null);
});

Deno.test("errorFrom() keeps the server's words and reference", () => {
  const error = errorFrom(
    404,
    JSON.stringify({
      error: { code: "run.not_found", message: "No run r1", hint: "Ask again" },
      correlationId: "c-1",
    }),
  );
  assert.deepEqual(problemOf(error), { message: "No run r1", hint: "Ask again", reference: "c-1" });
  assert.match(errorFrom(502, "<html>").message, /502/);
});
