import assert from "node:assert/strict";
import { chunksOf } from "./chunks.ts";
import { PassageIndex } from "./passage_index.ts";
import type { Chunk } from "./protocol.ts";
import { sentencesOf } from "./sentences.ts";
import { tokensOf } from "./tokens.ts";

const TEXTS = [
  "The rotor is the main source of noise. Blades of steel are louder than blades of wood.",
  "Rent is due on the third working day. A notice of three months ends the lease.",
  "Die Kündigungsfrist beträgt drei Monate. Η ενέργεια είναι σταθερή.",
  "東京タワーの高さは333メートルです。",
];

function chunk(text: string, index: number): Chunk {
  return {
    id: index + 1,
    document: `t${index}`,
    title: "",
    heading: "",
    page: 1,
    start: 0,
    end: text.length,
    text,
  };
}

function indexOf(texts: string[]): PassageIndex {
  const index = new PassageIndex();
  index.add(texts.map(chunk));
  return index;
}

Deno.test("tokensOf() gives stems with their places, and keeps every script", () => {
  const text = "The café's 1,200 running engines";
  assert.deepEqual(tokensOf(text).map(({ term, start, end }) => [term, text.slice(start, end)]), [
    ["cafe", "café's"],
    ["1200", "1,200"],
    ["run", "running"],
    ["engin", "engines"],
  ]);
  assert.deepEqual(tokensOf("東京都").map(({ term }) => term), ["東京", "京都"]);
  assert.deepEqual(tokensOf("ενέργεια").map(({ term }) => term), ["ενεργεια"]);
});

Deno.test("sentencesOf() ends at stops and empty lines, not at abbreviations", () => {
  const text = "Dr. Smith paid 3.5 euros. He left.\n\nNew part 他来了。她走了。";
  assert.deepEqual(sentencesOf(text).map(({ range }) => text.slice(...range)), [
    "Dr. Smith paid 3.5 euros.",
    "He left.",
    "New part 他来了。",
    "她走了。",
  ]);
});

Deno.test("chunksOf() covers a page with whole sentences, and cuts what has none", () => {
  const sentence = "This is sentence number of a long page about many things. ";
  const page = sentence.repeat(100) + "\n\n" + "word ".repeat(1000);
  const chunks = chunksOf(page);
  assert.ok(chunks.length > 5);
  let at = 0;
  for (const [start, end] of chunks) {
    assert.ok(start >= at && end > start && end - start <= 1700);
    assert.equal(page.slice(at, start).trim(), "", "nothing is left out");
    at = end;
  }
  assert.equal(page.slice(at).trim(), "");
  assert.deepEqual(chunksOf("  \n "), []);
});

Deno.test("search() ranks by the words of the question and says where they stand", () => {
  const index = indexOf(TEXTS);
  const { hits: [first] } = index.search("which blades are louder?", { limit: 5 });
  assert.equal(first!.document, "t0");
  assert.deepEqual(first!.matches.map(([start, end]) => first!.text.slice(start, end)), [
    "Blades",
    "louder",
    "blades",
  ]);
  assert.equal(first!.text.slice(...first!.quote), "Blades of steel are louder than blades of wood.");
  assert.equal(first!.coverage, 1);
  assert.equal(index.search("Kündigungsfrist", { limit: 5 }).hits[0]!.document, "t2");
  assert.equal(index.search("ΕΝΕΡΓΕΙΑ", { limit: 5 }).hits[0]!.document, "t2");
  assert.equal(index.search("タワーの高さ", { limit: 5 }).hits[0]!.document, "t3");
  assert.deepEqual(index.search("what is the", { limit: 5 }).hits, []);
  assert.deepEqual(index.search("submarine", { limit: 5 }).hits, []);
});

Deno.test("search() keeps to the given documents, and coverage counts words that nothing has", () => {
  const index = indexOf(TEXTS);
  assert.deepEqual(index.search("blades", { limit: 5, documents: ["t1"] }).hits, []);
  const { hits: [weak] } = index.search("submarine torpedo noise", { limit: 5 });
  assert.ok(weak!.coverage < 0.34, String(weak!.coverage));
});

Deno.test("a passage that was removed is gone, and a snapshot answers the same", () => {
  const index = indexOf(TEXTS);
  const copy = new PassageIndex();
  copy.load(JSON.parse(JSON.stringify(index.save())));
  assert.deepEqual(
    copy.search("notice of the lease", { limit: 3 }),
    index.search("notice of the lease", { limit: 3 }),
  );
  copy.remove([2]);
  assert.equal(copy.size, 3);
  assert.deepEqual(copy.search("lease", { limit: 3 }).hits, []);
  copy.add([chunk(TEXTS[1]!, 7)]);
  assert.equal(copy.search("lease", { limit: 3 }).hits[0]!.id, 8);
});
