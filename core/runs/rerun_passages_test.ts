import assert from "node:assert/strict";
import { resolve } from "node:path";
import { loadConfig } from "../config/mod.ts";
import { NexusError, type Receipt } from "../contract/mod.ts";
import { Log } from "../observe/mod.ts";
import { findEvidence, openServices, rerunReceipt, type Services } from "./mod.ts";

const SHA = "a".repeat(64);
const LEASE = [
  "Rent is due on the third working day of each month. It is paid by transfer.",
  "A notice of three months ends the lease. The tenant gives it in writing.",
];

async function withServices(work: (services: Services) => Promise<void>): Promise<void> {
  const home = await Deno.makeTempDir();
  const services = await openServices(
    loadConfig({ environment: { MAX_MEMORY_MB: "1024", OLLAMA_BASE_URL: "http://127.0.0.1:9" } }),
    new Log({ level: "error" }),
    { home, builtIn: resolve(import.meta.dirname!, "../../plugins") },
  );
  try {
    await work(services);
  } finally {
    await services.close();
    await Deno.remove(home, { recursive: true });
  }
}

function add({ library }: Services, sha256: string, pages: string[]) {
  const file = { name: "lease", file: "lease.txt", bytes: 9, ingest: { plugin: "text", version: "1.0.0" } };
  return library.add({ id: `t${sha256}`, sha256, ...file }, {
    title: "",
    notes: [],
    pages: pages.map((text) => ({ text })),
  });
}

Deno.test("rerunReceipt() says whether quotes still stand and the same passages are found", () =>
  withServices(async (services) => {
    await add(services, SHA, LEASE);
    const { id, answer } = await services.runs.start({ question: "When does the lease end?" }).done;
    const receipt = answer!.receipt!;
    assert.equal(receipt.documents![0]!.sha256, SHA);
    assert.deepEqual(receipt.checks.map(({ name, passed }) => [name, passed]), [["quotes", true]]);
    const { quote, page } = receipt.search!.passages[0]!;
    assert.deepEqual([page, quote.text], [2, "A notice of three months ends the lease."]);
    assert.equal(services.library.page(`t${SHA}`, 2).text.slice(...quote.range), quote.text);

    const rerun = (change: (copy: Receipt) => void = () => {}) => {
      const copy = structuredClone(receipt);
      change(copy);
      return rerunReceipt(copy, { ...services, signal: AbortSignal.timeout(120_000) });
    };
    const again = await rerun();
    assert.equal(again.same, true, again.messages.join(" "));
    assert.deepEqual(again.result.rows[0]!.slice(0, 2), ["lease", 2]);
    const forged = await rerun((copy) => copy.search!.passages[0]!.quote.text = "The lease never ends.");
    assert.equal(forged.same, false);
    assert.equal(forged.result.rows[0]![3], "gone");
    const other = await rerun((copy) => copy.search!.searches[0]!.query = "rent");
    assert.match(other.messages.join(" "), /no longer found/);
    const older = await rerun((copy) => copy.search!.index.version = "passages 0");
    assert.match(older.messages.join(" "), /The index was passages 0/);

    const run = services.runs.get(id);
    const [evidence] = await findEvidence(run.answer!, { offset: 0, limit: 5 }, services);
    assert.deepEqual([evidence!.dataset, evidence!.places![0]], [`t${SHA}`, {
      document: `t${SHA}`,
      page: 2,
      range: quote.range,
    }]);

    await services.library.remove(`t${SHA}`);
    await assert.rejects(
      rerun(),
      (error) =>
        error instanceof NexusError && error.code === "receipt.inputs_missing" &&
        /lease\.txt/.test(error.message),
    );
    // The same file, read by another version of its parser: a line more at the top.
    await add(services, SHA, [LEASE[0]!, `Page 2\n\n${LEASE[1]!}`]);
    const moved = await rerun();
    assert.deepEqual([moved.same, moved.result.rows[0]![3]], [false, "elsewhere"]);
  }));
