/**
 * The command line of a child: its flags, and on Linux and macOS the limits of the operating system around it.
 *
 * @module
 */
import { fromFileUrl } from "./file_url.ts";
import { CHILD_ARGUMENT, CONFIG_URL, type Entry, type EntryName } from "./entries.ts";
import { selfCommand } from "./self.ts";

/** Limits that the operating system holds. Without effect on Windows. */
export interface SystemLimits {
  /** Writable memory in KiB. Below 1,200,000 V8 does not start. */
  dataKb?: number;
  /** Processor time over the life of the process. */
  cpuSeconds?: number;
  /** Open files. */
  files?: number;
  /** Largest file it may write, in KiB; 0: none. */
  fileKb?: number;
}

/** What decides the command line. */
export interface CommandOptions {
  entry: Entry;
  /** The name of the entry where it has one; a compiled binary needs it. */
  name?: EntryName;
  /** Flags of `deno run`, such as `--allow-read=/data`. Nothing is allowed without. */
  permissions: string[];
  v8Flags?: string[];
  env?: Record<string, string>;
  limits?: SystemLimits;
  /** A command that takes that of the program as its arguments: a wall of the operating system. Not on Windows. */
  before?: string[];
}

/** The program and its arguments. */
export function commandOf(options: CommandOptions): { program: string; args: string[] } {
  const self = selfCommand();
  const program = self?.program ?? Deno.execPath();
  const args = self === null ? runArgs(options) : [...self.args, ...selfArgs(options)];
  if (Deno.build.os === "windows") return { program, args };
  return {
    program: "/bin/sh",
    args: ["-c", shellLimits(options.limits ?? {}), ...(options.before ?? []), program, ...args],
  };
}

function runArgs({ entry, permissions, v8Flags }: CommandOptions): string[] {
  // The program has put its packages in place before it starts a child; to look after all of them again takes longer than most children need.
  const config = entry.npm
    ? ["--config", fromFileUrl(CONFIG_URL), "--node-modules-dir=manual"]
    : ["--no-config", "--no-lock", "--no-npm"];
  return [
    "run",
    "--quiet",
    "--no-prompt",
    "--no-remote",
    "--cached-only",
    // Compiled code is kept for programs of ours only: a worker inside an isolate has no place to write.
    ...(entry.npm ? [] : ["--no-code-cache"]),
    "--unstable-worker-options",
    ...config,
    ...(v8Flags === undefined || v8Flags.length === 0 ? [] : [`--v8-flags=${v8Flags.join(",")}`]),
    ...permissions,
    entry.url,
  ];
}

function selfArgs({ name, permissions }: CommandOptions): string[] {
  if (name === undefined) {
    throw new TypeError("Cannot start a program that is not in entries.ts: children are this program itself");
  }
  return [`${CHILD_ARGUMENT}${name}`, ...permissions];
}

function shellLimits({ dataKb, cpuSeconds, files, fileKb }: SystemLimits): string {
  // Only Linux is known to hold all of these; elsewhere a limit that cannot be set is left out.
  const otherwise = Deno.build.os === "linux" ? "|| exit 125" : "2>/dev/null";
  const set = (letter: string, value: number | undefined) =>
    value === undefined ? "" : `ulimit -${letter} ${Math.ceil(value)} ${otherwise}; `;
  // `ulimit -f` counts blocks of 512 bytes.
  // At the softer of two limits the process is told why it ends, SIGXCPU.
  const cpu = cpuSeconds === undefined ? "" : set("t", cpuSeconds + 1) + set("S -t", cpuSeconds);
  return set("c", 0) + set("d", dataKb) + cpu + set("n", files) +
    set("f", fileKb === undefined ? undefined : fileKb * 2) + 'exec "$0" "$@"';
}
