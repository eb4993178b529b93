import assert from "node:assert/strict";
import type { PackedRows } from "../process/mod.ts";
import { RowMeter } from "./row_meter.ts";

const MIB = 1024 ** 2;
/** Its bytes are counted, not read: one buffer stands for all. */
const buffer = new Uint8Array(64 * MIB);

function batch(rows: number, bytes: number): { batch: PackedRows } {
  const slice = { cellBytes: bytes, escaped: false, bytes: buffer.subarray(0, bytes) };
  return { batch: { rows, longest: 1, slices: [slice] } };
}

function note(message: string) {
  return { note: { level: "choice" as const, topic: "separator", message } };
}

Deno.test("RowMeter.add() takes what a file may become, and no text without end", () => {
  const meter = new RowMeter("ini", 10);
  for (let part = 0; part < 64; part++) meter.add(batch(1000, 64 * MIB));
  assert.throws(() => meter.add(batch(1, 1)), { code: "file.too_large", message: /more than 4 GiB/ });
  const large = new RowMeter("ini", 100 * MIB);
  for (let part = 0; part < 300; part++) large.add(batch(1000, 64 * MIB));
});

Deno.test("RowMeter.add() refuses notes and empty batches without end", () => {
  const noted = new RowMeter("ini", 10);
  for (let one = 0; one < 1000; one++) noted.add(note("Cut at ="));
  assert.throws(() => noted.add(note("x")), { code: "plugin.contract", message: /notes without end/ });
  assert.throws(() => new RowMeter("ini", 10).add(note("x".repeat(5_000_000))), { code: "plugin.contract" });
  const empty = new RowMeter("ini", 10);
  for (let one = 0; one < 1000; one++) empty.add(batch(0, 0));
  assert.throws(() => empty.add(batch(0, 0)), { code: "plugin.contract", message: /without rows/ });
});
