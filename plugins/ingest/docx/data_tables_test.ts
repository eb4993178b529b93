import assert from "node:assert/strict";
import { readTables } from "nexus/testing";
import { docx, heading, p, table } from "./_docx_for_tests.ts";
import plugin from "./mod.ts";

const cell = (text: string, properties = "") => `<w:tc><w:tcPr>${properties}</w:tcPr>${p(text)}</w:tc>`;
const row = (...cells: string[]) => `<w:tr>${cells.join("")}</w:tr>`;
const tbl = (...rows: string[]) => `<w:tbl>${rows.join("")}</w:tbl>`;
const read = (body: string) => readTables(plugin, docx(body));

Deno.test("read() names columns by several rows and fills in merged cells", async () => {
  const over = '<w:gridSpan w:val="2"/>';
  const [found] = await read(tbl(
    row(cell("Region", '<w:vMerge w:val="restart"/>'), cell("2023", over), cell("Note")),
    row(cell("", "<w:vMerge/>"), cell("Sales"), cell("Costs"), cell("")),
    row(cell("North", '<w:vMerge w:val="restart"/>'), cell("10"), cell("7"), cell("a")),
    row(cell("", "<w:vMerge/>"), cell("12"), cell("8"), cell("b")),
  ));
  assert.deepEqual(found!.names, ["Region", "2023 Sales", "2023 Costs", "Note"]);
  assert.deepEqual(found!.rows, [["North", "10", "7", "a"], ["North", "12", "8", "b"]]);
  assert.deepEqual(found!.types, ["text", "integer", "integer", "text"]);
});

Deno.test("read() leaves out rows of one cell, and tells of them", async () => {
  const [found] = await read(tbl(
    row(cell("Sales by product", '<w:gridSpan w:val="2"/>')),
    row(cell("Product"), cell("Sales")),
    row(cell("Europe", '<w:gridSpan w:val="2"/>')),
    row(cell("Tea"), cell("3.5")),
    row(cell("Cocoa"), cell("4")),
  ));
  assert.equal(found!.table.name, "Sales by product");
  assert.deepEqual(found!.rows, [["Tea", "3.5"], ["Cocoa", "4"]]);
  assert.match(found!.notes.find(({ topic }) => topic === "sections")!.message, /“Europe”/);
});

Deno.test("read() takes tables by their marks or their looks, and leaves forms and layout alone", async () => {
  const body = heading(1, "Terms") +
    table([["Term", "Meaning"], ["Rent", "What is paid"], ["Deposit", "What is kept"]], { header: true }) +
    table([["Name", "Ann"], ["Town", "Rome"], ["Street", "Via Appia"]]) +
    table([["A long text ".repeat(50), "and another ".repeat(50)]]) +
    tbl(
      row(cell("outer"), `<w:tc>${table([["Year", "Cost"], ["2021", "5"], ["2022", "6"]])}${p("")}</w:tc>`),
    );
  const found = await read(body);
  assert.deepEqual(found.map(({ table: { name }, rows }) => [name, rows.length]), [["Terms, table 1", 2], [
    "Terms, table 5",
    2,
  ]]);
});

Deno.test("read() takes the largest of very many tables, and document() tells of the others", async () => {
  const small = table([["Year", "Cost"], ["2021", "5"]]),
    large = table([["Year", "Cost"], ["2021", "5"], ["2022", "6"]]);
  const source = docx(large + (small + p("between")).repeat(60) + large);
  assert.deepEqual((await readTables(plugin, source)).map(({ rows }) => rows.length), [
    2,
    ...Array(48).fill(1),
    2,
  ]);
  const { notes } = await plugin.document!(source);
  assert.equal(notes.find(({ topic }) => topic === "tables")!.count, 12);
});

Deno.test("document() reads a table that lays out text paragraph by paragraph", async () => {
  const { pages } = await plugin.document!(docx(tbl(row(cell("Left. ".repeat(80).trim()), cell("Right")))));
  assert.deepEqual(pages[0]!.text.split("\n\n").map((text) => text.slice(0, 5)), ["Left.", "Right"]);
});
