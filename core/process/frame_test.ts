import assert from "node:assert/strict";
import { decodeFrames, encodeFrame, parseFrame, type TextFrame } from "./frame.ts";
import { Seal } from "./seal.ts";

function streamOf(chunks: Uint8Array[]): ReadableStream<Uint8Array> {
  return ReadableStream.from(chunks) as ReadableStream<Uint8Array>;
}

async function bytesOf(frames: TextFrame[], seal?: Seal): Promise<Uint8Array> {
  const chunks = [];
  for (const frame of frames) chunks.push(...await encodeFrame(frame, seal));
  return new Uint8Array(await new Blob(chunks as BlobPart[]).arrayBuffer());
}

async function read(bytes: Uint8Array, options: Parameters<typeof decodeFrames>[1] = {}, chunk = 65536) {
  const chunks = [];
  for (let at = 0; at < bytes.byteLength; at += chunk) chunks.push(bytes.subarray(at, at + chunk));
  return await Array.fromAsync(decodeFrames(streamOf(chunks), options));
}

const FRAMES: TextFrame[] = [
  { text: '{"a":"ü"}', parts: [] },
  { text: "{}", parts: [new Uint8Array([1, 2, 3]), new Uint8Array(0), new Uint8Array(1000).fill(7)] },
];

Deno.test("decodeFrames() gives back what encodeFrame() was given, whatever the chunks", async () => {
  for (const seals of [[], [new Uint8Array(32)]]) {
    for (const chunk of [1, 3, 64, 65536]) {
      const [sender, receiver] = seals.map((key) => [new Seal(key, "host"), new Seal(key, "child")]).flat();
      const bytes = await bytesOf(FRAMES, sender);
      const frames = await read(bytes, receiver === undefined ? {} : { seal: receiver }, chunk);
      assert.deepEqual(frames.map(({ text, parts }) => ({ text, parts })), FRAMES);
    }
  }
});

Deno.test("decodeFrames() refuses text, truncation, and frames over the limit", async () => {
  const bytes = await bytesOf(FRAMES);
  const protocol = { code: "process.protocol" };
  await assert.rejects(read(new TextEncoder().encode("Segmentation fault, core dumped")), protocol);
  await assert.rejects(read(bytes.subarray(0, bytes.byteLength - 1)), protocol);
  await assert.rejects(read(bytes.subarray(0, 5)), protocol);
  await assert.rejects(read(bytes, { maxFrameBytes: 100 }), protocol);
});

Deno.test("decodeFrames() refuses a sealed frame that was changed, repeated, left out, or sent back", async () => {
  const key = crypto.getRandomValues(new Uint8Array(32));
  const protocol = { code: "process.protocol" };
  const child = () => ({ seal: new Seal(key, "child") });
  const [first, second] = FRAMES as [TextFrame, TextFrame];
  const sender = new Seal(key, "host");
  const one = await bytesOf([first], sender);
  const two = await bytesOf([second], sender);
  const join = (...pieces: Uint8Array[]) => Uint8Array.from(pieces.flatMap((piece) => [...piece]));
  assert.equal((await read(join(one, two), child())).length, 2);
  await assert.rejects(read(join(one, one), child()), protocol);
  await assert.rejects(read(two, child()), protocol);
  await assert.rejects(read(one, { seal: new Seal(key, "host") }), protocol);
  await assert.rejects(read(one, { seal: new Seal(new Uint8Array(32), "child") }), protocol);
  const changed = one.slice();
  changed[changed.byteLength - 3] = 0x62;
  await assert.rejects(read(changed, child()), protocol);
});

Deno.test("parseFrame() refuses a head that is not an object", () => {
  for (const text of ["nothing", "[]", "null", "3"]) {
    assert.throws(() => parseFrame({ text, parts: [] }), { code: "process.protocol" });
  }
});
