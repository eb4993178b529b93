import assert from "node:assert/strict";
import { notesOn, read, readOne, workbook } from "./_workbook_for_tests.ts";

Deno.test("read() takes a neat sheet as it is", async () => {
  const table = await readOne([["region", "units", "ok"], ["north", 12, true], ["south", 3.5, false]]);
  assert.deepEqual(table.names, ["region", "units", "ok"]);
  assert.deepEqual(table.types, ["text", "number", "boolean"]);
  assert.deepEqual(table.rows, [["north", "12", "TRUE"], ["south", "3.5", "FALSE"]]);
  assert.deepEqual(table.notes, []);
});

Deno.test("read() makes a table of every sheet with data and names it by the sheet", async () => {
  const tables = await read(workbook([
    { name: "Orders", rows: [["id", "total"], [1, 10], [2, 20]] },
    { name: "Empty", rows: [] },
    { name: "Secret", state: "veryHidden", rows: [["code", "label"], [1, "one"]] },
    { name: "People & places", rows: [["name", "age"], ["Ann", 30]] },
  ]));
  assert.deepEqual(tables.map(({ table, rows }) => [table.name, rows.length]), [
    ["Orders", 2],
    ["People & places", 1],
    ["Secret", 1],
  ]);
  assert.deepEqual(notesOn(tables[0]!, "sheet"), ['Sheet "Empty" is empty; it is left out.']);
  assert.deepEqual(notesOn(tables[2]!, "hidden"), [
    'Sheet "Secret" is hidden in Excel; it is read all the same.',
  ]);
});
