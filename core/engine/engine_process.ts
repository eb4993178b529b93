/**
 * One engine process as the pool sees it.
 *
 * @module
 */
import { NexusError } from "../contract/mod.ts";
import { type Child, type ChildExit, spawnChild } from "../process/mod.ts";
import type { ImportProgress } from "./imports/types.ts";
import type { EngineMethods, EngineSettings } from "./protocol.ts";
import type { EngineName } from "./request.ts";

/** How a process is made. */
export interface EngineProcessOptions {
  /** The program: that of the engines by default. */
  entry?: "engine" | "sql";
  settings: EngineSettings;
  /** Called when it has ended without having been asked to. */
  onCrash: (process: EngineProcess, exit: ChildExit) => void;
}

/** How one call is bounded. */
export interface EngineCallOptions {
  signal?: AbortSignal | undefined;
  deadlineMs?: number | undefined;
  onProgress?: ((progress: ImportProgress) => void) | undefined;
  attachments?: Uint8Array[];
}

/** Beside DuckDB's memory: V8, both engines' code, Polars' frames, results on their way. */
const RSS_BESIDE_MB = 768;
/** What V8 and the allocators map beside what they use; below 1.2 GB V8 does not start. */
const DATA_BESIDE_MB = 4096;
/** Native code is not held by these; DuckDB's own lock and limits are. */
const PERMISSIONS = {
  engine: ["--allow-read", "--allow-write", "--allow-ffi", "--allow-env", "--allow-sys"],
  sql: ["--allow-read", "--allow-ffi", "--allow-env", "--allow-sys"],
};
/** A process that was told to stop and has not after this time is killed. */
const OBEY_MS = 250;

/** A process with native engines, used for one thing at a time. */
export class EngineProcess {
  readonly #child: Child;
  readonly #ready: Promise<unknown>;
  readonly #loaded: Set<EngineName>;
  #onProgress: ((progress: ImportProgress) => void) | undefined;
  #stopping = false;
  /** What it works on, for messages; null when idle. */
  working: string | null = null;
  queries = 0;
  lastUsed = Date.now();

  constructor({ entry = "engine", settings, onCrash }: EngineProcessOptions) {
    Deno.mkdirSync(settings.temporary, { recursive: true });
    this.#loaded = new Set(settings.load);
    this.#child = spawnChild({
      entry,
      permissions: PERMISSIONS[entry],
      limits: { dataKb: (settings.memoryMb + DATA_BESIDE_MB) * 1024 },
      maxRssMb: settings.memoryMb + RSS_BESIDE_MB,
      handlers: { "import.progress": (progress) => this.#onProgress?.(progress as ImportProgress) },
    });
    this.#ready = this.#child.channel.call("configure", settings);
    this.#ready.catch(() => {});
    this.#child.exited.then((exit) => {
      Deno.remove(settings.temporary, { recursive: true }).catch(() => {});
      if (!this.#stopping) onCrash(this, exit);
    });
  }

  get pid(): number {
    return this.#child.pid;
  }

  get loaded(): ReadonlySet<EngineName> {
    return this.#loaded;
  }

  /** True once it has been stopped or was found dead: it takes no more work. */
  get ended(): boolean {
    return this.#stopping || this.#child.channel.failure !== null;
  }

  /** Resolves when it has answered for the first time. */
  async ready(): Promise<void> {
    await this.#ready;
  }

  /**
   * Calls a method. Past the deadline, or when the signal aborts, the work is stopped: by the engine where it obeys, else with the process.
   *
   * @throws {NexusError} `engine.deadline`, `engine.memory`, `engine.crashed`, `process.cancelled`, and what the engine threw.
   */
  async call<M extends keyof EngineMethods>(
    method: M,
    params: EngineMethods[M],
    options: EngineCallOptions = {},
  ): Promise<unknown> {
    const { signal, deadlineMs, onProgress, attachments = [] } = options;
    const stop = new AbortController();
    const abort = () => stop.abort(new NexusError("process.cancelled", "The query was cancelled"));
    if (signal?.aborted) abort();
    signal?.addEventListener("abort", abort, { once: true });
    const timer = deadlineMs === undefined ? undefined : setTimeout(
      () => stop.abort(deadline(deadlineMs)),
      deadlineMs,
    );
    this.#onProgress = onProgress;
    if (method === "run") this.#loaded.add((params as EngineMethods["run"]).engine);
    try {
      await Promise.race([this.#ready, aborted(stop.signal)]);
      return (await this.#child.channel.call(method, params, { signal: stop.signal, attachments })).value;
    } catch (error) {
      if (!stop.signal.aborted) throw await this.#explain(error);
      await this.#settle(stop.signal.reason.message);
      throw stop.signal.reason;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
      this.#onProgress = undefined;
      this.queries++;
      this.lastUsed = Date.now();
    }
  }

  /** Ends it on purpose. */
  async stop(reason: string): Promise<void> {
    this.#stopping = true;
    this.#child.kill(reason);
    await this.#child.exited;
  }

  /** Resident megabytes, or null where the system does not tell. */
  rssMb(): number | null {
    return this.#child.rssMb();
  }

  /** Waits until the work that was given up has stopped, or kills the process. */
  async #settle(reason: string): Promise<void> {
    try {
      await this.#child.channel.call("idle", null, { timeoutMs: OBEY_MS });
    } catch {
      this.#child.kill(reason);
      await this.#child.exited;
    }
  }

  async #explain(error: unknown): Promise<unknown> {
    if (!(error instanceof NexusError) || error.code !== "process.crashed") return error;
    return crash(this.working, await this.#child.exited);
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

function deadline(ms: number): NexusError {
  return new NexusError("engine.deadline", `The engine did not finish within ${ms / 1000} s`, {
    hint: "Ask for fewer rows or groups, or raise the deadline.",
  });
}

/** Why a process died, as an error of the table. */
export function crash(working: string | null, exit: ChildExit): NexusError {
  const outOfMemory = /memory/i.test(exit.reason) ||
    /memory allocation of \d+ bytes failed|out of memory|bad_alloc/i.test(exit.stderr);
  const details = { reason: exit.reason, stderr: exit.stderr.slice(-1000) };
  if (outOfMemory) {
    return new NexusError("engine.memory", `The engine process was ended while it worked: ${exit.reason}`, {
      hint: "Ask for fewer rows or groups, or give the engines more memory.",
      details,
    });
  }
  return new NexusError(
    "engine.crashed",
    `The engine process died${working === null ? "" : ` during ${working}`}: ${exit.reason}`,
    { hint: "It has been replaced; ask again.", details },
  );
}
