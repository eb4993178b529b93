import assert from "node:assert/strict";
import { NexusError } from "nexus";
import { memorySource, readTables } from "nexus/testing";
import { read, stored, workbook, zipped } from "./_workbook_for_tests.ts";
import xlsx from "./mod.ts";
import { planWorkbook } from "./plan_workbook.ts";
import { columnLetters } from "./range.ts";
import { tableRows } from "./table_rows.ts";

const NEAT = workbook([{ rows: [["region", "units"], ["north", 1], ["south", 2]] }], {
  strings: "<si><t>x</t></si>",
});

async function failureOf(bytes: Uint8Array, name = "book.xlsx"): Promise<NexusError> {
  try {
    await read(bytes, name);
  } catch (error) {
    assert.ok(error instanceof NexusError, String(error));
    return error;
  }
  throw new Error("it was read");
}

Deno.test("read() names other kinds of spreadsheets, and the way out", async () => {
  const compound = (stream: string) => {
    const bytes = new Uint8Array(2048);
    bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    const view = new DataView(bytes.buffer);
    view.setUint16(30, 9, true);
    view.setUint32(48, 1, true);
    for (let at = 0; at < stream.length; at++) view.setUint16(1024 + at * 2, stream.charCodeAt(at), true);
    return bytes;
  };
  const text = (content: string) => new TextEncoder().encode(content);
  const cases: [Uint8Array, string, RegExp, RegExp][] = [
    [compound("Workbook"), "old.xls", /Excel 97-2003 \(\.xls\)/, /save it as an Excel workbook \(\.xlsx\)/],
    [compound("EncryptedPackage"), "secret.xlsx", /with a password/, /without a password/],
    [zipped({ "xl/workbook.bin": "x" }), "book.xlsb", /binary workbook \(\.xlsb\)/, /as \.xlsx/],
    [zipped({ mimetype: "x", "content.xml": "x" }), "book.ods", /OpenDocument/, /\.xlsx/],
    [zipped({ "word/document.xml": "x" }), "letter.xlsx", /Word document/, /\.docx/],
    [text("<html><table><tr><td>1</td></tr></table></html>"), "export.xls", /web page/, /\.xlsx/],
    [
      text('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'),
      "old.xls",
      /Excel 2003/,
      /\.xlsx/,
    ],
  ];
  for (const [bytes, name, message, hint] of cases) {
    const { confidence } = await xlsx.sniff(bytes, { name, size: bytes.length, mediaType: "" });
    assert.ok(confidence >= 0.5, `${name}: ${confidence}`);
    const error = await failureOf(bytes, name);
    assert.equal(error.code, "file.unsupported");
    assert.match(error.message, message);
    assert.match(error.hint ?? "", hint);
  }
});

Deno.test("sniff() leaves other archives and texts alone", async () => {
  const confidence = async (bytes: Uint8Array, name: string) =>
    (await xlsx.sniff(bytes, { name, size: bytes.length, mediaType: "" })).confidence;
  assert.ok(await confidence(NEAT, "book.xlsx") > 0.9);
  assert.ok(await confidence(NEAT, "download") > 0.8);
  assert.equal(await confidence(zipped({ "word/document.xml": "x" }), "letter.docx"), 0);
  assert.equal(await confidence(zipped({ "a.txt": "x" }), "files.zip"), 0);
  assert.equal(await confidence(new TextEncoder().encode("a\tb\n1\t2\n"), "export.xls"), 0);
});

Deno.test("read() ends with a clear error for a part that is missing, not well formed, or not what it is called", async () => {
  const broken = (parts: Record<string, string | null>) => workbook([{ rows: [["a"], [1]] }], { parts });
  const cases: [Record<string, string | null>, RegExp][] = [
    [{ "xl/workbook.xml": null }, /holds no workbook/],
    [{ "xl/workbook.xml": "<workbook><sheets>" }, /not well formed.*xl\/workbook\.xml/],
    [{ "xl/workbook.xml": "<html/>" }, /does not list its sheets/],
    [{ "xl/worksheets/sheet1.xml": "<html/>" }, /is no worksheet/],
    [{ "xl/worksheets/sheet1.xml": "" }, /not well formed|no worksheet/],
    [
      { "xl/worksheets/sheet1.xml": '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>' },
      /not well formed/,
    ],
    [{
      "xl/worksheets/sheet1.xml":
        '<worksheet><sheetData><row r="1"><c r="ZZZZ1"><v>1</v></c></row></sheetData></worksheet>',
    }, /a cell "ZZZZ1"/],
    [{
      "xl/worksheets/sheet1.xml":
        '<worksheet><sheetData><row r="x"><c><v>1</v></c></row></sheetData></worksheet>',
    }, /a row "x"/],
    [{
      "xl/worksheets/sheet1.xml":
        '<worksheet><sheetData><row><c t="s"><v>7</v></c></row></sheetData></worksheet>',
    }, /cell A1 names text 7 of 0/],
    [{ "xl/styles.xml": "<styleSheet>&bomb;</styleSheet>" }, /not well formed/],
    [
      {
        "xl/sharedStrings.xml":
          '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><sst><si><t>&a;</t></si></sst>',
      },
      /not well formed.*entity/,
    ],
  ];
  for (const [parts, message] of cases) {
    const error = await failureOf(broken(parts));
    assert.equal(error.code, "file.unreadable", error.message);
    assert.match(error.message, message);
  }
  assert.equal((await failureOf(workbook([{ rows: [] }]))).code, "file.empty");
  assert.equal((await failureOf(new Uint8Array(0))).code, "file.empty");
});

Deno.test("read() refuses what unpacks to far more than it is", async () => {
  const bomb = workbook([{ rows: " ".repeat(40 * 1024 * 1024) }]);
  assert.ok(bomb.length < 200_000);
  const error = await failureOf(bomb);
  assert.equal(error.code, "file.too_large");
  assert.match(error.message, /unpacks to more than 300 times as many/);
});

Deno.test("read() notices that a byte of a part is not the one that was written", async () => {
  const bytes = stored({ rows: [["region", "units"], ["north", 1]] });
  const at = new TextDecoder("latin1").decode(bytes).indexOf("north");
  bytes[at] = "N".charCodeAt(0);
  const error = await failureOf(bytes);
  assert.equal(error.code, "file.unreadable");
  assert.match(error.message, /archive is damaged.*xl\/worksheets\/sheet1\.xml/);
});

Deno.test("read() ends with an error of files, or reads, whatever bits of a workbook are changed or cut off", async () => {
  let state = 7;
  const random = (below: number) => (state = (state * 1103515245 + 12345) & 0x7fffffff) % below;
  const copies = [
    ...Array.from({ length: 60 }, () => NEAT.slice(0, random(NEAT.length))),
    ...Array.from({ length: 240 }, () => {
      const bytes = NEAT.slice();
      for (let flips = 1 + random(4); flips > 0; flips--) bytes[random(bytes.length)]! ^= 1 << random(8);
      return bytes;
    }),
  ];
  for (const bytes of copies) {
    try {
      await read(bytes);
    } catch (error) {
      assert.match((error as NexusError).code ?? String(error), /^file\./);
    }
  }
});

Deno.test("rows() gives what does not fit into memory from a second reading, none lost and none twice", async () => {
  const rows = [
    ["id", "kind", "v"],
    ...Array.from({ length: 900 }, (_, at) => [at, at % 2 === 0 ? "even" : "odd", at / 4]),
  ];
  rows.splice(400, 0, ["id", "kind", "v"]);
  rows.splice(600, 0, []);
  const bytes = workbook([{
    rows: [...rows, ["Total", null, { v: 1, f: `SUM(C2:C${rows.length})` }]] as never,
  }]);
  const source = memorySource(bytes, "large.xlsx");
  const all = await readTables(xlsx, source);
  const plan = await planWorkbook(source, 300);
  assert.ok(plan.tables[0]!.rest !== undefined && plan.tables[0]!.rows.length < 110);
  const found: (string | null)[][] = [],
    notes: string[] = [...plan.tables[0]!.notes.map(({ topic }) => topic)];
  for await (const item of tableRows(plan, 0)) {
    if ("batch" in item) found.push(...item.batch);
    else notes.push(item.note.topic);
  }
  assert.deepEqual(found.filter(([id]) => id !== "Total"), all[0]!.rows.filter(([id]) => id !== "Total"));
  assert.equal(found.length, 900);
  assert.deepEqual(notes.sort(), ["empty", "header", "total"]);
});

Deno.test("read() says so where cells are strewn over a sheet, and keeps a table beside a stray cell", async () => {
  const far = (column: number) => columnLetters(column);
  const strewn = Array.from(
    { length: 10_500 },
    (_, at) => `<row r="${at + 1}"><c r="${far(at)}${at + 1}"><v>1</v></c></row>`,
  );
  const error = await failureOf(workbook([{ rows: strewn.join("") }]));
  assert.equal(error.code, "file.unreadable");
  assert.match(error.message, /scattered over 10500 rows and 10500 columns/);
  const stray =
    '<row r="1"><c r="A1" t="str"><v>a</v></c></row><row r="2"><c r="A2"><v>1</v></c><c r="XFD2"><v>9</v></c></row><row r="3"><c r="A3"><v>2</v></c></row>';
  const [table] = await read(workbook([{ rows: stray }]));
  assert.deepEqual(table!.rows, [["1", "9"], ["2", null]]);
});
