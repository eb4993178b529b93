import assert from "node:assert/strict";
import { memorySource, readTables } from "nexus/testing";
import csv from "./mod.ts";

/** What is expected of each file of `testdata`: columns with their types, rows, and topics of notes. */
const EXPECTED: Record<string, { columns: string[]; rows: (string | null)[][]; topics: string[] }> = {
  "semicolon_latin1.csv": {
    columns: ["order integer", "customer text", "amount number", "when date"],
    rows: [
      ["1", "M\u00fcller", "1.234,50", "03.01.2024"],
      ["2", "Ann; Bob", "99,90", "17.02.2024"],
      ["3", "Jos\u00e9", "5,00", "28.02.2024"],
    ],
    topics: ["separator", "encoding", "decimal", "dates"],
  },
  "report.csv": {
    columns: ["shop text", "city text", "sum number", "column 4 text"],
    rows: [
      ["A", "Rome", "$5.50", null],
      ["B", "Oslo, north", "$7.25", null],
      ["C", "Bern", null, null],
      ["D", "Paris", "$1.00", "late"],
      ["Total", null, "$13.75", null],
    ],
    topics: ["separator", "preamble", "unit", "total", "footer", "ragged", "ragged"],
  },
  "aligned.dat": {
    columns: ["hour integer", "temp number", "wind text"],
    rows: [["0", "3.5", "NW"], ["1", "-2.0", "N"], ["12", "11.5", "calm"]],
    topics: ["separator", "comment"],
  },
};

Deno.test("read() reads the files of testdata", async () => {
  for (const [name, { columns, rows, topics }] of Object.entries(EXPECTED)) {
    const bytes = await Deno.readFile(new URL(`testdata/${name}`, import.meta.url));
    const [table, ...others] = await readTables(csv, memorySource(bytes, name));
    assert.equal(others.length, 0);
    assert.deepEqual(table!.names.map((column, index) => `${column} ${table!.types[index]}`), columns);
    assert.deepEqual(table!.rows, rows);
    assert.deepEqual(table!.notes.map((note) => note.topic), topics);
  }
});
