import assert from "node:assert/strict";
import { createTarPacker } from "modern-tar";
import { until } from "nexus/testing";
import { restoreBackup } from "../backup/mod.ts";
import { loadConfig } from "../config/mod.ts";
import { NexusError } from "../contract/mod.ts";
import { Log } from "../observe/mod.ts";
import { openServices, parseReceipt, rerunReceipt } from "../runs/mod.ts";
import { ROOT, SHOP, withServer } from "./_server_for_tests.ts";

/** More than what is on its way at once. */
const BIG = "a,b\n" + "1234567,7654321\n".repeat(1_000_000);

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("a backup made during uploads, questions and removals is whole: it opens elsewhere, and a receipt repeats", () =>
  inFolder((folder) =>
    withServer(async ({ url, services, dataset, upload, ask }) => {
      const shop = await dataset("shop.csv", SHOP);
      const gone = await dataset("gone.csv", BIG);
      await Deno.mkdir(`${services.store.home}/plugins/acme`, { recursive: true });
      await Deno.writeTextFile(`${services.store.home}/plugins/acme/plugin.json`, "{}");
      const before = await ask("total revenue by region", shop);

      let busy = true;
      const work = (async () => {
        for (let round = 0; busy; round++) {
          await upload(`more${round}.csv`, `a,b\n${round},2\n`);
          await ask("How many rows?", shop);
        }
      })().catch((error) => error);
      const response = await fetch(`${url}/backup`);
      assert.match(response.headers.get("content-disposition")!, /filename="nexus-backup-[\d-]+\.tar"/);
      const removed = await fetch(`${url}/datasets/${gone.id}`, { method: "DELETE" });
      assert.equal(removed.status, 204);
      const second = await fetch(`${url}/backup`);
      assert.deepEqual([second.status, (await second.json()).error.code], [503, "run.busy"]);
      const archive = `${folder}/backup.tar`;
      await Deno.writeFile(archive, response.body!);
      busy = false;
      assert.equal(await work, undefined);
      assert.equal(services.store.datasets.get(gone.id), undefined);
      await until(
        "what was removed goes after the backup",
        async () => !await services.store.files.has(gone.sha256),
      );
      assert.equal(
        services.store.audit.list({ limit: 50 }).some(({ action }) => action === "backup.made"),
        true,
      );

      const home = `${folder}/elsewhere`;
      const restored = await restoreBackup((await Deno.open(archive)).readable, home);
      assert.ok(restored.datasets >= 2 && restored.runs >= 1, JSON.stringify(restored));
      assert.equal(await Deno.readTextFile(`${home}/plugins/acme/plugin.json`), "{}");
      await Deno.remove(`${home}/plugins/acme`, { recursive: true });
      const config = loadConfig({ environment: { MAX_MEMORY_MB: "1024" } });
      const other = await openServices(config, new Log({ level: "error" }), {
        home,
        builtIn: `${ROOT}/plugins`,
      });
      try {
        assert.equal(other.catalogue.get(gone.id).rows, 1_000_000, "it was there when the backup began");
        assert.equal((await other.catalogue.rows(gone.id, { offset: 0, limit: 10 })).rows.length, 10);
        assert.deepEqual(other.runs.get(before.run).answer!.result, before.result);
        const { receipt } = other.runs.get(before.run).answer!;
        const outcome = await rerunReceipt(parseReceipt(JSON.stringify(receipt)), {
          ...other,
          signal: AbortSignal.timeout(120_000),
        });
        assert.equal(outcome.same, true, outcome.messages.join(" "));
      } finally {
        await other.close();
      }
      await assert.rejects(
        restoreBackup((await Deno.open(archive)).readable, home),
        (error: unknown) => error instanceof NexusError && /is not empty/.test(error.message),
      );
    })
  ));

Deno.test("a reader that leaves a backup ends it, and the next one can be made", () =>
  withServer(async ({ url, services, upload }) => {
    await upload("big.csv", BIG);
    assert.equal(
      (await fetch(`${url}/backup`, { method: "HEAD" })).status,
      200,
      "asks for nothing to be made",
    );
    const response = await fetch(`${url}/backup`);
    const reader = response.body!.getReader();
    await reader.read();
    await reader.cancel();
    await until("the first one has ended", async () => {
      const next = await fetch(`${url}/backup`);
      await next.body!.cancel();
      return next.status === 200;
    });
    assert.ok(services.store.home);
  }));

Deno.test("a backup that was cut off or changed restores nothing", () =>
  inFolder((folder) =>
    withServer(async ({ url, dataset }) => {
      await dataset("shop.csv", SHOP);
      const bytes = new Uint8Array(await (await fetch(`${url}/backup`)).arrayBuffer());
      const changed = bytes.slice();
      const place = new TextDecoder("latin1").decode(bytes).indexOf("order date,region") + 20;
      changed[place]! ^= 1;
      const cases: [Uint8Array<ArrayBuffer>, RegExp][] = [
        [bytes.slice(0, bytes.length / 2), /truncated|cut off/i],
        [bytes.slice(0, 700), /./],
        [changed, /not as it was/],
        [new TextEncoder().encode("no archive at all"), /./],
        [new Uint8Array(0), /./],
      ];
      for (const [content, reason] of cases) {
        await assert.rejects(
          restoreBackup(ReadableStream.from([content]), `${folder}/home`),
          (error: unknown) =>
            error instanceof NexusError && error.code === "file.unreadable" && reason.test(error.message),
        );
        const left = [...Deno.readDirSync(`${folder}/home`)].map(({ name }) => name);
        assert.deepEqual(left.filter((name) => !name.startsWith("nexus.lock")), []);
      }
    })
  ));

Deno.test("an archive cannot write outside of the home folder, nor what a backup does not have", () =>
  inFolder(async (folder) => {
    const manifest = JSON.stringify({ format: "nexus-backup", version: 1, nexus: "0", createdAt: "" });
    const types = ["symlink", "directory"] as const;
    const files = [
      "../evil",
      "/tmp/evil",
      "plugins/../../evil",
      "files/../evil",
      "nexus.lock",
      "cache/x",
      "plugins\\..\\evil",
      "tables/d0.parquet",
    ];
    const entries = [
      ...files.map((name) => ({ name, type: "file" as const })),
      ...types.map((type) => ({ name: "plugins/x", type })),
    ];
    for (const { name, type } of entries) {
      const { readable, controller } = createTarPacker();
      const add = async (header: Parameters<typeof controller.add>[0], text: string) => {
        const writer = controller.add(header).getWriter();
        if (text) await writer.write(new TextEncoder().encode(text));
        await writer.close();
      };
      await add({ name: "manifest.json", size: manifest.length, type: "file" }, manifest);
      if (type === "symlink") await add({ name, size: 0, type, linkname: "/etc" }, "");
      else if (type === "directory") await add({ name, size: 0, type }, "");
      else await add({ name, size: 4, type }, "evil");
      controller.finalize();
      await assert.rejects(
        restoreBackup(readable, `${folder}/home`),
        (error: unknown) => error instanceof NexusError && /has no place in a backup/.test(error.message),
        name,
      );
      assert.deepEqual([...Deno.readDirSync(folder)].map((entry) => entry.name), ["home"]);
    }
  }));
