import assert from "node:assert/strict";
import { DuckDBInstance } from "@duckdb/node-api";
import { NexusError, type Scan, type SniffMatch } from "nexus";
import { memorySource } from "nexus/testing";
import plugin from "./mod.ts";

/** What DuckDB writes for a query. */
async function written(query: string, { options = "", before = "" } = {}): Promise<Uint8Array> {
  const folder = await Deno.makeTempDir();
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    if (before !== "") await connection.run(before);
    await connection.run(`COPY (${query}) TO '${folder}/x' (FORMAT parquet${options})`);
    return await Deno.readFile(`${folder}/x`);
  } finally {
    connection.closeSync();
    instance.closeSync();
    await Deno.remove(folder, { recursive: true });
  }
}

async function read(bytes: Uint8Array) {
  const [table] = await plugin.read(memorySource(bytes, "x.parquet"), { mode: "fast" });
  const scan = table!.scan as Extract<Scan, { kind: "parquet" }>;
  return {
    columns: scan.columns.map(({ name, type, path }) => [name, type, path.join("/")]),
    notes: table!.notes,
  };
}

const refused = (pattern: RegExp) => (error: unknown) =>
  error instanceof NexusError && error.code.startsWith("file.") && pattern.test(error.message) &&
  error.hint !== undefined;

Deno.test("read() says what columns there are, those inside with their place", async () => {
  const { columns, notes } = await read(
    await written(
      `SELECT 1::UTINYINT AS a, 1.5::DECIMAL(9,2) AS b, 2::DECIMAL(9,0) AS c, 'x' AS d, DATE '2020-01-01' AS e, TIMESTAMP_NS '2020-01-01' AS f,
        TIMESTAMPTZ '2020-01-01' AS g, TIME '10:00' AS h, true AS i, uuid() AS j, {'x': 1, 'y': {'z': 'q'}} AS k, [1] AS l, MAP {'a': 1} AS m, 0.5::FLOAT AS n, [{'q': 1}] AS o`,
    ),
  );
  assert.deepEqual(columns, [
    ["a", "integer", "0"],
    ["b", "number", "1"],
    ["c", "integer", "2"],
    ["d", "text", "3"],
    ["e", "date", "4"],
    ["f", "datetime", "5"],
    ["g", "datetime", "6"],
    ["h", "text", "7"],
    ["i", "boolean", "8"],
    ["j", "text", "9"],
    ["k.x", "integer", "10/0"],
    ["k.y.z", "text", "10/1/0"],
    ["l", "text", "11"],
    ["m", "text", "12"],
    ["n", "number", "13"],
    ["o", "text", "14"],
  ]);
  assert.deepEqual(notes.map(({ topic, message }) => [topic, message.split(":")[0]]), [
    ["nested", '"k", "k.y"'],
    ["lists", '"l", "m", "o"'],
    ["zone", '"g"'],
  ]);
});

Deno.test("read() tells what is wrong with a file", async () => {
  const whole = await written("SELECT i FROM range(100) t(i)");
  const cases: [Uint8Array, RegExp][] = [
    [whole.subarray(0, whole.length - 20), /cut off/],
    [whole.subarray(0, 6), /cut off/],
    [new TextEncoder().encode("a,b\n1,2\n"), /no Parquet file/],
    [new Uint8Array([...whole.subarray(0, -8), 255, 255, 255, 127, ...whole.subarray(-4)]), /damaged/],
  ];
  for (const [bytes, pattern] of cases) await assert.rejects(read(bytes), refused(pattern));
});

Deno.test("read() refuses what is encrypted", async () => {
  const before = "SET force_mbedtls_unsafe = 'true'; PRAGMA add_parquet_key('key', '0123456789112345')";
  const bytes = await written("SELECT 1 AS x", {
    before,
    options: ", ENCRYPTION_CONFIG {footer_key: 'key'}",
  });
  await assert.rejects(read(bytes), refused(/encrypted/));
});

Deno.test("read() ends with a clear error, or reads, whatever bits are wrong", async () => {
  const whole = await written("SELECT i, 'v' || i AS t, {'a': i} AS s FROM range(50) t(i)");
  for (let at = 0; at < whole.length; at += 3) {
    const bytes = whole.slice();
    bytes[at]! ^= 1 << (at % 8);
    try {
      await read(bytes);
    } catch (error) {
      assert.ok(error instanceof NexusError && error.hint !== undefined, `byte ${at}: ${error}`);
    }
  }
});

Deno.test("sniff() knows Parquet by its first letters", () => {
  const sure = (text: string, name: string) =>
    (plugin.sniff(new TextEncoder().encode(text), { name, size: 9, mediaType: "" }) as SniffMatch).confidence;
  assert.equal(sure("PAR1xyz", "x"), 0.99);
  assert.equal(sure("PARExyz", "x"), 0.99);
  assert.equal(sure("a,b", "x.parquet"), 0.6);
  assert.equal(sure("a,b", "x.csv"), 0);
});
