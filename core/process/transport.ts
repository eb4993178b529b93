/**
 * What carries frames: a pair of byte streams (pipes of a process) or a message port (a worker).
 *
 * @module
 */
import {
  decodeFrames,
  encodeFrame,
  type Frame,
  MAX_FRAME_BYTES,
  parseFrame,
  type TextFrame,
} from "./frame.ts";
import { NexusError } from "../contract/errors.ts";
import type { Seal } from "./seal.ts";
import { overShape, type ShapeLimits } from "./shape.ts";

/** Carries frames in order. `frames` ends when the other side has gone and throws where it sent something else. */
export interface Transport {
  /** Resolves when the frame has been taken over; waiting for it is how a sender is slowed down. */
  send(frame: Frame): Promise<void>;
  frames(): AsyncIterable<Frame>;
  close(): void;
}

/** A pair of pipes. */
export interface ByteStreams {
  readable: ReadableStream<Uint8Array>;
  writable: WritableStream<Uint8Array>;
}

/** How byte streams are read and written. */
export interface StreamOptions {
  seal?: Seal;
  /** Largest frame that is taken from the other side. What is sent may always have 256 MiB. */
  maxFrameBytes?: number;
  /** What the head of a frame from the other side may be; by default its size alone is limited. */
  shape?: ShapeLimits;
  /** Called for each frame that arrives, with its size. */
  onBytes?: (bytes: number) => void;
}

/** Frames over byte streams. */
export function streamTransport(io: ByteStreams, options: StreamOptions = {}): Transport {
  const writer = new FrameWriter(io.writable, options);
  return {
    send: ({ head, parts }) => writer.write({ text: JSON.stringify(head), parts }),
    async *frames() {
      for await (const frame of decodeFrames(io.readable, options)) {
        options.onBytes?.(frame.bytes);
        const over = options.shape === undefined ? null : overShape(frame.text, options.shape);
        if (over !== null) throw new NexusError("process.protocol", `A process sent ${over}`);
        yield parseFrame(frame);
      }
    },
    close: () => writer.close(),
  };
}

/** Writes frames one after another, each whole. */
export class FrameWriter {
  #writer: WritableStreamDefaultWriter<Uint8Array>;
  #options: StreamOptions;
  #queue: Promise<void> = Promise.resolve();

  constructor(writable: WritableStream<Uint8Array>, options: StreamOptions = {}) {
    this.#writer = writable.getWriter();
    this.#options = options;
  }

  /** Resolves when the pipe has taken the frame. */
  write(frame: TextFrame): Promise<void> {
    const limit = Math.max(this.#options.maxFrameBytes ?? 0, MAX_FRAME_BYTES);
    const size = frame.parts.reduce((sum, part) => sum + part.byteLength, frame.text.length);
    if (size > limit) {
      const message = `Cannot send ${size} bytes in one frame; the limit is ${limit}`;
      return Promise.reject(new NexusError("process.protocol", message));
    }
    const written = this.#queue.then(async () => {
      for (const chunk of await encodeFrame(frame, this.#options.seal)) await this.#writer.write(chunk);
    });
    this.#queue = written.catch(() => {});
    return written;
  }

  /** Closes the pipe behind the last frame. */
  close(): void {
    this.#queue.then(() => this.#writer.close()).catch(() => {});
  }
}

/** The part of a worker or of its global scope that carries messages. */
export interface MessageEnd {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: "message", listener: (event: MessageEvent) => void): void;
}

/** Frames over a worker's messages. Buffers are moved, not copied: a part that was sent is empty afterwards. */
export function messageTransport(end: MessageEnd): Transport {
  const waiting: TextFrame[] = [];
  let wake: () => void = () => {};
  let open = true;
  end.addEventListener("message", (event) => {
    waiting.push(event.data);
    wake();
  });
  return {
    // deno-lint-ignore require-await -- what cannot be sent must reject, not throw
    async send({ head, parts }) {
      end.postMessage({ text: JSON.stringify(head), parts }, buffersOf(parts));
    },
    async *frames() {
      while (open) {
        const frame = waiting.shift();
        if (frame !== undefined) yield parseFrame(frame);
        else await new Promise<void>((resolve) => wake = resolve);
      }
    },
    close() {
      open = false;
      wake();
    },
  };
}

/** The distinct buffers behind parts, for a transfer. */
export function buffersOf(parts: Uint8Array[]): ArrayBuffer[] {
  return [...new Set(parts.map((part) => part.buffer as ArrayBuffer))];
}
