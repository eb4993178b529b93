import assert from "node:assert/strict";
import { NexusError, type Source } from "nexus";
import plugin from "./mod.ts";
import { makeEncryptedPdf, makePdf } from "./_pdf_for_tests.ts";

function sourceOf(bytes: Uint8Array<ArrayBuffer>, name = "report.pdf"): Source {
  return {
    name,
    size: bytes.length,
    mediaType: "application/pdf",
    slice: (start, end) => Promise.resolve(bytes.slice(start, end)),
    async *stream() {
      yield bytes;
    },
  };
}

async function failure(bytes: Uint8Array<ArrayBuffer>): Promise<NexusError> {
  try {
    await plugin.document!(sourceOf(bytes));
  } catch (error) {
    if (error instanceof NexusError) return error;
    throw error;
  }
  throw new assert.AssertionError({ message: "the file was read" });
}

Deno.test("document() gives pages in order, with paragraphs, whole words and the title", async () => {
  const found = await plugin.document!(sourceOf(makePdf([
    ["Noise of turbines", "", "The rotor is the main source of gener-", "ated noise."],
    ["It costs 1,200 euros \\(net\\)."],
  ], { title: "A study of noise" })));
  assert.equal(found.title, "A study of noise");
  assert.deepEqual(found.pages.map(({ text }) => text), [
    "Noise of turbines\n\nThe rotor is the main source of generated noise.",
    "It costs 1,200 euros \\(net\\).",
  ]);
  assert.deepEqual(found.notes, []);
});

Deno.test("document() notes pages without text, and refuses a file that has no other", async () => {
  const { pages, notes } = await plugin.document!(sourceOf(makePdf([["Words"], []])));
  assert.equal(pages.length, 2);
  assert.deepEqual(notes.map(({ topic, count }) => [topic, count]), [["no text", 1]]);
  const scan = await failure(makePdf([[], [], []]));
  assert.equal(scan.code, "file.unreadable");
  assert.match(scan.message, /3 pages and no text layer/);
  assert.match(scan.hint!, /OCR/);
});

Deno.test("document() says why a file cannot be opened", async () => {
  const encrypted = await failure(makeEncryptedPdf());
  assert.match(encrypted.message, /password/);
  const whole = makePdf([["Some words that are lost"]]);
  const truncated = await failure(whole.slice(0, 60));
  assert.match(truncated.message, /cut off/);
  const empty = await failure(makePdf([]));
  assert.deepEqual([empty.message, empty.details!.reason], ['"report.pdf" has no pages', "no pages"]);
  const junk = await failure(new Uint8Array(3000).fill(7));
  assert.equal(junk.code, "file.unreadable");
});

Deno.test("document() reads what is left of a file that is cut off, and notes it", async () => {
  const whole = makePdf([["The first page stands"], ["The second too"]]);
  const text = new TextDecoder("latin1").decode(whole);
  const { pages, notes } = await plugin.document!(sourceOf(whole.slice(0, text.indexOf("startxref"))));
  assert.equal(pages[0]!.text, "The first page stands");
  assert.ok(notes.some(({ topic }) => topic === "truncated"));
});

Deno.test("sniff() knows a PDF by its beginning and by its name", () => {
  const sniff = (head: string, name: string) =>
    plugin.sniff(new TextEncoder().encode(head), { name, size: 10, mediaType: "" });
  assert.equal((sniff("%PDF-1.7", "x.bin") as { confidence: number }).confidence, 0.99);
  assert.equal((sniff("hello", "x.pdf") as { confidence: number }).confidence, 0.3);
  assert.equal((sniff("hello", "x.txt") as { confidence: number }).confidence, 0);
});
