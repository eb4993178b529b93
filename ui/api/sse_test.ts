import assert from "node:assert/strict";
import { SseParser } from "./sse.ts";

Deno.test("SseParser gives events with id, name and data", () => {
  const parser = new SseParser();
  const messages = parser.push('id: 7\nevent: run.step\ndata: {"a":1}\n\n: ping\n\ndata: x\n\n');
  assert.deepEqual(messages, [
    { id: "7", event: "run.step", data: '{"a":1}' },
    { id: "7", event: "message", data: "x" },
  ]);
});

Deno.test("SseParser gives the same events wherever the stream is cut", () => {
  const stream = "retry: 2500\r\nid: 1\r\nevent: a\r\ndata: one\r\ndata: two\r\n\r\nid: 2\rdata: three\r\r";
  const whole = new SseParser().push(stream + "\n");
  assert.equal(whole.length, 2);
  for (let at = 0; at <= stream.length; at++) {
    const parser = new SseParser();
    const messages = [...parser.push(stream.slice(0, at)), ...parser.push(stream.slice(at) + "\n")];
    assert.deepEqual(messages, whole);
    assert.equal(parser.retry, 2500);
  }
});

Deno.test("SseParser ignores events without data", () => {
  assert.deepEqual(new SseParser().push("event: a\n\nid\n\n"), []);
});
