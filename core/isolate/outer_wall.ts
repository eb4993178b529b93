/**
 * A wall of the operating system around the whole process of an isolate, where this machine has a tool for it: namespaces in which there
 * is no network and, with bubblewrap, no file but those that the process needs. It is a second wall: nothing depends on it, and where it
 * cannot be built everything runs without.
 *
 * @module
 */
import { fromFileUrl, selfCommand } from "../process/mod.ts";
import type { Grant } from "./grant.ts";

/** A tool that was tried and works. */
export interface OuterWall {
  tool: "bubblewrap" | "unshare";
  /** What it keeps out, in words. */
  message: string;
  /** The command before that of the process; null where it would keep out what was granted. */
  around(needs: { grant: Grant; program: string }): string[] | null;
}

const BUBBLEWRAP = [
  "/usr/bin/bwrap",
  "/usr/local/bin/bwrap",
  "/bin/bwrap",
  "/run/current-system/sw/bin/bwrap",
];
const UNSHARE = ["/usr/bin/unshare", "/bin/unshare", "/run/current-system/sw/bin/unshare"];
const PROBE_MS = 10_000;
/** Loopback alone, after two lines of heading; and this program starts. */
const PROBE =
  'n=0; while read -r _; do n=$((n + 1)); done </proc/self/net/dev; test "$n" -eq 3 && exec "$0" --version';
const CORE = fromFileUrl(new URL("../", import.meta.url).href);
/** Libraries, the time zone, and what a network needs besides a socket. */
const SYSTEM = [
  "/usr/lib",
  "/usr/lib64",
  "/lib",
  "/lib64",
  "/nix/store",
  "/etc/localtime",
  "/usr/share/zoneinfo",
];
const NETWORK = [
  "/etc/resolv.conf",
  "/etc/hosts",
  "/etc/nsswitch.conf",
  "/etc/ssl",
  "/usr/share/ca-certificates",
];

let found: Promise<OuterWall | null> | undefined;
let known: OuterWall | null | undefined;

/** The wall of this machine, tried once; null where there is none. Rejects never. */
export function outerWall(): Promise<OuterWall | null> {
  return found ??= findWall().catch(() => null).then((wall) => known = wall);
}

/** What {@linkcode outerWall} found; undefined before. */
export function knownOuterWall(): OuterWall | null | undefined {
  return known;
}

async function findWall(): Promise<OuterWall | null> {
  // A compiled binary has its own wall, and nobody knows which files it needs.
  if (Deno.build.os !== "linux" || selfCommand() !== null) return null;
  for (const path of BUBBLEWRAP) {
    const wall = await tryWall(bubblewrap(path));
    if (wall !== null) return wall;
  }
  for (const path of UNSHARE) {
    const wall = await tryWall(unshare(path));
    if (wall !== null) return wall;
  }
  return null;
}

/** The wall, where this program runs behind it and finds no network there. */
export async function tryWall(wall: OuterWall): Promise<OuterWall | null> {
  const [program, ...args] = wall.around({
    grant: { read: ["/bin/sh", "/usr/bin"], write: [], net: [], env: {} },
    program: import.meta.url,
  })!;
  try {
    const { success } = await new Deno.Command(program!, {
      args: [...args, "/bin/sh", "-c", PROBE, Deno.execPath()],
      cwd: "/",
      clearEnv: true,
      stdin: "null",
      stdout: "null",
      stderr: "null",
      signal: AbortSignal.timeout(PROBE_MS),
    }).output();
    return success ? wall : null;
  } catch {
    return null;
  }
}

/** A root of its own, in which there is what the process needs and nothing else. */
export function bubblewrap(path: string): OuterWall {
  return {
    tool: "bubblewrap",
    message: "no network, no other process, and no file but the program itself and what was granted",
    around({ grant, program }) {
      const net = grant.net.length > 0;
      const files = [
        ...SYSTEM,
        ...(net ? NETWORK : []),
        Deno.execPath(),
        program === "" ? CORE : fromFileUrl(new URL(program).href.replace(/[?#].*$/, "")),
        ...grant.read,
      ];
      return [
        path,
        ...["--unshare-user", "--unshare-ipc", "--unshare-pid", "--unshare-uts", "--unshare-cgroup-try"],
        ...(net ? [] : ["--unshare-net"]),
        ...["--die-with-parent", "--new-session", "--cap-drop", "ALL", "--proc", "/proc", "--dev", "/dev"],
        ...files.flatMap((file) => ["--ro-bind-try", file, file]),
        ...grant.write.flatMap((file) => ["--bind-try", file, file]),
        "--",
      ];
    },
  };
}

/** A network of its own with nothing in it. Files stay as they are. */
export function unshare(path: string): OuterWall {
  return {
    tool: "unshare",
    message: "no network at all, not even the machine's own",
    around: ({ grant }) =>
      grant.net.length > 0 ? null : [path, "--user", "--map-current-user", "--net", "--ipc", "--"],
  };
}
