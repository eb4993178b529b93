/**
 * Server-sent events with replay.
 *
 * @module
 */
import type { StoredEvent } from "../contract/mod.ts";

const HEARTBEAT_MS = 15_000;
const encoder = new TextEncoder();

export interface EventStreamOptions {
  /** Events that happened before, oldest first. */
  replay: () => StoredEvent[];
  /** Hears events from now on. */
  subscribe: (listener: (event: StoredEvent) => void) => () => void;
  /** Events that belong in this stream. */
  accepts: (event: StoredEvent) => boolean;
  /** After this one the stream ends. */
  isLast: (event: StoredEvent) => boolean;
  /** The stream ends after the replay when nothing more can come. */
  ended: () => boolean;
}

/** Streams past and future events without a gap or a repetition between them. */
export function eventStream(options: EventStreamOptions): Response {
  let leave = () => {};
  let heartbeat: ReturnType<typeof setInterval> | undefined;
  const stop = () => {
    leave();
    clearInterval(heartbeat);
  };
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      let sent = 0;
      const send = (event: StoredEvent): boolean => {
        if (event.id <= sent || !options.accepts(event)) return false;
        sent = event.id;
        controller.enqueue(
          encoder.encode(
            `id: ${event.id}\nevent: ${event.event.type}\ndata: ${JSON.stringify(event.event)}\n\n`,
          ),
        );
        return options.isLast(event);
      };
      const end = () => {
        stop();
        controller.close();
      };
      controller.enqueue(encoder.encode("retry: 1000\n\n"));
      leave = options.subscribe((event) => {
        if (send(event)) end();
      });
      for (const event of options.replay()) if (send(event)) return end();
      if (options.ended()) return end();
      heartbeat = setInterval(() => controller.enqueue(encoder.encode(": still here\n\n")), HEARTBEAT_MS);
    },
    cancel: stop,
  });
  return new Response(stream, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
    },
  });
}
