import assert from "node:assert/strict";
import type { Answer, Dataset, NexusEvent } from "../contract/mod.ts";
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
