import assert from "node:assert/strict";
import { NexusError, type SniffMatch, type Source } from "nexus";
import { docx, heading, membersOf, p, packed, sourceOf, table } from "./_docx_for_tests.ts";
import plugin from "./mod.ts";

async function failure(source: Source): Promise<NexusError> {
  try {
    await plugin.document!(source);
  } catch (error) {
    assert.ok(error instanceof NexusError, String(error));
    assert.ok(error.hint, error.message);
    return error;
  }
  return assert.fail("it was read");
}

const bytesOf = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const OLE = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
const wide = (text: string) => [...text].join("\0") + "\0";

Deno.test("document() says what a file is that is no Word document", async () => {
  const cases: [string | Uint8Array, string, RegExp][] = [
    [OLE + "\0".repeat(500) + wide("EncryptedPackage"), "a.docx", /opens only with a password/],
    [OLE + "\0".repeat(500) + wide("WordDocument"), "a.doc", /Word 97 to 2003/],
    ["{\\rtf1 hello}", "a.rtf", /Rich Text/],
    [packed({ mimetype: "x" }), "a.docx", /no Word document/],
    [
      packed({
        "[Content_Types].xml":
          '<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "xl/workbook.xml": "<a/>",
      }),
      "a.docx",
      /holds a workbook/,
    ],
    ["<html><body>hi</body></html>", "a.doc", /web page/],
    ["just text", "a.docx", /cut off/],
  ];
  for (const [content, name, pattern] of cases) {
    const bytes = typeof content === "string" ? bytesOf(content) : content;
    assert.match((await failure(sourceOf(bytes, name))).message, pattern);
  }
});

Deno.test("document() says why there is no text", async () => {
  const picture = "<w:p><w:r><w:drawing><pic:pic/></w:drawing></w:r></w:p>";
  for (
    const [body, pattern] of [
      ["", /the file you mean/],
      [picture, /OCR/],
      ["<w:p><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>", /tracked changes/],
      ["<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r></w:p>", /hidden/],
    ] as const
  ) {
    const error = await failure(docx(body));
    assert.equal(error.code, "file.empty");
    assert.match(error.hint!, pattern);
  }
});

Deno.test("document() refuses what is missing, not well-formed, or nested without end", async () => {
  const without = (part: string) => {
    const members = membersOf(p("x"));
    delete members[part];
    return sourceOf(packed(members));
  };
  assert.match((await failure(without("word/document.xml"))).message, /"word\/document.xml" is missing/);
  // Styles are a help, no need.
  assert.equal((await plugin.document!(without("word/styles.xml"))).pages[0]!.text, "x");
  assert.match((await failure(docx("<w:p><w:r>"))).message, /damaged/);
  assert.match((await failure(docx("<w:p>&bomb;</w:p>"))).message, /no entity/);
  const members = membersOf("");
  members["word/document.xml"] = `<!DOCTYPE x [<!ENTITY a "b">]>${
    members["word/document.xml"]!.replace(/^<\?xml.*?\?>/, "")
  }`;
  assert.match((await failure(sourceOf(packed(members)))).message, /document type/);
  assert.match(
    (await failure(docx("<w:sdt>".repeat(3000) + "</w:sdt>".repeat(3000)))).message,
    /levels deep/,
  );
});

Deno.test("document() reads deep tables, and ends soon with those that are too deep", async () => {
  const nested = (depth: number): string =>
    depth === 0 ? p("core") : `<w:tbl><w:tr><w:tc>${nested(depth - 1)}</w:tc></w:tr></w:tbl>`;
  assert.equal((await plugin.document!(docx(nested(60)))).pages[0]!.text, "core");
  await failure(docx(nested(2000)));
});

Deno.test("document() refuses archives that unpack to more than anyone wrote, whatever they promise", async () => {
  const bomb = packed({ ...membersOf(""), "word/document.xml": " ".repeat(140 * 1024 * 1024) });
  assert.match((await failure(sourceOf(bomb))).message, /more than 128 MB/);
  const lying = packed(membersOf(p("text ".repeat(5000))));
  const view = new DataView(lying.buffer);
  for (let at = 0; at < lying.length - 46; at++) {
    // Sizes in the directory: less than there is.
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 10, true);
  }
  assert.match((await failure(sourceOf(lying))).message, /damaged/);
});

Deno.test("document() and read() end with a clear error, or the right text, wherever a file is cut or a bit is wrong", async () => {
  const source = docx(heading(1, "Costs") + table([["Year", "Cost"], ["2021", "5"], ["2022", "6"]]), {
    footer: p("end"),
  });
  const whole = await source.slice(0, source.size);
  const expected = (await plugin.document!(source)).pages[0]!.text;
  for (let at = 0; at < whole.length; at += 7) {
    const cut = whole.slice(0, at);
    await assert.rejects(plugin.document!(sourceOf(cut)), (error) => error instanceof NexusError);
    const flipped = whole.slice();
    flipped[at]! ^= 1 << (at % 8);
    try {
      const { pages } = await plugin.document!(sourceOf(flipped));
      assert.equal(pages[0]?.text, expected, `byte ${at}`);
      await plugin.read(sourceOf(flipped), { mode: "careful" });
    } catch (error) {
      assert.ok(error instanceof NexusError && error.hint !== undefined, `byte ${at}: ${error}`);
    }
  }
});

Deno.test("sniff() takes Word documents and what was to be one, and leaves others alone", async () => {
  const source = docx(p("x"));
  const head = await source.slice(0, 65536);
  const sure = (bytes: Uint8Array, name: string) =>
    (plugin.sniff(bytes, { name, size: bytes.length, mediaType: "" }) as SniffMatch).confidence;
  assert.equal(sure(head, "x"), 0.97);
  assert.equal(sure(bytesOf(OLE), "x.docx"), 0.8);
  assert.equal(sure(bytesOf(OLE), "x.xls"), 0);
  assert.equal(sure(packed({ "xl/workbook.xml": "x" }), "x.xlsx"), 0);
  assert.equal(sure(bytesOf("{\\rtf1 x}"), "x.rtf"), 0.6);
  assert.equal(sure(bytesOf("a,b\n1,2\n"), "x.csv"), 0);
});
