import assert from "node:assert/strict";
import type { ColumnConversion } from "nexus";
import { notesOn, readOne } from "./_workbook_for_tests.ts";

Deno.test("read() gives dates, times, spans, percentages and currencies as their formats mean them", async () => {
  const row = (day: number, at: number, span: number, share: number, price: number) => [
    { v: day, s: 1 },
    { v: at, s: 2 },
    { v: span, s: 3 },
    { v: share, s: 4 },
    { v: price, s: 5 },
  ];
  const table = await readOne([
    ["day", "at", "span", "share", "price"],
    row(45292, 45292.5, 1.25, 0.07, 1234.5),
    row(45293, 45293, 0.5, 0.125, 99),
  ], { formats: ["dd/mm/yyyy", "yyyy-mm-dd hh:mm", "[h]:mm", "0%", "[$€-2] #,##0.00"] });
  assert.deepEqual(
    table.types,
    ["date", "datetime", "number", "number", "number"].map((type, at) => at === 2 ? "integer" : type),
  );
  assert.deepEqual(table.rows, [
    ["2024-01-01", "2024-01-01T12:00:00", "30 h", "7%", "1234.5 €"],
    ["2024-01-02", "2024-01-02", "12 h", "12.5%", "99 €"],
  ]);
  assert.deepEqual((table.table.scan.columns as ColumnConversion[]).map(({ strip }) => strip), [
    undefined,
    undefined,
    ["h"],
    ["%"],
    [
      "€",
    ],
  ]);
  assert.equal(notesOn(table, "unit").length, 3);
});

Deno.test("read() counts days from 1904 where the workbook does", async () => {
  const rows = [["day", "v"], [{ v: 43830, s: 1 }, 1]];
  assert.equal((await readOne(rows, { formats: ["yyyy-mm-dd"], date1904: true })).rows[0]![0], "2024-01-01");
});

Deno.test("read() keeps codes as text, from formats and from texts", async () => {
  const table = await readOne([
    ["zip", "code", "phone", "amount"],
    [{ v: 123, s: 1 }, "00123", "+4712345678", "1,234.50"],
    [{ v: 4567, s: 1 }, "04567", "+4787654321", "12.25"],
  ], { formats: ["00000"] });
  assert.deepEqual(table.types, ["text", "text", "text", "number"]);
  assert.deepEqual(table.rows[0], ["00123", "00123", "+4712345678", "1,234.50"]);
});

Deno.test("read() counts errors and formulas without a result, whose cells are missing", async () => {
  const table = await readOne([
    ["a", "b", "c"],
    [1, { v: "#DIV/0!", t: "e", f: "1/0" }, { f: "A2*2" }],
    [2, { v: "#N/A", t: "e" }, { f: "A3*2" }],
    [3, 7, { v: 6, f: "A4*2" }],
  ]);
  assert.deepEqual(table.rows, [["1", null, null], ["2", null, null], ["3", "7", "6"]]);
  assert.deepEqual(table.types, ["integer", "integer", "integer"]);
  assert.deepEqual(table.notes.map(({ level, topic, count }) => [level, topic, count]), [
    ["warning", "errors", 2],
    ["warning", "formulas", 2],
  ]);
  assert.match(notesOn(table, "errors")[0]!, /#DIV\/0! 1, #N\/A 1/);
});

Deno.test("read() joins runs of rich text, leaves readings out and knows escapes", async () => {
  const strings = '<si><r><t>Half </t></r><r><rPr><b/></rPr><t xml:space="preserve">bold </t></r></si>' +
    '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si><si><t>a_x000D_\nb_x005F_x &amp; &lt;c&gt;</t></si><si/>';
  const cell = (place: string, index: number) => `<c r="${place}" t="s"><v>${index}</v></c>`;
  const table = await readOne(
    `<row r="1">${
      ["A1", "B1", "C1", "D1"].map((place, at) => `<c r="${place}" t="str"><v>n${at}</v></c>`).join("")
    }</row>` +
      `<row r="2">${cell("A2", 0)}${cell("B2", 1)}${cell("C2", 2)}${
        cell("D2", 3)
      }<c r="E2"><v>5</v></c></row>`,
    { strings },
  );
  assert.deepEqual(table.rows, [["Half bold ", "東京", "a\nb_x & <c>", null, "5"]]);
});

Deno.test("read() reads mixed columns as a delimited file's, and says what it kept as text", async () => {
  const table = await readOne([
    ["value", "when", "note"],
    [12, { v: 45292, s: 1 }, 5],
    ["n/a", "2024-01-02", "five"],
    [7.5, { v: 45294, s: 1 }, true],
  ], { formats: ["yyyy-mm-dd"] });
  assert.deepEqual(table.types, ["number", "date", "text"]);
  assert.deepEqual(table.rows.map((row) => row[2]), ["5", "five", "TRUE"]);
  assert.match(
    notesOn(table, "mixed")[0]!,
    /"note" mixes texts, such as "five", with numbers, true and false/,
  );
});

Deno.test("read() keeps percentages apart from other numbers of a column", async () => {
  const table = await readOne([["share"], [{ v: 0.25, s: 1 }], [3], [{ v: 0.5, s: 1 }]], { formats: ["0%"] });
  assert.deepEqual(table.rows, [["0.25"], ["3"], ["0.5"]]);
  assert.match(notesOn(table, "unit")[0]!, /25% is read as 0.25/);
});

Deno.test("read() writes numbers with all their digits", async () => {
  const table = await readOne([["n", "big"], [0.1, 9007199254740993], [{ v: "1E-7", t: "n" }, 5e17], [
    123456.789,
    -3,
  ]]);
  assert.deepEqual(table.rows, [["0.1", "9007199254740992"], ["1e-7", "500000000000000000"], [
    "123456.789",
    "-3",
  ]]);
  assert.deepEqual(table.types, ["number", "integer"]);
});
