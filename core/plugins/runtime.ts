/**
 * The worker's side of every plugin: serves the host's calls with the plugin's functions, and gives the plugin what it may ask of the host.
 * Runs inside the isolate, bundled by itself.
 *
 * @module
 */
import { NexusError, toErrorData } from "../contract/errors.ts";
import type {
  AgentHost,
  AgentPlugin,
  IngestPlugin,
  Plugin,
  ReportPlugin,
  Source,
  VizPlugin,
} from "../contract/plugin.ts";
import { Channel, type Handler, reply } from "../process/channel.ts";
import { packRows } from "../process/rows.ts";
import { Gate } from "./gate.ts";
import { type MessageEnd, messageTransport } from "../process/transport.ts";

/** A file as the host describes it; its bytes are asked for. */
export interface SourceData {
  name: string;
  size: number;
  mediaType: string;
}

const SLICE_BYTES = 4 * 1024 * 1024;
const STREAM_BYTES = 1024 * 1024;

/** Serves one plugin to the host. */
export default function servePlugin(module: { default?: Plugin }): void {
  const plugin = module.default;
  const kind = typeof plugin === "object" && plugin !== null ? plugin.kind : null;
  const methods = {
    ...(kind === null ? {} : methodsOf(plugin as Plugin)),
    ...streamMethods,
    ready: () => ({ kind }),
  };
  channel = new Channel(messageTransport(globalThis as unknown as MessageEnd), {
    handlers: Object.fromEntries(Object.entries(methods).map(([name, handler]) => [name, guarded(handler)])),
    errorCode: "plugin.failed",
  });
}

let channel: Channel;
/** The host takes more calls than this at once for a breach. */
const gate = new Gate(16);
const streams = new Map<number, AsyncIterator<unknown>>();
let nextStream = 1;

const streamMethods: Record<string, Handler> = {
  async next(params) {
    const { stream } = params as { stream: number };
    const iterator = streams.get(stream);
    if (iterator === undefined) throw new NexusError("plugin.contract", `There is no stream ${stream}`);
    const result = await iterator.next();
    if (!result.done) {
      const { value, parts } = result.value instanceof Item ? result.value : new Item(result.value, []);
      return reply({ done: false, value }, parts);
    }
    streams.delete(stream);
    return { done: true };
  },
  stop(params) {
    const { stream } = params as { stream: number };
    const iterator = streams.get(stream);
    streams.delete(stream);
    // It waits behind the item that is being made, and nobody waits for it.
    iterator?.return?.().catch(() => {});
  },
};

function methodsOf(plugin: Plugin): Record<string, Handler> {
  switch (plugin.kind) {
    case "ingest":
      return ingestMethods(plugin);
    case "agent":
      return agentMethods(plugin);
    case "viz":
      return vizMethods(plugin);
    case "report":
      return reportMethods(plugin);
    default:
      return {};
  }
}

// What the host sends was checked there; the types below are those of `core/plugins/`.

function ingestMethods(plugin: IngestPlugin): Record<string, Handler> {
  return {
    sniff: (params, { attachments }) => {
      const { file } = params as { file: Parameters<IngestPlugin["sniff"]>[1] };
      return plugin.sniff(attachments[0] ?? new Uint8Array(0), file);
    },
    read: (params) => {
      const { session, file, options } = params as {
        session: number;
        file: SourceData;
        options: Parameters<IngestPlugin["read"]>[1];
      };
      return plugin.read(sourceOf(session, file), options);
    },
    document: (params) => {
      const { session, file } = params as { session: number; file: SourceData };
      if (plugin.document === undefined) {
        throw new NexusError(
          "plugin.contract",
          "The parser says that it gives documents and has no document()",
        );
      }
      return plugin.document(sourceOf(session, file));
    },
    rows: (params) => {
      const { session, file, index, table } = params as {
        session: number;
        file: SourceData;
        index: number;
        table: Parameters<NonNullable<IngestPlugin["rows"]>>[2];
      };
      if (plugin.rows === undefined) {
        throw new NexusError("plugin.contract", "The parser gave a scan of batches and has no rows()");
      }
      const items = plugin.rows(sourceOf(session, file), index, table);
      return openStream(packed(items, table.scan.columns.length));
    },
  };
}

function agentMethods(plugin: AgentPlugin): Record<string, Handler> {
  return {
    run: (params) => {
      const { session, task } = params as { session: number; task: Parameters<AgentPlugin["run"]>[0] };
      const ask = async (method: string, params: unknown) => (await askHost(session, method, params)).value;
      const host = {
        read: (question) => ask("read", question),
        query: (plan) => ask("query", plan),
        fetch: (ref, options) => ask("fetch", { ref, options: options ?? {} }),
        generate: (prompt, schema) => ask("generate", { prompt, schema }),
        search: (query, options) => ask("search", { query, options: options ?? {} }),
        execute: (request) => ask("execute", request),
      } as AgentHost;
      return openStream(plugin.run(task, host));
    },
  };
}

function vizMethods(plugin: VizPlugin): Record<string, Handler> {
  return { render: (params) => plugin.render(params as Parameters<VizPlugin["render"]>[0]) };
}

function reportMethods(plugin: ReportPlugin): Record<string, Handler> {
  return {
    export: async (params) => {
      const bytes = await plugin.export(params as Parameters<ReportPlugin["export"]>[0]);
      if (!(bytes instanceof Uint8Array)) throw new NexusError("plugin.contract", "export() gave no bytes");
      // The bytes are moved to the host: what shares their buffer, as pools do, must stay here.
      return reply(null, [bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice()]);
    },
  };
}

/** An item of a stream with bytes beside it. */
class Item {
  constructor(readonly value: unknown, readonly parts: Uint8Array[]) {}
}

/** Batches as bytes: their cells are text for the engine, and nobody on the way reads them. */
async function* packed(
  items: ReturnType<NonNullable<IngestPlugin["rows"]>>,
  width: number,
): AsyncGenerator<unknown> {
  for await (const item of items) {
    if (!("batch" in item)) {
      yield item;
      continue;
    }
    const { rows, longest, slices } = packRows(item.batch, width);
    const sizes = slices.map(({ cellBytes, escaped }) => ({ cellBytes, escaped }));
    yield new Item({ packed: { rows, longest, slices: sizes } }, slices.map(({ bytes }) => bytes));
  }
}

function openStream(iterable: AsyncIterable<unknown>): { stream: number } {
  const stream = nextStream++;
  streams.set(stream, iterable[Symbol.asyncIterator]());
  return { stream };
}

function askHost(session: number, method: string, params: unknown) {
  return gate.run(() => channel.call("host", { session, method, params }));
}

function sourceOf(session: number, file: SourceData): Source {
  const fetch = async (start: number, end: number): Promise<Uint8Array> =>
    (await askHost(session, "slice", { start, end })).attachments[0] ?? new Uint8Array(0);
  const slice = async (from: number, to: number): Promise<Uint8Array> => {
    const start = clamp(from, file.size);
    const end = Math.max(start, clamp(to, file.size));
    if (end - start <= SLICE_BYTES) return await fetch(start, end);
    const whole = new Uint8Array(end - start);
    for (let at = start; at < end; at += SLICE_BYTES) {
      whole.set(await fetch(at, Math.min(at + SLICE_BYTES, end)), at - start);
    }
    return whole;
  };
  async function* stream(): AsyncGenerator<Uint8Array> {
    let ahead = fetch(0, clamp(STREAM_BYTES, file.size));
    for (let at = STREAM_BYTES; at < file.size; at += STREAM_BYTES) {
      const chunk = await ahead;
      ahead = fetch(at, clamp(at + STREAM_BYTES, file.size));
      // One that is not awaited, for the reader stopped, must not end the worker.
      ahead.catch(() => {});
      yield chunk;
    }
    if (file.size > 0) yield await ahead;
  }
  return { ...file, slice, stream };
}

function clamp(offset: number, size: number): number {
  return Math.max(0, Math.min(Math.trunc(offset) || 0, size));
}

/** A plugin has its own copy of the contract, so its errors are known by their form. */
function guarded(handler: Handler): Handler {
  return async (params, context) => {
    try {
      return await handler(params, context);
    } catch (error) {
      if (error instanceof Error && error.name === "NexusError" && "code" in error) {
        const { code, message, hint, details } = error as NexusError;
        throw new NexusError(code, message, {
          ...(hint === undefined ? {} : { hint }),
          ...(details === undefined ? {} : { details }),
        });
      }
      throw new NexusError("plugin.failed", toErrorData(error).message, {
        details: error instanceof Error ? { error: error.name, at: firstFrames(error) } : {},
      });
    }
  };
}

function firstFrames(error: Error): string[] {
  return (error.stack ?? "").split("\n").slice(1, 4).map((line) => line.trim().slice(0, 200));
}
