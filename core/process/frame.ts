/**
 * Frames: how processes of Nexus talk. A frame is a JSON head with binary parts behind it:
 *
 *     u32 bytes of the head | u32 number of parts | u32 bytes of each part | [32 bytes MAC] | head | parts
 *
 * Numbers are big-endian, the head is JSON in UTF-8. The MAC is there only where both sides share a key.
 *
 * @module
 */
import { NexusError } from "../contract/errors.ts";
import type { Seal } from "./seal.ts";

/** A message: a JSON object and binary parts. */
export interface Frame {
  head: Record<string, unknown>;
  parts: Uint8Array[];
}

/** A frame whose head is still text, for those who only pass it on. */
export interface TextFrame {
  text: string;
  parts: Uint8Array[];
}

/** Largest frame that is read where the owner of the channel sets no other limit: 256 MiB. */
export const MAX_FRAME_BYTES = 256 * 1024 * 1024;
/** Most parts of one frame. */
const MAX_PARTS = 1024;
const MAC_BYTES = 32;

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });

/** The bytes of a frame, as chunks to be written in this order; parts are not copied. */
export async function encodeFrame(frame: TextFrame, seal?: Seal): Promise<Uint8Array[]> {
  const head = encoder.encode(frame.text);
  const count = frame.parts.length;
  if (count > MAX_PARTS) {
    throw new RangeError(`Cannot send a frame of ${count} parts; the limit is ${MAX_PARTS}`);
  }
  const prefix = new Uint8Array(8 + 4 * count);
  const view = new DataView(prefix.buffer);
  view.setUint32(0, head.byteLength);
  view.setUint32(4, count);
  frame.parts.forEach((part, i) => view.setUint32(8 + 4 * i, part.byteLength));
  const start = seal === undefined ? join(prefix, head) : join(prefix, await seal.sign(prefix, head), head);
  return [start, ...frame.parts.filter((part) => part.byteLength > 0)];
}

/**
 * Reads frames from a stream of bytes until it ends. Reads no further than the consumer asks, so a slow consumer slows the sender.
 *
 * @throws {NexusError} `process.protocol` where the bytes are not frames, are not signed by the other side, or are over the limit.
 */
export async function* decodeFrames(
  readable: ReadableStream<Uint8Array>,
  options: { maxFrameBytes?: number; seal?: Seal } = {},
): AsyncGenerator<TextFrame & { bytes: number }> {
  const limit = options.maxFrameBytes ?? MAX_FRAME_BYTES;
  const source = new ByteSource(readable);
  try {
    while (!await source.ended()) {
      const start = await source.take(8);
      const [headBytes, count] = [numberAt(start, 0), numberAt(start, 4)];
      if (count > MAX_PARTS) throw protocolError(`a frame announces ${count} parts`);
      const prefix = join(start, await source.take(4 * count));
      const sizes = Array.from({ length: count }, (_, i) => numberAt(prefix, 8 + 4 * i));
      const bytes = sizes.reduce((sum, size) => sum + size, headBytes);
      if (headBytes < 2 || bytes > limit) {
        throw protocolError(
          `a frame announces ${bytes} bytes, ${headBytes} of them head; the limit is ${limit}`,
        );
      }
      const mac = options.seal === undefined ? null : await source.take(MAC_BYTES);
      const head = await source.take(headBytes);
      if (mac !== null && !await options.seal?.verify(prefix, head, mac)) {
        throw protocolError("a frame was not signed by the other side");
      }
      const parts: Uint8Array[] = [];
      for (const size of sizes) parts.push(await source.take(size));
      yield { text: textOf(head), parts, bytes };
    }
  } finally {
    source.release();
  }
}

/** Reads the head of a frame. */
export function parseFrame(frame: TextFrame): Frame {
  let head: unknown;
  try {
    head = JSON.parse(frame.text);
  } catch (cause) {
    throw protocolError("the head of a frame is not JSON", cause);
  }
  if (typeof head !== "object" || head === null || Array.isArray(head)) {
    throw protocolError("the head of a frame is not an object");
  }
  return { head: head as Record<string, unknown>, parts: frame.parts };
}

function textOf(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw protocolError("the head of a frame is not UTF-8", cause);
  }
}

function numberAt(bytes: Uint8Array, offset: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(offset);
}

function join(...pieces: Uint8Array[]): Uint8Array {
  const out = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.byteLength, 0));
  let offset = 0;
  for (const piece of pieces) {
    out.set(piece, offset);
    offset += piece.byteLength;
  }
  return out;
}

function protocolError(what: string, cause?: unknown): NexusError {
  return new NexusError("process.protocol", `Cannot read from a process: ${what}`, { cause });
}

/** Exact reads from a stream; what is taken never shares its buffer. */
class ByteSource {
  #reader: ReadableStreamDefaultReader<Uint8Array>;
  #chunk: Uint8Array = new Uint8Array(0);

  constructor(readable: ReadableStream<Uint8Array>) {
    this.#reader = readable.getReader();
  }

  /** True where the stream has ended between two frames. */
  async ended(): Promise<boolean> {
    return this.#chunk.byteLength === 0 && !await this.#pull();
  }

  /** Does not wait where the bytes are there already. */
  take(size: number): Uint8Array | Promise<Uint8Array> {
    if (this.#chunk.byteLength < size) return this.#collect(size);
    const out = this.#chunk.slice(0, size);
    this.#chunk = this.#chunk.subarray(size);
    return out;
  }

  async #collect(size: number): Promise<Uint8Array> {
    const out = new Uint8Array(size);
    let filled = 0;
    while (filled < size) {
      if (this.#chunk.byteLength === 0 && !await this.#pull()) {
        throw protocolError(`it ended in the middle of a frame (${filled} of ${size} bytes)`);
      }
      const piece = this.#chunk.subarray(0, size - filled);
      out.set(piece, filled);
      filled += piece.byteLength;
      this.#chunk = this.#chunk.subarray(piece.byteLength);
    }
    return out;
  }

  async #pull(): Promise<boolean> {
    while (this.#chunk.byteLength === 0) {
      const { value, done } = await this.#reader.read();
      if (done) return false;
      this.#chunk = value;
    }
    return true;
  }

  release(): void {
    this.#reader.cancel().catch(() => {});
  }
}
