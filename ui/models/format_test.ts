import assert from "node:assert/strict";
import {
  countOf,
  formatAgo,
  formatBytes,
  formatMs,
  formatNumber,
  formatShare,
  formatValue,
  isLabelColumn,
  tableText,
} from "./format.ts";

Deno.test("formatNumber() groups thousands and keeps the digits that help", () => {
  assert.equal(formatNumber(1234567), "1,234,567");
  assert.equal(formatNumber(1234.5678), "1,234.57");
  assert.equal(formatNumber(2.718281828), "2.7183");
  assert.equal(formatNumber(0.000123456), "0.0001235");
  assert.equal(formatNumber(1e-9), "1e-9");
  assert.equal(formatNumber(0), "0");
  assert.equal(formatNumber(-42), "-42");
});

Deno.test("formatValue() writes cells by their type", () => {
  assert.equal(formatValue(null, "text"), "–");
  assert.equal(formatValue("9007199254740993", "integer"), "9,007,199,254,740,993");
  assert.equal(formatValue(2015, "integer", "Year"), "2015");
  assert.equal(formatValue(2015, "integer", "Sales"), "2,015");
  assert.equal(formatValue(true, "boolean"), "yes");
  assert.equal(formatValue("2024-01-31T10:20:30", "datetime"), "2024-01-31 10:20:30");
});

Deno.test("isLabelColumn() knows years and identifiers, not words that contain them", () => {
  for (const name of ["year", "model_year", "PassengerId", "customer id", "ZIP code"]) {
    assert.ok(isLabelColumn(name), name);
  }
  for (const name of ["paid", "humidity", "yearly_sales", "notes"]) assert.ok(!isLabelColumn(name), name);
});

Deno.test("formatBytes(), formatMs() and countOf() read as people write", () => {
  assert.equal(formatBytes(999), "999 bytes");
  assert.equal(formatBytes(1500), "1.5 kB");
  assert.equal(formatBytes(52_000_000), "52 MB");
  assert.equal(formatMs(12.4), "12 ms");
  assert.equal(formatMs(3210), "3.2 s");
  assert.equal(formatMs(75_000), "1 min 15 s");
  assert.equal(countOf(1, "row"), "1 row");
  assert.equal(countOf(2000, "row"), "2,000 rows");
});

Deno.test("formatShare() never rounds some to none nor most to all", () => {
  assert.equal(formatShare(0), "0 %");
  assert.equal(formatShare(0.0001), "< 1 %");
  assert.equal(formatShare(0.9999), "> 99 %");
  assert.equal(formatShare(0.25), "25 %");
});

Deno.test("formatAgo() is coarse", () => {
  const now = Date.parse("2026-01-02T12:00:00Z");
  assert.equal(formatAgo("2026-01-02T11:59:30Z", now), "just now");
  assert.equal(formatAgo("2026-01-02T11:10:00Z", now), "50 min ago");
  assert.equal(formatAgo("2025-12-01T00:00:00Z", now), "2025-12-01");
});

Deno.test("tableText() gives one line a row whatever the cells hold", () => {
  const text = tableText([{ name: "a", type: "text" }, { name: "b", type: "number" }], [["x\ty\nz", 1.25], [
    null,
    3,
  ]]);
  assert.equal(text, "a\tb\nx y z\t1.25\n\t3");
});

Deno.test("tableText() gives a spreadsheet no formula to run", () => {
  const column = [{ name: "=1+1", type: "text" as const }];
  const rows = [["=HYPERLINK(1)"], [" @SUM(1)"], ["+cmd|' /C calc'!A0"], ["-2"], ["-2+3"], ["a=b"], [-4]];
  assert.deepEqual(tableText(column, rows).split("\n"), [
    "'=1+1",
    "'=HYPERLINK(1)",
    "' @SUM(1)",
    "'+cmd|' /C calc'!A0",
    "-2",
    "'-2+3",
    "a=b",
    "-4",
  ]);
});
