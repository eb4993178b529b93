/**
 * The processes for SQL from outside: each can read one run's files, and ends when another run needs its place.
 *
 * @module
 */
import { NexusError, type Table } from "../../contract/mod.ts";
import { crash, EngineProcess } from "../engine_process.ts";
import type { EngineSettings } from "../protocol.ts";
import type { NamedRelation } from "./request.ts";

/** How the lane is set up. */
export interface SqlLaneOptions {
  /** Processes at the same time. */
  size: number;
  settings: Omit<EngineSettings, "temporary">;
  /** Each process gets its own folder inside. */
  temporary: string;
  onRestart: (working: string, reason: string) => void;
}

/** How one SELECT is bounded. */
interface SqlRunOptions {
  limit: number;
  maxBytes: number;
  signal?: AbortSignal | undefined;
  deadlineMs?: number | undefined;
}

/** After so much time without work a process ends: a script that asks again soon finds its own. */
const IDLE_MS = 30_000;

/** Gives each statement a process that is locked to its files, or a fresh one. */
export class SqlLane {
  readonly #options: SqlLaneOptions;
  /** The files of each process, as one text; null for a fresh one. */
  readonly #files = new Map<EngineProcess, string | null>();
  readonly #ends = new Map<EngineProcess, ReturnType<typeof setTimeout>>();
  readonly #waiting: (() => void)[] = [];
  #restarts = 0;
  #closed = false;

  constructor(options: SqlLaneOptions) {
    this.#options = options;
  }

  /** Starts a process ahead of the first statement of a run. */
  warm(): void {
    if (this.#closed || this.#files.size >= this.#options.size) return;
    if ([...this.#files.values()].includes(null)) return;
    this.#rest(this.#start());
  }

  /** Runs one SELECT. */
  async run(text: string, named: readonly NamedRelation[], options: SqlRunOptions): Promise<Table> {
    const { limit, maxBytes, signal, deadlineMs } = options;
    const relations = [...named].sort((a, b) => a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
    const process = await this.#take(JSON.stringify(relations.map(({ path }) => path)), signal);
    let ended = true;
    try {
      const table = await process.call("sql", { text, relations, limit, maxBytes }, { signal, deadlineMs });
      ended = false;
      return table as Table;
    } catch (error) {
      // After a fault of the engine nothing of it is used again.
      ended = !(error instanceof NexusError) || error.code.startsWith("engine.");
      throw withoutMachine(error);
    } finally {
      await this.#give(process, ended);
    }
  }

  stats(): {
    processes: { pid: number; rssMb: number | null; queries: number; working: string | null }[];
    waiting: number;
    restarts: number;
  } {
    const processes = [...this.#files.keys()].map((each) => ({
      pid: each.pid,
      rssMb: each.rssMb(),
      queries: each.queries,
      working: each.working,
    }));
    return { processes, waiting: this.#waiting.length, restarts: this.#restarts };
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const end of this.#ends.values()) clearTimeout(end);
    this.#ends.clear();
    for (const wake of this.#waiting.splice(0)) wake();
    await Promise.all([...this.#files.keys()].map((each) => each.stop("The engines are closed")));
    this.#files.clear();
  }

  async #take(files: string, signal: AbortSignal | undefined): Promise<EngineProcess> {
    while (true) {
      if (this.#closed) throw new NexusError("process.cancelled", "The engines are closed");
      if (signal?.aborted) throw new NexusError("process.cancelled", "The query was cancelled");
      const process = this.#choose(files);
      if (process !== undefined) {
        clearTimeout(this.#ends.get(process));
        this.#ends.delete(process);
        this.#files.set(process, files);
        process.working = "sql";
        return process;
      }
      await this.#turn(signal);
    }
  }

  /** An idle process of these files, else a fresh one, else one in the place of an idle process of other files. */
  #choose(files: string): EngineProcess | undefined {
    const idle = [...this.#files].filter(([each]) => each.working === null && !each.ended);
    const chosen = idle.find(([, own]) => own === files) ?? idle.find(([, own]) => own === null);
    if (chosen !== undefined) return chosen[0];
    if (this.#files.size < this.#options.size) return this.#start();
    if (idle[0] === undefined) return undefined;
    this.#end(idle[0][0], "Another run needed its place").catch(() => {});
    return this.#start();
  }

  #turn(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      signal?.addEventListener("abort", () => resolve(), { once: true });
    });
  }

  async #give(process: EngineProcess, ended: boolean): Promise<void> {
    process.working = null;
    if (ended || process.ended) await this.#end(process, "A statement failed in it");
    else this.#rest(process);
    for (const wake of this.#waiting.splice(0)) wake();
  }

  #rest(process: EngineProcess): void {
    const end = setTimeout(() => this.#end(process, "It was idle").catch(() => {}), IDLE_MS);
    Deno.unrefTimer(end);
    this.#ends.set(process, end);
  }

  async #end(process: EngineProcess, reason: string): Promise<void> {
    clearTimeout(this.#ends.get(process));
    this.#ends.delete(process);
    this.#files.delete(process);
    await process.stop(reason);
  }

  #start(): EngineProcess {
    const { settings, temporary, onRestart } = this.#options;
    const process = new EngineProcess({
      entry: "sql",
      settings: { ...settings, temporary: `${temporary}/sql-${crypto.randomUUID()}` },
      onCrash: (dead, exit) => {
        this.#restarts++;
        onRestart("sql", crash("sql", exit).message);
        clearTimeout(this.#ends.get(dead));
        this.#ends.delete(dead);
        this.#files.delete(dead);
        for (const wake of this.#waiting.splice(0)) wake();
      },
    });
    this.#files.set(process, null);
    return process;
  }
}

/** What a process said last may name places of this machine. */
function withoutMachine(error: unknown): unknown {
  if (!(error instanceof NexusError) || error.code !== "engine.crashed" && error.code !== "engine.memory") {
    return error;
  }
  const { message, hint } = error;
  return new NexusError(error.code, message, hint === undefined ? {} : { hint });
}
