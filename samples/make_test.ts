import assert from "node:assert/strict";
import { strFromU8, unzipSync } from "fflate";
import { makeSales, makeTickets } from "./make.ts";
import { makeBudget } from "./make_budget.ts";

Deno.test("make.ts gives the files that stand here", async () => {
  assert.equal(await Deno.readTextFile(new URL("sales.csv", import.meta.url)), makeSales());
  assert.equal(await Deno.readTextFile(new URL("support_tickets.json", import.meta.url)), makeTickets());
});

Deno.test("make_budget.ts gives the workbook that stands here", async () => {
  const texts = (bytes: Uint8Array) => Object.entries(unzipSync(bytes)).map(([path, content]) => [path, strFromU8(content)]);
  assert.deepEqual(texts(await Deno.readFile(new URL("budget.xlsx", import.meta.url))), texts(makeBudget()));
});

Deno.test("makeSales() gives rows of equal length whose revenue is units times price", () => {
  const [header = "", ...rows] = makeSales().trimEnd().split("\n").map((line) => line.split(","));
  assert.ok(rows.length > 2500);
  for (const row of rows) {
    assert.equal(row.length, header.length);
    assert.equal((Number(row[6]) * Number(row[7])).toFixed(2), row[8]);
  }
});
