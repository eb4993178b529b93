/**
 * How long the body of a request is waited for.
 *
 * @module
 */
import { NexusError } from "../contract/mod.ts";

/** Who sends nothing for so long is not waited for: a connection that is kept open costs memory and a place. */
export const IDLE_BODY_MS = 60_000;

/**
 * The same bytes; fails where none come in time, or the sender has gone. Time that the reader takes does not count.
 *
 * @throws NexusError `request.invalid` to whoever reads
 */
export function withPatience(
  body: ReadableStream<Uint8Array>,
  ms: number = IDLE_BODY_MS,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await within(reader.read(), ms).catch((cause) => {
        reader.cancel(cause).catch(() => {});
        throw cause instanceof NexusError
          ? cause
          : new NexusError("request.invalid", "The connection ended before the body of the request did", {
            cause,
          });
      });
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  }, { highWaterMark: 0 });
}

async function within<T>(reading: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new NexusError("request.invalid", `Nothing came of the body of the request for ${ms / 1000} s`),
        ),
      ms,
    );
  });
  try {
    return await Promise.race([reading, late]);
  } finally {
    clearTimeout(timer);
  }
}
