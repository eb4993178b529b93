import assert from "node:assert/strict";
import type { ColumnConversion } from "nexus";
import { importBatches, importText } from "./_import_for_tests.ts";

Deno.test("a table of three thousand columns is imported", async () => {
  const width = 3_000;
  const columns = Array.from(
    { length: width },
    (_, k): ColumnConversion => ({ name: `c${k}`, type: "integer" }),
  );
  columns[2_900] = { name: "c2899", type: "date" };
  const rows = Array.from({ length: 30 }, (_, r) => Array.from({ length: width }, (_, k) => String(r * k)));
  for (const [r, row] of rows.entries()) row[2_900] = `2024-01-${String(r + 1).padStart(2, "0")}`;
  rows[3]![700] = "2.5";
  const { result, rows: written } = await importBatches([rows.slice(0, 10), rows.slice(10)], columns);
  assert.equal(result.columns.length, width);
  assert.equal(result.columns[2_999]?.max, 29 * 2_999);
  assert.equal(result.columns[2_900]?.name, "c2899 (2)");
  assert.equal(result.scan.columns[700]?.type, "number");
  assert.deepEqual(written.map(([id]) => id), rows.map((_, r) => r));
  assert.deepEqual([written[3]![701], written[29]![2_901], written[29]![3_000]], [
    2.5,
    "2024-01-30",
    29 * 2_999,
  ]);
});

Deno.test("a wide delimited file is left to the parser", async () => {
  const columns = Array.from({ length: 600 }, (_, k) => ({ name: `c${k}`, type: "text" as const }));
  const imported = await importText(columns.map(({ name }) => name).join() + "\n", columns);
  assert.ok("misfit" in imported);
  assert.match(imported.misfit.message, /600 columns/);
});
