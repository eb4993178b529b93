import assert from "node:assert/strict";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { NexusError, type ParquetColumn, ROW_ID, type Value } from "nexus";
import { lockDuckdb, openDuckdb, parquet } from "../duckdb/open.ts";
import { toValue } from "../duckdb/values.ts";
import { unfinishedFiles } from "./convert.ts";
import { importParquet } from "./parquet.ts";
import type { ImportResult } from "./types.ts";

interface Read {
  result: ImportResult;
  rows: Value[][];
}

/** Writes a query's rows as Parquet and imports its columns as they are; `paths` where fields inside are meant. */
async function roundTrip(
  query: string,
  columns: readonly Partial<ParquetColumn>[],
  { options = "", damage = (bytes: Uint8Array) => bytes } = {},
): Promise<Read> {
  const folder = await Deno.makeTempDir();
  try {
    const file = `${folder}/in.parquet`, out = `${folder}/out.parquet`;
    await withDuckdb(async (connection) => {
      await connection.run(`COPY (${query}) TO '${file}' (FORMAT parquet${options})`);
    });
    await Deno.writeFile(file, damage(await Deno.readFile(file)));
    const whole = columns.map((column, k): ParquetColumn => ({
      name: `c${k}`,
      type: "text",
      path: [k],
      ...column,
    }));
    const scan = { kind: "parquet" as const, columns: whole };
    const duckdb = await openDuckdb({ memoryMb: 1024, threads: 2, temporary: `${folder}/spill` });
    try {
      await lockDuckdb(duckdb, [file, ...unfinishedFiles(out, columns.length)]);
      const result = await importParquet(duckdb, { file, name: "in.parquet", scan, out });
      return { result, rows: await withDuckdb((connection) => rowsOf(connection, out, result)) };
    } finally {
      duckdb.close();
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function withDuckdb<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    return await work(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function rowsOf(
  connection: DuckDBConnection,
  path: string,
  { columns }: ImportResult,
): Promise<Value[][]> {
  const reader = await connection.runAndReadAll(`SELECT * FROM ${parquet(path)} ORDER BY ${ROW_ID}`);
  return reader.getRows().map((row, index) => {
    assert.equal(Number(row[0]), index);
    return columns.map(({ type }, k) => toValue(row[k + 1], type));
  });
}

function typesOf({ result }: Read): string[] {
  return result.columns.map(({ type }) => type);
}

Deno.test("importParquet() keeps whole numbers of every width", async () => {
  const read = await roundTrip(
    `SELECT * FROM (VALUES ((-128)::TINYINT, 255::UTINYINT, (-32768)::SMALLINT, 65535::USMALLINT, (-2147483648)::INTEGER, 4294967295::UINTEGER,
      (-9223372036854775808)::BIGINT, 9223372036854775807::UBIGINT, 18446744073709551615::UBIGINT),
      (NULL, NULL, NULL, NULL, NULL, NULL, 9007199254740993, 1, 2))`,
    Array.from({ length: 9 }, () => ({ type: "integer" as const })),
  );
  assert.deepEqual(typesOf(read), [...Array(8).fill("integer"), "text"]);
  assert.deepEqual(read.rows[0], [
    -128,
    255,
    -32768,
    65535,
    -2147483648,
    4294967295,
    "-9223372036854775808",
    "9223372036854775807",
    "18446744073709551615",
  ]);
  assert.deepEqual(read.rows[1], [null, null, null, null, null, null, "9007199254740993", 1, "2"]);
  assert.deepEqual(read.result.notes.map(({ topic, count }) => [topic, count]), [["numbers", 1]]);
});

Deno.test("importParquet() reads numbers and decimals, and tells what it cannot hold", async () => {
  const read = await roundTrip(
    `SELECT * FROM (VALUES (0.1::DOUBLE, 0.5::FLOAT, 12.34::DECIMAL(9,2), 0.1::DECIMAL(38,10), 12345678901234567.89::DECIMAL(25,2), 5::DECIMAL(18,0), 5::DECIMAL(30,0)),
      ('nan'::DOUBLE, 'inf'::FLOAT, NULL, -0.3, 1.5, -7, 99999999999999999999))`,
    Array.from({ length: 7 }, () => ({ type: "number" as const })),
  );
  assert.deepEqual(typesOf(read), ["number", "number", "number", "number", "number", "integer", "text"]);
  assert.deepEqual(read.rows, [
    [0.1, 0.5, 12.34, 0.1, 12345678901234568, 5, "5"],
    [null, null, null, -0.3, 1.5, -7, "99999999999999999999"],
  ]);
  assert.deepEqual(
    read.result.notes.map(({ message, count }) => [/"(\w+)"/.exec(message)![1], count]),
    [["c0", 1], ["c1", 1], ["c4", 1], ["c6", 1]],
  );
});

Deno.test("importParquet() reads days and times to the microsecond, in UTC where they have a zone", async () => {
  const read = await roundTrip(
    `SELECT DATE '2024-02-29', TIMESTAMP '2024-01-31 10:20:30.123456', TIMESTAMP_NS '2024-01-31 10:20:30.123456789', TIMESTAMP_S '1969-12-31 23:59:59',
      TIMESTAMP_MS '2024-01-31 10:20:30.123', TIMESTAMPTZ '2024-01-31 00:30:00+02', TIME '10:20:30.5', 'infinity'::DATE, TIMESTAMP '12024-01-01 00:00:00'`,
    Array.from({ length: 9 }, (_, k) => ({ type: k === 6 ? "text" as const : "datetime" as const })),
  );
  assert.deepEqual(read.rows, [[
    "2024-02-29",
    "2024-01-31T10:20:30.123456",
    "2024-01-31T10:20:30.123456",
    "1969-12-31T23:59:59",
    "2024-01-31T10:20:30.123",
    "2024-01-30T22:30:00",
    "10:20:30.5",
    null,
    null,
  ]]);
  assert.deepEqual(
    read.result.notes.map(({ message }) => /"(\w+)"/.exec(message)![1]),
    ["c2", "c7", "c8"],
  );
});

Deno.test("importParquet() reads bytes as text only where all of them are", async () => {
  const read = await roundTrip(
    `SELECT * FROM (VALUES (encode('größe'), '\\xAA\\xFF'::BLOB, '1f838ea7-6b39-4771-948b-9a525ca4d39e'::UUID, '', true), (NULL, 'ab'::BLOB, NULL, NULL, NULL))`,
    [{}, {}, {}, {}, { type: "boolean" }],
  );
  assert.deepEqual(read.rows, [
    ["größe", "aaff", "1f838ea7-6b39-4771-948b-9a525ca4d39e", "", true],
    [null, "6162", null, null, null],
  ]);
});

Deno.test("importParquet() takes fields inside by their place, and keeps lists as JSON", async () => {
  const read = await roundTrip(
    `SELECT * FROM (VALUES ({'x': 1, 'in': {'X': 'a', 'dot.ted': 2.5}}, [1, NULL, 3], MAP {'k': 1}, [{'q': 1}], 1, 2),
      (NULL, NULL, NULL, [], 3, 4)) t("s", "l", "m", "ls", "a", "A")`,
    [
      { path: [0, 0], type: "integer" },
      { path: [0, 1, 0] },
      { path: [0, 1, 1], type: "number" },
      { path: [1] },
      { path: [2] },
      { path: [3] },
      { path: [4], type: "integer" },
      { path: [5], type: "integer" },
    ],
  );
  assert.deepEqual(read.rows, [
    [1, "a", 2.5, "[1,null,3]", '{"k":1}', '[{"q":1}]', 1, 2],
    [null, null, null, null, null, "[]", 3, 4],
  ]);
});

Deno.test("importParquet() keeps the order of rows over row groups, compressions and a column of the reader's own name", async () => {
  for (const compression of ["snappy", "zstd", "gzip", "lz4_raw", "brotli", "uncompressed"]) {
    const read = await roundTrip(
      "SELECT (i * 7919) % 10007 AS x, 'v' || (i % 3) AS file_row_number FROM range(5000) t(i)",
      [{ type: "integer" }, {}],
      { options: `, COMPRESSION ${compression}, ROW_GROUP_SIZE 2048` },
    );
    assert.deepEqual(read.rows, Array.from({ length: 5000 }, (_, i) => [(i * 7919) % 10007, `v${i % 3}`]));
  }
});

Deno.test("importParquet() gives what DuckDB reads, cell by cell", async () => {
  const query =
    `SELECT hash(i)::UBIGINT // 4 AS a, random() AS b, CASE WHEN i % 7 > 0 THEN md5(i::VARCHAR) END AS c,
    DATE '1600-01-01' + (hash(i) % 200000)::INTEGER AS d, TIMESTAMP '1970-01-01' + INTERVAL (hash(i) % 4000000000) SECOND AS e, i % 3 = 0 AS f,
    ((hash(i) % 100000000)::DECIMAL(12,2) / 7)::DECIMAL(12,2) AS g FROM range(3000) t(i)`;
  const folder = await Deno.makeTempDir();
  try {
    const file = `${folder}/in.parquet`;
    await withDuckdb((connection) =>
      connection.run(`COPY (${query}) TO '${file}' (FORMAT parquet)`).then(() => {})
    );
    const types = ["integer", "number", "text", "date", "datetime", "boolean", "number"] as const;
    const read = await roundTrip(`SELECT * FROM ${parquet(file)}`, types.map((type) => ({ type })));
    const own = await withDuckdb(async (connection) =>
      (await connection.runAndReadAll(`SELECT * FROM ${parquet(file)}`)).getRows()
    );
    assert.deepEqual(typesOf(read), [...types]);
    assert.deepEqual(read.rows, own.map((row) => row.map((value, k) => toValue(value, types[k]!))));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("importParquet() reads a file without rows", async () => {
  const read = await roundTrip("SELECT 1 AS x, 'a' AS y WHERE false", [{ type: "integer" }, {}]);
  assert.deepEqual(read.rows, []);
  assert.deepEqual(typesOf(read), ["integer", "text"]);
});

Deno.test("importParquet() ends with a clear error where data are damaged", async () => {
  await assert.rejects(
    roundTrip("SELECT i, md5(i::VARCHAR) AS x FROM range(2000) t(i)", [{ type: "integer" }, {}], {
      options: ", COMPRESSION zstd",
      damage: (bytes) => bytes.fill(0x5a, 200, 4000),
    }),
    (error) =>
      error instanceof NexusError && error.code === "file.unreadable" &&
      error.message.startsWith('"in.parquet"') &&
      error.hint !== undefined,
  );
});
