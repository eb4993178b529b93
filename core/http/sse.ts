/**
 * Server-sent events with replay.
 *
 * @module
 */
import type { StoredEvent } from "../contract/mod.ts";
import type { Places } from "./access/mod.ts";
import type { AppContext } from "./environment.ts";

const HEARTBEAT_MS = 15_000;
/** Events that are read at once; one may hold an answer of megabytes. */
const BATCH = 4;
const encoder = new TextEncoder();
const HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store",
  "x-accel-buffering": "no",
};

export interface EventStreamOptions {
  /** The reader has seen events up to this one. */
  after: number;
  /** Stored events of this stream after an id, oldest first, at most `limit`. */
  read: (after: number, limit: number) => StoredEvent[];
  /** Calls whenever there may be something new to read. */
  subscribe: (wake: () => void) => () => void;
  /** After this one the stream ends. */
  isLast: (event: StoredEvent) => boolean;
  /** The stream ends when everything was read and nothing more can come. */
  ended: () => boolean;
  /** Ends the stream from outside. */
  until?: AbortSignal | undefined;
  /** Called when the stream has ended, whoever ended it. */
  onEnd?: () => void;
}

/**
 * Answers a request with a stream of events, as long as its session lasts.
 *
 * @throws NexusError `request.rate_limited` where the client has too many open
 */
export function streamEvents(
  context: AppContext,
  places: Places,
  options: Omit<EventStreamOptions, "until" | "onEnd">,
): Response {
  if (context.req.method === "HEAD") return new Response(null, { headers: HEADERS });
  const client = context.get("client");
  return eventStream({ ...options, until: client.ended, onEnd: places.take(client) });
}

/**
 * Streams past and future events without a gap or a repetition between them. Events wait in the store, not in memory: they are read when
 * the reader takes them, so one that takes none costs nothing.
 */
export function eventStream(options: EventStreamOptions): Response {
  let sent = options.after;
  let started = false;
  let gone = false;
  let wake = () => {};
  let leave = () => {};
  const stop = () => {
    gone = true;
    leave();
    wake();
    options.until?.removeEventListener("abort", stop);
    options.onEnd?.();
  };
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (!started) {
        started = true;
        leave = options.subscribe(() => wake());
        options.until?.addEventListener("abort", stop, { once: true });
        if (options.until?.aborted) stop();
        return controller.enqueue(encoder.encode("retry: 1000\n\n"));
      }
      while (!gone) {
        const ended = options.ended(); // asked first: what came before the end is read below
        const next = new Promise<boolean>((resolve) => wake = () => resolve(true));
        const events = options.read(sent, BATCH);
        if (events.length > 0) {
          const end = events.findIndex(options.isLast);
          const some = end < 0 ? events : events.slice(0, end + 1);
          sent = some.at(-1)!.id;
          controller.enqueue(encoder.encode(some.map(text).join("")));
          if (end < 0) return;
        }
        if (events.length > 0 || ended) {
          stop();
          return controller.close();
        }
        if (await within(next, HEARTBEAT_MS)) continue;
        return controller.enqueue(encoder.encode(": still here\n\n"));
      }
      if (options.until?.aborted) controller.close();
    },
    cancel: stop,
  }, { highWaterMark: 0 });
  return new Response(stream, { headers: HEADERS });
}

/** The id that a reader names in `Last-Event-ID`; null where it names none that we, who gave ids up to `last`, could have given. */
export function lastEventId(header: string | undefined, last: number): number | null {
  const id = Number(header?.trim() || NaN);
  return Number.isInteger(id) && id >= 0 && id <= last ? id : null;
}

function text({ id, event }: StoredEvent): string {
  return `id: ${id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}

/** False where `news` does not come in time. */
async function within(news: Promise<boolean>, ms: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((resolve) => timer = setTimeout(() => resolve(false), ms));
  try {
    return await Promise.race([news, late]);
  } finally {
    clearTimeout(timer);
  }
}
