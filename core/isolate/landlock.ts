/**
 * The wall that Linux itself can put around a process: Landlock. A compiled binary loads modules of the disk without asking Deno's
 * permissions (`import x from "file:///..." with { type: "json" }`), and its children cannot be given narrower grants than the binary
 * has. Behind this wall the kernel refuses every file that was not granted, whatever the runtime allows.
 *
 * Called through the C library, so it needs permission for native code, which is given up before any code of others runs.
 *
 * @see https://docs.kernel.org/userspace-api/landlock.html
 * @module
 */
import { NexusError } from "../contract/errors.ts";
import { selfCommand } from "../process/self.ts";

const CREATE_RULESET = 444n;
const ADD_RULE = 445n;
const RESTRICT_SELF = 446n;
const VERSION_FLAG = 1;
const PATH_BENEATH = 1;
const NO_NEW_PRIVILEGES = 38;
const PAGE_BYTES = 4096;
const OPEN_PATH = 0o12000000; // O_PATH | O_CLOEXEC

/** Rights over files, by the version of the kernel's interface that brought them. */
const FILE_RIGHTS: readonly [abi: number, mask: bigint][] = [
  [5, 0xffffn],
  [3, 0x7fffn],
  [2, 0x3fffn],
  [1, 0x1fffn],
];
const READ_FILE = 1n << 2n;
const READ_FOLDER = READ_FILE | 1n << 3n;
const WRITE_FILE = 1n << 1n | 1n << 14n;
const WRITE_FOLDER = WRITE_FILE | 1n << 4n | 1n << 5n | 1n << 7n | 1n << 8n;
/** To bind and to connect TCP sockets. */
const NETWORK = 3n;
/** Abstract sockets and signals of processes outside. */
const OTHERS = 3n;

const SYMBOLS = {
  createRuleset: { name: "syscall", parameters: ["i64", "buffer", "usize", "u32"], result: "i64" },
  addRule: { name: "syscall", parameters: ["i64", "i32", "u32", "buffer", "u32"], result: "i64" },
  restrictSelf: { name: "syscall", parameters: ["i64", "i32", "u32"], result: "i64" },
  prctl: { parameters: ["i32", "u64", "u64", "u64", "u64"], result: "i32" },
  open: { parameters: ["buffer", "i32"], result: "i32" },
  pread: { parameters: ["i32", "buffer", "usize", "i64"], result: "i64" },
} as const;

let found: boolean | undefined;

/**
 * Whether isolates run behind a wall of the kernel: where they are this program itself, which cannot be started with narrower
 * permissions, and the kernel has such walls. Started by `deno run` they need none: nobody gave their process more than was granted.
 */
export function kernelWall(): boolean {
  return selfCommand() !== null && (found ??= openLandlock() !== null);
}

/** What stays open behind the wall: paths, and whether sockets may be used at all. */
export interface Openings {
  read: string[];
  write: string[];
  net: boolean;
}

/** The kernel's interface for walls. */
export interface Landlock {
  /** Its version; 1 closes files, 4 also TCP, 6 also signals and abstract sockets. */
  abi: number;
  /**
   * Closes everything else, for this thread and all that it starts from now on. There is no way back.
   *
   * @throws {NexusError} `internal.error` where the kernel refuses.
   */
  raise(openings: Openings): void;
  /** Resident megabytes of this process, also behind the wall; 0 where they could not be read. */
  rssMb(): number;
}

/** The interface of this kernel; null where there is none, or without permission for native code. */
export function openLandlock(): Landlock | null {
  if (Deno.build.os !== "linux") return null;
  try {
    const { symbols } = Deno.dlopen("libc.so.6", SYMBOLS);
    const abi = Number(symbols.createRuleset(CREATE_RULESET, null, 0n, VERSION_FLAG));
    if (abi < 1) return null;
    const memory = symbols.open(cString("/proc/self/statm"), 0);
    return { abi, raise: (openings) => raise(symbols, abi, openings), rssMb: () => readRss(symbols, memory) };
  } catch {
    return null;
  }
}

type Symbols = Deno.DynamicLibrary<typeof SYMBOLS>["symbols"];

function raise(symbols: Symbols, abi: number, { read, write, net }: Openings): void {
  const files = FILE_RIGHTS.find(([since]) => abi >= since)![1];
  const closed = BigUint64Array.of(files, abi >= 4 && !net ? NETWORK : 0n, abi >= 6 ? OTHERS : 0n);
  const size = abi >= 6 ? 24n : abi >= 4 ? 16n : 8n;
  const ruleset = Number(symbols.createRuleset(CREATE_RULESET, new Uint8Array(closed.buffer), size, 0));
  if (ruleset < 0) throw refused("make a wall");
  const allow = (path: string, file: bigint, folder: bigint) => {
    const handle = symbols.open(cString(path), OPEN_PATH);
    if (handle < 0) return; // what is not there needs no opening
    const rule = new DataView(new ArrayBuffer(12));
    rule.setBigUint64(0, (isFolder(path) ? folder : file) & files, true);
    rule.setInt32(8, handle, true);
    if (symbols.addRule(ADD_RULE, ruleset, PATH_BENEATH, new Uint8Array(rule.buffer), 0) !== 0n) {
      throw refused(`leave "${path}" open`);
    }
  };
  for (const path of read) allow(path, READ_FILE, READ_FOLDER);
  for (const path of write) allow(path, WRITE_FILE, WRITE_FOLDER);
  if (symbols.prctl(NO_NEW_PRIVILEGES, 1n, 0n, 0n, 0n) !== 0) throw refused("give up privileges");
  if (symbols.restrictSelf(RESTRICT_SELF, ruleset, 0) !== 0n) throw refused("raise the wall");
}

/** The second number of `statm` is the resident pages. */
function readRss(symbols: Symbols, handle: number): number {
  const bytes = new Uint8Array(128);
  const length = Number(symbols.pread(handle, bytes, BigInt(bytes.length), 0n));
  const [, pages = "0"] = new TextDecoder().decode(bytes.subarray(0, Math.max(0, length))).split(" ");
  return Math.round(Number(pages) * PAGE_BYTES / 1e6);
}

function isFolder(path: string): boolean {
  try {
    return Deno.statSync(path).isDirectory;
  } catch {
    return false;
  }
}

function cString(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${text}\0`);
}

function refused(what: string): NexusError {
  return new NexusError("internal.error", `The kernel would not ${what} around untrusted code`);
}
