import assert from "node:assert/strict";
import { NexusError, type SniffMatch, type Source } from "nexus";
import plugin from "./mod.ts";

function sourceOf(content: string | Uint8Array<ArrayBuffer>, name: string): Source {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return {
    name,
    size: bytes.length,
    mediaType: "",
    slice: (start, end) => Promise.resolve(bytes.slice(start, end)),
    async *stream() {
      yield bytes;
    },
  };
}

Deno.test("document() gives the text, its title and its pages", async () => {
  const markdown = await plugin.document!(sourceOf("intro\r\n\r\n# The lease #\r\n\r\nText", "lease.md"));
  assert.deepEqual(markdown, {
    title: "The lease",
    pages: [{ text: "intro\n\n# The lease #\n\nText" }],
    notes: [],
  });
  const paged = await plugin.document!(sourceOf("one\ftwo\f\n", "print.txt"));
  assert.deepEqual(paged.pages.map(({ text }) => text), ["one", "two"]);
});

Deno.test("document() reads other encodings and notes the choice", async () => {
  const latin = Uint8Array.from("Die Miete beträgt 900 für März", (letter) => letter.charCodeAt(0));
  const found = await plugin.document!(sourceOf(latin, "miete.txt"));
  assert.equal(found.pages[0]!.text, "Die Miete beträgt 900 für März");
  assert.match(found.notes[0]!.message, /WINDOWS-1252/);
  const wide = new Uint8Array([0xff, 0xfe, 0x68, 0, 0x69, 0]);
  assert.equal((await plugin.document!(sourceOf(wide, "hi.txt"))).pages[0]!.text, "hi");
});

Deno.test("document() refuses binary data", async () => {
  await assert.rejects(
    plugin.document!(sourceOf(new Uint8Array(500), "data.txt")),
    (error) => error instanceof NexusError && error.code === "file.unreadable",
  );
});

Deno.test("sniff() knows prose by a sentence in its first line", () => {
  const sure = (text: string, name = "a.txt") =>
    (plugin.sniff(new TextEncoder().encode(text), { name, size: 9, mediaType: "" }) as { confidence: number })
      .confidence;
  assert.equal(sure("The rent is 900 euros, and it is due on the third day.\n"), 0.8);
  assert.equal(sure("It rained all day. The mayor stayed in.\nAnd so on"), 0.8);
  assert.equal(sure("name,age,city of birth and more\nAnn,3,Rome. It is\n"), 0.6);
  assert.equal(sure("a\tb c d e f.\n1\t2\n"), 0.6);
  assert.equal(sure("The rent is 900 euros, and it is due.\n", "a.csv"), 0);
});

Deno.test("sniff() takes texts by name, and leaves tables and programs to others", () => {
  const sniff = (content: string, name: string) =>
    (plugin.sniff(new TextEncoder().encode(content), { name, size: 10, mediaType: "" }) as SniffMatch)
      .confidence;
  assert.equal(sniff("# Title", "readme.md"), 0.95);
  assert.equal(sniff("a,b\n1,2\n", "table.txt"), 0.6);
  assert.equal(sniff("a,b\n1,2\n", "table.csv"), 0);
  assert.equal(sniff('{"a": 1}', "broken.json"), 0);
  assert.equal(sniff("\u0000\u0000ab\u0000".repeat(9), "x.txt"), 0.1);
});
