import type { NexusEvent } from "nexus";
import { SseParser } from "./sse.ts";
import { errorFrom } from "./http.ts";

/** What a subscription tells its owner. */
export interface StreamHandlers {
  onEvent(event: NexusEvent): void;
  /** True when connected, false when the connection was lost and is being made again. */
  onConnected?(connected: boolean): void;
  /** The server closed the stream after its last event, or refused it for good. */
  onEnd?(error: unknown): void;
}

export interface StreamOptions {
  signal: AbortSignal;
  /** A stream that the server ends by itself (one run). Otherwise an end is a lost connection. */
  ends?: (event: NexusEvent) => boolean;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;

/** Follows an event stream, and connects again with `Last-Event-ID` when it breaks, until it ends or is aborted. */
export async function followEvents(
  path: string,
  handlers: StreamHandlers,
  options: StreamOptions,
): Promise<void> {
  let lastId = "";
  let wait = FIRST_WAIT_MS;
  while (!options.signal.aborted) {
    const headers: Record<string, string> = { accept: "text/event-stream" };
    if (lastId) headers["last-event-id"] = lastId;
    try {
      const response = await fetch(path, { headers, signal: options.signal, cache: "no-store" });
      // Too many requests pass with time; what else a server refuses it refuses for good.
      if (response.status >= 400 && response.status < 500 && response.status !== 429) {
        return handlers.onEnd?.(errorFrom(response.status, await response.text()));
      }
      if (response.ok && response.body) {
        handlers.onConnected?.(true);
        wait = FIRST_WAIT_MS;
        for await (const { id, event } of messagesOf(response.body)) {
          lastId = id;
          handlers.onEvent(event);
          if (options.ends?.(event)) return handlers.onEnd?.(null);
        }
      }
    } catch {
      // A broken connection: the loop makes it again.
    }
    if (options.signal.aborted) return;
    handlers.onConnected?.(false);
    await pause(wait, options.signal);
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  }
}

async function* messagesOf(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<{ id: string; event: NexusEvent }> {
  const parser = new SseParser();
  const reader = body.getReader();
  const decoder = new TextDecoder();
  try {
    while (true) {
      const { done, value } = await reader.read();
      if (done) return;
      for (const message of parser.push(decoder.decode(value, { stream: true }))) {
        const event = parseEvent(message.data);
        if (event) yield { id: message.id, event };
      }
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

/** The event in a message's data; null for what is not JSON (a comment of a proxy). */
export function parseEvent(data: string): NexusEvent | null {
  try {
    const value = JSON.parse(data) as { type?: unknown };
    return typeof value?.type === "string" ? value as NexusEvent : null;
  } catch {
    return null;
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done, { once: true });
    globalThis.addEventListener?.("online", done, { once: true });
    function done() {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      globalThis.removeEventListener?.("online", done);
      resolve();
    }
  });
}
