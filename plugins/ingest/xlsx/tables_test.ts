import assert from "node:assert/strict";
import { notesOn, read, readOne, relationship, workbook } from "./_workbook_for_tests.ts";

const MERGED = (...refs: string[]) =>
  `<mergeCells>${refs.map((ref) => `<mergeCell ref="${ref}"/>`).join("")}</mergeCells>`;

Deno.test("read() finds the table below a title and particulars, and tells of what stands around it", async () => {
  const table = await readOne([
    ["Quarterly sales report"],
    ["Prepared by:", "Ann Example"],
    ["Date:", { v: 45383, s: 1 }],
    [],
    ["Region", "Product", "Units", "Revenue"],
    ["North", "A", 10, 100.5],
    ["North", "B", 20, 200],
    ["South", "A", 5, 50.25],
    [],
    ["Source: internal export, not audited"],
  ], { formats: ["yyyy-mm-dd"] });
  assert.deepEqual(table.names, ["Region", "Product", "Units", "Revenue"]);
  assert.equal(table.rows.length, 3);
  assert.deepEqual(notesOn(table, "preamble"), [
    'Text above the table is left out: "Quarterly sales report / Prepared by: Ann Example / Date: 2024-04-01".',
  ]);
  assert.deepEqual(notesOn(table, "footer"), [
    'Text below or beside the table is left out: "Source: internal export, not audited".',
  ]);
});

Deno.test("read() joins the rows of a header, with merged cells and without", async () => {
  const merged = await readOne([
    ["Region", "2023", null, "2024", null],
    [null, "Q1", "Q2", "Q1", "Q2"],
    ["North", 1, 2, 3, 4],
    ["South", 5, 6, 7, 8],
  ], { after: MERGED("A1:A2", "B1:C1", "D1:E1") });
  assert.deepEqual(merged.names, ["Region", "2023 / Q1", "2023 / Q2", "2024 / Q1", "2024 / Q2"]);
  assert.equal(merged.rows.length, 2);
  const gaps = await readOne([
    [null, "Costs", null, "Income", null],
    ["Year", "Rent", "Wages", "Sales", "Fees"],
    [2023, 1, 2, 3, 4],
    [2024, 5, 6, 7, 8],
  ]);
  assert.deepEqual(gaps.names, ["Year", "Costs / Rent", "Costs / Wages", "Income / Sales", "Income / Fees"]);
  const units = await readOne([["Time", "Speed"], ["(s)", "(m/s)"], [0, 1.5], [1, 2.5]]);
  assert.deepEqual([units.names, units.rows.length], [["Time (s)", "Speed (m/s)"], 2]);
});

Deno.test("read() takes months over numbers for names", async () => {
  const table = await readOne([
    ["Region", { v: 45292, s: 1 }, { v: 45323, s: 1 }, { v: 45352, s: 1 }],
    ["North", 1, 2, 3],
    ["South", 4, 5, 6],
  ], { formats: ["mmm\\-yy"] });
  assert.deepEqual(table.names, ["Region", "2024-01", "2024-02", "2024-03"]);
});

Deno.test("read() fills merged names down, and counts merged numbers once", async () => {
  const table = await readOne([
    ["Region", "City", "Budget"],
    ["North", "Oslo", 90],
    [null, "Bergen", null],
    [null, "Hamar", null],
    ["South", "Rome", 40],
    ["West", null, null],
  ], { after: MERGED("A2:A4", "C2:C4", "A6:C6") });
  assert.deepEqual(table.rows, [
    ["North", "Oslo", "90"],
    ["North", "Bergen", null],
    ["North", "Hamar", null],
    ["South", "Rome", "40"],
    ["West", null, null],
  ]);
  assert.deepEqual(table.notes.map(({ topic, count }) => [topic, count]), [["merged", 2], ["merged", 1], [
    "merged",
    1,
  ]]);
});

Deno.test("read() leaves out totals that are the sum of their rows, and keeps what only looks so", async () => {
  const table = await readOne([
    ["Region", "Product", "Units"],
    ["North", "A", 10],
    ["North", "B", 20],
    ["North Total", null, 30],
    ["South", "A", 5],
    ["South Total", null, 5],
    ["Grand Total", null, 35],
  ]);
  assert.deepEqual(table.rows.map(([, , units]) => units), ["10", "20", "5"]);
  assert.match(
    notesOn(table, "total")[0]!,
    /row 4 \("North Total"\), row 6 \("South Total"\), row 7 \("Grand Total"\)/,
  );
  const first = await readOne([["Region", "Units"], ["Total", 30], ["North", 10], ["South", 20]]);
  assert.deepEqual(first.rows, [["North", "10"], ["South", "20"]]);
  const film = await readOne([["Title", "Rating"], ["Alien", 5], ["Total Recall", 5], ["Solaris", 4]]);
  assert.equal(film.rows.length, 3, "what begins like a total, and equals the one row above, is none");
  const wrong = await readOne([["Region", "Units"], ["North", 10], ["South", 20], ["Total", 31]]);
  assert.equal(wrong.rows.length, 3);
  assert.match(notesOn(wrong, "total")[0]!, /Row 4 \("Total"\) looks like a total, but is not the sum/);
  const formula = await readOne([["Region", "Share"], ["North", 0.5], ["South", 0.25], ["Total", {
    f: "SUM(B2:B3)",
  }]]);
  assert.equal(formula.rows.length, 3, "a formula without a result proves nothing");
});

Deno.test("read() reads tables of Excel by their own limits", async () => {
  const rows = [["Stock on hand"], [], ["Item", "Qty"], ["a", 1], ["b", 2], ["Sum of all", 3], [
    "see also sheet 2",
  ]];
  const [table] = await read(workbook([{ rows, after: '<tableParts><tablePart r:id="t1"/></tableParts>' }], {
    parts: {
      "xl/worksheets/_rels/sheet1.xml.rels": `<Relationships>${
        relationship("t1", "table", "../tables/table1.xml")
      }</Relationships>`,
      "xl/tables/table1.xml": '<table displayName="Stock" ref="A3:B6" totalsRowCount="1"/>',
    },
  }));
  assert.deepEqual(table!.rows, [["a", "1"], ["b", "2"]]);
  assert.match(notesOn(table!, "total")[0]!, /total row of the table \(row 6\)/);
  assert.match(notesOn(table!, "preamble")[0]!, /Stock on hand/);
  assert.match(notesOn(table!, "footer")[0]!, /see also sheet 2/);
});

Deno.test("read() parts tables that stand below or beside each other", async () => {
  const below = await read(workbook([{
    rows: [["Orders"], ["id", "amount"], [1, 10], [2, 20], [], ["Customers"], ["id", "name", "city"], [
      1,
      "Ann",
      "Rome",
    ], [2, "Bob", "Oslo"]],
  }]));
  assert.deepEqual(below.map(({ table, names, rows }) => [table.name, names, rows.length]), [
    ["Sheet1, Orders", ["id", "amount"], 2],
    ["Sheet1, Customers", ["id", "name", "city"], 2],
  ]);
  const beside = await read(workbook([{
    rows: [
      ["Region", "Units", null, null, "Item", "Cost"],
      ["North", 1, null, null, "Rent", 100],
      ["South", 2, null, null, "Power", 50],
      [null, null, null, null, "Water", 20],
    ],
  }]));
  assert.deepEqual(beside.map(({ names, rows }) => [names, rows.length]), [[["Region", "Units"], 2], [[
    "Item",
    "Cost",
  ], 3]]);
});

Deno.test("read() keeps one table together over empty rows and columns", async () => {
  const table = await readOne([
    ["id", null, "name", null, "v"],
    [1, null, "a", null, 1.5],
    [],
    [2, null, "b", null, 2.5],
    [],
    [],
    [3, null, "c", null, 3.5],
  ]);
  assert.deepEqual(table.table.origin, { sheet: "Sheet1", runs: [[0, 2], [1, 4], [2, 7]] });
  assert.deepEqual(table.names, ["id", "name", "v"]);
  assert.equal(table.rows.length, 3);
  assert.deepEqual(table.notes.map(({ topic, count }) => [topic, count]), [["columns", 2], ["empty", 3]]);
});

Deno.test("read() leaves a header that comes again out of the rows", async () => {
  const table = await readOne([["id", "v"], [1, 2], ["id", "v"], [3, 4]]);
  assert.deepEqual(table.rows, [["1", "2"], ["3", "4"]]);
  assert.match(notesOn(table, "header")[0]!, /comes again/);
});

Deno.test("read() leaves sheets of prose out where there are tables", async () => {
  const prose = [["This workbook holds the data of the survey of last year."], [
    "Do not change the sheets, for others depend on them.",
  ]];
  const [table, ...others] = await read(
    workbook([{ name: "Read me", rows: prose }, { name: "Data", rows: [["a", "b"], [1, 2]] }]),
  );
  assert.equal(others.length, 0);
  assert.deepEqual(table!.rows, [["1", "2"]]);
  assert.match(notesOn(table!, "sheet")[0]!, /"Read me" holds text and no table \("This workbook/);
  assert.equal((await readOne(prose)).rows.length + 1, 2, "alone, they are what there is");
});

Deno.test("read() names columns without a name, and tells names apart", async () => {
  const table = await readOne([["id", "value", "value", null, "Value"], [1, 2, 3, 4, 5], [2, 3, 4, 5, 6]]);
  assert.deepEqual(table.names, ["id", "value", "value (2)", "column 4", "Value (3)"]);
  const bare = await readOne([[1, "a", 2.5], [2, "b", 3.5], [3, "c", 4.5]]);
  assert.deepEqual([bare.names, bare.rows.length], [["column 1", "column 2", "column 3"], 3]);
});

Deno.test("read() joins codes and questions of a survey, and takes the name of an index", async () => {
  const survey = await readOne([
    ["Q1", "Q2", "Q3"],
    ["How old are you?", "Where do you live?", "How content are you?"],
    [30, "Rome", 5],
    [41, "Oslo", 4],
    [25, "Bern", 3],
  ]);
  assert.deepEqual([survey.names[0], survey.types], ["Q1 / How old are you?", [
    "integer",
    "text",
    "integer",
  ]]);
  const pivot = await readOne([
    [null, "units", null, "revenue", null],
    ["year", 2023, 2024, 2023, 2024],
    ["region"],
    ["north", 1, 2, 3.5, 4.5],
    ["south", 5, 6, 7.5, 8.5],
  ], { after: MERGED("B1:C1", "D1:E1") });
  assert.deepEqual(pivot.names, [
    "region",
    "units / 2023",
    "units / 2024",
    "revenue / 2023",
    "revenue / 2024",
  ]);
  assert.equal(pivot.rows.length, 2);
});

Deno.test("read() leaves out means, and totals under a common name, only where the numbers prove them", async () => {
  const table = await readOne([["Student", "Points"], ["Ann", 1], ["Bob", 4], ["All", 5], ["Average", 2.5]]);
  assert.deepEqual(table.rows, [["Ann", "1"], ["Bob", "4"]]);
  const plain = await readOne([["Group", "Points"], ["Ann", 1], ["All", 7], ["Average Joe", 3]]);
  assert.equal(plain.rows.length, 3);
});
