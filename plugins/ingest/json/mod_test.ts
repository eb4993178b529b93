import assert from "node:assert/strict";
import { NexusError } from "nexus";
import { memorySource, readTables } from "nexus/testing";
import json from "./mod.ts";

async function readOne(content: string | Uint8Array, name = "table.json") {
  const tables = await readTables(json, memorySource(content, name));
  assert.equal(tables.length, 1);
  return tables[0]!;
}

async function refusal(content: string | Uint8Array, name?: string): Promise<NexusError> {
  try {
    await readOne(content, name);
  } catch (error) {
    assert.ok(error instanceof NexusError);
    return error;
  }
  assert.fail("was not refused");
}

Deno.test("read() makes a row of each object and a column of each key", async () => {
  const { names, types, rows } = await readOne('[{"a":1,"b":"x"},{"b":"y","c":true},{"a":2.5,"c":null}]');
  assert.deepEqual(names, ["a", "b", "c"]);
  assert.deepEqual(types, ["number", "text", "boolean"]);
  assert.deepEqual(rows, [["1", "x", null], [null, "y", "true"], ["2.5", null, null]]);
});

Deno.test("read() flattens nested objects and keeps lists as JSON", async () => {
  const { names, rows } = await readOne('[{"id":1,"at":{"x":2,"y":{"z":"q"}},"tags":["a",{"b":1.50}]}]');
  assert.deepEqual(names, ["id", "at.x", "at.y.z", "tags"]);
  assert.deepEqual(rows, [["1", "2", "q", '["a",{"b":1.5}]']]);
});

Deno.test("read() keeps every digit", async () => {
  const { types, rows } = await readOne(
    '[{"a":9007199254740993,"b":123456789012345678901,"c":0.1},{"a":1,"b":2,"c":1e3}]',
  );
  assert.deepEqual(types, ["integer", "text", "number"]);
  assert.deepEqual(rows, [["9007199254740993", "123456789012345678901", "0.1"], ["1", "2", "1e3"]]);
});

Deno.test("read() reads columns, indexed columns, split tables and rows under keys", async () => {
  const rows = [["1", "x"], ["2", "y"]];
  for (
    const text of [
      '{"a":[1,2],"b":["x","y"]}',
      '{"a":{"0":1,"1":2},"b":{"0":"x","1":"y"}}',
      '{"columns":["a","b"],"index":[0,1],"data":[[1,"x"],[2,"y"]]}',
      '[["a","b"],[1,"x"],[2,"y"]]',
    ]
  ) {
    const table = await readOne(text);
    assert.deepEqual(table.names, ["a", "b"]);
    assert.deepEqual(table.rows, rows);
  }
  const keyed = await readOne('{"one":{"a":1,"b":"x"},"two":{"a":2,"b":"y"}}');
  assert.deepEqual(keyed.rows, [["one", "1", "x"], ["two", "2", "y"]]);
});

Deno.test("read() finds the rows inside a document", async () => {
  const { table, rows, notes } = await readOne('{"count":2,"data":{"items":[{"a":1},{"a":2}]}}');
  assert.equal(table.name, "");
  assert.deepEqual(rows, [["1"], ["2"]]);
  assert.ok(notes.some((note) => note.topic === "path" && note.message.includes("data.items")));
  assert.ok(notes.some((note) => note.topic === "beside" && note.message.includes("count")));
  const two = await readTables(
    json,
    memorySource('{"shops":[{"id":1}],"sales":[{"sum":2},{"sum":3}]}', "table.json"),
  );
  assert.deepEqual(two.map((entry) => [entry.table.name, entry.rows.length]), [["shops", 1], ["sales", 2]]);
});

Deno.test("read() makes one row of a single object", async () => {
  const { names, rows } = await readOne('{"name":"x","size":{"w":1}}');
  assert.deepEqual([names, rows], [["name", "size.w"], [["x", "1"]]]);
});

Deno.test("read() reads GeoJSON", async () => {
  const feature = (n: number) => ({
    type: "Feature",
    properties: { name: `p${n}`, type: "t" },
    geometry: { type: "Point", coordinates: [n, 2 * n] },
  });
  const { names, rows } = await readOne(
    JSON.stringify({ type: "FeatureCollection", features: [feature(1), feature(2)] }),
  );
  assert.deepEqual(names, ["name", "type", "longitude", "latitude"]);
  assert.deepEqual(rows, [["p1", "t", "1", "2"], ["p2", "t", "2", "4"]]);
});

Deno.test("read() reads one object a line, and counts lines that are none", async () => {
  const { rows, notes } = await readOne('{"a":1}\n{"a":2}\n{"a":\n\n{"a":3}\n', "x.ndjson");
  assert.deepEqual(rows, [["1"], ["2"], ["3"]]);
  const note = notes.find((entry) => entry.topic === "rejected");
  assert.equal(note?.count, 1);
  assert.match(note!.message, /line 3/);
  assert.deepEqual((await readOne('{"a":1}\n{"a":2}\n')).rows, [["1"], ["2"]]);
  assert.deepEqual((await readOne('{"a":1}{"a":2} {"a":3}')).rows, [["1"], ["2"], ["3"]]);
});

Deno.test("read() tells keys that come twice, and takes any key for a key", async () => {
  const { names, rows, notes } = await readOne('[{"a":1,"a":2,"__proto__":3,"__row":4,"A":5,"":6}]');
  assert.deepEqual(names, ["a", "__proto__", "__row (2)", "A (2)", "column 5"]);
  assert.deepEqual(rows, [["2", "3", "4", "5", "6"]]);
  assert.equal(notes.find((note) => note.topic === "repeated")?.count, 1);
});

Deno.test("read() finds dates and numbers in texts", async () => {
  const rows = [
    {
      day: "2024-01-31",
      at: "2024-01-31T10:20:30Z",
      us: "1/31/2024",
      name: "Jan 5 2024",
      price: "1.50",
      code: "007",
      id: "12",
    },
    {
      day: "2024-02-01",
      at: "2024-01-31T10:20:31Z",
      us: "2/1/2024",
      name: "May 6 2024",
      price: "2",
      code: "008",
      id: "13",
    },
  ];
  const { table, types } = await readOne(JSON.stringify(rows));
  assert.deepEqual(types, ["date", "datetime", "date", "date", "number", "text", "text"]);
  assert.ok(table.scan.kind === "batches");
  assert.deepEqual(table.scan.columns[2]!.formats, ["%m/%d/%Y"]);
});

Deno.test("read() reads UTF-16 and a byte order mark", async () => {
  const text = '[{"a":"\u00e9"}]';
  const wide = new Uint8Array(2 + text.length * 2);
  [0xfeff, ...Array.from(text, (letter) => letter.charCodeAt(0))].forEach((code, index) =>
    new DataView(wide.buffer).setUint16(index * 2, code, true)
  );
  assert.deepEqual((await readOne(wide)).rows, [["\u00e9"]]);
  assert.deepEqual((await readOne(wide.subarray(2))).rows, [["\u00e9"]]);
  assert.deepEqual((await readOne("\ufeff" + text)).rows, [["\u00e9"]]);
});

Deno.test("read() says where a file is damaged", async () => {
  const cases: [string, RegExp][] = [
    ['[{"a":1},\n {"a":2},]', /a comma stands before "\]" \(line 2, column 9\)/],
    ['{"a":1,\n"b":[1,2', /the file ends where .* \(line 2, column 9\)/],
    ['[{"a":NaN}]', /"N" stands where a value was expected/],
    ["[".repeat(100_000), /nested more than/],
    ['{"a":'.repeat(100_000), /nested more than/],
    ["[1]x", /something follows/],
    ["[01]", /number/],
    ["['a']", /stands where a value/],
    ["<html>", /stands where a value/],
  ];
  for (const [text, message] of cases) {
    const error = await refusal(text);
    assert.equal(error.code, "file.unreadable");
    assert.match(error.message, message);
  }
  assert.match(
    (await refusal(new Uint8Array([0x5b, 0x22, 0xff, 0x22, 0x5d]))).message,
    /byte 2 is not valid UTF-8/,
  );
});

Deno.test("read() says that there is no table", async () => {
  assert.match((await refusal('"text"')).message, /no table in it, just a text/);
  for (const text of ["", "  \n", "[]", "{}", "[[],[]]"]) {
    assert.equal((await refusal(text)).code, "file.empty");
  }
});

Deno.test("sniff() knows JSON by its start", async () => {
  const confidence = async (text: string, name: string) =>
    (await json.sniff(new TextEncoder().encode(text), { name, size: text.length, mediaType: "" })).confidence;
  assert.ok(await confidence('[{"a":1}]', "x.json") > 0.9);
  assert.ok(await confidence('{"a":1}\n{"a":2}', "x.txt") > 0.7);
  assert.equal(await confidence("a,b\n1,2", "x.txt"), 0);
  assert.ok(await confidence("oops", "x.json") > 0);
});
