import assert from "node:assert/strict";
import { memorySource, readTables } from "nexus/testing";
import csv from "./mod.ts";

const TEXTS = [
  "alpha",
  "beta corp",
  "Gamma, Inc.",
  "delta; epsilon",
  "it's",
  'the "best"',
  "na\u00efve caf\u00e9",
  "x|y",
  "two\nlines",
  "tab\there",
  "5' 10\"",
  "",
  "a:b",
  "~tilde",
  "http://x.org/?a=1,2",
  "O'Neil",
  "50%",
  "#1",
];
const KINDS = ["int", "float", "word", "date", "text", "code", "bool", "sparse"] as const;
type Kind = typeof KINDS[number];

/** Numbers from 0 to 1 that depend on the seed alone (xorshift). */
function randomOf(seed: number): () => number {
  let state = Math.imul(seed, 2_654_435_761) || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** A random table, written in a random dialect and encoding. */
function randomFile(seed: number) {
  const random = randomOf(seed);
  const int = (below: number) => Math.floor(random() * below);
  const pick = <T>(from: readonly T[]): T => from[int(from.length)]!;
  for (let turn = 0; turn < 8; turn++) random();
  const kinds = Array.from({ length: 2 + int(7) }, () => pick(KINDS));
  kinds[0] = "int";
  const names = kinds.map((_, index) =>
    ["id", "name", "Total value", "when", "Gr\u00f6\u00dfe", "x.y", "rate%", "note"][index]!
  );
  const cell = (kind: Kind): string => {
    switch (kind) {
      case "int":
        return String(int(10_000));
      case "float":
        return (random() * 1000).toFixed(2);
      case "date":
        return `20${10 + int(15)}-0${1 + int(9)}-${10 + int(19)}`;
      case "code":
        return `0${int(1000)}`;
      case "bool":
        return pick(["yes", "no"]);
      case "sparse":
        return random() < 0.8 ? "" : `z${int(100)}`;
      case "word":
        return pick(["red", "green", "dark red"]);
      case "text":
        return pick(TEXTS);
    }
  };
  const rows = Array.from({ length: 3 + int(60) }, () => kinds.map(cell));
  const delimiter = pick([",", ";", "\t", "|", "~", "^"]), newline = pick(["\n", "\r\n", "\r"]);
  const style = pick(["minimal", "all"]),
    escape = pick(['"', '"', "\\"]),
    encoding = pick(["utf-8", "mark", "utf-16le", "utf-16be", "latin1"]);
  const write = (text: string) => {
    const plain = style === "minimal" && !text.includes(delimiter) && !/["\r\n]|^\s|\s$/.test(text);
    return plain ? text : `"${text.replaceAll('"', `${escape}"`)}"`;
  };
  const text = [names, ...rows].map((cells) => cells.map(write).join(delimiter)).join(newline) +
    pick([newline, ""]);
  return {
    names,
    rows,
    bytes: encode(text, encoding),
    words: { delimiter, newline, style, escape, encoding },
  };
}

function encode(text: string, encoding: string): Uint8Array {
  if (encoding === "utf-8") return new TextEncoder().encode(text);
  if (encoding === "mark") return new TextEncoder().encode(`\ufeff${text}`);
  if (encoding === "latin1") return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  const bytes = new Uint8Array(text.length * 2 + 2);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index <= text.length; index++) {
    view.setUint16(index * 2, index === 0 ? 0xfeff : text.charCodeAt(index - 1), encoding === "utf-16le");
  }
  return bytes;
}

Deno.test("rows() reads random tables in random dialects back exactly", async () => {
  for (let seed = 1; seed <= 120; seed++) {
    const { names, rows, bytes, words } = randomFile(seed);
    const tables = await readTables(csv, memorySource(bytes, "table.csv", 1 + seed * 13 % 4000));
    const about = `seed ${seed}: ${JSON.stringify(words)}`;
    assert.equal(tables.length, 1, about);
    assert.deepEqual(tables[0]!.names, names, about);
    assert.deepEqual(tables[0]!.rows.map((cells) => cells.map((text) => text ?? "")), rows, about);
  }
});
