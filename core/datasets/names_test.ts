import assert from "node:assert/strict";
import { datasetName, fileName } from "./names.ts";

Deno.test("fileName() drops folders, control characters and tricks", () => {
  assert.equal(fileName("../../x.csv"), "x.csv");
  assert.equal(fileName("C:\\data\\a.csv"), "a.csv");
  assert.equal(fileName("a\u0000\n\u202eb.csv"), "ab.csv");
  assert.equal(fileName(".."), "file");
  assert.equal(fileName(""), "file");
  assert.equal(fileName("x".repeat(300) + ".csv").length, 200);
});

Deno.test("datasetName() names the table of a file and stays unique", () => {
  assert.equal(datasetName("sales.2024.csv", "", new Set()), "sales.2024");
  assert.equal(datasetName("book.json", "orders", new Set()), "book: orders");
  assert.equal(datasetName("sales.csv", "", new Set(["sales", "sales (2)"])), "sales (3)");
  assert.equal(datasetName(".csv", "", new Set()), ".csv");
});
