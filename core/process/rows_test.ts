import assert from "node:assert/strict";
import { NexusError } from "../contract/mod.ts";
import { packRows } from "./mod.ts";

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

Deno.test("packRows() writes plain cells as they are, and null apart from empty text", () => {
  const { rows, longest, slices } = packRows([["a", 'b,"c"'], ["", null]], 2);
  assert.equal(rows, 2);
  assert.equal(longest, 8);
  assert.deepEqual(slices.map(({ bytes, ...rest }) => [text(bytes), rest]), [
    ['a\x1fb,"c"\n\x1f\x1b0\n', { cellBytes: 6, escaped: false }],
  ]);
});

Deno.test("packRows() escapes what would be structure, and counts the bytes of the cells themselves", () => {
  const cells = ["a\nb\r", "\x1f\x1b", "\uFEFFä", "€𝄞", "\ud800"];
  const { slices } = packRows(cells.map((cell) => [cell]), 1);
  assert.equal(slices[0]!.escaped, true);
  assert.equal(text(slices[0]!.bytes), "a\x1bnb\x1br\n\x1bu\x1bs\n\x1bbä\n€𝄞\n\ufffd\n");
  const bytes = cells.reduce((sum, cell) => sum + new TextEncoder().encode(cell).length, 0);
  assert.equal(slices[0]!.cellBytes, bytes);
  assert.equal(text(packRows([[""]], 1).slices[0]!.bytes), "\x1be\n", "an empty line would be passed over");
});

Deno.test("packRows() cuts wide tables into slices and grows with them", () => {
  const row = Array.from({ length: 1000 }, (_, k) => "x".repeat(k));
  const { slices } = packRows([row], 1000);
  assert.deepEqual(slices.map(({ bytes }) => text(bytes).split("\x1f").length), [512, 488]);
  assert.equal(text(slices[1]!.bytes).trimEnd().split("\x1f").at(-1), "x".repeat(999));
});

Deno.test("packRows() refuses rows of another width and cells that are no text", () => {
  assert.throws(() => packRows([["a"], ["b", "c"]], 1), (error: unknown) => {
    return error instanceof NexusError && error.code === "plugin.contract" &&
      /Row 2 .* 2 cells/.test(error.message);
  });
  assert.throws(() => packRows([[1 as never]], 1), { code: "plugin.contract" });
});
