import assert from "node:assert/strict";
import { type Dataset, NexusError } from "../contract/mod.ts";
import { asStoreError, formatBytes, readHolder, Store } from "./mod.ts";

async function inHome(work: (home: string) => Promise<void>): Promise<void> {
  const home = await Deno.makeTempDir();
  try {
    await work(home);
  } finally {
    await Deno.remove(home, { recursive: true });
  }
}

function stream(...chunks: string[]): ReadableStream<Uint8Array> {
  return ReadableStream.from(chunks.map((chunk) => new TextEncoder().encode(chunk)));
}

const DATASET: Dataset = {
  id: "d1",
  name: "sales",
  file: "sales.csv",
  sha256: "a".repeat(64),
  bytes: 3,
  rows: 1,
  columns: [],
  ingest: { plugin: "csv", version: "1.0.0" },
  scan: { kind: "batches", columns: [] },
  notes: [],
  createdAt: "2024-01-01T00:00:00.000Z",
};

Deno.test("Store keeps datasets, runs and events over a restart", () =>
  inHome(async (home) => {
    let store = await Store.open(home);
    store.datasets.put(DATASET);
    store.runs.start({
      id: "r1",
      question: "How many?",
      datasets: ["d1"],
      createdAt: "2024-01-01T00:00:00.000Z",
    });
    const id = store.events.append(
      { type: "run.started", run: "r1", question: "How many?" },
      "2024-01-01T00:00:00.000Z",
    );
    store.close();
    store = await Store.open(home);
    assert.deepEqual(store.datasets.get("d1"), DATASET);
    assert.equal(store.datasets.bySha256("a".repeat(64)).length, 1);
    assert.equal(store.runs.get("r1")?.status, "failed", "a run that was cut off is not running");
    assert.equal(store.events.ofRun("r1")[0]?.id, id);
    assert.equal(store.events.last(), id);
    assert.equal(store.runs.remove("r1"), true);
    assert.deepEqual(store.events.ofRun("r1"), []);
    store.close();
  }));

Deno.test("Store.open() refuses a home that another holds, and says who", () =>
  inHome(async (home) => {
    const store = await Store.open(home);
    store.lock.announce("http://127.0.0.1:1");
    const code = `import { Store } from ${JSON.stringify(new URL("./mod.ts", import.meta.url).href)};
      try { await Store.open(${
      JSON.stringify(home)
    }); } catch (error) { console.log(JSON.stringify([error.code, error.details.holder.url])); }`;
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      args: ["eval", "--no-lock", code],
      stderr: "inherit",
    }).output();
    assert.deepEqual(JSON.parse(new TextDecoder().decode(stdout)), ["store.locked", "http://127.0.0.1:1"]);
    store.close();
    assert.equal(await readHolder(home), null);
  }));

Deno.test("FileStore.receive() keeps content once under its hash", () =>
  inHome(async (home) => {
    const store = await Store.open(home);
    const first = await store.files.receive(stream("a,", "b\n"), { name: "x.csv", maxBytes: 100 });
    const second = await store.files.receive(stream("a,b\n"), { name: "../../y.csv", maxBytes: 100 });
    assert.equal(first.duplicate, false);
    assert.equal(second.duplicate, true);
    assert.equal(second.path, first.path);
    assert.equal(await Deno.readTextFile(first.path), "a,b\n");
    store.close();
  }));

Deno.test("FileStore.receive() keeps nothing of a file that is too large or breaks off", () =>
  inHome(async (home) => {
    const store = await Store.open(home);
    await assert.rejects(
      store.files.receive(stream("12345", "6"), { name: "x.csv", maxBytes: 5 }),
      (error: unknown) => error instanceof NexusError && error.code === "file.too_large",
    );
    const broken = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.error(new Error("hung up"));
      },
    });
    await assert.rejects(store.files.receive(broken, { name: "y.csv", maxBytes: 5 }), /hung up/);
    assert.deepEqual([...Deno.readDirSync(`${home}/files`)], []);
    store.close();
  }));

Deno.test("FileStore.remove() leaves content that somebody has just received again", () =>
  inHome(async (home) => {
    const store = await Store.open(home);
    const { sha256, path } = await store.files.receive(stream("a"), { name: "x.csv", maxBytes: 5 });
    await store.files.receive(stream("a"), { name: "y.csv", maxBytes: 5 });
    store.files.release(sha256);
    store.files.remove(sha256);
    assert.equal(await Deno.readTextFile(path), "a");
    store.files.release(sha256);
    store.files.remove(sha256);
    assert.equal(await store.files.has(sha256), false);
    store.close();
  }));

Deno.test("Store.open() removes what no record names, and keeps what an import still needs", () =>
  inHome(async (home) => {
    let store = await Store.open(home);
    store.datasets.putAll([{ ...DATASET, id: "d0123456789abcdef" }]);
    const kept = await store.files.receive(stream("kept"), { name: "x.csv", maxBytes: 100 });
    await store.files.receive(stream("lost"), { name: "y.csv", maxBytes: 100 });
    const { sha256, bytes } = kept;
    store.imports.put({ id: "i", sha256, bytes, file: "x.csv", mediaType: "", attempts: 1 });
    for (
      const name of ["d0123456789abcdef.parquet", "dfedcba9876543210_2.values.json", "x.tmp", "mine.txt"]
    ) {
      await Deno.writeTextFile(`${home}/tables/${name}`, "");
    }
    store.close();
    store = await Store.open(home);
    const names = (folder: string) =>
      [...Deno.readDirSync(`${home}/${folder}`)].map(({ name }) => name).sort();
    assert.deepEqual(names("files"), [sha256]);
    assert.deepEqual(names("tables"), ["d0123456789abcdef.parquet", "mine.txt"]);
    assert.deepEqual(store.imports.list().map(({ file }) => file), ["x.csv"]);
    store.close();
  }));

Deno.test("Store.open() says why a home folder cannot be used", () =>
  inHome(async (home) => {
    await Deno.writeTextFile(`${home}/file`, "");
    await assert.rejects(
      Store.open(`${home}/file`),
      (error: unknown) => error instanceof NexusError && error.code === "store.failed",
    );
  }));

Deno.test("asStoreError() names errors of the database and leaves others", () =>
  inHome(async (home) => {
    const store = await Store.open(home);
    const twice = { id: "r", question: null, datasets: [], createdAt: "2024-01-01T00:00:00.000Z" };
    store.runs.start(twice);
    try {
      store.runs.start(twice);
      assert.fail("the same id twice");
    } catch (error) {
      const named = asStoreError(error);
      assert.ok(named instanceof NexusError && named.code === "store.failed", String(error));
    }
    const other = new Error("other");
    assert.equal(asStoreError(other), other);
    store.close();
  }));

Deno.test("formatBytes() is short", () => {
  assert.equal(formatBytes(512), "512 bytes");
  assert.equal(formatBytes(1536), "1.5 kB");
  assert.equal(formatBytes(2 * 1024 ** 3), "2 GB");
});
