import assert from "node:assert/strict";
import { until } from "nexus/testing";
import type { AuditEntry } from "../contract/mod.ts";
import { SHOP, withServer } from "./_server_for_tests.ts";

const KEY = "a-key-for-the-tests-of-the-door";
const withKey = (work: Parameters<typeof withServer>[0]) => withServer(work, { API_KEY: KEY });

async function code(response: Response): Promise<[number, string]> {
  return [response.status, (await response.json()).error.code];
}

Deno.test("without the key there is the page's own files and the bare health, and nothing else", () =>
  withKey(async ({ url, services }) => {
    const health = await fetch(`${url}/health`);
    assert.deepEqual([health.status, Object.keys(await health.json())], [200, ["status"]]);
    assert.deepEqual(Object.keys(await (await fetch(url)).json()), ["status"]);
    const { paths } = await (await fetch(`${url}/openapi.json`, { headers: { "x-api-key": KEY } })).json();
    for (const [path, methods] of Object.entries<object>(paths)) {
      for (const method of Object.keys(methods)) {
        if (path === "/health" || `${method} ${path}` === "post /session") continue;
        const response = await fetch(url + path.replace(/\{\w+\}/g, "x"), { method: method.toUpperCase() });
        assert.deepEqual(await code(response), [401, "request.unauthorized"], `${method} ${path}`);
        assert.match(response.headers.get("www-authenticate")!, /^Bearer/);
      }
    }
    for (
      const path of ["/openapi.json", "/nowhere", "//datasets", "/assets/a/b", "/assets%2fx"]
    ) {
      assert.equal((await code(await fetch(url + path)))[0], 401, path);
    }
    assert.equal((await fetch(`${url}/assets/..%2f..%2fdatasets`)).status, 404);
    assert.equal((await fetch(`${url}/assets/none.js`)).status, 500, "these tests have no page to serve");
    assert.equal(services.catalogue.list().length, 0);
  }));

Deno.test("the key is taken in both headers; a wrong one is refused, and after ten the address has to wait", () =>
  withKey(async ({ url }) => {
    const get = (headers: Record<string, string>) => fetch(`${url}/datasets`, { headers });
    for (const headers of [{ authorization: `Bearer ${KEY}` }, { "x-api-key": KEY }]) {
      const response = await get(headers);
      assert.deepEqual([response.status, await response.json()], [200, []]);
    }
    const wrong = [KEY.slice(1), KEY + "x", KEY.toUpperCase(), "", "x"];
    for (const key of [...wrong, ...wrong]) {
      assert.deepEqual(await code(await get({ "x-api-key": key })), [401, "request.unauthorized"], key);
    }
    const response = await get({ "x-api-key": KEY });
    assert.ok(Number(response.headers.get("retry-after")) >= 1);
    assert.deepEqual(await code(response), [429, "request.rate_limited"]);
    assert.equal((await fetch(`${url}/health`)).status, 200, "who sends no key is not held up");
  }));

Deno.test("a page signs in with the key, works with a cookie, and signs out", () =>
  withKey(async ({ url }) => {
    const signIn = (key: string) =>
      fetch(`${url}/session`, { method: "POST", body: JSON.stringify({ key }), headers: { origin: url } });
    assert.deepEqual(await code(await signIn("not the key")), [401, "request.unauthorized"]);
    const response = await signIn(KEY);
    const session = await response.json();
    assert.deepEqual([session.keyRequired, session.by], [true, "session"]);
    const [set] = response.headers.getSetCookie();
    assert.match(set!, /HttpOnly/);
    assert.match(set!, /SameSite=Strict/);
    assert.match(set!, /Path=\//);
    assert.equal(set!.includes(KEY), false);
    const cookie = set!.split(";")[0]!;
    const page = { cookie, origin: url };
    const get = (path: string) => fetch(url + path, { headers: { cookie } });

    assert.deepEqual(await (await get("/datasets")).json(), []);
    assert.equal((await (await get("/session")).json()).by, "session");
    const form = new FormData();
    form.append("files", new File([SHOP], "shop.csv"));
    const upload = await fetch(`${url}/upload-documents/`, { method: "POST", body: form, headers: page });
    const { files: [file] } = await upload.json();
    const ask = { method: "POST", body: JSON.stringify({ question: "How many rows?" }) };
    assert.deepEqual(
      await code(await fetch(`${url}/analyze/`, { ...ask, headers: { cookie } })),
      [403, "request.forbidden"],
      "a cookie without an origin changes nothing",
    );
    const foreign = { cookie, origin: "http://127.0.0.1:9" };
    assert.equal((await code(await fetch(`${url}/analyze/`, { ...ask, headers: foreign })))[0], 403);
    const run = await (await fetch(`${url}/analyze/`, { ...ask, headers: page })).json();
    assert.equal(run.answer.answer, 24, file.error?.message);

    const events = await (await get(`/runs/${run.id}/events`)).text();
    assert.match(events, /event: run.ended\n/);
    const live = (await get("/events")).text();
    const out = await fetch(`${url}/session`, { method: "DELETE", headers: page });
    assert.equal(out.status, 204);
    assert.match(out.headers.getSetCookie()[0]!, /Max-Age=0/);
    assert.match(await live, /^retry/, "its streams end with it");
    assert.deepEqual(await code(await get("/datasets")), [401, "request.unauthorized"]);

    const audit = await fetch(`${url}/audit?limit=20`, { headers: { "x-api-key": KEY } });
    const entries: AuditEntry[] = await audit.json();
    assert.deepEqual(entries.map(({ who, action }) => [who.split(" ")[0], action]).reverse(), [
      ["unknown", "key.refused"],
      ["none", "session.opened"],
      ["session", "upload.ready"],
      ["session", "run.started"],
      ["session", "run.ended"],
      ["session", "session.closed"],
    ]);
    const [closed, ended, started, ready] = entries;
    assert.equal(closed!.who, `session ${closed!.subject}`);
    assert.deepEqual([ended!.subject, ended!.details], [run.id, { status: "answered" }]);
    assert.deepEqual([started!.address, started!.details], ["127.0.0.1", { question: "How many rows?" }]);
    assert.deepEqual([ready!.subject, ready!.details], ["shop.csv", {
      datasets: [file.datasets[0].id],
      documents: [],
    }]);
    const older = await fetch(`${url}/audit?before=${ended!.id}`, { headers: { "x-api-key": KEY } });
    assert.equal((await older.json()).length, 4);
  }));

Deno.test("a server without a key says so, and lets everybody of this machine in", () =>
  withServer(async ({ url, post }) => {
    const open = { keyRequired: false, by: "open" };
    assert.deepEqual(await (await fetch(`${url}/session`)).json(), open);
    const response = await post("/session", { key: "anything" });
    assert.deepEqual([await response.json(), response.headers.getSetCookie()], [open, []]);
  }));

Deno.test("another method is answered with those that are allowed", () =>
  withServer(async ({ url }) => {
    for (
      const [method, path, allow] of [
        ["PUT", "/datasets", "GET, HEAD, OPTIONS"],
        ["GET", "/analyze/", "OPTIONS, POST"],
        ["GET", "/analyze", "OPTIONS, POST"],
        ["PATCH", "/runs/x", "DELETE, GET, HEAD, OPTIONS"],
        ["POST", "/", "GET, HEAD, OPTIONS"],
        ["GET", "/plugins/csv/enable", "OPTIONS, POST"],
      ] as const
    ) {
      const response = await fetch(url + path, { method });
      assert.equal(response.headers.get("allow"), allow, `${method} ${path}`);
      assert.deepEqual(await code(response), [405, "request.method_not_allowed"]);
    }
    assert.deepEqual(await code(await fetch(`${url}/nowhere`, { method: "PUT" })), [
      404,
      "request.not_found",
    ]);
    const options = await fetch(`${url}/runs`, { method: "OPTIONS" });
    assert.deepEqual([options.status, options.headers.get("allow")], [204, "GET, HEAD, OPTIONS"]);
  }));

Deno.test("a client that sends too much is told when to come back; health always answers", () =>
  withServer(async ({ url }) => {
    for (let request = 0; request < 2; request++) assert.equal((await fetch(`${url}/runs`)).status, 200);
    const response = await fetch(`${url}/runs`);
    const wait = Number(response.headers.get("retry-after"));
    assert.ok(Number.isInteger(wait) && wait >= 1 && wait <= 30, String(wait));
    assert.deepEqual(await code(response), [429, "request.rate_limited"]);
    for (let request = 0; request < 20; request++) assert.equal((await fetch(`${url}/health`)).status, 200);
  }, { RATE_LIMIT: "2" }));

Deno.test("a client keeps a number of event streams open, and one that it closes makes place", () =>
  withServer(async ({ url, services }) => {
    const open = await Promise.all(Array.from({ length: 64 }, () => fetch(`${url}/events`)));
    assert.deepEqual([...new Set(open.map(({ status }) => status))], [200]);
    assert.deepEqual(await code(await fetch(`${url}/events`)), [429, "request.rate_limited"]);
    assert.equal((await fetch(`${url}/events`, { method: "HEAD" })).status, 200);
    assert.match(services.metrics.render(), /\nnexus_event_streams 64\n/);
    await open.pop()!.body!.cancel();
    await until("there is a place again", async () => {
      const next = await fetch(`${url}/events`);
      open.push(next);
      return next.status === 200;
    });
    await Promise.all(open.map(({ body }) => body!.cancel()));
  }));
