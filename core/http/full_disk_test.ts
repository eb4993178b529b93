import assert from "node:assert/strict";
import type { Health, Run } from "../contract/mod.ts";
import { SHOP, withServer } from "./_server_for_tests.ts";

const DISK = "24m";

/** A small disk, where this process may make one. */
async function onSmallDisk(work: (folder: string) => Promise<void>): Promise<boolean> {
  const folder = await Deno.makeTempDir();
  const run = async (program: string, ...args: string[]) =>
    (await new Deno.Command(program, { args, stderr: "null" }).output().catch(() => null))?.success ?? false;
  try {
    if (!await run("mount", "-t", "tmpfs", "-o", `size=${DISK}`, "tmpfs", folder)) return false;
    try {
      await work(folder);
    } finally {
      await run("umount", folder);
    }
    return true;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Takes all room but so many bytes. */
async function fill(path: string, spare: number): Promise<void> {
  using file = await Deno.open(path, { write: true, create: true });
  for (const size of [1024 * 1024, 4096]) {
    const chunk = new Uint8Array(size);
    try {
      for (;;) file.writeSync(chunk);
    } catch {
      // Full.
    }
  }
  const { size } = await file.stat();
  if (spare > 0) await file.truncate(size - spare);
}

Deno.test("a full disk fails uploads and questions with its name; to remove still works, and with room all does", async () => {
  const could = await onSmallDisk((disk) =>
    withServer(
      async ({ url, services, post, upload, dataset, ask }) => {
        const shop = await dataset("shop.csv", SHOP);
        await services.store.compact(() => false);
        const health = async (): Promise<Health> => {
          await new Promise((resolve) => setTimeout(resolve, 2100));
          return await (await fetch(`${url}/health`)).json();
        };
        await fill(`${disk}/filling`, 0);
        const degraded = (await health()).parts.filter(({ status }) => status === "degraded");
        assert.deepEqual(degraded.map(({ name }) => name), ["store", "disk"]);
        for (const content of ["a,b\n1,2\n", "a,b\n" + "1,2\n".repeat(500_000)]) {
          const { error } = await upload("more.csv", content);
          assert.equal(error!.code, "store.failed", error!.message);
          assert.match(error!.hint!, /is full/);
        }
        const asked = await post("/analyze/", { question: "How many rows?" });
        assert.deepEqual([asked.status, (await asked.json()).error.code], [500, "store.failed"]);
        assert.equal((await fetch(`${url}/datasets/${shop.id}`)).status, 200, "what is here can be read");
        assert.equal((await fetch(`${url}/datasets/${shop.id}`, { method: "DELETE" })).status, 204);

        await fill(`${disk}/filling`, 3_000_000);
        const rows = Array.from({ length: 180_000 }, (_, row) => `${(row * 7919) % 1_000_003},x\n`);
        const { error } = await upload("table.csv", "a,b\n" + rows.join(""));
        assert.equal(error?.code ?? "store.failed", "store.failed", error?.message);

        await Deno.remove(`${disk}/filling`);
        assert.equal((await health()).status, "ok");
        const again = await dataset("shop.csv", SHOP);
        assert.equal((await ask("How many rows?", again)).answer, 24);
        const run: Run = await (await post("/analyze/", { question: "How many rows?" })).json();
        assert.equal(services.runs.get(run.id).answer!.answer, 24);
        const kept = new Set(services.catalogue.list().map(({ sha256 }) => sha256));
        for (const { name } of Deno.readDirSync(`${services.store.home}/files`)) {
          assert.equal(kept.has(name), true, "nothing is left of what failed");
        }
      },
      { MIN_FREE_DISK: "1MB" },
      { home: `${disk}/home` },
    )
  );
  if (!could) console.log("not tried: this process may not mount a small disk");
});
