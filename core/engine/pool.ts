/**
 * The native engines as the rest of Nexus uses them: in processes of their own, which may die without harm.
 *
 * @module
 */
import type { Batch, Scan } from "../contract/mod.ts";
import { NexusError } from "../contract/mod.ts";
import type { ImportProgress, ImportResult, Misfit } from "./imports/types.ts";
import { unfinished } from "./files.ts";
import { Lane } from "./lane.ts";
import type { EngineName, RunRequest, RunResult } from "./request.ts";

/** How the pool is set up. */
export interface EnginePoolOptions {
  /** Processes for questions; imports have one more of their own, so that they hold nobody up. 2 by default. */
  size?: number;
  /** Memory that all processes may take together; a process is ended where it takes 768 MB more than its part. */
  memoryMb: number;
  /** Threads of each process; all processors by default. */
  threads?: number;
  /** Folder for what does not fit into memory; what is left there by processes that died is removed. */
  temporary: string;
  /** Called when a process died and is replaced. */
  onRestart?: (engine: string, reason: string) => void;
  /** After so much time without work, processes give their memory back. Never by default. */
  idleMs?: number;
}

/** How one piece of work is bounded. */
export interface EngineRunOptions {
  signal?: AbortSignal | undefined;
  deadlineMs?: number | undefined;
}

/** An import by batches. One of `finish` and `abort` must be called. */
export interface BatchSession {
  append(batch: Batch): Promise<void>;
  finish(): Promise<ImportResult>;
  abort(): Promise<void>;
}

/** State of the pool, for health and metrics. */
export type EngineStats = Record<"queries" | "imports", ReturnType<Lane["stats"]>>;

/** Below this, DuckDB spills so much that it hardly moves. */
const MIN_MEMORY_MB = 256;

/** Runs plans and imports. */
export class EnginePool {
  readonly #queries: Lane;
  readonly #imports: Lane;
  #versions: Promise<Record<string, string>> | undefined;

  constructor(options: EnginePoolOptions) {
    const { size = 2, temporary, idleMs = Infinity, onRestart = () => {} } = options;
    const memoryMb = Math.max(MIN_MEMORY_MB, Math.floor(options.memoryMb / (size + 1)));
    const threads = options.threads ?? Math.min(16, navigator.hardwareConcurrency);
    const common = { temporary: `${temporary}/engines`, onRestart, idleMs };
    this.#queries = new Lane({
      ...common,
      size,
      keep: 1,
      settings: { memoryMb, threads, load: ["duckdb", "polars"] },
    });
    this.#imports = new Lane({
      ...common,
      size: 1,
      keep: 0,
      settings: { memoryMb, threads, load: ["duckdb"] },
    });
  }

  /**
   * Runs a checked plan. A process that dies is replaced, and the caller may repeat.
   *
   * @throws {NexusError} `engine.failed`, `engine.crashed`, `engine.deadline`, `engine.memory`, `process.cancelled`.
   */
  async run(engine: EngineName, request: RunRequest, options: EngineRunOptions = {}): Promise<RunResult> {
    const process = await this.#queries.take(engine, { engine, signal: options.signal });
    try {
      return await process.call("run", { engine, request }, options) as RunResult;
    } finally {
      if (request.saveAs !== undefined) await removeUnfinished(request.saveAs);
      this.#queries.give(process);
    }
  }

  /**
   * Imports a delimited UTF-8 file. `misfit` where its rows are not what the scan says: the parser must then read it by itself.
   *
   * @throws {NexusError} As {@linkcode run}.
   */
  async importDelimited(
    options: EngineRunOptions & {
      file: string;
      scan: Scan;
      out: string;
      onProgress?: (progress: ImportProgress) => void;
    },
  ): Promise<ImportResult | { misfit: Misfit }> {
    const { file, scan, out, ...call } = options;
    if (scan.kind !== "delimited") throw new TypeError("Only a delimited scan can be read by the engine");
    const process = await this.#imports.take("import", options);
    try {
      return await process.call("import.delimited", { file, scan, out }, call) as
        | ImportResult
        | { misfit: Misfit };
    } finally {
      await removeUnfinished(out);
      this.#imports.give(process);
    }
  }

  /** Opens an import by batches; waits until the one before has ended. */
  async importBatches(
    options: EngineRunOptions & { scan: Scan; out: string; onProgress?: (progress: ImportProgress) => void },
  ): Promise<BatchSession> {
    const { scan, out, ...call } = options;
    const process = await this.#imports.take("import", options);
    let open = true;
    const end = async () => {
      open = false;
      await removeUnfinished(out);
      this.#imports.give(process);
    };
    const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
      if (!open) throw new NexusError("internal.error", "The import has ended already");
      try {
        return await work();
      } catch (error) {
        if (open && process.ended) await end();
        throw error;
      }
    };
    try {
      await process.call("import.begin", { scan, out }, call);
    } catch (error) {
      await end();
      throw error;
    }
    return {
      append: (batch) => guarded(async () => void await process.call("import.append", { batch }, call)),
      finish: () =>
        guarded(async () => {
          try {
            return await process.call("import.finish", null, call) as ImportResult;
          } finally {
            await end();
          }
        }),
      abort: async () => {
        if (!open) return;
        try {
          await process.call("import.abort", null);
        } catch {
          // It died: there is nothing left to forget.
        } finally {
          await end();
        }
      },
    };
  }

  /** Versions of the engines. */
  versions(): Promise<Record<string, string>> {
    this.#versions ??= this.#askVersions();
    this.#versions.catch(() => this.#versions = undefined);
    return this.#versions;
  }

  /** Starts a process ahead of the first question. */
  warm(): void {
    this.#queries.warm();
  }

  stats(): EngineStats {
    return { queries: this.#queries.stats(), imports: this.#imports.stats() };
  }

  /** Ends all processes. Whoever waits is told. */
  async close(): Promise<void> {
    await Promise.all([this.#queries.close(), this.#imports.close()]);
  }

  async #askVersions(): Promise<Record<string, string>> {
    const process = await this.#queries.take("versions");
    try {
      return await process.call("versions", null) as Record<string, string>;
    } finally {
      this.#queries.give(process);
    }
  }
}

async function removeUnfinished(out: string): Promise<void> {
  await Deno.remove(unfinished(out)).catch(() => {});
}
