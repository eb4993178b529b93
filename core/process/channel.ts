/**
 * Calls between two processes, in both directions, over one transport.
 *
 * @module
 */
import { type ErrorCode, NexusError, toErrorData } from "../contract/errors.ts";
import { readError } from "./error_data.ts";
import type { Frame } from "./frame.ts";
import { type ByteStreams, streamTransport, type Transport } from "./transport.ts";
import { Seal, type SealRole } from "./seal.ts";
import type { ShapeLimits } from "./shape.ts";

/** A value with binary parts beside it. */
export interface Reply {
  value: unknown;
  attachments: Uint8Array[];
}

/** What a handler is given besides the parameters. */
export interface HandlerContext {
  /** Aborted when the caller no longer waits, or the channel closes. */
  signal: AbortSignal;
  attachments: Uint8Array[];
}

/** Serves one method. Gives a JSON value, or a {@linkcode Reply} made with {@linkcode reply}. What it throws travels as an error. */
export type Handler = (params: unknown, context: HandlerContext) => unknown | Promise<unknown>;

/** How a channel is set up. */
export interface ChannelOptions {
  handlers?: Record<string, Handler>;
  /** Signs frames; both sides need the same key and different roles. */
  key?: Uint8Array;
  role?: SealRole;
  maxFrameBytes?: number;
  /** How deep and how large what the other side sends may be, besides its bytes. */
  shape?: ShapeLimits;
  /** Calls of the other side that may run at once; one more is a breach. 1024 by default. */
  maxCalls?: number;
  /** Called for each frame that arrives, with its size. */
  onBytes?: (bytes: number) => void;
  /** Code of errors that handlers throw and that have none. `internal.error` by default. */
  errorCode?: ErrorCode;
  /** Explains the end of the transport to those who still wait: a process knows why it died. */
  onEnd?: () => NexusError | Promise<NexusError>;
}

/** How one call is made. */
export interface CallOptions {
  signal?: AbortSignal | undefined;
  /** Rejects with `process.deadline` after this time. The other side is told to stop; whether it obeys is up to it. */
  timeoutMs?: number | undefined;
  attachments?: Uint8Array[];
}

interface Waiting {
  resolve(reply: Reply): void;
  reject(error: NexusError): void;
}

/** Marks a handler's result as one with attachments. */
export function reply(value: unknown, attachments: Uint8Array[]): Reply {
  return new ReplyWithAttachments(value, attachments);
}

class ReplyWithAttachments implements Reply {
  constructor(readonly value: unknown, readonly attachments: Uint8Array[]) {}
}

/** A symmetrical channel: both sides may call and serve. */
export class Channel {
  /** Resolves when the channel is closed, for whatever reason; see {@linkcode failure}. */
  readonly closed: Promise<void>;
  #transport: Transport;
  #options: ChannelOptions;
  #waiting = new Map<number, Waiting>();
  #serving = new Map<number, AbortController>();
  #nextId = 1;
  #failure: NexusError | null = null;
  #finish: () => void = () => {};

  constructor(io: ByteStreams | Transport, options: ChannelOptions = {}) {
    this.#options = options;
    this.#transport = "frames" in io ? io : streamTransport(io, {
      ...(options.key === undefined ? {} : { seal: new Seal(options.key, options.role ?? "host") }),
      ...(options.maxFrameBytes === undefined ? {} : { maxFrameBytes: options.maxFrameBytes }),
      ...(options.shape === undefined ? {} : { shape: options.shape }),
      ...(options.onBytes === undefined ? {} : { onBytes: options.onBytes }),
    });
    this.closed = new Promise((resolve) => this.#finish = resolve);
    this.#receive();
  }

  /** Why the channel closed; null while it is open. */
  get failure(): NexusError | null {
    return this.#failure;
  }

  /** Calls of the other side that have not been answered yet. */
  get serving(): number {
    return this.#serving.size;
  }

  /**
   * Calls a method of the other side.
   *
   * @throws {NexusError} What the handler threw; `process.cancelled`, `process.deadline`; why the channel closed.
   */
  async call(method: string, params: unknown, options: CallOptions = {}): Promise<Reply> {
    if (this.#failure !== null) throw this.#failure;
    if (options.signal?.aborted) throw cancelled(method);
    const id = this.#nextId++;
    const result = new Promise<Reply>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    const give = (error: NexusError) => {
      if (!this.#waiting.delete(id)) return;
      this.#send({ type: "cancel", id });
      waiter?.reject(error);
    };
    const waiter = this.#waiting.get(id);
    const onAbort = () => give(cancelled(method));
    options.signal?.addEventListener("abort", onAbort, { once: true });
    const timer = options.timeoutMs === undefined ? undefined : setTimeout(
      () =>
        give(new NexusError("process.deadline", `"${method}" did not end within ${options.timeoutMs} ms`)),
      options.timeoutMs,
    );
    try {
      const sending = this.#transport.send({
        head: { type: "call", id, method, params },
        parts: options.attachments ?? [],
      });
      sending.catch((error) => {
        if (error instanceof NexusError) give(error);
        else this.#end();
      });
      return await result;
    } finally {
      clearTimeout(timer);
      options.signal?.removeEventListener("abort", onAbort);
      this.#waiting.delete(id);
    }
  }

  /** Sends a frame of another kind: the first of a protocol above this one, or `{type: "end", error}`, which closes the other side. */
  async post(head: Record<string, unknown>, parts: Uint8Array[] = []): Promise<void> {
    await this.#transport.send({ head, parts });
  }

  /** Closes the channel. Calls that still wait are rejected with `reason`, or with `process.cancelled`. */
  close(reason?: NexusError): void {
    if (this.#failure !== null) return;
    this.#failure = reason ?? new NexusError("process.cancelled", "The channel was closed");
    for (const waiter of this.#waiting.values()) waiter.reject(this.#failure);
    this.#waiting.clear();
    for (const controller of this.#serving.values()) controller.abort(this.#failure);
    this.#serving.clear();
    this.#transport.close();
    this.#finish();
  }

  async #receive(): Promise<void> {
    try {
      for await (const frame of this.#transport.frames()) {
        if (this.#failure !== null) return;
        this.#dispatch(frame);
      }
      await this.#end();
    } catch (error) {
      if (error instanceof NexusError) this.close(error);
      else await this.#end();
    }
  }

  async #end(): Promise<void> {
    if (this.#failure !== null) return;
    this.close(await this.#options.onEnd?.() ?? new NexusError("process.crashed", "The other side has gone"));
  }

  #dispatch({ head, parts }: Frame): void {
    const { type, id } = head;
    if (type === "end") return this.close(readError(head.error));
    if (typeof id !== "number") throw breach("a frame without an id");
    if (type === "call") return this.#serve(id, head, parts);
    if (type === "cancel") return this.#serving.get(id)?.abort(cancelled("the call"));
    if (type !== "result" && type !== "error") {
      throw breach(`a frame of type ${String(JSON.stringify(type)).slice(0, 100)}`);
    }
    const waiter = this.#waiting.get(id);
    if (waiter === undefined) {
      // A late answer to a call that was given up is normal; an answer to a call that was never made is not.
      if (id >= this.#nextId || id < 1) throw breach(`an answer to call ${id}, which was never made`);
      return;
    }
    // What is no error ends the channel, and with it this call too.
    const error = type === "error" ? readError(head.error) : null;
    this.#waiting.delete(id);
    if (error === null) waiter.resolve({ value: head.value ?? null, attachments: parts });
    else waiter.reject(error);
  }

  #serve(id: number, head: Record<string, unknown>, attachments: Uint8Array[]): void {
    const { method } = head;
    if (typeof method !== "string" || this.#serving.has(id)) throw breach("a call that is not one");
    if (this.#serving.size >= (this.#options.maxCalls ?? 1024)) throw breach("too many calls at once");
    const controller = new AbortController();
    this.#serving.set(id, controller);
    this.#run(method, head.params ?? null, { signal: controller.signal, attachments })
      .then(
        ({ value, attachments }) => this.#answer(id, { type: "result", id, value }, attachments),
        (error) =>
          this.#answer(id, { type: "error", id, error: toErrorData(error, this.#options.errorCode) }, []),
      );
  }

  async #run(method: string, params: unknown, context: HandlerContext): Promise<Reply> {
    const handlers = this.#options.handlers ?? {};
    const handler = Object.hasOwn(handlers, method) ? handlers[method] : undefined;
    if (handler === undefined) {
      throw new NexusError("process.protocol", `There is no method "${method}" here`);
    }
    const value = await handler(params, context);
    return value instanceof ReplyWithAttachments ? value : { value: value ?? null, attachments: [] };
  }

  async #answer(id: number, head: Record<string, unknown>, parts: Uint8Array[]): Promise<void> {
    if (this.#failure !== null) return;
    try {
      await this.#transport.send({ head, parts });
    } catch (error) {
      if (this.#failure === null) this.#send({ type: "error", id, error: toErrorData(error) });
    } finally {
      this.#serving.delete(id);
    }
  }

  #send(head: Record<string, unknown>): void {
    if (this.#failure === null) this.#transport.send({ head, parts: [] }).catch(() => this.#end());
  }
}

function cancelled(what: string): NexusError {
  return new NexusError("process.cancelled", `"${what}" was cancelled`);
}

function breach(what: string): NexusError {
  return new NexusError("process.protocol", `A process sent ${what}`);
}
