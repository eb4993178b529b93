import assert from "node:assert/strict";
import { NexusError, Scan } from "nexus";
import { memorySource, readTables } from "nexus/testing";
import csv from "./mod.ts";

async function readOne(text: string | Uint8Array, name = "table.csv") {
  const tables = await readTables(csv, memorySource(text, name));
  assert.equal(tables.length, 1);
  return tables[0]!;
}

Deno.test("read() gives a delimited scan for a plain file in fast mode", async () => {
  const [table] = await csv.read(
    memorySource("id,city,when\n1,Rome,2024-01-31\n2,Oslo,2024-02-01\n", "table.csv"),
    {
      mode: "fast",
    },
  );
  assert.deepEqual(Scan.parse(table!.scan).kind, "delimited");
  assert.deepEqual(table!.scan.columns.map((column) => column.type), ["integer", "text", "date"]);
  assert.equal(table!.scan.kind === "delimited" && table!.scan.dialect.skipLines, 0);
});

Deno.test("read() never gives a delimited scan in careful mode", async () => {
  const [table] = await csv.read(memorySource("a,b\n1,2\n", "table.csv"), { mode: "careful" });
  assert.equal(table!.scan.kind, "batches");
});

Deno.test("rows() keeps quoted newlines, doubled quotes and separators", async () => {
  const { rows } = await readOne('name,note,n\r\n"Ann, B.","line 1\nline ""2""",1\r\nBob,,2\r\n');
  assert.deepEqual(rows, [["Ann, B.", 'line 1\nline "2"', "1"], ["Bob", null, "2"]]);
});

Deno.test("rows() reads backslash escapes", async () => {
  const { rows } = await readOne('id,text\n1,"say \\"hi\\", he said"\n2,"plain"\n3,"a \\"b\\""\n');
  assert.deepEqual(rows, [["1", 'say "hi", he said'], ["2", "plain"], ["3", 'a "b"']]);
});

Deno.test("rows() keeps a quote out of place as text and loses no row", async () => {
  const text = 'id,name,city\n1,"Ann",Rome\n2,"Bob,Oslo\n3,"Cy ""C""",Bern\n4,D,"\n5,"E",Paris\n';
  const { rows, notes } = await readOne(text);
  assert.deepEqual(rows, [
    ["1", "Ann", "Rome"],
    ["2", '"Bob', "Oslo"],
    ["3", 'Cy "C"', "Bern"],
    ["4", "D", '"'],
    ["5", "E", "Paris"],
  ]);
  assert.ok(notes.some((note) => note.level === "warning" && note.topic === "quote"));
});

Deno.test("rows() pads short rows and keeps extra cells, with counts", async () => {
  const { names, rows, notes } = await readOne("a,b,c\n1,x,2\n3,y\n4,z,5,more,yet\n6,w,7\n");
  assert.deepEqual(names, ["a", "b", "c", "column 4", "column 5"]);
  assert.deepEqual(rows, [
    ["1", "x", "2", null, null],
    ["3", "y", null, null, null],
    ["4", "z", "5", "more", "yet"],
    ["6", "w", "7", null, null],
  ]);
  assert.deepEqual(notes.filter((note) => note.topic === "ragged").map((note) => note.count), [1, 1]);
});

Deno.test("rows() takes out the empty cell that moved a row's cells", async () => {
  const lines = Array.from(
    { length: 12 },
    (_, index) => `${index},2024-01-${10 + index},shop ${index},${index}.5,note`,
  );
  const { rows, notes } = await readOne(
    ["n,day,shop,price,note", ...lines, "12,,2024-02-01,shop,9.5,note"].join("\n"),
  );
  assert.deepEqual(rows.at(-1), ["12", "2024-02-01", "shop", "9.5", "note"]);
  assert.ok(notes.some((note) => note.message.includes("taken out or put in")));
});

Deno.test("read() finds the separator", async () => {
  const lines = [["id", "name", "amount"], ["1", "a b", "1.5"], ["2", "c d", "2.5"], ["3", "e", "3"]];
  for (
    const [mark, words] of [
      [";", "semicolon"],
      ["\t", "tab"],
      ["|", "vertical bar"],
      ["^", "caret"],
      ["~", "tilde"],
      [", ", "comma and space"],
      ["||", '"||"'],
    ]
  ) {
    const { names, rows, notes } = await readOne(lines.map((cells) => cells.join(mark)).join("\n"), "x.txt");
    assert.deepEqual(names, lines[0]);
    assert.deepEqual(rows, lines.slice(1));
    assert.equal(notes[0]!.message, `Separator: ${words}.`);
  }
});

Deno.test("read() reads columns aligned with spaces", async () => {
  const { names, rows } = await readOne("x     y    label\n1.0   2.5  aa\n10.0  3.5  b\n", "points.dat");
  assert.deepEqual(names, ["x", "y", "label"]);
  assert.deepEqual(rows, [["1.0", "2.5", "aa"], ["10.0", "3.5", "b"]]);
});

Deno.test("read() tells a header from a row", async () => {
  assert.deepEqual((await readOne("1,2.5,x\n2,3.5,y\n3,4.5,z\n")).names, [
    "column 1",
    "column 2",
    "column 3",
  ]);
  assert.deepEqual((await readOne("Country,2001,2002\nPeru,5.5,6.5\nChile,7.5,8.5\n")).names, [
    "Country",
    "2001",
    "2002",
  ]);
  assert.deepEqual((await readOne("name,city\nAnn,Rome\nBob,Oslo\n")).names, ["name", "city"]);
});

Deno.test("read() takes no row for a header that comes again and again", async () => {
  const { names, rows } = await readOne("red,small\nblue,large\n".repeat(20));
  assert.deepEqual(names, ["column 1", "column 2"]);
  assert.equal(rows.length, 40);
});

Deno.test("read() names columns that have no name, or the same one", async () => {
  const { names } = await readOne(",a,A,a,__row\n1,2,3,4,5\n2,3,4,5,6\n");
  assert.deepEqual(names, ["column 1", "a", "A (2)", "a (3)", "__row (2)"]);
});

Deno.test("read() leaves out text above and below a table, and says so", async () => {
  const text =
    "Sales report\nMade in May\n\nshop,day,sum\nA,2024-05-01,5\nB,2024-05-02,6\nTotal,,11\n\nSource: the till\n";
  const { names, rows, notes } = await readOne(text);
  assert.deepEqual(names, ["shop", "day", "sum"]);
  assert.equal(rows.length, 3);
  assert.deepEqual(
    notes.filter((note) => ["preamble", "footer", "total"].includes(note.topic)).map((
      note,
    ) => [note.topic, note.count]),
    [
      ["preamble", 2],
      ["total", 1],
      ["footer", 1],
    ],
  );
});

Deno.test("read() finds two tables in one file", async () => {
  const text = "id,name\n1,a\n2,b\n3,c\n\nday,sum,shop\n2024-01-01,5,x\n2024-01-02,6,y\n2024-01-03,7,z\n";
  const tables = await readTables(csv, memorySource(text, "table.csv"));
  assert.deepEqual(tables.map((table) => [table.table.name, table.names, table.rows.length]), [
    ["table 1", ["id", "name"], 3],
    ["table 2", ["day", "sum", "shop"], 3],
  ]);
});

Deno.test("read() joins the lines of a header that leave gaps for each other", async () => {
  const { names, rows } = await readOne(
    "Dates,Travel,,Total\n,Air,Rail,\n2024-01-01,5,6,11\n2024-01-02,7,8,15\n",
  );
  assert.deepEqual(names, ["Dates", "Travel Air", "Travel Rail", "Total"]);
  assert.equal(rows.length, 2);
});

Deno.test("read() leaves out comment lines, but not a header that starts with #", async () => {
  const { rows, notes } = await readOne("# made by x\n# on y\na,b\n1,2\n3,4\n");
  assert.deepEqual(rows, [["1", "2"], ["3", "4"]]);
  assert.ok(notes.some((note) => note.topic === "comment" && note.count === 2));
  assert.deepEqual((await readOne('#,"name, first"\n1,x\n2,y\n')).names, ["#", "name, first"]);
});

Deno.test("rows() leaves out a header that comes again", async () => {
  const { rows, notes } = await readOne("id,v\n1,5\n2,6\nid,v\n3,7\n");
  assert.deepEqual(rows, [["1", "5"], ["2", "6"], ["3", "7"]]);
  assert.ok(notes.some((note) => note.topic === "header" && note.count === 1));
});

Deno.test("read() refuses an empty file and one that is no text", async () => {
  const refused = (content: string | Uint8Array, code: string) =>
    assert.rejects(readOne(content), (error: unknown) => error instanceof NexusError && error.code === code);
  await refused("", "file.empty");
  await refused(" \n\n  \n", "file.empty");
  await refused(new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 0, 0]), "file.unreadable");
  await refused(new TextEncoder().encode("a,b\n1,\u0000\n"), "file.unreadable");
  await refused("%PDF-1.7\n%\u00e2\u00e3\n", "file.unreadable");
});

Deno.test("sniff() knows tables from other text", async () => {
  const confidence = async (text: string, name: string) =>
    (await csv.sniff(new TextEncoder().encode(text), { name, size: text.length, mediaType: "" })).confidence;
  assert.ok(await confidence("a,b\n1,2\n", "x.csv") > 0.9);
  assert.ok(await confidence("a;b\n1;2\n3;4\n", "x") >= 0.5);
  assert.ok(await confidence('{"a": 1}', "x.txt") <= 0.1);
  assert.equal(await confidence("%PDF-1.4\n\u0000", "x.bin"), 0);
  assert.equal(await confidence("", "x"), 0);
});

Deno.test("read() comes to an end on hostile text", async () => {
  await readOne('"' + "a,b\n".repeat(50_000));
  await readOne("a,b\n" + '"x,1\n'.repeat(50_000));
  await assert.rejects(readOne("a,".repeat(100_000)), /columns/);
  await readOne('""""""'.repeat(50_000));
});
