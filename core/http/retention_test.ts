import assert from "node:assert/strict";
import { Retention } from "../runs/mod.ts";
import { SHOP, withServer } from "./_server_for_tests.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

Deno.test("old runs go, and uploads that were not used for long; what is said of it stands in the audit log", () =>
  withServer(async ({ url, services, dataset, upload, ask }) => {
    const { store, catalogue, library, audit, log } = services;
    const shop = await dataset("shop.csv", SHOP);
    const unused = await dataset("unused.csv", "a,b\n1,2\n");
    const note = await upload("note.md", "# Noise\n\nThe rotor is the main source of noise.\n");
    assert.equal(note.documents?.length, 1, JSON.stringify(note));
    const { run } = await ask("How many rows?", shop);
    const later = (uploadsDays: number, runsDays: number, days: number) =>
      new Retention({
        store,
        catalogue,
        library,
        audit,
        log,
        uploadsDays,
        runsDays,
        onRemoved: () => services.executor.clear(),
        now: () => Date.now() + days * DAY_MS,
      }).apply();

    const nothing = { runs: 0, datasets: 0, documents: 0 };
    assert.deepEqual(await later(0, 0, 10_000), nothing, "0 keeps for ever");
    assert.deepEqual(await later(30, 90, 29), nothing);
    store.datasets.put({ ...catalogue.get(shop.id), createdAt: "2020-01-01T00:00:00.000Z" });
    store.datasets.put({ ...catalogue.get(unused.id), createdAt: "2020-01-01T00:00:00.000Z" });
    assert.deepEqual(await later(30, 90, 29), { ...nothing, datasets: 1 }, "to be asked is a use");
    assert.deepEqual(catalogue.list().map(({ id }) => id), [shop.id]);
    assert.deepEqual(await later(30, 90, 31), { runs: 0, datasets: 1, documents: 1 });
    assert.deepEqual([...Deno.readDirSync(`${store.home}/files`)], []);
    assert.deepEqual([...Deno.readDirSync(`${store.home}/tables`)], []);
    assert.equal(services.runs.get(run).answer!.answer, 24, "its answer outlives the upload");
    const evidence = await fetch(`${url}/runs/${run}/evidence`);
    assert.deepEqual([evidence.status, (await evidence.json()).error.code], [404, "dataset.not_found"]);
    assert.deepEqual(await later(30, 90, 91), { ...nothing, runs: 1 });
    assert.equal((await fetch(`${url}/runs/${run}`)).status, 404);

    const removals = store.audit.list({ limit: 10 }).filter(({ action }) => action.includes("removed"));
    assert.deepEqual(removals.map(({ who, action }) => [who, action]), [
      ["retention", "runs.removed"],
      ["retention", "document.removed"],
      ["retention", "dataset.removed"],
      ["retention", "dataset.removed"],
    ]);
  }));
