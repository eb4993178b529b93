/**
 * The work of one engine process.
 *
 * @module
 */
import { NexusError } from "../contract/mod.ts";
import type * as DuckdbEngine from "./duckdb/mod.ts";
import type { Duckdb } from "./duckdb/mod.ts";
import { unfinished } from "./files.ts";
import type * as Imports from "./imports/mod.ts";
import type { ImportProgress, ImportResult, Misfit } from "./imports/types.ts";
import type * as PolarsEngine from "./polars/run.ts";
import type { EngineMethods, EngineSettings } from "./protocol.ts";
import type { RunResult } from "./request.ts";

/** How a longer piece of work is followed and stopped. */
export interface WorkOptions {
  signal: AbortSignal;
  onProgress: (progress: ImportProgress) => void;
}

/** How long an instance waits for the next run: opening and locking one takes 20 ms, but what it has read stays in memory. */
const KEEP_MS = 10_000;

/** An import by batches that has begun. */
interface OpenImport {
  duckdb: Duckdb;
  table: Imports.BatchImport;
  out: string;
}

/** Loads engines when they are first needed, and runs one thing at a time. */
export class EngineSession {
  readonly #settings: EngineSettings;
  /** An instance that is open and not yet locked: opening one takes longer than most queries. */
  #spare: Promise<Duckdb> | undefined;
  /** The instance of the last run, which the next one uses where it needs the same files. */
  #kept: Duckdb | undefined;
  #keeping: ReturnType<typeof setTimeout> | undefined;
  #import: OpenImport | undefined;
  #work: Promise<unknown> | undefined;

  constructor(settings: EngineSettings) {
    this.#settings = settings;
  }

  /** Loads the engines of the settings. Waits for the first only: a question to it need not wait for the other. */
  async load(): Promise<void> {
    const { load } = this.#settings;
    if (load.includes("polars")) await polars();
    if (!load.includes("duckdb")) return;
    this.#prepare();
    if (!load.includes("polars")) await this.#spare;
  }

  /** Runs a plan. */
  run({ engine, request }: EngineMethods["run"], signal: AbortSignal): Promise<RunResult> {
    const run = async (asked: typeof request) =>
      engine === "polars" ? await (await polars()).runPolars(asked) : await this.#runDuckdb(asked, signal);
    return this.#alone(async () => {
      const { plan } = request;
      if (plan.op !== "statistic") return await run(request);
      const { runStatistic } = await import("./statistic.ts");
      return await runStatistic({ ...request, plan }, run);
    });
  }

  async #runDuckdb(request: EngineMethods["run"]["request"], signal: AbortSignal): Promise<RunResult> {
    const { isLockedFor, runDuckdb } = await duckdb();
    if (this.#kept !== undefined && !isLockedFor(this.#kept, request)) this.#letGo();
    const instance = this.#kept ?? await this.#take();
    this.#kept = undefined;
    clearTimeout(this.#keeping);
    try {
      const result = await runDuckdb(instance, request, signal);
      this.#kept = instance;
      this.#keeping = setTimeout(() => this.#letGo(), KEEP_MS);
      setTimeout(() => this.#prepare());
      return result;
    } catch (error) {
      this.#discard(instance);
      throw error;
    }
  }

  /** Imports a delimited file by itself. */
  importDelimited(
    { file, scan, out }: EngineMethods["import.delimited"],
    { signal, onProgress }: WorkOptions,
  ): Promise<ImportResult | { misfit: Misfit }> {
    return this.#alone(() =>
      this.#withDuckdb(async (instance) => {
        const { importDelimited } = await imports();
        await (await duckdb()).lockDuckdb(instance, [file, unfinished(out)]);
        return await interruptible(
          instance,
          signal,
          () => importDelimited(instance, { file, scan, out, onProgress }),
        );
      })
    );
  }

  /** Imports a Parquet file by itself. */
  importParquet(
    { file, name, scan, out }: EngineMethods["import.parquet"],
    { signal, onProgress }: WorkOptions,
  ): Promise<ImportResult> {
    return this.#alone(() =>
      this.#withDuckdb(async (instance) => {
        const { importParquet, unfinishedFiles } = await imports();
        const files = [file, ...unfinishedFiles(out, scan.columns.length)];
        await (await duckdb()).lockDuckdb(instance, files);
        return await interruptible(
          instance,
          signal,
          () => importParquet(instance, { file, name, scan, out, onProgress }),
        );
      })
    );
  }

  /** Opens a table that grows by batches. */
  beginImport({ scan, out }: EngineMethods["import.begin"]): Promise<void> {
    return this.#alone(async () => {
      if (this.#import !== undefined) throw new NexusError("process.protocol", "An import is open already");
      const { BatchImport, batchFiles, unfinishedFiles } = await imports();
      const { temporary } = this.#settings;
      const columns = scan.columns.length;
      const instance = await this.#take();
      const files = [...unfinishedFiles(out, columns), ...batchFiles(temporary, columns)];
      await (await duckdb()).lockDuckdb(instance, files);
      this.#import = { duckdb: instance, table: await BatchImport.begin(instance, scan, temporary), out };
    });
  }

  /** Adds rows. */
  appendImport(
    { rows, longest, slices }: EngineMethods["import.append"],
    attachments: Uint8Array[],
  ): Promise<void> {
    return this.#alone(async () => {
      if (slices.length !== attachments.length) {
        throw new NexusError("process.protocol", "A batch has no bytes");
      }
      const whole = slices.map((slice, index) => ({ ...slice, bytes: attachments[index]! }));
      await this.#openImport().table.append({ rows, longest, slices: whole });
    });
  }

  /** Converts and writes what was added. */
  finishImport({ signal, onProgress }: WorkOptions): Promise<ImportResult> {
    return this.#alone(async () => {
      const { duckdb: instance, table, out } = this.#openImport();
      this.#import = undefined;
      try {
        return await interruptible(instance, signal, () => table.finish(out, onProgress));
      } finally {
        await table.close();
        this.#discard(instance);
      }
    });
  }

  /** Forgets what was added. */
  async abortImport(): Promise<void> {
    await this.idle();
    const open = this.#import;
    this.#import = undefined;
    if (open === undefined) return;
    await open.table.close();
    this.#discard(open.duckdb);
  }

  /** Resolves when nothing runs. */
  async idle(): Promise<void> {
    await this.#work?.catch(() => {});
  }

  /** Versions of both engines. */
  async versions(): Promise<Record<string, string>> {
    const [{ duckdbVersion }, { default: pl }] = await Promise.all([duckdb(), import("nodejs-polars")]);
    return { duckdb: duckdbVersion(), polars: pl.version };
  }

  #openImport(): OpenImport {
    if (this.#import === undefined) throw new NexusError("process.protocol", "No import is open");
    return this.#import;
  }

  async #alone<T>(work: () => Promise<T>): Promise<T> {
    if (this.#work !== undefined) throw new NexusError("process.protocol", "The engine process is busy");
    const running = work();
    this.#work = running;
    try {
      return await running;
    } finally {
      this.#work = undefined;
    }
  }

  async #withDuckdb<T>(work: (instance: Duckdb) => Promise<T>): Promise<T> {
    const instance = await this.#take();
    try {
      return await work(instance);
    } finally {
      this.#discard(instance);
    }
  }

  #take(): Promise<Duckdb> {
    const taken = this.#spare ?? this.#open();
    this.#spare = undefined;
    return taken;
  }

  async #open(): Promise<Duckdb> {
    const { memoryMb, threads, temporary } = this.#settings;
    const folder = `${temporary}/${crypto.randomUUID()}`;
    return await (await duckdb()).openDuckdb({ memoryMb, threads, temporary: folder });
  }

  /** After the answer has gone out: closing gives memory back, which takes time, and the next instance is made ready. */
  #discard(instance: Duckdb): void {
    setTimeout(() => {
      instance.close();
      this.#prepare();
    });
  }

  #letGo(): void {
    clearTimeout(this.#keeping);
    if (this.#kept !== undefined) this.#discard(this.#kept);
    this.#kept = undefined;
  }

  #prepare(): void {
    if (this.#spare !== undefined) return;
    this.#spare = this.#open();
    this.#spare.catch(() => this.#spare = undefined);
  }
}

/** Runs work that a signal interrupts; DuckDB's errors become ours. */
async function interruptible<T>(
  instance: Duckdb,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  const interrupt = () => instance.connection.interrupt();
  signal.addEventListener("abort", interrupt, { once: true });
  try {
    return await work();
  } catch (error) {
    throw (await duckdb()).duckdbError(error, "import");
  } finally {
    signal.removeEventListener("abort", interrupt);
  }
}

function duckdb(): Promise<typeof DuckdbEngine> {
  return import("./duckdb/mod.ts");
}

function imports(): Promise<typeof Imports> {
  return import("./imports/mod.ts");
}

function polars(): Promise<typeof PolarsEngine> {
  return import("./polars/run.ts");
}
