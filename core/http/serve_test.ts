import assert from "node:assert/strict";
import { Hono } from "hono";
import { NexusError } from "../contract/mod.ts";
import { listen } from "./serve.ts";

Deno.test("listen() closes although a request is still being answered", async () => {
  const app = new Hono();
  const came = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<Response>();
  app.get("/", () => {
    came.resolve();
    return answer.promise;
  });
  const { url, close } = listen(app, { host: "127.0.0.1", port: 0 });
  const asking = fetch(url).then((response) => response.text(), () => "cut");
  await came.promise;
  await close();
  answer.resolve(new Response("late"));
  assert.ok(["cut", "late"].includes(await asking));
});

Deno.test("listen() takes the next port where one is taken, and says why it cannot listen", async () => {
  const first = listen(new Hono(), { host: "127.0.0.1", port: 0 });
  const port = Number(new URL(first.url).port);
  const second = listen(new Hono(), { host: "127.0.0.1", port });
  assert.notEqual(new URL(second.url).port, String(port));
  await Promise.all([first.close(), second.close()]);
  assert.throws(
    () => listen(new Hono(), { host: "203.0.113.1", port: 0 }),
    (error: unknown) => error instanceof NexusError && error.code === "config.invalid",
  );
});
