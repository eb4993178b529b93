import assert from "node:assert/strict";
import type { Evidence, Receipt, Run, RunSummary, Table } from "../contract/mod.ts";
import { parseReceipt, rerunReceipt } from "../runs/mod.ts";
import { SHOP, withServer } from "./_server_for_tests.ts";

Deno.test("a file becomes a dataset, a question a verified answer with evidence, receipt and files", () =>
  withServer(async ({ url, services, upload, ask, post }) => {
    const outcome = await upload("../../shop.csv", SHOP);
    assert.equal(outcome.status, "ready", JSON.stringify(outcome.error));
    const [dataset] = outcome.datasets;
    assert.equal(dataset!.file, "shop.csv");
    assert.equal(dataset!.rows, 24);
    assert.deepEqual(dataset!.columns.map(({ name, type }) => [name, type]), [
      ["order date", "date"],
      ["region", "text"],
      ["product", "text"],
      ["revenue", "integer"],
      ["returned", "boolean"],
    ]);
    assert.equal(dataset!.columns[3]!.missing, 2);
    assert.equal((await upload("again.csv", SHOP)).duplicate, true);

    const count = await ask("How many rows?", dataset!);
    assert.deepEqual(
      [count.status, count.answer, count.trust],
      ["answered", 24, "verified"],
      JSON.stringify(count.error ?? count.notices),
    );

    const means = await ask("average revenue by region", dataset!);
    assert.equal(means.status, "answered");
    assert.equal(means.computation, "confirmed");
    assert.equal(means.result!.rowCount, 3);
    assert.ok(means.words.length >= 2);
    assert.match(means.sql!, /avg/i);
    assert.equal(means.visual!.chart.type, "bar");
    assert.deepEqual(means.excluded.map(({ rows }) => rows), [2], "two rows have no revenue");

    const region = means.result!.columns.findIndex(({ name }) => name === "region");
    const [evidence]: Evidence[] = await (await fetch(`${url}/runs/${means.run}/evidence?row=0`)).json();
    assert.equal(evidence!.table.rowCount, 8);
    const column = evidence!.table.columns.findIndex(({ name }) => name === "region");
    assert.ok(evidence!.table.rows.every((row) => row[column] === means.result!.rows[0]![region]));

    const receipt: Receipt = await (await fetch(`${url}/runs/${means.run}/receipt`)).json();
    assert.equal(receipt.inputs[0]!.sha256, dataset!.sha256);
    const outcomeOfRerun = await rerunReceipt(parseReceipt(JSON.stringify(receipt)), {
      ...services,
      signal: AbortSignal.timeout(120_000),
    });
    assert.equal(outcomeOfRerun.same, true, outcomeOfRerun.messages.join(" "));

    for (const [format, magic] of [["xlsx", "PK"], ["html", "<!"]] as const) {
      const response = await post("/generate-report/", { runs: [means.run], format });
      assert.equal(response.status, 200, await response.clone().text().then((text) => text.slice(0, 300)));
      assert.match(response.headers.get("content-disposition")!, new RegExp(`\\.${format}"`));
      assert.equal((await response.text()).startsWith(magic), true);
    }
    const rows: Table = await (await fetch(`${url}/datasets/${dataset!.id}/rows?offset=20&limit=10`)).json();
    assert.equal(rows.rows.length, 4);
  }));

Deno.test("a column that is not there is refused with the nearest, nonsense is refused with its words", () =>
  withServer(async ({ dataset, ask }) => {
    const shop = await dataset("shop.csv", SHOP);
    const missing = await ask("average revenu_total by regoin_code", shop);
    assert.notEqual(missing.trust, "verified", "a guess at misspelt names is never verified");
    const discount = await ask("average discount by region", shop);
    assert.equal(discount.status, "refused");
    assert.equal(discount.trust, "none");
    const nonsense = await ask("blorp the flimflam sideways", shop);
    assert.equal(nonsense.status, "refused");
    assert.ok(nonsense.error!.message.length > 10);
  }));

Deno.test("a run can be followed by its events, and again from the start", () =>
  withServer(async ({ url, dataset, post }) => {
    const shop = await dataset("shop.csv", SHOP);
    const response = await post("/analyze/", { question: "total revenue by product", datasets: [shop.id] }, {
      prefer: "respond-async",
    });
    assert.equal(response.status, 202);
    const run: RunSummary = await response.json();
    const live = await (await fetch(`${url}/runs/${run.id}/events`)).text();
    assert.match(live, /event: run.started\n/);
    assert.match(live, /event: run.step\n/);
    assert.match(live, /event: run.ended\n/);
    const replay = await (await fetch(`${url}/runs/${run.id}/events`)).text();
    const withoutDrafts = (text: string) =>
      text.split("\n\n").filter((event) => !event.includes('"final":false')).join("\n\n");
    assert.equal(replay, withoutDrafts(live), "drafts go when the answer stands");
    const ended: Run = await (await fetch(`${url}/runs/${run.id}`)).json();
    assert.equal(ended.status, "answered");
  }));

Deno.test("bad requests get a code, and the server goes on", () =>
  withServer(async ({ url, upload, dataset, ask, post }) => {
    const code = async (response: Response) => [response.status, (await response.json()).error.code];
    assert.deepEqual(await code(await post("/analyze/", { question: "How many rows?" })), [
      409,
      "dataset.none",
    ]);
    const shop = await dataset("shop.csv", SHOP);
    assert.deepEqual(
      await code(await post("/analyze/", { question: "x".repeat(100_000), datasets: [shop.id] })),
      [413, "question.too_long"],
    );
    assert.deepEqual(await code(await post("/analyze/", { question: "   ", datasets: [shop.id] })), [
      400,
      "question.empty",
    ]);
    assert.deepEqual(
      await code(await post("/analyze/", { question: "How many rows?", datasets: ["nope"] })),
      [404, "dataset.not_found"],
    );
    assert.deepEqual(await code(await post("/analyze/", { questions: 1 })), [400, "request.invalid"]);
    assert.deepEqual(await code(await post("/analyze/", { pad: "x".repeat(2_000_000) })), [
      413,
      "request.too_large",
    ]);
    assert.deepEqual(await code(await fetch(`${url}/nowhere`)), [404, "request.not_found"]);
    assert.deepEqual(await code(await fetch(`${url}/runs/nope`)), [404, "run.not_found"]);
    assert.equal((await upload("empty.csv", "")).error!.code, "file.empty");
    const junk = await upload("junk.csv", crypto.getRandomValues(new Uint8Array(5000)));
    assert.ok(["file.unreadable", "file.unsupported"].includes(junk.error!.code), junk.error!.code);
    const png = await upload(
      "photo.json",
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
    );
    assert.equal(png.status, "failed");
    const plan = {
      op: "select",
      input: { op: "scan", dataset: shop.id },
      columns: [{ name: "x", value: { kind: "column", name: "reveneu" } }],
    };
    const refused: Run = await (await post("/analyze/", { plan })).json();
    assert.equal(refused.answer!.error!.code, "plan.unknown_column");
    assert.equal((await ask("How many rows?", shop)).answer, 24);
  }));

Deno.test("a file over the limit is refused, and nothing of it is kept", () =>
  withServer(async ({ services, upload }) => {
    const { error } = await upload("big.csv", "a,b\n" + "1,2\n".repeat(1000));
    assert.equal(error!.code, "file.too_large");
    assert.deepEqual([...Deno.readDirSync(`${services.store.home}/files`)], []);
  }, { MAX_FILE_SIZE: "1kB" }));

Deno.test("an engine process that is killed is replaced, and the question is answered", () =>
  withServer(async ({ services, dataset, ask }) => {
    const shop = await dataset("shop.csv", SHOP);
    assert.equal((await ask("How many rows?", shop)).answer, 24);
    for (const pid of enginePids(services.engines.stats())) Deno.kill(pid, "SIGKILL");
    const answer = await ask("total revenue by region", shop);
    assert.equal(answer.status, "answered", answer.text);
  }));

Deno.test("two uploads at once become two datasets, the same file twice becomes one", () =>
  withServer(async ({ services, upload }) => {
    const outcomes = await Promise.all([
      upload("a.csv", SHOP),
      upload("b.csv", SHOP + "2025-01-01,west,desk,5,no\n"),
      upload("c.csv", SHOP),
    ]);
    assert.deepEqual(outcomes.map(({ status }) => status), ["ready", "ready", "ready"]);
    assert.equal(services.catalogue.list().length, 2);
  }));

Deno.test("the API describes itself", () =>
  withServer(async ({ url }) => {
    const description = await (await fetch(`${url}/openapi.json`)).json();
    assert.equal(description.openapi, "3.1.0");
    assert.ok(description.paths["/analyze/"].post.requestBody);
    assert.ok(description.components.schemas.Plan);
    const references = JSON.stringify(description).match(/#\/components\/schemas\/\w+/g)!;
    for (const reference of new Set(references)) {
      assert.ok(description.components.schemas[reference.split("/").at(-1)!], reference);
    }
    const health = await (await fetch(`${url}/health`)).json();
    assert.equal(health.status, "ok", JSON.stringify(health));
    assert.deepEqual(health.parts.map(({ name }: { name: string }) => name), [
      "store",
      "disk",
      "engines",
      "index",
      "plugins",
      "analyses",
      "memory",
      "generated code",
      "models",
    ]);
    assert.match(await (await fetch(`${url}/metrics`)).text(), /nexus_host_memory_bytes \d+/);
  }));

/** Process ids anywhere in the statistics of the pool. */
function enginePids(stats: unknown): number[] {
  if (typeof stats !== "object" || stats === null) return [];
  return Object.entries(stats).flatMap(([key, value]) =>
    key === "pid" && typeof value === "number" ? [value] : enginePids(value)
  );
}
