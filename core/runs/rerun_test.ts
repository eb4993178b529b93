import assert from "node:assert/strict";
import { resolve } from "node:path";
import { loadConfig } from "../config/mod.ts";
import { NexusError, type Receipt } from "../contract/mod.ts";
import { Log } from "../observe/mod.ts";
import { openServices, rerunReceipt } from "./mod.ts";

Deno.test("rerunReceipt() repeats an answer and notices every change of its receipt", async () => {
  const home = await Deno.makeTempDir();
  const services = await openServices(
    loadConfig({ environment: { MAX_MEMORY_MB: "1024" } }),
    new Log({ level: "error" }),
    { home, builtIn: resolve(import.meta.dirname!, "../../plugins") },
  );
  try {
    const text = "n,half\n" + Array.from({ length: 1500 }, (_, index) => `${index},${index / 2}\n`).join("");
    const { datasets: [dataset] } = await services.importer.import({
      name: "n.csv",
      mediaType: "",
      stream: new Blob([text]).stream(),
    });
    const plan = { op: "scan" as const, dataset: dataset!.id };
    const { answer } = await services.runs.start({ plan }).done;
    const receipt = answer!.receipt!;
    const rerun = (change: (copy: Receipt) => void) => {
      const copy = structuredClone(receipt);
      change(copy);
      return rerunReceipt(copy, { ...services, signal: AbortSignal.timeout(120_000) });
    };
    const same = await rerun(() => {});
    assert.equal(same.same, true, same.messages.join(" "));
    assert.equal(receipt.result!.rows.length, 1000);
    assert.equal((await rerun((copy) => copy.result!.rows[999]![1] = 7)).same, false);
    assert.equal((await rerun((copy) => copy.result!.rowCount--)).same, false);
    assert.equal((await rerun((copy) => copy.plan = { op: "limit", input: plan, count: 9 })).same, false);
    const loose = await rerun((copy) => {
      copy.tolerance = 1e9;
      copy.result!.rows[5]![1] = 99.5;
    });
    assert.equal(loose.same, false, "a receipt does not decide how different the same may be");
    const refuses = (code: string) => (error: unknown) => error instanceof NexusError && error.code === code;
    await assert.rejects(rerun((copy) => copy.inputs = []), refuses("receipt.invalid"));
    await assert.rejects(
      rerun((copy) => copy.inputs[0]!.sha256 = "0".repeat(64)),
      refuses("receipt.inputs_missing"),
    );
  } finally {
    await services.close();
    await Deno.remove(home, { recursive: true });
  }
});
