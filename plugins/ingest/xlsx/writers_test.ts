import assert from "node:assert/strict";
import { notesOn, read, relationship, workbook, zipped } from "./_workbook_for_tests.ts";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main";

/** A workbook whose first sheet is written as some program does. */
async function readAs(
  sheet: string,
  parts: Record<string, string | Uint8Array | null> = {},
  strings?: string,
) {
  const [table] = await read(workbook([{ rows: "" }], {
    ...(strings === undefined ? {} : { strings }),
    formats: ["yyyy\\-mm\\-dd"],
    parts: { "xl/worksheets/sheet1.xml": sheet, ...parts },
  }));
  return table!;
}

Deno.test("read() reads what Excel writes: spans, a dimension, extensions with fallbacks", async () => {
  const table = await readAs(
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="${MAIN}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac"
 xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"><dimension ref="A1:B3"/>
<sheetViews><sheetView workbookViewId="0"/></sheetViews><cols><col min="2" max="2" width="9" hidden="1"/></cols>
<sheetData><row r="1" spans="1:2" x14ac:dyDescent="0.25"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>
<row r="2" spans="1:2" hidden="1"><c r="A2" t="s"><v>2</v></c><c r="B2" s="1"><v>45292</v></c></row>
<row r="3" spans="1:2"><c r="A3" t="s"><v>2</v></c><c r="B3" s="1"><v>45293</v></c></row></sheetData>
<mc:AlternateContent><mc:Choice Requires="x14"/><mc:Fallback><sheetData><row r="9"><c r="A9"><v>1</v></c></row></sheetData></mc:Fallback></mc:AlternateContent>
</worksheet>`,
    {},
    "<si><t>name</t></si><si><t>day</t></si><si><t>x</t></si>",
  );
  assert.deepEqual(table.rows, [["x", "2024-01-01"], ["x", "2024-01-02"]]);
  assert.equal(notesOn(table, "hidden").length, 2);
});

Deno.test("read() reads what openpyxl and pandas write: formulas without results, empty values", async () => {
  const table = await readAs(
    `<worksheet xmlns="${MAIN}"><sheetPr><outlinePr summaryBelow="1"/></sheetPr><dimension ref="A1:C3"/><sheetData>
<row r="1"><c r="A1" s="2" t="inlineStr"><is><t>a</t></is></c><c r="B1" t="inlineStr"><is><t>b</t></is></c><c r="C1" t="inlineStr"><is><t>c</t></is></c></row>
<row r="2"><c r="A2" t="n"><v>1</v></c><c r="B2" t="b"><v>1</v></c><c r="C2"><f>A2*2</f><v /></c></row>
<row r="3"><c r="A3" t="n"><v>2</v></c><c r="B3" t="b"><v>0</v></c><c r="C3"><f>A3*2</f><v></v></c></row></sheetData></worksheet>`,
  );
  assert.deepEqual(table.rows, [["1", "TRUE", null], ["2", "FALSE", null]]);
  assert.equal(table.notes.find(({ topic }) => topic === "formulas")?.count, 2);
});

Deno.test("read() reads what LibreOffice writes: attributes in another order, results as texts, a style on each cell", async () => {
  const table = await readAs(
    `<worksheet xmlns="${MAIN}"><sheetPr filterMode="false"/><dimension ref="A1:B3"/><sheetData>
<row r="1" customFormat="false" ht="12.8" hidden="false" collapsed="false"><c r="A1" s="0" t="s"><v>0</v></c><c r="B1" s="0" t="s"><v>1</v></c></row>
<row r="2" hidden="false"><c r="A2" s="0" t="str"><f aca="false">UPPER("x")</f><v>X</v></c><c r="B2" s="0" t="n"><f aca="false">1/4</f><v>0.25</v></c></row>
<row r="3" hidden="false"><c r="A3" s="0" t="str"><f aca="false">""</f><v></v></c><c r="B3" s="0" t="e"><f aca="false">1/0</f><v>#DIV/0!</v></c></row></sheetData></worksheet>`,
    {},
    '<si><t xml:space="preserve">name</t></si><si><t xml:space="preserve">share</t></si>',
  );
  assert.deepEqual(table.rows, [["X", "0.25"], [null, null]]);
});

Deno.test("read() reads what Google Sheets writes: a thousand rows that hold nothing, styled cells without values", async () => {
  const empty = Array.from(
    { length: 998 },
    (_, at) => `<row r="${at + 3}" ht="15.75" customHeight="1"><c r="A${at + 3}" s="1"/></row>`,
  );
  const table = await readAs(
    `<worksheet xmlns="${MAIN}"><sheetData><row r="1"><c r="A1" s="0" t="str"><v>n</v></c><c r="B1" s="0" t="str"><v>m</v></c></row><row r="2"><c r="A2"><v>1.0</v></c><c r="B2"><v>2.0</v></c></row>${
      empty.join("")
    }</sheetData></worksheet>`,
  );
  assert.deepEqual([table.rows, table.notes, table.types], [[["1", "2"]], [], ["integer", "integer"]]);
});

Deno.test("read() reads strict workbooks, names with a prefix, and cells that do not say where they are", async () => {
  const strict = await readAs(
    `<worksheet xmlns="${STRICT}"><sheetData><row r="1"><c r="A1" t="str"><v>day</v></c><c r="B1" t="str"><v>v</v></c></row>
<row r="2"><c r="A2" t="d"><v>2024-01-31</v></c><c r="B2"><v>1</v></c></row></sheetData></worksheet>`,
  );
  assert.deepEqual(strict.rows, [["2024-01-31", "1"]]);
  const prefixed = await readAs(
    `<x:worksheet xmlns:x="${MAIN}"><x:sheetData><x:row><x:c t="str"><x:v>day</x:v></x:c><x:c t="str"><x:v>v</x:v></x:c></x:row><x:row><x:c s="1"><x:v>45292</x:v></x:c><x:c><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
  );
  assert.deepEqual(prefixed.rows, [["2024-01-01", "1"]]);
});

Deno.test("read() finds parts by paths from the root, in other letter case, and in UTF-16", async () => {
  const xml =
    `<worksheet xmlns="${MAIN}"><sheetData><row r="1"><c r="A1" t="str"><v>ä</v></c></row><row r="2"><c r="A2"><v>5</v></c></row></sheetData></worksheet>`;
  const wide = new Uint8Array(2 + xml.length * 2);
  new DataView(wide.buffer).setUint16(0, 0xfeff, true);
  for (let at = 0; at < xml.length; at++) {
    new DataView(wide.buffer).setUint16(2 + at * 2, xml.charCodeAt(at), true);
  }
  const table = await readAs("", {
    "xl/worksheets/sheet1.xml": null,
    "XL/Worksheets/Data.XML": wide,
    "xl/_rels/workbook.xml.rels": `<Relationships>${
      relationship("s1", "worksheet", "/xl/worksheets/data.xml")
    }</Relationships>`,
  });
  assert.deepEqual([table.names, table.rows], [["ä"], [["5"]]]);
});

Deno.test("read() reads rows and cells out of order by their places", async () => {
  const table = await readAs(
    `<worksheet xmlns="${MAIN}"><sheetData><row r="3"><c r="A3"><v>2</v></c></row><row r="1"><c r="B1" t="str"><v>b</v></c><c r="A1" t="str"><v>a</v></c></row><row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>5</v></c></row><row r="3"><c r="B3"><v>6</v></c></row></sheetData></worksheet>`,
  );
  assert.deepEqual([table.names, table.rows], [["a", "b"], [["1", "5"], ["2", "6"]]]);
  assert.equal(notesOn(table, "order").length, 1);
});

Deno.test("read() is not misled by a cell in the last corner, nor by a dimension that is not true", async () => {
  const table = await readAs(
    `<worksheet xmlns="${MAIN}"><dimension ref="A1"/><sheetData><row r="1"><c r="A1" t="str"><v>a</v></c><c r="B1" t="str"><v>b</v></c></row><row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c></row><row r="3"><c r="A3"><v>3</v></c><c r="B3"><v>4</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/><c r="XFD1048576" t="str"><v>end</v></c></row></sheetData></worksheet>`,
  );
  assert.deepEqual(table.rows, [["1", "2"], ["3", "4"]]);
  assert.match(notesOn(table, "footer")[0]!, /"end"/);
});

Deno.test("read() leaves out sheets that hold a chart, and tells of sheets that are not there", async () => {
  const [table] = await read(zipped({
    "_rels/.rels": `<Relationships>${relationship("r", "officeDocument", "xl/workbook.xml")}</Relationships>`,
    "xl/workbook.xml":
      '<workbook xmlns:r="r"><sheets><sheet name="Chart" r:id="c"/><sheet name="Gone" r:id="g"/><sheet name="Data" r:id="d"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": `<Relationships>${
      relationship("c", "chartsheet", "chartsheets/sheet1.xml")
    }${relationship("g", "worksheet", "worksheets/gone.xml")}${
      relationship("d", "worksheet", "worksheets/sheet1.xml")
    }</Relationships>`,
    "xl/chartsheets/sheet1.xml": "<chartsheet/>",
    "xl/worksheets/sheet1.xml":
      '<worksheet><sheetData><row><c t="str"><v>a</v></c></row><row><c><v>1</v></c></row></sheetData></worksheet>',
  }));
  assert.deepEqual(notesOn(table!, "sheet"), [
    'Sheet "Chart" holds a chart only; it is left out.',
    'Sheet "Gone" is listed, but not in the file; it is left out.',
  ]);
  assert.deepEqual(table!.rows, [["1"]]);
});
