import assert from "node:assert/strict";
import type { ColumnConversion, DelimitedDialect } from "nexus";
import { importText } from "./_import_for_tests.ts";

const ABC: ColumnConversion[] = ["a", "b", "c"].map((name) => ({ name, type: "text" as const, nulls: [""] }));

async function rowsOf(text: string | Uint8Array, dialect: Partial<DelimitedDialect> = {}, columns = ABC) {
  const imported = await importText(text, columns, dialect);
  return "misfit" in imported ? imported : imported.rows.map((row) => row.slice(1));
}

async function assertMisfit(
  text: string | Uint8Array,
  expected: { message: RegExp; line?: number },
  dialect: Partial<DelimitedDialect> = {},
  columns = ABC,
) {
  const imported = await importText(text, columns, dialect);
  assert.ok("misfit" in imported, JSON.stringify("rows" in imported && imported.rows));
  assert.match(imported.misfit.message, expected.message);
  assert.equal(imported.misfit.line, expected.line);
}

Deno.test("importDelimited() reads rows in order, with every line ending", async () => {
  const expected = [["1", "2", "3"], ["4", null, "6"]];
  for (const newline of ["\n", "\r\n", "\r"] as const) {
    const lines = ["a,b,c", "1,2,3", '4,"",6'];
    assert.deepEqual(await rowsOf(lines.join(newline), { newline }), expected);
    assert.deepEqual(await rowsOf(lines.join(newline) + newline, { newline }), expected);
    const bare = lines.slice(1).join(newline);
    assert.deepEqual(await rowsOf(bare, { newline, header: false }), expected);
    const quoted = [`"1${newline}1",2,3`];
    assert.deepEqual(await rowsOf(quoted.join(newline), { newline, header: false }), [[
      `1${newline}1`,
      "2",
      "3",
    ]]);
  }
});

Deno.test("importDelimited() takes quotes, a BOM, comments and lines before the header", async () => {
  assert.deepEqual(await rowsOf('\ufeff"a",b,c\n"1 ""x"", y",5" pipe,3\n'), [['1 "x", y', '5" pipe', "3"]]);
  assert.deepEqual(await rowsOf('\ufeff"1",2,3\n', { header: false }), [["1", "2", "3"]]);
  assert.deepEqual(await rowsOf("Report\n\na;b;c\n1;2;3\n", { skipLines: 2, delimiter: ";" }), [[
    "1",
    "2",
    "3",
  ]]);
  assert.deepEqual(await rowsOf('a,b,c\n# it\'s "so\n1,"#2",3\n', { comment: "#" }), [["1", "#2", "3"]]);
  assert.deepEqual(await rowsOf('a,b,c\n1,"x\\"y",3\n', { escape: "\\" }), [["1", 'x"y', "3"]]);
  assert.deepEqual(await rowsOf('a\tb\tc\n1\t"2\t3\n', { delimiter: "\t", quote: "", escape: "" }), [[
    "1",
    '"2',
    "3",
  ]]);
  assert.deepEqual(await rowsOf("a||b||c\n1||2|x||3\n", { delimiter: "||" }), [["1", "2|x", "3"]]);
});

Deno.test("importDelimited() takes line breaks of another kind inside quotes", async () => {
  const text = 'a,"b\n(x)",c\r\n1,"2\n2",3\r\n4,5,"6\r6"\r\n';
  assert.deepEqual(await rowsOf(text, { newline: "\r\n" }), [["1", "2\n2", "3"], ["4", "5", "6\r6"]]);
});

Deno.test("importDelimited() numbers the rows from 0 in the order of the file", async () => {
  const text = "a\n" + Array.from({ length: 250_000 }, (_, k) => (k * 7919) % 250_007).join("\n");
  const imported = await importText(text, [{ name: "a", type: "integer" }]);
  assert.ok("rows" in imported);
  assert.equal(imported.rows.length, 250_000);
  assert.ok(imported.rows.every(([id, value], k) => id === k && value === (k * 7919) % 250_007));
});

Deno.test("importDelimited() refuses rows of another length, with their line", async () => {
  await assertMisfit("a,b,c\n1,2,3\n1,2\n4,5,6\n", { message: /2 cells where 3/, line: 3 });
  await assertMisfit("a,b,c\n1,2,3\n4,5", { message: /2 cells where 3/, line: 3 });
  await assertMisfit("a,b,c\n1,2,3,4\n", { message: /4 cells/, line: 2 });
  await assertMisfit("a,b,c\n1,2,3,\n", { message: /4 cells/, line: 2 });
  await assertMisfit("a,b\n1,2,3\n", { message: /header has 2 cells/, line: 1 });
  await assertMisfit("a,b,c,d\n1,2,3\n", { message: /header has 4 cells/, line: 1 });
  await assertMisfit('a,b,c\n"x\n\ny",2,3\n1,2\n', { message: /2 cells/, line: 5 });
  const long = "a,b,c\n" + "1,2,3\n".repeat(500_000) + "1,2\n" + "1,2,3\n".repeat(500_000);
  await assertMisfit(long, { message: /2 cells/, line: 500_002 });
});

Deno.test("importDelimited() refuses what its reader would get wrong in silence", async () => {
  await assertMisfit("a,b,c\r\n1,2,3\n", { message: /line endings/, line: 2 }, { newline: "\r\n" });
  await assertMisfit("a,b,c\n1,2,3\r\n", { message: /line endings/, line: 2 });
  await assertMisfit("a,b,c\r1,2,3\r\n", { message: /line endings/, line: 3 }, { newline: "\r" });
  await assertMisfit('a,b,c\n1,"x,3\n4,5,6\n', { message: /never closed/, line: 2 });
  await assertMisfit('a,b,c\n1,"x"y,3\n', { message: /after a closing quote/, line: 2 });
  await assertMisfit('a,b,c\n1, "x,y",3\n', { message: /after spaces/, line: 2 });
  await assertMisfit('a,b,c\n1,"x\\ny",3\n', { message: /escape/, line: 2 }, { escape: "\\" });
  await assertMisfit("a,b,c\n1,2,3 # note\n", { message: /comment/, line: 2 }, { comment: "#" });
  await assertMisfit('x,"y\na,b,c\n1,2,3\n', { message: /./ }, { skipLines: 1 });
  await assertMisfit("a\n1\n\n2\n", { message: /empty line/, line: 3 }, {}, [{ name: "a", type: "text" }]);
  await assertMisfit("\na,b,c\n1,2,3\n", { message: /empty line/, line: 1 });
});

Deno.test("importDelimited() refuses a file that is not UTF-8, and says where", async () => {
  const latin1 = Uint8Array.from("a,b,c\n1,2,3\ncaf\u00e9,5,6\n", (char) => char.charCodeAt(0));
  await assertMisfit(latin1, { message: /not UTF-8/, line: 3 });
  for (const bytes of [[0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80], [0x80]]) {
    await assertMisfit(new Uint8Array([...new TextEncoder().encode("1,2,"), ...bytes, 10]), {
      message: /not UTF-8/,
      line: 1,
    }, { header: false });
  }
  await assertMisfit(new Uint8Array([...new TextEncoder().encode("1,2,"), 0xe2, 0x82]), {
    message: /ends inside/,
    line: 1,
  }, {
    header: false,
  });
});

Deno.test("importDelimited() counts empty lines that it leaves out", async () => {
  const imported = await importText("a,b,c\n\n1,2,3\n\n", ABC);
  assert.ok("result" in imported);
  assert.equal(imported.result.rows, 1);
  assert.deepEqual(imported.result.notes.map(({ topic, count }) => ({ topic, count })), [{
    topic: "empty_lines",
    count: 2,
  }]);
});

Deno.test("importDelimited() gives no rows for an empty file or a header alone", async () => {
  assert.deepEqual(await rowsOf(""), []);
  assert.deepEqual(await rowsOf("a,b,c"), []);
  assert.deepEqual(await rowsOf("a,b,c\n"), []);
  const imported = await importText("a\n", [{ name: "a", type: "integer" }]);
  assert.ok("result" in imported);
  assert.deepEqual(imported.result.columns, [
    {
      name: "a",
      type: "integer",
      missing: 0,
      distinct: 0,
      min: null,
      max: null,
      mean: null,
      top: [],
      rejected: 0,
    },
  ]);
});

Deno.test("importDelimited() keeps NUL bytes and huge cells", async () => {
  const huge = "x".repeat(5_000_000);
  assert.deepEqual(await rowsOf(`a,b,c\n1,n\0ul,"${huge}"\n2,3,4\n`), [["1", "n\0ul", huge], [
    "2",
    "3",
    "4",
  ]]);
});

Deno.test("importDelimited() takes hostile names as names", async () => {
  const names = ['"; DROP TABLE raw; --', "it's", " a ", "A", "", "__row", "__ROW", "n\0l", "*", "漢字"];
  const columns = names.map((name) => ({ name, type: "integer" as const }));
  const imported = await importText(
    names.map(() => "h").join() + "\n" + names.map((_, k) => k).join() + "\n",
    columns,
  );
  assert.ok("result" in imported);
  assert.deepEqual(imported.result.columns.map(({ name }) => name), [
    '"; DROP TABLE raw; --',
    "it's",
    "a",
    "A (2)",
    "column 5",
    "__row (2)",
    "__ROW (3)",
    "nl",
    "*",
    "漢字",
  ]);
  assert.deepEqual(imported.rows, [[0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]]);
});
