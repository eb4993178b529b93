import assert from "node:assert/strict";
import { join } from "node:path";
import type { PluginCallRecord, PluginInfo, PluginInspection } from "../contract/mod.ts";
import { newPlugin, packArchive } from "../plugins/mod.ts";
import { withServer } from "./_server_for_tests.ts";

Deno.test("a plugin made elsewhere is inspected, installed, used, traced and removed over HTTP", async () => {
  const folder = await Deno.makeTempDir();
  await newPlugin(join(folder, "p"), "ingest", "acme/my-parser");
  const { archive } = await packArchive(join(folder, "p"), { cache: join(folder, "cache") });
  await withServer(async ({ url, post, upload }) => {
    const inspect = async (content: Uint8Array<ArrayBuffer>) => {
      const form = new FormData();
      form.append("file", new File([content], "my-parser.zip"));
      return await fetch(`${url}/plugins/inspect`, { method: "POST", body: form });
    };
    const people = "name: Ada\nage: 36\n\nname: Bob\nage: 41\n";
    const columns = async (name: string, text: string) =>
      (await upload(name, text)).datasets[0]?.columns.map((column) => column.name).join();
    assert.notEqual(await columns("a.myparser", people), "name,age", "nobody reads it yet");
    const broken = await inspect(archive.slice(0, -9));
    assert.equal(broken.status, 422);
    assert.match((await broken.json()).error.message, /cut off/);
    const seen: PluginInspection = await (await inspect(archive)).json();
    assert.deepEqual([seen.plugin.id, seen.change, seen.asked], ["acme/my-parser", "new", []]);
    assert.equal((await post("/plugins/install", { token: seen.token, accept: ["net:a:1"] })).status, 400);
    assert.equal((await post("/plugins/install", { token: "x", accept: [] })).status, 400);
    const installed = await post("/plugins/install", { token: seen.token, accept: seen.asked });
    assert.equal(installed.status, 200);
    const info: PluginInfo = await installed.json();
    assert.deepEqual([info.id, info.origin, info.source], ["acme/my-parser", "installed", "my-parser.zip"]);
    const id = encodeURIComponent(info.id);
    assert.equal((await (await post(`/plugins/${id}/trace`, { on: true })).json()).trace, true);
    assert.equal((await (await post(`/plugins/${id}/trace`, { on: false })).json()).trace, false);
    assert.equal(await columns("b.myparser", people + "\nname: Cem\nage: 50\n"), "name,age");
    const calls: PluginCallRecord[] = await (await fetch(`${url}/plugins/${id}/calls`)).json();
    assert.ok(calls.some(({ method, outcome }) => method === "host.slice" && outcome === "ok"));
    assert.ok(calls.some(({ method }) => method === "rows"));
    assert.equal((await fetch(`${url}/plugins/${id}`, { method: "DELETE" })).status, 204);
    assert.equal((await fetch(`${url}/plugins/${id}`, { method: "DELETE" })).status, 404);
    assert.notEqual(await columns("c.myparser", "name: Dee\nage: 9\n"), "name,age");
    assert.equal((await fetch(`${url}/plugins/csv`, { method: "DELETE" })).status, 422);
    const revoked = await post("/plugins/data-analyst/revoke", { permissions: ["host:model"] });
    assert.equal(revoked.status, 200);
    const { grants }: PluginInfo = await revoked.json();
    assert.deepEqual(grants?.filter(({ granted }) => !granted).map(({ id }) => id), ["host:model"]);
  });
  await Deno.remove(folder, { recursive: true });
});

Deno.test("requests about plugins that are not right get a clear error each, and install nothing", async () => {
  const folder = await Deno.makeTempDir();
  await newPlugin(join(folder, "p"), "viz", "acme/my-chart");
  const { archive } = await packArchive(join(folder, "p"), { cache: join(folder, "cache") });
  await withServer(async ({ url, post, services }) => {
    const code = async (response: Response) =>
      `${response.status} ${(await response.json()).error?.code ?? "ok"}`;
    const send = (body: BodyInit, query = "?name=x.zip") =>
      fetch(`${url}/plugins/inspect${query}`, {
        method: "POST",
        body,
        headers: { "content-type": "application/zip" },
      });
    assert.equal(await code(await send("hello")), "422 plugin.invalid");
    assert.equal(await code(await send(new Uint8Array(0))), "422 plugin.invalid");
    assert.equal(await code(await send(archive, "")), "400 request.invalid");
    assert.equal(await code(await send(new Uint8Array(33 * 1024 * 1024))), "413 request.too_large");
    assert.equal(
      await code(await fetch(`${url}/plugins/inspect`, { method: "POST", body: new FormData() })),
      "400 request.invalid",
    );
    assert.equal(await code(await post("/plugins/install", { token: 1 })), "400 request.invalid");
    for (
      const [path, body] of [["trace", { on: true }], ["revoke", {}], ["grant", {}], ["enable", {}]] as const
    ) {
      assert.equal(await code(await post(`/plugins/acme%2Fnone/${path}`, body)), "404 plugin.not_found");
    }
    assert.equal(await code(await fetch(`${url}/plugins/acme%2Fnone/calls`)), "404 plugin.not_found");
    assert.equal(
      await code(await post("/plugins/csv/revoke", { permissions: ["net:a:1"] })),
      "400 request.invalid",
    );
    const other = await fetch(`${url}/plugins/install`, {
      method: "POST",
      headers: { origin: "https://evil.example", "content-type": "application/json" },
      body: "{}",
    });
    assert.equal(await code(other), "403 request.forbidden");
    assert.equal(services.registry.list().filter(({ origin }) => origin === "installed").length, 0);
    const tokens: string[] = [];
    for (let i = 0; i < 5; i++) tokens.push((await (await send(archive)).json()).token);
    const old = await post("/plugins/install", { token: tokens[0], accept: [] });
    assert.equal(await code(old), "400 request.invalid", "only the last few inspections are held");
    const both = await Promise.all(
      [4, 4].map((at) => post("/plugins/install", { token: tokens[at], accept: [] })),
    );
    assert.deepEqual((await Promise.all(both.map(code))).sort(), ["200 ok", "400 request.invalid"]);
  });
  await Deno.remove(folder, { recursive: true });
});
