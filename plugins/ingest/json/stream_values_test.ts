import assert from "node:assert/strict";
import { memorySource } from "nexus/testing";
import type { JsonValue } from "./json_value.ts";
import { readLines, readList } from "./stream_values.ts";

async function list(text: string, piece: number): Promise<JsonValue[]> {
  const all: JsonValue[] = [];
  for await (const { values } of readList(memorySource(text, "x.json", piece), "utf-8")) all.push(...values);
  return all;
}

Deno.test("readList() gives the same elements however the bytes are cut", async () => {
  const text = ' [1, "a,]\\"[", [2,[3]], {"k": "}"},\n null]\n ';
  const whole = await list(text, 1000);
  assert.deepEqual(whole, [1, 'a,]"[', [2, [3]], new Map([["k", "}"]]), null]);
  for (let piece = 1; piece < 20; piece++) assert.deepEqual(await list(text, piece), whole);
  assert.deepEqual(await list("[]", 1), []);
  assert.deepEqual(await list("[ ]\n", 1), []);
});

Deno.test("readList() refuses what is not one list, with the line", async () => {
  await assert.rejects(list("[1,\n2,\n]", 3), /line 2|line 3/);
  await assert.rejects(list("[1,\n2", 3), /the file ends before the list does \(line 2\)/);
  await assert.rejects(list("[1]\n]", 3), /something follows after the end of the list \(line 2\)/);
  await assert.rejects(list('[1,\n{"a":}]', 3), /line 2/);
  await assert.rejects(list("[1,}", 3), /as JSON/);
});

Deno.test("readLines() hands over what is not JSON", async () => {
  const bad: number[] = [];
  const good: JsonValue[] = [];
  for await (
    const { values } of readLines(
      memorySource("1\nx\r\n\n[2]\n3", "x", 2),
      "utf-8",
      (line) => bad.push(line.line),
    )
  ) good.push(...values);
  assert.deepEqual([good, bad], [[1, [2], 3], [2]]);
});
