import assert from "node:assert/strict";
import { makeSales, makeTickets } from "./make.ts";

Deno.test("make.ts gives the files that stand here", async () => {
  assert.equal(await Deno.readTextFile(new URL("sales.csv", import.meta.url)), makeSales());
  assert.equal(await Deno.readTextFile(new URL("support_tickets.json", import.meta.url)), makeTickets());
});

Deno.test("makeSales() gives rows of equal length whose revenue is units times price", () => {
  const [header = "", ...rows] = makeSales().trimEnd().split("\n").map((line) => line.split(","));
  assert.ok(rows.length > 2500);
  for (const row of rows) {
    assert.equal(row.length, header.length);
    assert.equal((Number(row[6]) * Number(row[7])).toFixed(2), row[8]);
  }
});
