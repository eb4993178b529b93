/**
 * Starting, watching and ending processes of our own.
 *
 * @module
 */
import { NexusError } from "../contract/errors.ts";
import { Channel, type Handler } from "./channel.ts";
import { type Entry, type EntryName, entryOf } from "./entries.ts";
import { commandOf, type CommandOptions } from "./command.ts";
import { selfCommand } from "./self.ts";
import type { ShapeLimits } from "./shape.ts";
import { tailOf } from "./tail.ts";
import { watchMemory } from "./watch.ts";

/** How a process is started. */
export interface SpawnOptions extends Omit<CommandOptions, "entry" | "name"> {
  /** A program of `entries.ts`, or one of a test. */
  entry: EntryName | Entry;
  cwd?: string;
  handlers?: Record<string, Handler>;
  /** Signs frames. The child must be given the same key, by its first bytes on stdin: see `preamble`. */
  key?: Uint8Array;
  /** Bytes that are written to the child's stdin before the first frame. */
  preamble?: Uint8Array;
  maxFrameBytes?: number;
  shape?: ShapeLimits;
  maxCalls?: number;
  onBytes?: (bytes: number) => void;
  /** The process is killed where its resident memory passes this. Watched on Linux only; `limits.dataKb` is the harder wall. */
  maxRssMb?: number;
  onExit?: (exit: ChildExit) => void;
}

/** How a process ended. */
export interface ChildExit {
  code: number;
  signal: string | null;
  /** In words: what it was killed for, or its exit code. */
  reason: string;
  /** The last 8 KiB. */
  stderr: string;
}

/** A process of ours that runs. */
export interface Child {
  readonly channel: Channel;
  readonly pid: number;
  /** Resident megabytes, where `maxRssMb` has it watched and it was looked at already. */
  rssMb(): number | null;
  /** Ends it at once; `reason` becomes that of the exit. */
  kill(reason: string): void;
  readonly exited: Promise<ChildExit>;
}

/** Starts a program as a process with exactly the given permissions and environment. */
export function spawnChild(options: SpawnOptions): Child {
  const entry = typeof options.entry === "string" ? entryOf(options.entry) : options.entry;
  const name = typeof options.entry === "string" ? { name: options.entry } : {};
  const { program, args } = commandOf({ ...options, entry, ...name });
  const process = new Deno.Command(program, {
    args,
    cwd: options.cwd ?? (Deno.build.os === "windows" ? undefined : "/"),
    clearEnv: true,
    env: environment(options.env, entry),
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
    ...(options.before === undefined ? {} : { detached: true }),
  } as Deno.CommandOptions).spawn();
  let killed: string | null = null;
  const kill = (reason: string) => {
    if (killed !== null) return;
    killed = reason;
    try {
      // A tool around the program is more than one process while it starts.
      if (options.before === undefined) process.kill("SIGKILL");
      else Deno.kill(-process.pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  };
  const { maxRssMb } = options;
  const watch = maxRssMb === undefined
    ? null
    : watchMemory(process.pid, maxRssMb, () => kill(`it used more than ${maxRssMb} MB of memory`));
  const ended = awaitExit(process, () => killed);
  const exited = ended.then(async (exit) => {
    await watch?.stop();
    return exit;
  });
  const channel = new Channel(
    { readable: process.stdout, writable: afterPreamble(process.stdin, options.preamble) },
    {
      ...pick(options, ["handlers", "key", "maxFrameBytes", "shape", "maxCalls", "onBytes"]),
      role: "host",
      onEnd: async () => crashOf(options.entry, await Promise.race([ended, closedEarly(kill)])),
    },
  );
  channel.closed.then(() => kill(channel.failure?.message ?? "closed"));
  ended.then(async (exit) => {
    // What it said last is still on its way; only a descendant that holds its output keeps the channel open.
    await Promise.race([channel.closed, exitTime()]);
    channel.close(crashOf(options.entry, exit));
    options.onExit?.(exit);
  });
  return { channel, pid: process.pid, rssMb: () => watch?.rssMb() ?? null, kill, exited };
}

const CLOSED_OUTPUT = "it closed its output";

/** A process that closes its output but stays is ended. */
async function closedEarly(kill: (reason: string) => void): Promise<never> {
  await exitTime();
  kill(CLOSED_OUTPUT);
  return await new Promise<never>(() => {});
}

/**
 * How long the end of a process and the end of its output may lie apart: a second, in which this process has looked often at what came. One
 * that got no processor meanwhile would find the time over before it has read what lies there.
 */
async function exitTime(): Promise<void> {
  for (let look = 0; look < 20; look++) {
    await new Promise((resolve) => Deno.unrefTimer(setTimeout(resolve, 50)));
  }
}

async function awaitExit(process: Deno.ChildProcess, killed: () => string | null): Promise<ChildExit> {
  const [status, stderr] = await Promise.all([process.status, tailOf(process.stderr, 8192)]);
  const { code, signal } = status;
  const outOfMemory = /out of memory|Array buffer allocation failed/i.test(stderr);
  const natural = signal !== null ? `it was ended by ${signal}` : `it ended with code ${code}`;
  // One that took long to end did end by itself.
  const ended = killed() === CLOSED_OUTPUT && signal === null ? null : killed();
  const reason = ended ?? (outOfMemory && code !== 0 ? "it ran out of memory" : natural);
  return { code, signal, reason, stderr };
}

function crashOf(entry: EntryName | Entry, exit: ChildExit): NexusError {
  const name = typeof entry === "string" ? entry : entry.url.split("/").at(-1);
  return new NexusError("process.crashed", `The ${name} process ended: ${exit.reason}`, {
    details: { reason: exit.reason, code: exit.code, signal: exit.signal, stderr: exit.stderr },
  });
}

function afterPreamble(
  stdin: WritableStream<Uint8Array>,
  preamble: Uint8Array | undefined,
): WritableStream<Uint8Array> {
  if (preamble !== undefined) {
    const writer = stdin.getWriter();
    writer.write(preamble).catch(() => {});
    writer.releaseLock();
  }
  return stdin;
}

/**
 * A program that loads no packages also gets no cache folder: a worker inside could fill it. TypeScript then starts 150 ms later than
 * JavaScript, for the failed write of the cache is tried again and again.
 */
function environment(env: Record<string, string> | undefined, entry: Entry): Record<string, string> {
  const noCache = Deno.build.os === "windows" ? "NUL" : "/dev/null";
  return { NO_COLOR: "1", ...env, ...selfCommand()?.env, ...(entry.npm ? {} : { DENO_DIR: noCache }) };
}

function pick<T, K extends keyof T>(from: T, keys: K[]): Pick<T, K> {
  return Object.fromEntries(
    keys.filter((key) => from[key] !== undefined).map((key) => [key, from[key]]),
  ) as Pick<
    T,
    K
  >;
}
