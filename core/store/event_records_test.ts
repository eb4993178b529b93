import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import type { Answer, Dataset, NexusEvent } from "../contract/mod.ts";
import { MIGRATIONS } from "./database.ts";
import { Store } from "./mod.ts";

const AT = "2024-01-01T00:00:00.000Z";

const ANSWER = {
  status: "answered",
  trust: "computed",
  kind: "number",
  answer: 1,
  text: "One.",
  ms: 1,
} as unknown as Answer;

const DATASET = {
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
  createdAt: AT,
} satisfies Dataset;

async function inStore(work: (store: Store) => void): Promise<void> {
  const home = await Deno.makeTempDir();
  const store = await Store.open(home);
  try {
    work(store);
  } finally {
    store.close();
    await Deno.remove(home, { recursive: true });
  }
}

Deno.test("an answer is kept once, in its run; its event is told whole, its drafts are gone", () =>
  inStore(({ runs, events }) => {
    runs.start({ id: "r1", question: "How many?", datasets: [], createdAt: AT });
    const told: NexusEvent[] = [
      { type: "run.started", run: "r1", question: "How many?" },
      { type: "run.answer", run: "r1", answer: { ...ANSWER, text: "A draft." }, final: false },
    ];
    for (const event of told) events.append(event, AT);
    assert.deepEqual(events.ofRun("r1").map(({ event }) => event), told, "while it runs, drafts are told");
    const final: NexusEvent = { type: "run.answer", run: "r1", answer: ANSWER, final: true };
    runs.update("r1", { status: "answered", ms: 1, answer: ANSWER });
    const id = events.append(final, AT);
    events.append({ type: "run.ended", run: "r1", status: "answered" }, AT);
    assert.deepEqual(events.ofRun("r1").map(({ event }) => event.type), [
      "run.started",
      "run.answer",
      "run.ended",
    ]);
    assert.deepEqual(events.since(id - 1, 1), [{ id, at: AT, event: final }]);
    runs.remove("r1");
    assert.deepEqual(events.since(0, 10), []);
  }));

Deno.test("an answer that its run does not hold is kept with its event", () =>
  inStore(({ events }) => {
    const final: NexusEvent = { type: "run.answer", run: "r2", answer: ANSWER, final: true };
    events.append(final, AT);
    assert.deepEqual(events.ofRun("r2")[0]!.event, final);
  }));

Deno.test("an import's event names its datasets, and tells those that are still here", () =>
  inStore(({ datasets, events }) => {
    datasets.put(DATASET);
    const ready: NexusEvent = { type: "import.ready", import: "i1", file: "sales.csv", datasets: [DATASET] };
    events.append(ready, AT);
    assert.deepEqual(events.since(0, 10)[0]!.event, ready);
    datasets.remove("d1");
    assert.deepEqual(events.since(0, 10)[0]!.event, { ...ready, datasets: [] });
  }));

Deno.test("drafts of a run that was cut off are removed, and the database gives room back", async () => {
  const home = await Deno.makeTempDir();
  const store = await Store.open(home);
  try {
    const draft = { ...ANSWER, text: "long ".repeat(200_000) };
    for (let run = 0; run < 20; run++) {
      store.events.append({ type: "run.answer", run: `r${run}`, answer: draft, final: false }, AT);
    }
    const before = store.size();
    await store.compact(() => false);
    const { bytes, unused } = store.size();
    assert.deepEqual(store.events.since(0, 100), []);
    assert.equal(unused, 0);
    assert.ok(before.bytes > 20_000_000 && bytes < 200_000, `${before.bytes} became ${bytes}`);
  } finally {
    store.close();
    await Deno.remove(home, { recursive: true });
  }
});

Deno.test("a home of an earlier version is brought over: answers leave its events, and it can shrink", async () => {
  const home = await Deno.makeTempDir();
  try {
    const old = new DatabaseSync(`${home}/nexus.db`);
    old.exec(`${MIGRATIONS.slice(0, 3).join("\n")} PRAGMA user_version = 3`);
    old.prepare(
      "INSERT INTO runs (id, created_at, status, datasets, answer) VALUES ('r1', ?, 'answered', '[]', ?)",
    )
      .run(AT, JSON.stringify(ANSWER));
    const put = old.prepare("INSERT INTO events (at, run, body) VALUES (?, ?, ?)");
    const final: NexusEvent = { type: "run.answer", run: "r1", answer: ANSWER, final: true };
    put.run(AT, "r1", JSON.stringify({ type: "run.answer", run: "r1", answer: ANSWER, final: false }));
    put.run(AT, "r1", JSON.stringify(final));
    put.run(AT, "r2", JSON.stringify({ ...final, run: "r2" }));
    old.close();

    const store = await Store.open(home);
    assert.deepEqual(store.events.since(0, 10).map(({ event }) => event), [final, { ...final, run: "r2" }]);
    store.audit.append({ at: AT, who: "local", action: "run.started" });
    assert.equal(store.audit.list({ limit: 1 }).length, 1);
    store.close();
    const database = new DatabaseSync(`${home}/nexus.db`);
    const body = database.prepare("SELECT body FROM events WHERE run = 'r1'").all();
    assert.deepEqual(body.map(({ body }) => body), ['{"type":"run.answer","run":"r1","final":true}']);
    assert.equal(database.prepare("PRAGMA auto_vacuum").get()!.auto_vacuum, 2);
    database.close();
  } finally {
    await Deno.remove(home, { recursive: true });
  }
});
