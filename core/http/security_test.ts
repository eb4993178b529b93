import assert from "node:assert/strict";
import { Hono } from "hono";
import { NexusError } from "../contract/mod.ts";
import { guard, secureHeaders } from "./security.ts";

function app(origins: string[] = []): Hono {
  const hono = new Hono();
  hono.onError((error) =>
    new Response(error.message, { status: error instanceof NexusError ? error.status : 500 })
  );
  hono.use("*", secureHeaders());
  hono.use("*", guard({ host: "127.0.0.1", origins }));
  hono.all("/x", (context) => context.text("ok"));
  return hono;
}

async function status(hono: Hono, headers: Record<string, string>, method = "POST"): Promise<number> {
  const host = headers.host ?? "127.0.0.1:8321";
  return (await hono.request(`http://${host}/x`, { method, headers: { host, ...headers } })).status;
}

Deno.test("guard() answers for its own names alone", async () => {
  assert.equal(await status(app(), {}), 200);
  assert.equal(await status(app(), { host: "localhost:8321" }), 200);
  assert.equal(await status(app(), { host: "[::1]:8321" }), 200);
  for (
    const host of ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8321", "localhost."]
  ) {
    assert.equal(await status(app(), { host }), 403, host);
  }
});

Deno.test("guard() refuses a request whose line and header name different hosts", async () => {
  const headers = { host: "127.0.0.1:8321" };
  assert.equal((await app().request("http://evil.example/x", { method: "POST", headers })).status, 403);
  assert.equal(
    (await app().request("http://127.0.0.1:8321/x", { method: "POST" })).status,
    200,
    "HTTP/2 has no header",
  );
  assert.equal((await app().request("http://evil.example/x", { method: "POST" })).status, 403);
});

Deno.test("guard() refuses pages of other sites, with any method", async () => {
  for (const method of ["GET", "POST", "DELETE"]) {
    assert.equal(await status(app(), { origin: "http://evil.example" }, method), 403);
    assert.equal(await status(app(), { origin: "null" }, method), 403);
    assert.equal(
      await status(app(), { origin: "http://127.0.0.1:9999" }, method),
      403,
      "another port is another site",
    );
    for (const site of ["cross-site", "same-site"]) {
      assert.equal(
        await status(app(), { "sec-fetch-site": site, "sec-fetch-mode": "no-cors" }, method),
        403,
      );
    }
  }
  assert.equal(
    await status(app(), { origin: "http://127.0.0.1:8321", "sec-fetch-site": "same-origin" }),
    200,
  );
  assert.equal(
    await status(app(), { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" }, "GET"),
    200,
    "a link to us may be followed",
  );
});

Deno.test("guard() lets configured origins in and answers their preflights", async () => {
  const hono = app(["https://tools.example"]);
  const headers = { origin: "https://tools.example", "sec-fetch-site": "cross-site" };
  assert.equal(await status(hono, headers), 200);
  const preflight = await hono.request("http://127.0.0.1:1/x", {
    method: "OPTIONS",
    headers: { host: "127.0.0.1:1", ...headers },
  });
  assert.equal(preflight.status, 204);
  assert.equal(preflight.headers.get("access-control-allow-origin"), "https://tools.example");
});

Deno.test("secureHeaders() sets a policy without inline script, also on errors", async () => {
  for (const host of ["127.0.0.1:1", "evil.example"]) {
    const response = await app().request(`http://${host}/x`, { headers: { host } });
    const policy = response.headers.get("content-security-policy")!;
    assert.match(policy, /default-src 'none'/);
    assert.equal(policy.includes("unsafe"), false);
    assert.equal(response.headers.get("x-content-type-options"), "nosniff");
  }
});
