import assert from "node:assert/strict";
import { memorySource, readTables } from "nexus/testing";
import json from "./mod.ts";

/** What is expected of each file of `testdata`: columns with their types, and rows. */
const EXPECTED: Record<string, { columns: string[]; rows: (string | null)[][] }> = {
  "places.geojson": {
    columns: [
      "name text",
      "depth number",
      "longitude number",
      "latitude number",
      "type text",
      "coordinates text",
    ],
    rows: [["well", "12.5", "8.5", "47.25", null, null], [
      "path",
      null,
      null,
      null,
      "LineString",
      "[[1,2],[3,4]]",
    ]],
  },
  "events.ndjson": {
    columns: ["id integer", "who.first text", "tags text", "who.last text", "on date"],
    rows: [
      ["1", "Ann", '["x"]', null, null],
      ["9007199254740993", "Bob", null, "B.", null],
      ["3", null, null, null, "2024-05-01"],
    ],
  },
};

Deno.test("read() reads the files of testdata", async () => {
  for (const [name, { columns, rows }] of Object.entries(EXPECTED)) {
    const [table, ...others] = await readTables(
      json,
      memorySource(await Deno.readFile(new URL(`testdata/${name}`, import.meta.url)), name),
    );
    assert.equal(others.length, 0);
    assert.deepEqual(table!.names.map((column, index) => `${column} ${table!.types[index]}`), columns);
    assert.deepEqual(table!.rows, rows);
  }
});
