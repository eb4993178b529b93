import assert from "node:assert/strict";
import { ownRanges } from "./running_lines.ts";

function own(pages: string[]): string[] {
  return ownRanges(pages).map(([from, to], index) => pages[index]!.slice(from, to).trim());
}

Deno.test("ownRanges() leaves out headers and footers that run through a document", () => {
  const pages = Array.from(
    { length: 6 },
    (_, index) =>
      `Table of Contents\n\nACME Corp. Annual report\nBody ${"word ".repeat(index + 1)}\n\nPage ${
        index + 1
      } of 6`,
  );
  assert.deepEqual(
    own(pages),
    pages.map((_, index) => `Body ${"word ".repeat(index + 1)}`.trim()),
  );
});

Deno.test("ownRanges() keeps lines that are alike by chance, pages of nothing else, and short documents", () => {
  assert.deepEqual(own(["Title\nOne", "Title\nTwo", "Three"]), ["Title\nOne", "Title\nTwo", "Three"]);
  const pages = ["Draft", "Draft", "Draft", "Draft", "Draft\nWords"];
  assert.deepEqual(own(pages), ["Draft", "Draft", "Draft", "Draft", "Words"]);
  assert.deepEqual(own(["", ""]), ["", ""]);
});
