/**
 * The one way in which code that is not ours runs: in a process of its own, in a worker with exactly the granted permissions, under limits
 * of memory, time and output that are held from outside.
 *
 * @module
 */
import { NexusError } from "../contract/errors.ts";
import { type CallOptions, type Child, type Handler, type Reply, spawnChild } from "../process/mod.ts";
import { CallClock } from "./clock.ts";
import { type Grant, grantFlags, workerPermissions } from "./grant.ts";
import { kernelWall } from "./landlock.ts";
import type { OuterWall } from "./outer_wall.ts";
import { KEY_BYTES, type StartHead } from "./start.ts";

/** What one isolate may use. */
export interface IsolateLimits {
  /** Megabytes beyond what an idle process takes. */
  memoryMb: number;
  /** Own time of one call. */
  timeoutMs: number;
  /** Megabytes that one call may send, calls to the host included. */
  outputMb: number;
  /** Processor time over the whole life; for a process that does one job. */
  cpuSeconds?: number;
  /** How deep values that it sends may be nested, and how many one message may have. */
  maxDepth?: number;
  maxValues?: number;
  /** No call takes longer than this many times its own time, however long the host takes to answer. 20 by default. */
  wallFactor?: number;
}

/** What is run, and how. */
export interface IsolateOptions {
  /** Used in messages: `The plugin csv`. */
  name: string;
  /** JavaScript modules: first the runtime, then what its default export is called with. The runtime serves `ready`. */
  modules: Uint8Array[];
  grant: Grant;
  limits: IsolateLimits;
  /** What the code may ask of the host. */
  handlers?: Record<string, Handler>;
  /** Where the program of the process lies as JavaScript; from source it starts 150 ms later. */
  program?: string;
  /** Working folder, against which relative paths of code that may read are meant. */
  cwd?: string;
  /** The runtime writes here each permission that is asked for, granted or not. For tests of code that is not ours. */
  audit?: string;
  /** For code that nobody wrote by hand: no `eval`, no `new Function`. */
  noCodeGeneration?: boolean;
  /** A further wall around the process. */
  wall?: OuterWall | null;
  onExit?: (end: IsolateEnd) => void;
}

/** How an isolate ended. */
export interface IsolateEnd {
  /**
   * `closed`: by the host. `crashed`: by itself, out of memory included. `deadline`: over its time. `breach`: it sent what is no
   * frame of ours, or more than it may.
   */
  kind: "closed" | "crashed" | "deadline" | "breach";
  error: NexusError;
}

/** Resident memory of a process with an idle worker, with room for loading packages. */
const IDLE_MB = 120;
/** How long the process may take to start and the code to load, and how long in all where this process got no processor meanwhile. */
const LOAD_MS = 15_000;
const LOAD_WALL_MS = 60_000;
/** How long a call that was cancelled may take to end. */
const GRACE_MS = 500;
const WALL_FACTOR = 20;
const MAX_DEPTH = 200;
const MAX_VALUES = 5_000_000;
const MAX_HOST_CALLS = 64;
const MIB = 1024 * 1024;

/** Untrusted code that runs. */
export class Isolate {
  readonly #options: IsolateOptions;
  readonly #child: Child;
  readonly #clock: CallClock;
  readonly #meters = new Set<{ bytes: number }>();
  /** What the runtime says of what it loaded. Rejects where the code does not load. */
  readonly ready: Promise<unknown>;
  #loaded = false;
  #end: IsolateEnd | null = null;
  #calls = 0;

  constructor(options: IsolateOptions) {
    this.#options = options;
    const { limits, grant } = options;
    const key = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
    this.#child = spawnChild({
      entry: options.program === undefined ? "isolate" : { url: options.program, npm: false },
      permissions: grantFlags(grant),
      env: options.audit === undefined ? grant.env : { ...grant.env, DENO_AUDIT_PERMISSIONS: options.audit },
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      v8Flags: v8Flags(options),
      ...beforeOf(options),
      limits: {
        // Two threads of V8 reserve up to 1.3 GB before any code runs.
        dataKb: 1_400_000 + 2 * limits.memoryMb * 1024,
        files: 64,
        ...(grant.write.length === 0 ? { fileKb: options.audit === undefined ? 0 : 16_384 } : {}),
        ...(limits.cpuSeconds === undefined ? {} : { cpuSeconds: limits.cpuSeconds }),
      },
      ...(options.handlers === undefined ? {} : { handlers: options.handlers }),
      key,
      preamble: key,
      maxFrameBytes: limits.outputMb * MIB + MIB,
      shape: { maxDepth: limits.maxDepth ?? MAX_DEPTH, maxValues: limits.maxValues ?? MAX_VALUES },
      maxCalls: MAX_HOST_CALLS,
      onBytes: (bytes) => this.#count(bytes),
    });
    this.#clock = new CallClock(() => !this.#loaded || this.#child.channel.serving > 0);
    const head: StartHead = {
      type: "start",
      permissions: workerPermissions(grant),
      maxRssMb: limits.memoryMb + IDLE_MB,
      ...(kernelWall() ? { wall: { read: grant.read, write: grant.write, net: grant.net.length > 0 } } : {}),
    };
    this.#child.channel.post({ ...head }, options.modules).catch(() => {});
    this.#child.channel.closed.then(() => this.#closed());
    this.ready = this.#load();
    this.ready.catch(() => {});
  }

  async #load(): Promise<unknown> {
    const clock = new CallClock(() => false);
    const onOver = () => this.#kill("deadline", `did not load within ${LOAD_MS} ms`);
    const stop = clock.start({ ownMs: LOAD_MS, wallMs: LOAD_WALL_MS, onOver });
    try {
      return (await this.#child.channel.call("ready", null)).value;
    } catch (error) {
      throw this.#end?.error ?? error;
    } finally {
      this.#loaded = true;
      stop();
    }
  }

  /** Calls that run. */
  get calls(): number {
    return this.#calls;
  }

  /** How it ended; null while it runs. */
  get end(): IsolateEnd | null {
    return this.#end;
  }

  /** Resolves when the process is gone. */
  get exited(): Promise<unknown> {
    return this.#child.exited;
  }

  /**
   * Calls a method that the runtime serves.
   *
   * @throws {NexusError} What the code threw; `process.crashed`, `process.deadline`, `process.protocol` where the isolate ended;
   * `process.cancelled` at once when `signal` is aborted: code that then does not come to its end is ended.
   */
  async call(
    method: string,
    params: unknown,
    options: Pick<CallOptions, "signal" | "attachments"> & { timeoutMs?: number } = {},
  ): Promise<Reply> {
    if (this.#end !== null) throw this.#end.error;
    const { signal } = options;
    if (signal?.aborted) throw cancelled(this.#options.name, method);
    const ownMs = options.timeoutMs ?? this.#options.limits.timeoutMs;
    const meter = { bytes: 0 };
    const over = () => this.#kill("deadline", `did not end "${method}" within ${ownMs} ms`);
    const wallMs = ownMs * (this.#options.limits.wallFactor ?? WALL_FACTOR);
    const stop = this.#clock.start({ ownMs, wallMs, onOver: over });
    this.#meters.add(meter);
    this.#calls++;
    const { attachments } = options;
    const work = this.#child.channel.call(method, params, attachments === undefined ? {} : { attachments })
      .catch((error) => {
        throw this.#end?.error ?? thrownInside(error);
      })
      .finally(() => {
        stop();
        this.#meters.delete(meter);
        this.#calls--;
      });
    if (signal === undefined) return await work;
    return await raceAbort(work, signal, () => {
      const onOver = () => this.#endStubborn(method);
      const ungraced = this.#clock.start({ ownMs: GRACE_MS, wallMs: GRACE_MS * WALL_FACTOR, onOver });
      work.catch(() => {}).finally(ungraced);
      return cancelled(this.#options.name, method);
    });
  }

  /**
   * Looks whether code is idle that nobody calls. One that goes on working, so that it does not even answer, is ended; its end is that of a
   * deadline.
   */
  async checkIdle(withinMs: number): Promise<void> {
    if (this.#end !== null || this.#calls > 0) return;
    const onOver = () => this.#kill("deadline", "went on working after its last call had ended");
    const stop = this.#clock.start({ ownMs: withinMs, wallMs: withinMs * WALL_FACTOR, onOver });
    await this.#child.channel.call("ready", null).catch(() => {});
    stop();
  }

  /** Ends it at once. */
  close(): void {
    this.#finish("closed", new NexusError("process.cancelled", `${this.#options.name} was stopped`));
  }

  #count(bytes: number): void {
    const { outputMb } = this.#options.limits;
    for (const meter of this.#meters) {
      meter.bytes += bytes;
      if (meter.bytes > outputMb * MIB) {
        return this.#kill("breach", `sent more than ${outputMb} MB in one call`);
      }
    }
  }

  #kill(kind: "deadline" | "breach", what: string): void {
    const code = kind === "deadline" ? "process.deadline" : "process.protocol";
    this.#finish(kind, new NexusError(code, `${this.#options.name} ${what}`));
  }

  /** The caller asked for this end, so it is nobody's crash. */
  #endStubborn(method: string): void {
    const message = `${this.#options.name} did not stop "${method}" when it was cancelled`;
    this.#finish("closed", new NexusError("process.crashed", message));
  }

  #closed(): void {
    const failure = this.#child.channel.failure;
    const message = failure?.message ?? "it ended";
    if (failure?.code === "process.protocol") return this.#kill("breach", `broke the protocol: ${message}`);
    const error = new NexusError("process.crashed", `${this.#options.name} crashed: ${message}`, {
      ...(failure?.details === undefined ? {} : { details: failure.details }),
    });
    this.#finish("crashed", error);
  }

  #finish(kind: IsolateEnd["kind"], error: NexusError): void {
    if (this.#end !== null) return;
    this.#end = { kind, error };
    this.#child.kill(error.message);
    this.#child.channel.close(error);
    this.#options.onExit?.(this.#end);
  }
}

/** Code may not pretend that its process failed, or Nexus. */
function thrownInside(error: unknown): unknown {
  if (!(error instanceof NexusError) || !/^(process|internal|store|config)\./.test(error.code)) return error;
  return new NexusError("plugin.failed", error.message, { cause: error });
}

/** A process that writes down what it asked for needs the file for it, which no wall knows of. */
function beforeOf({ wall, grant, program, audit }: IsolateOptions): { before?: string[] } {
  const before = audit === undefined ? wall?.around({ grant, program: program ?? "" }) : undefined;
  return before ? { before } : {};
}

/** Young objects get more room where there is more memory: a parser of many cells spends a third of its time on clearing 8 MB. */
function v8Flags({ limits, noCodeGeneration }: IsolateOptions): string[] {
  return [
    `--max-old-space-size=${limits.memoryMb}`,
    `--max-semi-space-size=${Math.min(32, Math.max(8, Math.floor(limits.memoryMb / 32)))}`,
    "--enable-experimental-regexp-engine-on-excessive-backtracks",
    "--wasm-max-mem-pages=" + Math.ceil(limits.memoryMb * 16),
    ...(noCodeGeneration ? ["--disallow-code-generation-from-strings"] : []),
  ];
}

function raceAbort<T>(work: Promise<T>, signal: AbortSignal, onAbort: () => NexusError): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const abort = () => reject(onAbort());
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

function cancelled(name: string, method: string): NexusError {
  return new NexusError("process.cancelled", `"${method}" of ${name} was cancelled`);
}
