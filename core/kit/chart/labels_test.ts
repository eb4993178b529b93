import assert from "node:assert/strict";
import type { ChannelEncoding } from "../../contract/mod.ts";
import { categoryLabel, escapeLabel, numberLabel, shorten, unitParts } from "./labels.ts";

function encoding(type: ChannelEncoding["type"], more: Partial<ChannelEncoding> = {}): ChannelEncoding {
  return { column: "c", title: "C", type, ...more };
}

Deno.test("escapeLabel() leaves nothing that Plotly takes for HTML", () => {
  assert.equal(escapeLabel(`<b>a & b</b> &lt;`), "&lt;b&gt;a &amp; b&lt;/b&gt; &amp;lt;");
});

Deno.test("shorten() never cuts inside a character", () => {
  assert.equal(shorten("🙂🙂🙂", 3), "🙂🙂🙂");
  assert.equal(shorten("🙂🙂🙂🙂", 3), "🙂🙂…");
  assert.equal(shorten("one two", 5), "one…");
});

Deno.test("numberLabel() writes units where they are read, and keeps all digits of large integers", () => {
  assert.equal(numberLabel(1234.5, "$"), "$1,234.50");
  assert.equal(numberLabel(-1234, "€"), "-€1,234");
  assert.equal(numberLabel(12.3, "%"), "12.3%");
  assert.equal(numberLabel(80, "kg"), "80 kg");
  assert.equal(numberLabel("9007199254740993"), "9,007,199,254,740,993");
  assert.equal(numberLabel(12345, "", true), "12.3k");
});

Deno.test("unitParts() puts a currency into the title where bars go below zero", () => {
  assert.deepEqual(unitParts("$"), { prefix: "$", suffix: "", inTitle: "" });
  assert.deepEqual(unitParts("$", true), { prefix: "", suffix: "", inTitle: " ($)" });
  assert.deepEqual(unitParts("kg"), { prefix: "", suffix: "", inTitle: " (kg)" });
});

Deno.test("categoryLabel() names times, bins, cycles and what is not there", () => {
  assert.equal(categoryLabel(null, encoding("text")), "(missing)");
  assert.equal(categoryLabel("", encoding("text")), "(empty)");
  assert.equal(categoryLabel("2024-04-01", encoding("date", { timeUnit: "quarter" })), "Q2 2024");
  assert.equal(categoryLabel("2024-04-01T09:30:00", encoding("datetime")), "1 Apr 2024 09:30");
  assert.equal(categoryLabel(0.1, encoding("number", { bin: 0.2, unit: "kg" })), "0.1 to 0.3 kg");
  assert.equal(categoryLabel(1, encoding("integer", { timeUnit: "weekday" })), "Mon");
  assert.equal(categoryLabel(2024, encoding("integer", { timeUnit: "year" })), "2024");
  assert.equal(categoryLabel(2024, encoding("integer")), "2,024");
});
