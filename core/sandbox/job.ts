/**
 * One process for one script: what the script may ask, what it says, and how it ends.
 *
 * @module
 */
import { z } from "zod";
import {
  type CodeFinding,
  type CodeRun,
  ConsoleLine,
  NexusError,
  type Table,
  type Value,
} from "../contract/mod.ts";
import { Isolate, NO_GRANT, type OuterWall } from "../isolate/mod.ts";
import consoleModule from "./inside/console.js" with { type: "bytes" };
import lockdownModule from "./inside/lockdown.js" with { type: "bytes" };
import plainModule from "./inside/plain.js" with { type: "bytes" };
import runtimeModule from "./inside/runtime.js" with { type: "bytes" };
import { failureOfEnd, failureOfScript, ScriptError } from "./failure.ts";
import { readResult, type ScriptResult } from "./result.ts";
import { Facts } from "./walls.ts";

/** A table that a script may ask for. */
export interface SandboxTable {
  id: string;
  name: string;
  rowCount: number;
  columns: { name: string; type: string }[];
}

/** A script and what it may ask of the host. */
export interface SandboxJob {
  source: string;
  input?: unknown;
  tables: SandboxTable[];
  handlers: {
    query(plan: unknown): Promise<Table>;
    sql(text: string): Promise<Table>;
    columns(table: string, names: string[] | null): Promise<Record<string, Value[]>>;
  };
}

/** What came of a script. */
export interface SandboxResult extends ScriptResult {
  console: ConsoleLine[];
  /** Lines that were not kept. */
  consoleDropped: number;
  findings: CodeFinding[];
  /** What it asked of the data, in order. */
  queries: CodeRun["queries"];
  ms: number;
}

/** Limits of one script. */
export interface JobLimits {
  timeoutMs: number;
  memoryMb: number;
  outputMb: number;
}

const Count = z.number().int().nonnegative();
const Outcome = z.discriminatedUnion("ok", [
  z.object({ ok: z.literal(true), value: z.unknown(), nulls: Count, dropped: Count }),
  z.object({ ok: z.literal(false), error: ScriptError, dropped: Count }),
]);
const ColumnsRequest = z.object({ table: z.string(), names: z.array(z.string()).nullable() });

const MAX_LINES = 200;
const MAX_LINE = 2100;
/** A plan may be nested; a result is not. */
const MAX_DEPTH = 60;
/** Values of one message; a result of 10,000 rows may have 25 columns. */
const MAX_VALUES = 300_000;
const MAX_QUESTION = 100_000;
/** Questions of one script to the data. */
const MAX_QUERIES = 200;
/** Time in all, with that in which the script waits for data, as a multiple of its own. */
const WALL_FACTOR = 4;

/** A process that takes one script. */
export class Job {
  readonly #limits: JobLimits;
  readonly #isolate: Isolate;
  #handlers: SandboxJob["handlers"] | null = null;
  #console: ConsoleLine[] = [];
  #dropped = 0;
  #queries: CodeRun["queries"] = [];
  onExit: () => void = () => {};

  constructor(
    limits: JobLimits,
    more: { statistics?: Uint8Array; program?: string; wall: OuterWall | null },
  ) {
    this.#limits = limits;
    const { memoryMb, timeoutMs, outputMb } = limits;
    this.#isolate = new Isolate({
      name: "The script",
      modules: [
        ...[runtimeModule, lockdownModule, plainModule, consoleModule].map((bytes) => bytes.slice()),
        ...(more.statistics === undefined ? [] : [more.statistics.slice()]),
      ],
      grant: NO_GRANT,
      // The engine collects garbage in threads of its own, so the processor may work longer than the clock runs.
      limits: {
        memoryMb,
        timeoutMs,
        outputMb,
        cpuSeconds: 2 * Math.ceil(timeoutMs / 1000) + 2,
        wallFactor: WALL_FACTOR,
        maxDepth: MAX_DEPTH,
        maxValues: MAX_VALUES,
      },
      noCodeGeneration: true,
      wall: more.wall,
      ...(more.program === undefined ? {} : { program: more.program }),
      handlers: {
        query: (plan) => this.#ask("query", JSON.stringify(plan), (handlers) => handlers.query(plan)),
        sql: (text) => {
          if (typeof text !== "string") throw new NexusError("plan.invalid", "sql() takes one text");
          return this.#ask("sql", text, (handlers) => handlers.sql(text));
        },
        columns: (params) => {
          const request = ColumnsRequest.safeParse(params);
          if (!request.success) {
            throw new NexusError("plan.invalid", "columns() takes the name of a table and a list of names");
          }
          const { table, names } = request.data;
          const text = names === null ? table : `${table}: ${names.join(", ")}`;
          return this.#ask("columns", text, (handlers) => handlers.columns(table, names));
        },
        console: (line) => this.#write(line),
      },
      onExit: () => this.onExit(),
    });
  }

  get alive(): boolean {
    return this.#isolate.end === null;
  }

  get exited(): Promise<unknown> {
    return this.#isolate.exited;
  }

  /** What the worker saw when it was ready. */
  async ready(): Promise<Facts> {
    return Facts.parse(await this.#isolate.ready);
  }

  /** Runs the script; the process ends with it. */
  async run(job: SandboxJob, signal: AbortSignal): Promise<Omit<SandboxResult, "findings">> {
    const started = performance.now();
    this.#handlers = job.handlers;
    const { source, input = null, tables } = job;
    // Lines and questions need some of it too.
    const maxBytes = this.#limits.outputMb * 1024 * 1024 * 3 / 4;
    try {
      const call = this.#isolate.call("run", { source, input, tables, maxBytes }, { signal });
      const { value } = await call.catch((error) => {
        // The worker answers with what came of the script, never with an error.
        throw this.#isolate.end !== null || signal.aborted ? error : forged();
      });
      const outcome = Outcome.safeParse(value);
      if (!outcome.success) throw forged();
      this.#dropped += outcome.data.dropped;
      if (!outcome.data.ok) throw failureOfScript(outcome.data.error, this.#limits);
      const { nulls } = outcome.data;
      const result = readResult(outcome.data.value);
      if (nulls > 0) {
        this.#write({
          level: "warn",
          text: `${nulls} values of the result were not numbers and became null.`,
        });
      }
      const ms = Math.round(performance.now() - started);
      return { ...result, console: this.#console, consoleDropped: this.#dropped, queries: this.#queries, ms };
    } catch (error) {
      throw this.#withConsole(failureOfEnd(error, this.#isolate.end, this.#limits));
    } finally {
      this.close();
    }
  }

  /** Ends the process. */
  close(): void {
    this.#isolate.close();
  }

  async #ask<T extends Table | Record<string, Value[]>>(
    method: keyof SandboxJob["handlers"],
    text: string,
    call: (handlers: SandboxJob["handlers"]) => Promise<T>,
  ): Promise<T> {
    if (this.#handlers === null) throw new NexusError("process.protocol", "No script runs");
    if (this.#queries.length >= MAX_QUERIES) {
      throw new NexusError("code.failed", `A script may ask ${MAX_QUERIES} questions of the data`, {
        hint: "Ask for many rows at once, with query() or sql(), instead of one by one.",
      });
    }
    if (text.length > MAX_QUESTION) {
      throw new NexusError(
        "plan.invalid",
        `What was given to ${method}() is longer than ${MAX_QUESTION} characters`,
      );
    }
    const kind = method === "query" ? "plan" as const : method;
    const entry = { kind, text: text.slice(0, 10_000), rows: 0 };
    this.#queries.push(entry);
    const result = await call(this.#handlers);
    entry.rows = Array.isArray(result.rows) ? result.rows.length : Object.values(result)[0]?.length ?? 0;
    return result;
  }

  #write(data: unknown): void {
    const line = ConsoleLine.safeParse(data);
    if (!line.success) return;
    if (this.#console.length >= MAX_LINES) return void this.#dropped++;
    this.#console.push({ level: line.data.level, text: line.data.text.slice(0, MAX_LINE) });
  }

  /** What a script said before it failed helps to repair it. */
  #withConsole(error: unknown): unknown {
    if (!(error instanceof NexusError) || !error.code.startsWith("code.") || this.#console.length === 0) {
      return error;
    }
    return new NexusError(error.code, error.message, {
      ...(error.hint === undefined ? {} : { hint: error.hint }),
      details: { ...error.details, console: this.#console },
      cause: error,
    });
  }
}

function forged(): NexusError {
  return new NexusError("code.failed", "The script sent what no script can send");
}
