import assert from "node:assert/strict";
import { type Zippable, zipSync } from "fflate";
import { readZip, writeZip } from "./zip.ts";

const text = (words: string) => new TextEncoder().encode(words);
const zip = (files: Zippable) => zipSync(files, { mtime: new Date(1980, 0, 1) });

/** Places of the central directory's entries. */
function directory(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const end = bytes.length - 22;
  const places = [view.getUint32(end + 16, true)];
  for (let i = 1; i < view.getUint16(end + 10, true); i++) {
    const at = places.at(-1)!;
    places.push(at + 46 + [28, 30, 32].reduce((sum, offset) => sum + view.getUint16(at + offset, true), 0));
  }
  return places;
}

Deno.test("readZip() gives back what writeZip() took, and the same files give the same bytes", async () => {
  const files = new Map([["b/ä.txt", text("two ".repeat(900))], ["a.js", text("one")], ["empty", text("")]]);
  const archive = await writeZip(files);
  const backwards = new Map([...files].reverse());
  assert.deepEqual(await writeZip(backwards), archive);
  assert.deepEqual(new Map([...await readZip(archive)].sort()), new Map([...files].sort()));
});

Deno.test("readZip() refuses paths that are not those of plain files inside a plugin", async () => {
  for (
    const path of [
      "../x",
      "a/../../x",
      "/etc/passwd",
      "C:/x",
      "a\\b",
      "a//b",
      "./a",
      ".hidden",
      "folder/",
      "a\u0000b",
      "nul.txt",
      "x. ",
      "a\u202etxt",
      "n".repeat(201),
    ]
  ) {
    await assert.rejects(readZip(zip({ [path]: text("x") })), {
      code: "plugin.invalid",
      message: /no path inside a plugin/,
    }, path);
  }
});

Deno.test("readZip() refuses links, devices and encrypted files", async () => {
  for (const [mode, reason] of [[0o120777, /symbolic link/], [0o020666, /not a plain file/]] as const) {
    const archive = zip({ a: [text("/etc/passwd"), { os: 3, attrs: mode << 16 }] });
    await assert.rejects(readZip(archive), { code: "plugin.invalid", message: reason });
  }
  const encrypted = zip({ a: text("x") });
  encrypted[directory(encrypted)[0]! + 8]! |= 1;
  await assert.rejects(readZip(encrypted), { message: /encrypted/ });
});

Deno.test("readZip() refuses names that come twice, also where a file system takes them for one", async () => {
  await assert.rejects(readZip(zip({ "Plugin.json": text("1"), "plugin.json": text("2") })), {
    message: /twice/,
  });
  await assert.rejects(readZip(zip({ "\u00c9": text("1"), "\u00e9": text("2") })), { message: /twice/ });
  const twice = zip({ aa: text("1"), ab: text("2") });
  for (let at = 0; at < twice.length - 1; at++) {
    if (twice[at] === 0x61 && twice[at + 1] === 0x62) twice[at + 1] = 0x61;
  }
  await assert.rejects(readZip(twice), { message: /twice/ });
});

Deno.test("readZip() refuses bombs before it unpacks them", async () => {
  const bomb = zip({ a: [new Uint8Array(5_000_000), { level: 9 }] });
  new DataView(bomb.buffer).setUint32(directory(bomb)[0]! + 24, 0xf000_0000, true);
  await assert.rejects(readZip(bomb), { message: /more than 64 MB when they are unpacked/ });
  const lying = zip({ a: [new Uint8Array(5_000_000), { level: 9 }] });
  new DataView(lying.buffer).setUint32(directory(lying)[0]! + 24, 10, true);
  await assert.rejects(readZip(lying), { message: /more than the directory says/ });
  const short = zip({ a: [new Uint8Array(500), { level: 9 }] });
  new DataView(short.buffer).setUint32(directory(short)[0]! + 24, 5000, true);
  await assert.rejects(readZip(short), { message: /another size/ });
  const over = zip({ a: text("same bytes"), b: text("same bytes") });
  const [first, second] = directory(over);
  over.copyWithin(second! + 42, first! + 42, first! + 46); // both entries point to the first
  await assert.rejects(readZip(over), { message: /not what the directory says|lies over/ });
  await assert.rejects(readZip(new Uint8Array(33 * 1024 * 1024)), { message: /larger than 32 MB/ });
  const many = Object.fromEntries(Array.from({ length: 2001 }, (_, at) => [`f${at}`, new Uint8Array(0)]));
  await assert.rejects(readZip(zip(many)), { message: /more than 2000 files/ });
});

Deno.test("readZip() refuses what is damaged anywhere, or no archive", async () => {
  const good = zip({
    "plugin.json": text("{}".repeat(50)),
    "bundle.js": text("export default 1;".repeat(50)),
  });
  for (
    const bytes of [
      new Uint8Array(0),
      text("hello"),
      good.slice(0, -1),
      good.slice(0, 40),
      new Uint8Array([...good, 0]),
    ]
  ) {
    await assert.rejects(readZip(bytes), { code: "plugin.invalid" });
  }
  // Whatever is turned, it is refused or gives files; nothing else is thrown, and nothing hangs.
  for (let at = 0; at < good.length; at++) {
    const turned = good.slice();
    turned[at]! ^= 0xff;
    await readZip(turned).then(
      (files) => assert.ok(files.size <= 2),
      (error) => assert.equal(error.code, "plugin.invalid", `byte ${at}: ${error}`),
    );
  }
});
