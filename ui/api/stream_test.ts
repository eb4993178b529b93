import assert from "node:assert/strict";
import type { NexusEvent } from "nexus";
import { followEvents, parseEvent } from "./stream.ts";

Deno.test("followEvents() connects again with Last-Event-ID and ends after the last event", async () => {
  const seen: (string | null)[] = [];
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, (request) => {
    seen.push(request.headers.get("last-event-id"));
    const body = seen.length === 1
      ? 'id: 4\ndata: {"type":"run.started","run":"r","question":null}\n\n'
      : 'id: 5\ndata: {"type":"run.ended","run":"r","status":"answered"}\n\n';
    return new Response(body, { headers: { "content-type": "text/event-stream" } });
  });
  const events: string[] = [];
  const connected: boolean[] = [];
  await followEvents(`http://127.0.0.1:${server.addr.port}/`, {
    onEvent: (event) => void events.push(event.type),
    onConnected: (yes) => void connected.push(yes),
  }, { signal: new AbortController().signal, ends: (event: NexusEvent) => event.type === "run.ended" });
  await server.shutdown();
  assert.deepEqual(events, ["run.started", "run.ended"]);
  assert.deepEqual(seen, [null, "4"]);
  assert.deepEqual(connected, [true, false, true]);
});

Deno.test("followEvents() gives up where the server refuses", async () => {
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen() {} },
    () =>
      Response.json({ error: { code: "run.not_found", message: "gone" }, correlationId: "c" }, {
        status: 404,
      }),
  );
  let ended: unknown;
  await followEvents(`http://127.0.0.1:${server.addr.port}/`, {
    onEvent: () => assert.fail("no event"),
    onEnd: (error) => void (ended = error),
  }, { signal: new AbortController().signal });
  await server.shutdown();
  assert.match(String(ended), /gone/);
});

Deno.test("followEvents() waits where it asked too often", async () => {
  let asked = 0;
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, () => {
    if (++asked === 1) return new Response("{}", { status: 429 });
    const body = 'id: 5\ndata: {"type":"run.ended","run":"r","status":"answered"}\n\n';
    return new Response(body, { headers: { "content-type": "text/event-stream" } });
  });
  let ended: unknown = "not yet";
  await followEvents(`http://127.0.0.1:${server.addr.port}/`, {
    onEvent: () => {},
    onEnd: (error) => void (ended = error),
  }, { signal: new AbortController().signal, ends: () => true });
  await server.shutdown();
  assert.equal(ended, null);
  assert.equal(asked, 2);
});

Deno.test("parseEvent() drops what is not an event", () => {
  assert.equal(parseEvent("hello"), null);
  assert.equal(parseEvent("[1]"), null);
});
