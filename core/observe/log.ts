/**
 * The log: one JSON object a line, with the correlation id of the request or run that it belongs to.
 *
 * @module
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { NexusError, toErrorData } from "../contract/mod.ts";

export const LEVELS = ["debug", "info", "warn", "error"] as const;
export type Level = (typeof LEVELS)[number];

export interface LogOptions {
  level: Level;
  /** Appended to, created where it is not there. */
  file?: string;
  /** Where lines go besides the file; standard error by default. */
  write?: (line: string) => void;
}

const correlation = new AsyncLocalStorage<string>();

/** Runs `work` so that every line it logs carries `id`. */
export function withCorrelation<T>(id: string, work: () => T): T {
  return correlation.run(id, work);
}

/** The id under which this code runs, if any. */
export function correlationId(): string | undefined {
  return correlation.getStore();
}

/** Writes lines of at least one level. */
export class Log {
  readonly #threshold: number;
  readonly #write: (line: string) => void;
  readonly #file: Deno.FsFile | undefined;

  constructor(options: LogOptions) {
    this.#threshold = LEVELS.indexOf(options.level);
    this.#write = options.write ?? ((line) => void Deno.stderr.writeSync(new TextEncoder().encode(line)));
    this.#file = options.file ? openAppending(options.file) : undefined;
  }

  debug(message: string, fields: Record<string, unknown> = {}): void {
    this.#line("debug", message, fields);
  }

  info(message: string, fields: Record<string, unknown> = {}): void {
    this.#line("info", message, fields);
  }

  warn(message: string, fields: Record<string, unknown> = {}): void {
    this.#line("warn", message, fields);
  }

  error(message: string, fields: Record<string, unknown> = {}): void {
    this.#line("error", message, fields);
  }

  close(): void {
    this.#file?.close();
  }

  #line(level: Level, message: string, fields: Record<string, unknown>): void {
    if (LEVELS.indexOf(level) < this.#threshold) return;
    const id = correlation.getStore();
    const line = JSON.stringify({
      time: new Date().toISOString(),
      level,
      message,
      ...(id === undefined ? {} : { correlationId: id }),
      ...Object.fromEntries(
        Object.entries(fields).map((
          [key, value],
        ) => [key, value instanceof Error ? { ...toErrorData(value), stack: value.stack } : value]),
      ),
    }) + "\n";
    this.#try(() => this.#write(line));
    this.#try(() => this.#file?.writeSync(new TextEncoder().encode(line)));
  }

  /** A full disk or a terminal that is gone must not stop what is logged about. */
  #try(write: () => void): void {
    try {
      write();
    } catch {
      // There is nowhere left to say it.
    }
  }
}

function openAppending(path: string): Deno.FsFile {
  try {
    return Deno.openSync(path, { append: true, create: true });
  } catch (cause) {
    throw new NexusError("config.invalid", `Cannot write the log file ${path}: ${(cause as Error).message}`, {
      cause,
      hint: "Correct LOG_FILE.",
    });
  }
}
