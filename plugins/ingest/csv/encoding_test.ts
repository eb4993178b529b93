import assert from "node:assert/strict";
import { memorySource, readTables } from "nexus/testing";
import { detectEncoding, isGarbled, restore } from "./encoding.ts";
import csv from "./mod.ts";

/** Bytes by their numbers, with ASCII between. */
function bytes(...parts: (string | number[])[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) => typeof part === "string" ? [...new TextEncoder().encode(part)] : part),
  );
}

Deno.test("detectEncoding() goes by mark, zero bytes and validity", () => {
  assert.equal(detectEncoding(bytes("a,b")).label, "utf-8");
  assert.equal(detectEncoding(bytes([0xef, 0xbb, 0xbf], "a")).basis, "mark");
  assert.equal(detectEncoding(bytes([0xff, 0xfe, 97, 0])).label, "utf-16le");
  assert.equal(detectEncoding(bytes([97, 0, 44, 0, 98, 0, 10, 0])).label, "utf-16le");
  assert.equal(detectEncoding(bytes([0, 97, 0, 44, 0, 98, 0, 10])).label, "utf-16be");
});

Deno.test("detectEncoding() tells old encodings by the way their bytes lie", () => {
  const western = bytes("caf", [0xe9], ",na", [0xef], "ve\nM", [0xfc], "ller,", [0x80], "5\n");
  assert.equal(detectEncoding(western).label, "windows-1252");
  // "Привет, мир" and "имя"
  assert.equal(
    detectEncoding(
      bytes([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2], ",", [0xec, 0xe8, 0xf0], "\n", [0xe8, 0xec, 0xff]),
    ).label,
    "windows-1251",
  );
  // "こんにちは" and "世界"
  assert.equal(
    detectEncoding(
      bytes([0x82, 0xb1, 0x82, 0xf1, 0x82, 0xc9, 0x82, 0xbf, 0x82, 0xcd], ",", [0x90, 0xa2, 0x8a, 0x45]),
    ).label,
    "shift_jis",
  );
  // "中文数据" and "名称"
  assert.equal(
    detectEncoding(bytes([0xd6, 0xd0, 0xce, 0xc4, 0xca, 0xfd, 0xbe, 0xdd], ",", [0xc3, 0xfb, 0xb3, 0xc6]))
      .label,
    "gb18030",
  );
  // "한국어" and "이름"
  assert.equal(
    detectEncoding(bytes([0xc7, 0xd1, 0xb1, 0xb9, 0xbe, 0xee], ",", [0xc0, 0xcc, 0xb8, 0xa7])).label,
    "euc-kr",
  );
});

Deno.test("read() says which encoding it chose", async () => {
  const content = bytes("name,n\nJos", [0xe9], ",1\nAnn,2\n");
  for (const mode of ["fast", "careful"] as const) {
    const [table] = await readTables(csv, memorySource(content, "table.csv"), mode);
    assert.deepEqual(table!.rows[0], ["Jos\u00e9", "1"]);
    assert.ok(
      table!.notes.some((note) => note.topic === "encoding" && note.message.includes("Windows-1252")),
    );
  }
});

Deno.test("read() keeps UTF-8 where a few bytes are broken, and says so", async () => {
  const content = bytes("name,n\n" + "\u00e9t\u00e9,1\n".repeat(50) + "x", [0xff], ",2\n");
  const [table] = await readTables(csv, memorySource(content, "table.csv"));
  assert.equal(table!.rows[0]![0], "\u00e9t\u00e9");
  assert.equal(table!.rows.at(-1)![0], "x\ufffd");
  assert.ok(table!.notes.some((note) => note.level === "warning" && note.topic === "encoding"));
});

Deno.test("restore() brings back lost punctuation and leaves garbled text", () => {
  assert.deepEqual(restore("d\u0092Or \u0096 5"), { text: "d\u2019Or \u2013 5", restored: 2 });
  assert.deepEqual(restore("\u00e2\u0080\u0093"), { text: "\u00e2\u0080\u0093", restored: 0 });
  assert.ok(isGarbled("caf\u00c3\u00a9"));
  assert.ok(!isGarbled("\u00c3o e caf\u00e9"));
});
