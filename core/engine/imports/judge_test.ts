import assert from "node:assert/strict";
import { convert } from "./_import_for_tests.ts";

function times<T>(count: number, value: T): T[] {
  return new Array(count).fill(value);
}

Deno.test("an integer column with decimals becomes one of numbers, with a note", async () => {
  const { values, result } = await convert([...times(100, "1"), "2.5", "3"], { type: "integer" });
  assert.deepEqual(values.slice(-2), [2.5, 3]);
  assert.equal(result.columns[0]?.type, "number");
  assert.equal(result.scan.columns[0]?.type, "number");
  assert.deepEqual(result.notes.map(({ level, topic, count }) => ({ level, topic, count })), [
    { level: "choice", topic: "type", count: 1 },
  ]);
});

Deno.test("leading zeros keep a whole column as text, wherever they appear", async () => {
  const { values, result } = await convert([...times(1000, "12"), "00123", ""], { type: "integer" });
  assert.deepEqual(values.slice(-3), ["12", "00123", null]);
  assert.equal(result.columns[0]?.type, "text");
  assert.match(result.notes[0]!.message, /zeros/);
  const zero = await convert(["0", "-0", "5", "10"], { type: "integer" });
  assert.equal(zero.result.columns[0]?.type, "integer");
  const spaced = await convert([...times(50, "12"), "1,007", " 0007 "], { type: "integer", thousands: "," });
  assert.equal(spaced.result.columns[0]?.type, "text");
});

Deno.test("whole numbers past 64 bits become numbers only where nothing is lost", async () => {
  const exact = await convert(["9223372036854775808", "18446744073709551616", "5"], { type: "integer" });
  assert.equal(exact.result.columns[0]?.type, "number");
  assert.deepEqual(exact.values, [9223372036854775808, 18446744073709551616, 5]);
  const lossy = await convert(["9223372036854775809", "5"], { type: "integer" });
  assert.equal(lossy.result.columns[0]?.type, "text");
  assert.deepEqual(lossy.values, ["9223372036854775809", "5"]);
  const beside = await convert([...times(30, "9007199254740993"), "0.5"], { type: "integer" });
  assert.equal(beside.result.columns[0]?.type, "text");
  const huge = await convert([...times(30, "1"), "9".repeat(60)], { type: "integer" });
  assert.equal(huge.result.columns[0]?.type, "text");
});

Deno.test("few rejects become null and are kept, with an exact count", async () => {
  const { values, result } = await convert([...times(96, "1"), "two", " three ", "", "1"], {
    type: "integer",
  });
  assert.deepEqual(values.slice(-4), [null, null, null, 1]);
  assert.equal(result.columns[0]?.rejected, 2);
  assert.equal(result.columns[0]?.missing, 3);
  assert.deepEqual(result.rejects, [
    { row: 96, column: "x", text: "two" },
    { row: 97, column: "x", text: " three " },
  ]);
  assert.deepEqual(result.notes.map(({ level, topic, count }) => ({ level, topic, count })), [
    { level: "warning", topic: "rejected", count: 2 },
  ]);
});

Deno.test("integers with decimals and a stray word become numbers with a reject", async () => {
  const { result, values } = await convert([...times(96, "1"), "two", "2.5"], { type: "integer" });
  assert.deepEqual(values.slice(-2), [null, 2.5]);
  assert.equal(result.columns[0]?.type, "number");
  assert.equal(result.columns[0]?.rejected, 1);
});

Deno.test("many rejects, or one among few values, make the column text", async () => {
  const many = await convert([...times(90, "1"), ...times(10, "n.a.")], { type: "integer" });
  assert.equal(many.result.columns[0]?.type, "text");
  assert.equal(many.result.rejects.length, 0);
  assert.equal(many.values.at(-1), "n.a.");
  const few = await convert(["2024-01-01", "2024-01-02", "soon", "NA"], {
    type: "date",
    formats: ["%Y-%m-%d"],
    nulls: ["NA"],
  });
  assert.deepEqual(few.values, ["2024-01-01", "2024-01-02", "soon", null]);
  assert.equal(few.result.columns[0]?.type, "text");
});

Deno.test("the list of rejects is capped, the count is not", async () => {
  const { result } = await convert([...times(10_000, "1"), ...times(300, "x")], { type: "number" });
  assert.equal(result.columns[0]?.rejected, 300);
  assert.equal(result.rejects.length, 100);
});
