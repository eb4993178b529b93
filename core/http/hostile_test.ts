import assert from "node:assert/strict";
import { until } from "nexus/testing";
import type { Run, RunSummary, UploadResult } from "../contract/mod.ts";
import { SHOP, type TestServer, withServer } from "./_server_for_tests.ts";

async function code(response: Response): Promise<[number, string]> {
  return [response.status, (await response.json()).error.code];
}

/** A plan that keeps an engine busy for a second or more. */
function longPlan(dataset: string, name: string) {
  const scan = { op: "scan", dataset };
  const one = { kind: "literal", value: 1 };
  const cross = (left: unknown) => ({
    op: "join",
    left,
    right: scan,
    how: "inner",
    on: [{ left: one, right: one }],
  });
  const value = { kind: "column", name: "revenue" };
  return {
    op: "aggregate",
    input: cross(cross(cross(cross(scan)))),
    groups: [],
    measures: [{ name, function: "count_distinct", arguments: [value] }],
  };
}

async function later({ post }: TestServer, plan: unknown): Promise<RunSummary> {
  return await (await post("/analyze/", { plan }, { prefer: "respond-async" })).json();
}

Deno.test("a run that waits for its turn is cancelled at once, and gives up no place", () =>
  withServer(async (server) => {
    const { url, services, dataset, ask } = server;
    const shop = await dataset("shop.csv", SHOP);
    const first = await later(server, longPlan(shop.id, "first"));
    const second = await later(server, longPlan(shop.id, "second"));
    assert.deepEqual(services.runs.stats(), { running: 1, waiting: 1 });
    assert.equal((await fetch(`${url}/runs/${second.id}`, { method: "DELETE" })).status, 204);
    assert.deepEqual(services.runs.stats(), { running: 1, waiting: 0 });
    assert.equal((await (await fetch(`${url}/runs/${second.id}`)).json()).status, "cancelled");
    await fetch(`${url}/runs/${first.id}`, { method: "DELETE" });
    assert.equal((await ask("How many rows?", shop)).answer, 24);
    assert.deepEqual(services.runs.stats(), { running: 0, waiting: 0 });
  }, { MAX_CONCURRENT_ANALYSES: "1" }));

Deno.test("a confirmation that two runs share outlives the one that is cancelled", () =>
  withServer(async ({ services, dataset }) => {
    const { id } = await dataset("shop.csv", SHOP);
    const plan = { op: "scan" as const, dataset: id };
    const execution = await services.executor.execute(plan, AbortSignal.timeout(120_000));
    const cancelled = new AbortController();
    const one = execution.confirm(cancelled.signal);
    const other = execution.confirm(AbortSignal.timeout(120_000));
    cancelled.abort();
    await assert.rejects(one);
    assert.equal((await other).computation, "confirmed");
  }));

Deno.test("hostile bodies are refused with a code", () =>
  withServer(async ({ url, post }) => {
    const raw = (path: string, body: string | FormData, type?: string) =>
      fetch(url + path, { method: "POST", body, ...(type ? { headers: { "content-type": type } } : {}) });
    const nested = '{"op":"limit","count":1,"input":'.repeat(10_000) + "{}" + "}".repeat(10_000);
    assert.deepEqual(await code(await raw("/analyze/", `{"plan":${nested}}`)), [400, "request.invalid"]);
    assert.deepEqual(
      await code(await post("/analyze", {})),
      [400, "question.empty"],
      "the slash is optional",
    );
    const form = new FormData();
    form.append("note", "no file");
    assert.deepEqual(await code(await raw("/upload-documents/", form)), [400, "request.invalid"]);
    const cut = '--X\r\ncontent-disposition: form-data; name="files"; filename="t.csv"\r\n\r\na,b\n1,9\n';
    assert.deepEqual(await code(await raw("/upload-documents/", cut, "multipart/form-data; boundary=X")), [
      400,
      "request.invalid",
    ]);
  }));

Deno.test("a file after one that is too large is still taken", () =>
  withServer(async ({ url }) => {
    const form = new FormData();
    form.append("files", new File(["a,b\n" + "1,2\n".repeat(500_000)], "big.csv"));
    form.append("files", new File(["a,b\n1,2\n"], "small.csv"));
    const response = await fetch(`${url}/upload-documents/`, { method: "POST", body: form });
    const { files }: UploadResult = await response.json();
    assert.deepEqual(files.map(({ file, status }) => [file, status]), [
      ["big.csv", "failed"],
      ["small.csv", "ready"],
    ]);
  }, { MAX_FILE_SIZE: "100kB" }));

Deno.test("of more files than one request may bring, those that were taken are told", () =>
  withServer(async ({ url, services }) => {
    const form = new FormData();
    for (let file = 0; file < 101; file++) form.append("files", new File(["a,b\n1,2\n"], `f${file}.csv`));
    const response = await fetch(`${url}/upload-documents/`, { method: "POST", body: form });
    const { files }: UploadResult = await response.json();
    assert.deepEqual([response.status, files.length], [200, 101]);
    assert.deepEqual(files.filter(({ status }) => status === "ready").length, 100);
    assert.deepEqual([files[100]!.status, files[100]!.error!.code], ["failed", "request.invalid"]);
    assert.equal(services.catalogue.list().length, 1);
  }));

Deno.test("an allowed origin may read streams, files and errors too", () =>
  withServer(async ({ url }) => {
    const headers = { origin: "https://app.example" };
    for (const path of ["/datasets", "/nowhere", "/events", "/metrics"]) {
      const response = await fetch(url + path, { headers });
      assert.equal(response.headers.get("access-control-allow-origin"), "https://app.example", path);
      await response.body!.cancel();
    }
  }, { CORS_ALLOWED_ORIGINS: "https://app.example" }));

Deno.test("a chart of a type that is not there or does not fit is refused, as is a file of too many answers", () =>
  withServer(async ({ dataset, ask, post }) => {
    const { run } = await ask("average revenue by region", await dataset("shop.csv", SHOP));
    for (const type of ["globe", "__proto__", "../x", "histogram"]) {
      assert.deepEqual(
        await code(await post("/visualize/", { run, type })),
        [422, "chart.unsupported"],
        type,
      );
    }
    const many = { runs: Array(101).fill(run), format: "html" };
    assert.deepEqual(await code(await post("/generate-report/", many)), [400, "request.invalid"]);
  }));

Deno.test("a client that hangs up cancels its run", () =>
  withServer(async (server) => {
    const { url, services, dataset } = server;
    const shop = await dataset("shop.csv", SHOP);
    const body = JSON.stringify({ plan: longPlan(shop.id, "left alone") });
    const leave = new AbortController();
    const asking = fetch(`${url}/analyze/`, { method: "POST", body, signal: leave.signal });
    const rejected = assert.rejects(asking);
    await until("the run has begun", () => services.runs.stats().running > 0);
    leave.abort();
    await rejected;
    const [run] = services.runs.list();
    await until("the run has ended", () => !services.runs.isActive(run!.id));
    const kept: Run = services.runs.get(run!.id);
    assert.equal(kept.status, "cancelled");
  }));
