import assert from "node:assert/strict";
import { type CodeKind, colourCode } from "./code_colours.ts";

const kinds = (source: string, language: "javascript" | "sql" = "javascript"): [string, CodeKind][] =>
  colourCode(source, language).flat().filter(({ text }) => text.trim() !== "").map((
    { text, kind },
  ) => [text.trim(), kind]);
const kindOf = (source: string, text: string, language: "javascript" | "sql" = "javascript") =>
  kinds(source, language).find(([found]) => found.includes(text))?.[1];

Deno.test("colourCode() loses no character", () => {
  const sources = [
    "const a = 1;\r\n// end\nreturn `x ${a + `${{b: 1}.b}`} y` / 2 /* open",
    "'open\n\"open\n`open ${",
    "a = b / c / d; e = /[/]\\/x/gi.test(f)",
    "}}}{{{ `${`",
    "",
    "\u{1F600} é = 'ü'",
  ];
  for (const source of sources) {
    const joined = colourCode(source).map((line) => line.map(({ text }) => text).join("")).join("\n");
    assert.equal(joined, source.replaceAll("\r\n", "\n"));
  }
});

Deno.test("colourCode() tells keywords, given names, text, numbers and comments apart", () => {
  const source = "const rows = await sql('select 1'); // why\nreturn stats.mean(rows, 0x1F, 1.5e3)";
  assert.equal(kindOf(source, "const"), "keyword");
  assert.equal(kindOf(source, "sql"), "given");
  assert.equal(kindOf(source, "'select 1'"), "text");
  assert.equal(kindOf(source, "// why"), "comment");
  assert.equal(kindOf(source, "0x1F"), "number");
  assert.equal(kindOf(source, "1.5e3"), "number");
});

Deno.test("colourCode() takes a property for no given name", () => {
  assert.equal(kindOf("a.columns", "columns"), "plain");
  assert.equal(kindOf("[...columns]", "columns"), "given");
});

Deno.test("colourCode() goes on with code inside a template and with text after it", () => {
  const pieces = kinds("`a ${await b} c`");
  assert.deepEqual(pieces, [["`a", "text"], ["${", "plain"], ["await", "keyword"], ["b}", "plain"], [
    "c`",
    "text",
  ]]);
});

Deno.test("colourCode() takes a slash after a value for a division", () => {
  assert.equal(kindOf("a / b / c", "/"), "plain");
  assert.equal(kindOf("return /b/.test(c)", "/b/"), "text");
});

Deno.test("colourCode() colours SQL, whose quoted names are names", () => {
  const source = `SELECT "order" FROM "sales" WHERE a = 'x''y' -- all`;
  assert.equal(kindOf(source, "SELECT", "sql"), "keyword");
  assert.equal(kindOf(source, '"order"', "sql"), "plain");
  assert.equal(kindOf(source, "'x''y'", "sql"), "text");
  assert.equal(kindOf(source, "-- all", "sql"), "comment");
});
