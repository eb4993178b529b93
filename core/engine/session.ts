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
  #import: OpenImport | undefined;
  #work: Promise<unknown> | undefined;

  constructor(settings: EngineSettings) {
    this.#settings = settings;
  }

  /** Loads the engines of the settings. */
  async load(): Promise<void> {
    const { load } = this.#settings;
    if (load.includes("polars")) await polars();
    if (load.includes("duckdb")) await (this.#spare ??= this.#open());
  }

  /** Runs a plan. */
  run({ engine, request }: EngineMethods["run"], signal: AbortSignal): Promise<RunResult> {
    return this.#alone(async () => {
      if (engine === "polars") return await (await polars()).runPolars(request);
      const { runDuckdb } = await duckdb();
      return await this.#withDuckdb((instance) => runDuckdb(instance, request, signal));
    });
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

  /** Opens a table that grows by batches. */
  beginImport({ scan, out }: EngineMethods["import.begin"]): Promise<void> {
    return this.#alone(async () => {
      if (this.#import !== undefined) throw new NexusError("process.protocol", "An import is open already");
      const { BatchImport, unfinishedFiles } = await imports();
      const instance = await this.#take();
      await (await duckdb()).lockDuckdb(instance, unfinishedFiles(out, scan.columns.length));
      this.#import = {
        duckdb: instance,
        table: await BatchImport.begin(instance, scan),
        out,
      };
    });
  }

  /** Adds rows. */
  appendImport({ batch }: EngineMethods["import.append"]): Promise<void> {
    return this.#alone(async () => {
      try {
        this.#openImport().table.append(batch);
        await Promise.resolve();
      } catch (error) {
        throw (await duckdb()).duckdbError(error, "import");
      }
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
        this.#discard(instance);
      }
    });
  }

  /** Forgets what was added. */
  async abortImport(): Promise<void> {
    await this.idle();
    const open = this.#import;
    this.#import = undefined;
    if (open !== undefined) this.#discard(open.duckdb);
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
      if (this.#spare !== undefined) return;
      this.#spare = this.#open();
      this.#spare.catch(() => this.#spare = undefined);
    });
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
