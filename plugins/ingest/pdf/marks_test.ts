import assert from "node:assert/strict";
import type { DocumentFound, NexusError, Source } from "nexus";
import plugin from "./mod.ts";
import { makePlacedPdf, type Placed } from "./_pdf_for_tests.ts";

async function read(
  pages: Placed[][],
  options: Parameters<typeof makePlacedPdf>[1] = {},
): Promise<DocumentFound> {
  const bytes = makePlacedPdf(pages, options);
  const source: Source = {
    name: "a.pdf",
    size: bytes.length,
    mediaType: "application/pdf",
    slice: (start, end) => Promise.resolve(bytes.slice(start, end)),
    async *stream() {
      yield bytes;
    },
  };
  return await plugin.document!(source);
}

const words = (text: string): Placed[] => [{ x: 60, y: 100, text }];

Deno.test("printed numbers of pages are told where they are not their places", async () => {
  const { pages } = await read([words("Preface"), words("Body"), words("Annex")], {
    catalogue: "/PageLabels << /Nums [0 << /S /r >> 1 << /S /D /St 2 >> 2 << /S /D /P (A-) >>] >>",
  });
  assert.deepEqual(pages.map(({ label }) => label), ["i", undefined, "A-1"]);
});

Deno.test("entries of the outline are headings where they stand on their page", async () => {
  const lines = ["1 Repairs", "Text of the first part."].map((text, at) => ({
    x: 60,
    y: 100 + at * 12,
    text,
  }));
  const { pages } = await read([lines], {
    catalogue: "/Outlines 5 0 R",
    objects: [
      "<< /Type /Outlines /First 6 0 R /Last 7 0 R /Count 2 >>",
      "<< /Title (Repairs) /Parent 5 0 R /Next 7 0 R /Dest [0 /Fit] >>",
      // It follows itself, and leads nowhere.
      "<< /Title (Lost) /Parent 5 0 R /Next 7 0 R /Dest [99 /Fit] >>",
    ],
  });
  assert.match(pages[0]!.text, /^1 Repairs\n/);
  assert.deepEqual(pages[0]!.headings, [{ start: 0, end: 9, level: 1 }]);
});

Deno.test("values of form fields and notes are text; scripts and hidden fields are none", async () => {
  const { pages } = await read([words("Name")], {
    page: "/Annots [5 0 R 6 0 R 7 0 R]",
    catalogue: "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>",
    objects: [
      "<< /Type /Annot /Subtype /Widget /FT /Tx /T (Name) /V (Alice Berg) /Rect [60 700 200 720] >>",
      "<< /Type /Annot /Subtype /Text /Contents (Ask the owner.) /Rect [10 10 20 20] >>",
      "<< /Type /Annot /Subtype /Widget /FT /Tx /T (Secret) /V (hidden) /F 2 /Rect [60 700 200 720] >>",
    ],
  });
  assert.equal(pages[0]!.text, "Name\n\nAsk the owner.\nName | Alice Berg");
});

Deno.test("a font that does not say which letters its shapes are is told instead of gibberish", async () => {
  const options = {
    page: "/Resources << /Font << /F1 5 0 R >> >>",
    objects: [
      "<< /Type /Font /Subtype /Type1 /BaseFont /ABCDEF+Shapes /FirstChar 65 /LastChar 67 /Widths [500 500 500] " +
      "/Encoding << /Type /Encoding /Differences [65 /uniE001 /uniE002 /uniE003] >> >>",
    ],
  };
  await assert.rejects(
    read([words("ABCABCABC".repeat(5))], options),
    (error: NexusError) => error.code === "file.unreadable" && /fonts that do not say/.test(error.message),
  );
  const { pages, notes } = await read([words("ABCABCABC".repeat(5)), words("DEFG")], options);
  assert.deepEqual(pages.map(({ text }) => text), ["", "DEFG"]);
  assert.deepEqual(notes.map(({ topic, count }) => [topic, count]), [["unreadable", 1]]);
});
