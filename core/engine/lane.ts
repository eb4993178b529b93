/**
 * A few engine processes behind one queue.
 *
 * @module
 */
import { NexusError } from "../contract/mod.ts";
import { EngineProcess } from "./engine_process.ts";
import type { EngineSettings } from "./protocol.ts";
import type { EngineName } from "./request.ts";
import { crash } from "./engine_process.ts";

/** How a lane is set up. */
export interface LaneOptions {
  size: number;
  settings: Omit<EngineSettings, "temporary">;
  /** Each process gets its own folder inside. */
  temporary: string;
  onRestart: (working: string, reason: string) => void;
  idleMs: number;
  /** Processes that are kept ready, fresh ones, when all are idle. */
  keep: number;
}

interface Waiter {
  resolve(process: EngineProcess): void;
  reject(error: NexusError): void;
}

/** Megabytes that a process may hold on to while it is idle. A fresh one with both engines has about 110. */
/** Expressions of Polars are native objects that are collected late, in pauses of seconds after tens of thousands of them; a fresh process costs 130 ms. */
const QUERIES_OF_A_LIFE = 400;
const IDLE_RSS_MB = 192;

/** Gives out processes one caller at a time, starts them when needed, replaces those that die, and lets idle ones go. */
export class Lane {
  readonly #options: LaneOptions;
  readonly #processes = new Set<EngineProcess>();
  readonly #idle = new Set<EngineProcess>();
  readonly #waiting: Waiter[] = [];
  #timer: ReturnType<typeof setInterval> | undefined;
  #closed = false;
  #resting = false;
  #restarts = 0;

  constructor(options: LaneOptions) {
    this.#options = options;
    if (options.idleMs === Infinity) return;
    this.#timer = setInterval(() => this.#giveBack(), options.idleMs / 4);
    Deno.unrefTimer(Number(this.#timer));
  }

  /** Starts the processes that are kept ready, or as many as are asked for. */
  warm(count = this.#options.keep): void {
    this.#resting = false;
    while (!this.#closed && this.#processes.size < count) this.#idle.add(this.#start());
  }

  /** Ends every process that has nothing to do. The next caller waits for a fresh one. */
  rest(): void {
    this.#resting = true;
    for (const process of this.#idle) this.#letGo(process);
  }

  /** A process for one piece of work; waits in line where all are busy. It must be given back. */
  async take(
    working: string,
    { engine, signal }: { engine?: EngineName; signal?: AbortSignal | undefined } = {},
  ): Promise<EngineProcess> {
    if (this.#closed) throw closed();
    if (signal?.aborted) throw new NexusError("process.cancelled", "The query was cancelled");
    this.#resting = false;
    const process = this.#choose(engine) ?? await this.#wait(signal);
    process.working = working;
    return process;
  }

  /** Takes a process back; the first in line gets it, or its successor where it died. */
  give(process: EngineProcess): void {
    process.working = null;
    if (process.ended || this.#closed) this.#processes.delete(process);
    else if (process.queries >= QUERIES_OF_A_LIFE) this.#retire(process);
    else this.#idle.add(process);
    this.#serveWaiting();
  }

  stats(): {
    processes: { pid: number; rssMb: number | null; queries: number; working: string | null }[];
    waiting: number;
    restarts: number;
  } {
    const processes = [...this.#processes].map((each) => ({
      pid: each.pid,
      rssMb: each.rssMb(),
      queries: each.queries,
      working: each.working,
    }));
    return { processes, waiting: this.#waiting.length, restarts: this.#restarts };
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    for (const { reject } of this.#waiting.splice(0)) reject(closed());
    await Promise.all([...this.#processes].map((each) => each.stop("The engines are closed")));
    this.#processes.clear();
    this.#idle.clear();
  }

  #choose(engine: EngineName | undefined): EngineProcess | undefined {
    if (this.#waiting.length > 0) return undefined;
    for (const each of this.#idle) if (each.ended) this.#idle.delete(each);
    const idle = [...this.#idle];
    const chosen = idle.find(({ loaded }) => engine === undefined || loaded.has(engine)) ?? idle[0];
    if (chosen !== undefined) this.#idle.delete(chosen);
    else if (this.#processes.size < this.#options.size) return this.#start();
    return chosen;
  }

  #wait(signal: AbortSignal | undefined): Promise<EngineProcess> {
    return new Promise((resolve, reject) => {
      const waiter = { resolve, reject };
      this.#waiting.push(waiter);
      signal?.addEventListener("abort", () => {
        const place = this.#waiting.indexOf(waiter);
        if (place < 0) return;
        this.#waiting.splice(place, 1);
        reject(new NexusError("process.cancelled", "The query was cancelled while it waited for an engine"));
      }, { once: true });
    });
  }

  #serveWaiting(): void {
    while (this.#waiting.length > 0) {
      for (const each of this.#idle) if (each.ended) this.#idle.delete(each);
      let process = this.#idle.values().next().value;
      if (process !== undefined) this.#idle.delete(process);
      else if (this.#processes.size < this.#options.size && !this.#closed) process = this.#start();
      if (process === undefined) return;
      this.#waiting.shift()!.resolve(process);
    }
  }

  /** Puts a fresh process into the place of one that has worked for long. */
  #retire(process: EngineProcess): void {
    this.#processes.delete(process);
    process.stop("It had worked for long").catch(() => {});
    this.warm();
  }

  #start(): EngineProcess {
    const { settings, temporary } = this.#options;
    const process = new EngineProcess({
      settings: { ...settings, temporary: `${temporary}/engine-${crypto.randomUUID()}` },
      onCrash: (dead, exit) => {
        this.#processes.delete(dead);
        this.#idle.delete(dead);
        if (this.#closed) return;
        this.#restarts++;
        this.#options.onRestart(dead.working ?? "idle", crash(dead.working, exit).message);
        // One that never answered would die again: the next caller finds out why.
        if (dead.queries > 0) this.warm();
        this.#serveWaiting();
      },
    });
    this.#processes.add(process);
    return process;
  }

  /** Stops processes that have been idle for long, but keeps fresh ones ready. */
  #giveBack(): void {
    const { idleMs, keep } = this.#options;
    const now = Date.now();
    for (const process of this.#idle) {
      if (now - process.lastUsed < idleMs) continue;
      const fat = (process.rssMb() ?? 0) > IDLE_RSS_MB && process.queries > 0;
      if (!fat && this.#processes.size <= keep) continue;
      this.#letGo(process);
    }
    if (this.#processes.size > 0 || keep === 0 || this.#resting) return;
    this.warm();
  }

  #letGo(process: EngineProcess): void {
    this.#idle.delete(process);
    this.#processes.delete(process);
    process.stop("It was idle").catch(() => {});
  }
}

function closed(): NexusError {
  return new NexusError("process.cancelled", "The engines are closed");
}
