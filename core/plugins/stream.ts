/**
 * What a plugin yields, one item at a time, as the host asks for it.
 *
 * @module
 */
import { brokenContract } from "./failure.ts";
import type { PluginCall, PluginSlot } from "./slot.ts";

/** How a stream of a plugin is read. */
export interface StreamOptions extends PluginCall {
  /** Ask for the next item while the last is worked on. Not where an item decides whether there is a next. */
  ahead: boolean;
}

/** An item, unchecked, and the bytes beside it. */
export interface StreamItem {
  value: unknown;
  attachments: Uint8Array[];
}

/** Opens a stream by calling `method`, and yields its items until it ends. */
export async function* streamOf(
  slot: PluginSlot,
  method: string,
  params: unknown,
  { signal, ahead }: StreamOptions,
): AsyncGenerator<StreamItem> {
  const lease = await slot.lease();
  let stream: number | null = null;
  try {
    stream = streamId((await lease.call(method, params, { signal })).value, slot.id, method);
    const next = () => lease.call("next", { stream }, { signal });
    let waiting = next();
    while (true) {
      const reply = await waiting;
      const { done, value } = Object(reply.value);
      if (done !== false) {
        stream = null;
        return;
      }
      if (ahead) {
        waiting = next();
        // Where the reader stops, nobody awaits it.
        waiting.catch(() => {});
      }
      yield { value, attachments: reply.attachments };
      if (!ahead) waiting = next();
    }
  } finally {
    if (stream !== null) lease.call("stop", { stream }).catch(() => {});
    lease.release();
  }
}

function streamId(value: unknown, plugin: string, method: string): number {
  const { stream } = Object(value);
  if (typeof stream !== "number") throw brokenContract(plugin, method, "it is no stream");
  return stream;
}
