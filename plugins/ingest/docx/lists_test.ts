import assert from "node:assert/strict";
import { docx, p } from "./_docx_for_tests.ts";
import plugin from "./mod.ts";
import { numberWords } from "./number_words.ts";

const level = (depth: number, format: string, text: string, more = "") =>
  `<w:lvl w:ilvl="${depth}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;
const item = (text: string, list: number, depth = 0) =>
  p(text, `<w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="${list}"/></w:numPr>`);

async function linesOf(body: string, numbering: string, styles?: string): Promise<string[]> {
  const { pages } = await plugin.document!(
    docx(body, { numbering, ...(styles === undefined ? {} : { styles }) }),
  );
  return pages[0]!.text.split(/\n+/);
}

Deno.test("lists have the numbers that Word shows, also after an interruption and over lists of one kind", async () => {
  const numbering = `<w:abstractNum w:abstractNumId="0">${level(0, "decimal", "%1.")}${
    level(1, "lowerLetter", "%2)")
  }${
    level(2, "upperRoman", "%1.%2.%3", "<w:isLgl/>")
  }</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
    <w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>`;
  assert.deepEqual(
    await linesOf(
      item("a", 1) + item("b", 1, 1) + item("c", 1, 1) + item("d", 1, 2) + p("between") + item("e", 1) +
        item("f", 1, 1) + item("g", 2) + item("h", 2) + item("none", 0),
      numbering,
    ),
    ["1. a", "  a) b", "  b) c", "    1.2.1 d", "between", "2. e", "  a) f", "5. g", "6. h", "none"],
  );
});

Deno.test("bullets become few marks, and headings take the number of their style", async () => {
  const styles =
    `<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H1"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>`;
  const bullets = `<w:abstractNum w:abstractNumId="0">${
    level(0, "bullet", "\uf0b7", '<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr>')
  }${level(1, "bullet", "-")}</w:abstractNum>`;
  const headings = `<w:abstractNum w:abstractNumId="1">${level(0, "decimal", "%1")}${
    level(1, "decimal", "%1.%2")
  }</w:abstractNum>`;
  const numbering =
    `${bullets}${headings}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>`;
  assert.deepEqual(
    await linesOf(
      p("Payment", '<w:pStyle w:val="H1"/>') + p("Late", '<w:pStyle w:val="H2"/>') + item("x", 1) +
        item("y", 1, 1) +
        p("Costs", '<w:pStyle w:val="H1"/>'),
      numbering,
      styles,
    ),
    ["1 Payment", "1.1 Late", "• x", "  - y", "2 Costs"],
  );
});

Deno.test("numberWords() counts as lists do", () => {
  const shown = (format: string, ...values: number[]) =>
    values.map((value) => numberWords(value, format)).join(" ");
  assert.equal(shown("lowerLetter", 1, 26, 27, 53), "a z aa aaa");
  assert.equal(shown("upperRoman", 4, 9, 1994), "IV IX MCMXCIV");
  assert.equal(shown("ordinal", 1, 2, 3, 11, 22), "1st 2nd 3rd 11th 22nd");
  assert.equal(shown("ordinalText", 1, 12, 20, 21), "First Twelfth Twentieth Twenty-first");
  assert.equal(shown("cardinalText", 7, 40, 118), "Seven Forty One hundred eighteen");
  assert.equal(shown("decimalZero", 7, 12), "07 12");
  assert.equal(shown("chineseCounting", 3, 10, 25), "三 十 二十五");
  assert.equal(shown("unknownFormat", 3), "3");
});
