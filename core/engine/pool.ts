/**
 * The native engines as the rest of Nexus uses them: in processes of their own, which may die without harm.
 *
 * @module
 */
import type { Scan, Table } from "../contract/mod.ts";
import { type BatchSession, openBatchSession } from "./batch_session.ts";
import type { ImportProgress, ImportResult, Misfit } from "./imports/types.ts";
import { unfinished } from "./files.ts";
import { Lane } from "./lane.ts";
import type { EngineName, RunRequest, RunResult } from "./request.ts";
import { SqlLane } from "./sql/lane.ts";
import type { NamedRelation } from "./sql/request.ts";

/** How the pool is set up. */
export interface EnginePoolOptions {
  /** Processes for questions; imports have one more of their own, so that they hold nobody up. 2 by default. */
  size?: number;
  /** Memory that all processes may take together; a process is ended where it takes 768 MB more than its part. */
  memoryMb: number;
  /** Threads of each process; all processors by default. */
  threads?: number;
  /** Folder for what does not fit into memory, this pool's alone: what an earlier one left there is removed. */
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

/** How one SELECT is bounded. */
export interface SqlOptions extends EngineRunOptions {
  /** Rows to return. */
  limit: number;
  /** Bytes of the rows to return. */
  maxBytes: number;
}

/** State of the pool, for health and metrics. */
export type EngineStats = Record<"queries" | "imports" | "sql", ReturnType<Lane["stats"]>>;

/** A file up to this size is imported by a process for questions: to start another takes longer than that. */
const SMALL_BYTES = 4 * 1024 * 1024;
/** Runs that may use SQL at the same time. */
const SQL_PROCESSES = 2;
/** Memory of DuckDB in a process for SQL. */
const SQL_MEMORY_MB = 512;
/** Below this, DuckDB spills so much that it hardly moves. */
const MIN_MEMORY_MB = 256;

/** Runs plans and imports. */
export class EnginePool {
  readonly #queries: Lane;
  readonly #imports: Lane;
  readonly #sql: SqlLane;
  #versions: Promise<Record<string, string>> | undefined;

  constructor(options: EnginePoolOptions) {
    const { size = 2, temporary, idleMs = Infinity, onRestart = () => {} } = options;
    const memoryMb = Math.max(MIN_MEMORY_MB, Math.floor(options.memoryMb / (size + 1)));
    const threads = options.threads ?? Math.min(16, navigator.hardwareConcurrency);
    const spill = `${temporary}/engines`;
    removeLeftovers(spill);
    const common = { temporary: spill, onRestart, idleMs };
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
    this.#sql = new SqlLane({
      temporary: spill,
      onRestart,
      size: SQL_PROCESSES,
      settings: { memoryMb: Math.min(memoryMb, SQL_MEMORY_MB), threads, load: [] },
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
   * Runs one SELECT that came from outside, in a process that can read the files of these relations and no others. A relation is called by
   * its name. Rows over the limits are counted and not returned.
   *
   * @throws {NexusError} `plan.invalid` where it is no such SELECT or fails on its data, and what {@linkcode run} throws.
   */
  sql(text: string, relations: readonly NamedRelation[], options: SqlOptions): Promise<Table> {
    return this.#sql.run(text, relations, options);
  }

  /** Starts what the first SELECT needs. */
  warmSql(): void {
    this.#sql.warm();
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
      /** Size of the file; large by default. */
      bytes?: number;
      onProgress?: (progress: ImportProgress) => void;
    },
  ): Promise<ImportResult | { misfit: Misfit }> {
    const { file, scan, out, bytes, ...call } = options;
    if (scan.kind !== "delimited") throw new TypeError("Only a delimited scan can be read by the engine");
    const lane = this.#importLane(bytes);
    const process = await lane.take("import", options);
    try {
      return await process.call("import.delimited", { file, scan, out }, call) as
        | ImportResult
        | { misfit: Misfit };
    } finally {
      await removeUnfinished(out);
      lane.give(process);
    }
  }

  /** Has the engine read a Parquet file by itself. */
  async importParquet(
    options: EngineRunOptions & {
      file: string;
      /** What the file is called in errors. */
      name: string;
      scan: Extract<Scan, { kind: "parquet" }>;
      out: string;
      bytes?: number;
      onProgress?: (progress: ImportProgress) => void;
    },
  ): Promise<ImportResult> {
    const { file, name, scan, out, bytes, ...call } = options;
    const lane = this.#importLane(bytes);
    const process = await lane.take("import", options);
    try {
      return await process.call("import.parquet", { file, name, scan, out }, call) as ImportResult;
    } finally {
      await removeUnfinished(out);
      lane.give(process);
    }
  }

  /** Opens an import by batches; waits until the one before has ended. */
  async importBatches(
    options: EngineRunOptions & {
      scan: Scan;
      out: string;
      bytes?: number;
      onProgress?: (progress: ImportProgress) => void;
    },
  ): Promise<BatchSession> {
    const { scan, out, bytes, ...call } = options;
    const lane = this.#importLane(bytes);
    const process = await lane.take("import", options);
    return await openBatchSession(process, {
      scan,
      out,
      call,
      onEnd: async () => {
        await removeUnfinished(out);
        lane.give(process);
      },
    });
  }

  /** Versions of the engines. */
  versions(): Promise<Record<string, string>> {
    this.#versions ??= this.#askVersions();
    this.#versions.catch(() => this.#versions = undefined);
    return this.#versions;
  }

  /** Starts what an import of this size needs, while its bytes are still on their way. */
  warmImport(bytes?: number): void {
    this.#importLane(bytes).warm(1);
  }

  #importLane(bytes = Infinity): Lane {
    return bytes <= SMALL_BYTES ? this.#queries : this.#imports;
  }

  /** Starts a process ahead of the first question. */
  warm(): void {
    this.#queries.warm();
  }

  /** Lets every process go that has nothing to do; the next query or {@linkcode warm} starts another. */
  rest(): void {
    this.#queries.rest();
    this.#imports.rest();
  }

  stats(): EngineStats {
    return { queries: this.#queries.stats(), imports: this.#imports.stats(), sql: this.#sql.stats() };
  }

  /** Ends all processes. Whoever waits is told. */
  async close(): Promise<void> {
    await Promise.all([this.#queries.close(), this.#imports.close(), this.#sql.close()]);
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

function removeLeftovers(folder: string): void {
  try {
    Deno.removeSync(folder, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

async function removeUnfinished(out: string): Promise<void> {
  await Deno.remove(unfinished(out)).catch(() => {});
}
