import assert from "node:assert/strict";
import { PDFDocument } from "pdf-lib";
import { stretchesOf } from "./bidi.ts";
import { fontkit, openFonts } from "./fonts.ts";
import { settable, type Style, Typesetter } from "./typesetter.ts";

const STYLE: Style = { face: "regular", size: 10 };

async function open(): Promise<Typesetter> {
  const files = openFonts();
  const doc = await PDFDocument.create();
  doc.registerFontkit(fontkit as unknown as Parameters<PDFDocument["registerFontkit"]>[0]);
  const embed = (name: keyof typeof files) => doc.embedFont(files[name].bytes, { subset: true });
  return new Typesetter(files, {
    regular: await embed("regular"),
    strong: await embed("strong"),
    code: await embed("code"),
    more: await embed("more"),
  });
}

Deno.test("wrap() breaks at spaces, and inside words that are wider than a line", async () => {
  const setter = await open();
  const text = "The quick brown fox jumps over the lazy dog. " + "x".repeat(60);
  const lines = setter.wrap(text, STYLE, 100);
  assert.equal(lines.join("").replaceAll(" ", ""), text.replaceAll(" ", ""));
  for (const line of lines) assert.ok(setter.width(line, STYLE) <= 100, line);
  assert.equal(lines[0]!.trim(), "The quick brown fox");
  assert.deepEqual(setter.wrap("a\n\nb", STYLE, 100), ["a", "", "b"]);
});

Deno.test("runs() takes each character from a font that has it, and boxes what none has", async () => {
  const setter = await open();
  const runs = setter.runs("Größe ⇒ 日", STYLE);
  assert.equal(new Set(runs.map(({ font }) => font.name)).size, 2);
  assert.deepEqual(
    runs.filter(({ actual }) => actual !== undefined).map(({ actual, text }) => [actual, text]),
    [[
      "日",
      "□",
    ]],
  );
  assert.deepEqual([...setter.missing], ["日"]);
  const sum = runs.reduce((sum, { width }) => sum + width, 0);
  assert.ok(Math.abs(sum - setter.width("Größe ⇒ 日", STYLE)) < 0.01);
});

Deno.test("stretchesOf() puts right-to-left text where it is drawn", () => {
  assert.deepEqual(stretchesOf("plain (text)"), [{ text: "plain (text)", rtl: false }]);
  assert.deepEqual(stretchesOf("abc שלום 12"), [
    { text: "abc ", rtl: false },
    { text: "12", rtl: false },
    { text: "שלום ", rtl: true },
  ]);
  assert.deepEqual(stretchesOf("שלום abc").map(({ text }) => text), ["abc", "שלום "]);
});

Deno.test("settable() keeps lines, composes, and makes control characters visible", () => {
  assert.equal(settable("a\u0000b\r\nc\td\u200be\u0301\ud800"), "a\ufffdb\nc d\u00e9\ufffd");
});
